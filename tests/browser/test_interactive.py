"""What a reader's hand does with an interactive figure, and how an address keeps it."""

import re

import interactive_figures
import pytest
from fingers import Finger, middle
from one_figure import (
    ALIVE,
    ANCHOR,
    KNOB,
    NAME,
    PAGE,
    PHONE,
    come_alive,
    figure,
    gallery_page,
    knob,
    marker,
    says,
    show,
    turn,
    z,
)

FIGURES = interactive_figures.by_name()


def test_keys_turn_the_knob_and_all_follows(open_page):
    page = open_page(PAGE)
    come_alive(page)
    knob(page).focus()
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    assert knob(page).input_value() == "0"
    assert figure(page).locator("output").inner_text() == "0.00"
    page.wait_for_function(
        f"() => document.querySelector('#{ANCHOR} .says').innerText.includes('the most there')"
    )
    announced = figure(page).locator(".announced:has-text('the most there')")
    announced.wait_for(state="attached")
    assert announced.inner_text() == says(page)
    assert figure(page).locator(".stage svg").get_attribute("aria-label") == says(page)
    page.wait_for_function(f"() => location.search.includes('{KNOB}=0')")
    figure(page).get_by_role("button", name="As at the start").click()
    page.wait_for_function("() => !location.search")
    assert z(page) == 2


def test_the_sentence_follows_the_hand_and_is_announced_once_it_rests(open_page):
    page = open_page(PAGE)
    show(page)
    page.evaluate(
        """anchor => {
            window.announcements = 0;
            const line = document.querySelector(`#${anchor} .announced`);
            new MutationObserver(() => { announcements += 1; })
                .observe(line, { subtree: true, childList: true, characterData: true });
        }""",
        ANCHOR,
    )
    seen, announced = page.evaluate(
        """name => {
            const figure = whySigma.figures[name], seen = [];
            for (const z of [1, 0, -1]) {
                figure.draw({ z });
                seen.push(figure.element.querySelector(".says").textContent);
            }
            return [seen, announcements];
        }""",
        NAME,
    )
    assert ["z = 1.00" in seen[0], "z = 0.00" in seen[1], "z = −1.00" in seen[2]] == [True] * 3
    assert announced == 0
    figure(page).locator(".announced:has-text('z = −1.00')").wait_for(state="attached")
    assert page.evaluate("announcements") == 1


def test_a_mouse_drags_the_point_and_lets_go_outside_the_window(open_page):
    page = open_page(PAGE)
    show(page)
    x, y = marker(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=4)
    page.wait_for_timeout(50)
    assert marker(page)[0] == pytest.approx(x - 60, abs=4)
    page.mouse.move(-50, y, steps=3)
    page.mouse.up()
    page.mouse.move(x, y, steps=3)
    page.wait_for_timeout(50)
    assert z(page) == -6


@pytest.mark.parametrize("name", FIGURES)
def test_the_first_drag_of_a_finger_moves_every_figure(open_page, name):
    """Each handle follows, the page does not scroll away, and the sentence says the new state."""
    page = open_page(gallery_page(name), **PHONE)
    page.wait_for_selector("figure.interactive.alive")
    handles = page.locator("figure.interactive [data-handle]:not([visibility=hidden])")
    assert handles.count(), "let something be dragged in the state that it starts with"
    handles.first.evaluate(
        "handle => handle.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    before = page.evaluate("whySigma.figures[Object.keys(whySigma.figures)[0]].values()")
    way = handles.first.get_attribute("data-handle")
    by = {"x": (-45, 0), "y": (0, 45), "xy": (-12, 40), "area": (20, 50)}[way]
    start = middle(handles.first.locator("use" if way != "area" else "path").first)
    scrolled = page.evaluate("scrollY")
    Finger(page).drag(start, by)
    page.wait_for_timeout(100)
    after = page.evaluate("whySigma.figures[Object.keys(whySigma.figures)[0]].values()")
    assert before != after
    assert page.evaluate("scrollY") == pytest.approx(scrolled, abs=1)


def test_a_second_finger_changes_nothing(open_page):
    page = open_page(PAGE, **PHONE)
    show(page)
    finger, (x, y) = Finger(page), marker(page)
    finger.send("touchStart", (x, y))
    finger.send("touchMove", (x - 30, y))
    page.wait_for_timeout(50)
    one = z(page)
    finger.send("touchStart", (x - 30, y), (x - 150, y + 20))
    finger.send("touchMove", (x - 30, y), (x - 100, y + 20))
    page.wait_for_timeout(50)
    assert z(page) == one
    finger.send("touchMove", (x - 60, y), (x - 100, y + 20))
    page.wait_for_timeout(50)
    finger.send("touchEnd")
    assert z(page) < one


@pytest.mark.parametrize("size", [(700, 740), (740, 360)], ids=["resized", "rotated"])
def test_a_window_that_changes_while_dragging_keeps_the_point_under_the_hand(open_page, size):
    page = open_page(PAGE, width=420, height=740)
    show(page)
    x, y = marker(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y, steps=3)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_timeout(100)
    page.mouse.move(x - 25, y, steps=2)
    page.mouse.up()
    page.wait_for_timeout(50)
    assert -6 <= z(page) <= 6
    show(page)
    x, y = marker(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y, steps=3)
    page.mouse.up()
    page.wait_for_timeout(50)
    assert marker(page)[0] == pytest.approx(x - 30, abs=4)


def test_the_hand_draws_once_a_frame(open_page):
    page = open_page(PAGE)
    show(page)
    page.evaluate(
        """name => {
            const figure = whySigma.figures[name], draw = figure.draw;
            window.draws = window.frames_ = 0;
            figure.draw = function (...all) { draws += 1; return draw.apply(this, all); };
            const count = () => { frames_ += 1; requestAnimationFrame(count); };
            requestAnimationFrame(count);
        }""",
        NAME,
    )
    x, y = marker(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 100, y, steps=60)
    page.mouse.up()
    page.wait_for_timeout(100)
    draws, frames = page.evaluate("[draws, frames_]")
    assert 0 < draws <= frames


# --- the address ----------------------------------------------------------------------------------


def test_the_address_restores_the_state_and_a_button_gives_it(open_page):
    page = open_page(
        f"{PAGE}?level=algebra&{KNOB}=-1.5&other.z=3",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.wait_for_selector(ALIVE)
    assert z(page) == -1.5
    assert figure(page).locator(".odd-link").inner_text() == ""
    turn(page, 3)
    figure(page).get_by_role("button", name="Copy link to this").click()
    figure(page).get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"#{ANCHOR}")
    assert set(re.findall(r"[?&]([^&#]+)", copied)) == {f"{KNOB}=3", "level=algebra", "other.z=3"}
    page.goto(copied)
    page.wait_for_selector(ALIVE)
    assert z(page) == 3


def test_where_storage_and_the_address_are_refused_it_moves_all_the_same(browser, address):
    context = browser.new_context()
    context.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("no"); } });
        history.replaceState = () => { throw new DOMException("no", "SecurityError"); };"""
    )
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/{PAGE}")
    come_alive(page)
    turn(page, 1)
    page.wait_for_function(
        f"() => document.querySelector('#{ANCHOR} .says').innerText.includes('0.731')"
    )
    assert faults == []
    context.close()


DRAWN = "gallery/why-this-curve/plot_draw_your_own.html"
ODD_DRAWINGS = ["zz", "gg" * 10_000, "NaN" * 27 + "N", "%F0", "<b>" * 27 + "x", "zz" * 41]


@pytest.mark.parametrize("text", ODD_DRAWINGS, ids=range(len(ODD_DRAWINGS)))
def test_an_odd_drawing_in_a_link_is_refused_or_kept_inside_the_picture(open_page, text):
    page = open_page(f"{DRAWN}?draw-your-own.drawing={text}")
    page.wait_for_selector("figure.alive")
    said = page.locator(".odd-link").inner_text()
    start = page.locator("input[name=drawing]").get_attribute("data-start")
    kept = page.evaluate("whySigma.figures['why-this-curve/draw_your_own'].values().drawing")
    assert (kept == start and "Not all of this link" in said) or re.fullmatch(r"[0-9a-z]{82}", text)
    assert page.evaluate(
        """() => {
            const figure = whySigma.figures["why-this-curve/draw_your_own"];
            return figure.definition.numbers(figure.values()).losses.every(Number.isFinite);
        }"""
    )
