"""What a reader's hand does with an interactive figure, and what is left where it cannot move."""

import itertools
import re

import interactive_figures
import pytest
from fingers import Finger, middle, place

PAGE = "explain/why-the-derivative-is-simple.html"
NAME = "why-the-derivative-is-simple/height_times_headroom"
ANCHOR = "exhibit-why-the-derivative-is-simple-height-times-headroom"
KNOB = "height-times-headroom.z"
ALIVE = f"#{ANCHOR}.alive"
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
FIGURES = interactive_figures.by_name()
OWN = "**/_static/why-the-derivative-*.js"
RUNTIME = "**/_static/figure.*.js"
SHIFTS = """() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) window.shifts += each.value;
    }).observe({ type: "layout-shift" });
}"""
SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


def figure(page):
    return page.locator(f"#{ANCHOR}")


def knob(page):
    return figure(page).locator("input[type=range]")


def says(page):
    return figure(page).locator(".says").inner_text()


def z(page):
    return float(knob(page).input_value())


def part(page, name):
    return page.locator(f"figure.interactive [data-part={name}]")


def marker(page, name="point"):
    return middle(part(page, name).locator("use").first)


def come_alive(page):
    figure(page).scroll_into_view_if_needed()
    page.wait_for_selector(ALIVE)


def show(page):
    """Bring the whole picture into the window, and wait until nothing moves any more."""
    come_alive(page)
    figure(page).locator(".stage").evaluate(
        "stage => stage.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    page.wait_for_timeout(100)


def turn(page, value):
    knob(page).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', "
        "{ bubbles: true })); }",
        str(value),
    )


def gallery_page(name):
    return f"gallery/{name.replace('/', '/plot_')}.html"


# --- loading --------------------------------------------------------------------------------------


def test_a_figure_far_below_costs_nothing_and_wakes_in_place_as_it_comes_near(open_page):
    page = open_page(PAGE, width=360, height=400)
    page.wait_for_timeout(300)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert loaded
    assert not [url for url in loaded if re.search(r"/figure\.|/why-the-derivative-", url)]
    assert not page.locator(ALIVE).count()
    before = says(page)
    page.evaluate(SHIFTS)
    come_alive(page)
    page.wait_for_timeout(400)
    assert says(page) == before
    assert page.evaluate("shifts") == 0


def test_where_data_are_saved_it_wakes_at_the_touch_and_keeps_the_gesture(browser, address):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    context.add_init_script(SAVE_DATA)
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    figure(page).locator(".stage").evaluate(
        "stage => stage.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    page.wait_for_timeout(500)
    assert not page.locator(ALIVE).count()
    page.route(RUNTIME, lambda route: (page.wait_for_timeout(200), route.continue_()))
    Finger(page).drag(marker(page), (-60, 0))
    page.wait_for_selector(ALIVE)
    page.wait_for_timeout(100)
    assert z(page) < 1.5
    context.close()


def test_a_page_without_an_interactive_figure_loads_nothing_for_it(open_page):
    page = open_page("explain/who-chose-sigma.html")
    assert page.evaluate("window.whySigma?.figures") is None


def test_it_moves_from_a_folder_too(open_page, site):
    page = open_page(f"{(site / PAGE).as_uri()}?{KNOB}=1")
    page.wait_for_selector(ALIVE)
    page.wait_for_function(
        f"() => document.querySelector('#{ANCHOR} .says').innerText.includes('0.731')"
    )
    turn(page, -1)
    page.wait_for_function(
        f"() => document.querySelector('#{ANCHOR} .says').innerText.includes('0.269')"
    )


# --- the hand -------------------------------------------------------------------------------------


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


# --- looks ----------------------------------------------------------------------------------------


def test_a_figure_follows_the_theme_at_once(open_page):
    page = open_page(PAGE, color_scheme="light")
    come_alive(page)
    line = part(page, "trace").locator("path").first
    light = line.evaluate("path => getComputedStyle(path).stroke")
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert line.evaluate("path => getComputedStyle(path).stroke") != light
    page.emulate_media(media="print")
    assert line.evaluate("path => getComputedStyle(path).stroke") == light


def test_handles_beckon_once_but_not_under_reduced_motion(open_page):
    name = "use => getComputedStyle(use).animationName"
    for motion, animation in (("no-preference", "beckon"), ("reduce", "none")):
        page = open_page(PAGE, reduced_motion=motion)
        show(page)
        page.wait_for_selector(f"#{ANCHOR}.seen")
        assert part(page, "point").locator("use").evaluate(name) == animation


WORDS = """([name, states]) => {
    const figure = whySigma.figures[name];
    const box = (text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { text: text.textContent, left, right, top, bottom };
    };
    return states.map((state) => {
        figure.draw(state);
        const shown = [...figure.svg.querySelectorAll("text")].filter((text) =>
            text.textContent.trim() && getComputedStyle(text).visibility !== "hidden");
        return { canvas: box(figure.svg), words: shown.map(box) };
    });
}"""


@pytest.mark.parametrize("name", FIGURES)
def test_words_stay_on_the_picture_and_apart_in_every_corner(open_page, name):
    knobs = interactive_figures.made(FIGURES[name])["knobs"]
    tried = interactive_figures.states(knobs)
    page = open_page(gallery_page(name), width=390, height=800)
    page.wait_for_selector("figure.alive")
    for state, drawn in zip(tried, page.evaluate(WORDS, [name, tried]), strict=True):
        words, canvas = drawn["words"], drawn["canvas"]
        assert words
        assert [each["text"] for each in words if not within(each, canvas)] == [], state
        pairs = itertools.combinations(words, 2)
        assert [(a["text"], b["text"]) for a, b in pairs if overlap(a, b)] == [], state


def within(box, canvas):
    """Whether a box lies on the canvas, give or take two pixels."""
    return (
        box["left"] >= canvas["left"] - 2
        and box["right"] <= canvas["right"] + 2
        and box["top"] >= canvas["top"] - 2
        and box["bottom"] <= canvas["bottom"] + 2
    )


def overlap(a, b):
    """Whether two boxes of words share more than the air around letters."""
    across = min(a["right"], b["right"]) - max(a["left"], b["left"])
    along = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return across > 1 and along > 4


# --- where it cannot move -------------------------------------------------------------------------


def stands_still(page):
    return (
        figure(page).locator(".stands-still").is_visible()
        and not knob(page).is_visible()
        and figure(page).locator(".stage svg").is_visible()
        and figure(page).locator(".says").is_visible()
    )


def test_without_a_script_it_stands_still_and_says_so(open_page):
    page = open_page(PAGE, java_script_enabled=False)
    assert stands_still(page)
    assert "0.881" in says(page)


BROKEN = {
    "does not parse": "let let = ;",
    "throws": "throw new Error('odd')",
    "is cut off": "whySigma.figure('why-the-derivative-is-simple/height_times_headroom', (",
    "does nothing": "",
    "moves nothing": f"whySigma.figure('{NAME}', () => ({{ parts: () => ({{}}) }}))",
}


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("script", [OWN, RUNTIME], ids=["own", "runtime"])
def test_where_a_script_is_broken_it_stands_still_and_says_so(browser, address, script, code):
    page = browser.new_page()
    page.route(script, lambda route: route.fulfill(body=code, content_type="text/javascript"))
    page.goto(f"{address}/{PAGE}")
    figure(page).scroll_into_view_if_needed()
    page.wait_for_selector(f"#{ANCHOR}.still")
    assert stands_still(page)
    assert "its script stopped" in figure(page).locator(".stands-still").inner_text()
    page.close()


@pytest.mark.parametrize("script", [OWN, RUNTIME], ids=["own", "runtime"])
def test_a_script_that_did_not_arrive_is_asked_for_again(browser, address, script):
    page = browser.new_page()
    page.route(script, lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    figure(page).scroll_into_view_if_needed()
    page.wait_for_selector(f"#{ANCHOR}.still")
    assert stands_still(page)
    assert "did not arrive" in figure(page).locator(".stands-still").inner_text()
    page.unroute(script)
    figure(page).get_by_role("button", name="Try again").click()
    page.wait_for_selector(ALIVE)
    assert knob(page).is_visible()
    assert not figure(page).locator(".stands-still").is_visible()
    page.close()


def test_where_the_loader_is_blocked_it_stands_still_and_says_so(browser, address):
    page = browser.new_page()
    page.route("**/_static/page.*", lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    figure(page).locator(".stands-still").locator("visible=true").wait_for()
    assert stands_still(page)
    page.close()


def test_a_late_script_moves_what_was_dragged_meanwhile(browser, address):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    held = []
    page.route(OWN, lambda route: held.append(route))
    page.goto(f"{address}/{PAGE}")
    figure(page).locator(".stage").evaluate(
        "stage => stage.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    page.wait_for_timeout(500)
    start = marker(page)
    Finger(page).drag(start, (-60, 0))
    assert not page.locator(ALIVE).count()
    for route in held:
        route.continue_()
    page.wait_for_selector(ALIVE)
    page.wait_for_timeout(100)
    assert marker(page)[0] == pytest.approx(place(start, (-60, 0))[0], abs=4)
    context.close()
