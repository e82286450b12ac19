"""What a reader does with a figure that moves, and what is left of it where it cannot move."""

import re

import pytest

PAGE = "explain/why-the-derivative-is-simple.html"
NAME = "why-the-derivative-is-simple/height_times_headroom"
ANCHOR = "exhibit-why-the-derivative-is-simple-height-times-headroom"
KNOB = "height-times-headroom.z"
ALIVE = f"#{ANCHOR}.alive"
SHIFTS = """() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) window.shifts += each.value;
    }).observe({ type: "layout-shift" });
}"""


def figure(page):
    return page.locator(f"#{ANCHOR}")


def knob(page):
    return figure(page).locator("input[type=range]")


def told(page):
    return figure(page).locator("table.told td").all_inner_texts()


def come_alive(page):
    figure(page).hover()
    page.wait_for_selector(ALIVE)


def turn(page, value):
    knob(page).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', "
        "{ bubbles: true })); }",
        str(value),
    )


def boxes(page):
    """Where the figure's parts are on the page."""
    parts = (".stage", ".stage svg", ".knobs", ".told", ".says", ".knob-buttons", "figcaption")
    return [figure(page).locator(part).first.bounding_box() for part in parts]


def test_a_still_figure_costs_nothing_and_comes_alive_in_place(open_page):
    page = open_page(PAGE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert loaded
    assert not [url for url in loaded if "/moving/" in url]
    figure(page).scroll_into_view_if_needed()
    page.evaluate("document.fonts.ready")
    before, words = boxes(page), told(page)
    page.evaluate(SHIFTS)
    come_alive(page)
    assert boxes(page) == before
    assert told(page) == words == ["0.8808", "0.1192", "0.1050"]
    assert page.evaluate("shifts") == 0
    loaded = [url.partition("/moving/")[2] for url in asked if "/moving/" in url]
    assert [re.sub(r"\.\w{10}\.js", "", url) for url in loaded] == ["charts", NAME]


def test_keys_turn_the_knob_and_all_follows(open_page):
    page = open_page(PAGE)
    knob(page).focus()
    page.wait_for_selector(ALIVE)
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    assert knob(page).input_value() == "0"
    assert figure(page).locator("output").inner_text() == "0.0"
    page.wait_for_function(
        f"() => document.querySelector('#{ANCHOR} .says').textContent.includes('0.0,')"
    )
    assert told(page) == ["0.5000", "0.5000", "0.2500"]
    said = figure(page).locator(".says").inner_text()
    assert "the greatest there is" in said
    assert figure(page).locator(".stage svg").get_attribute("aria-label") == said
    assert f"?{KNOB}=0" in page.url
    figure(page).get_by_role("button", name="As at the start").click()
    page.wait_for_function("() => !location.search")
    assert told(page) == ["0.8808", "0.1192", "0.1050"]


def centre_of_point(page):
    box = figure(page).locator(".stage svg .mark-symbol path").last.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_pointer_drags_the_point(open_page):
    page = open_page(PAGE)
    come_alive(page)
    x, y = centre_of_point(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=4)
    page.mouse.up()
    page.mouse.move(x - 200, y)
    moved, _ = centre_of_point(page)
    assert moved == pytest.approx(x - 60, abs=5)
    assert float(knob(page).input_value()) < 1


def test_a_finger_drags_the_point(open_page):
    page = open_page(PAGE, width=360, height=800, has_touch=True, is_mobile=True)
    figure(page).locator(".stage").scroll_into_view_if_needed()
    box = figure(page).locator(".stage").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 40)
    page.wait_for_selector(ALIVE)
    client = page.context.new_cdp_session(page)
    x, y = centre_of_point(page)

    def touch(kind, *points):
        places = [{"x": at, "y": y} for at in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", x)
    for step in range(1, 9):
        touch("touchMove", x - 5 * step)
    touch("touchEnd")
    assert centre_of_point(page)[0] == pytest.approx(x - 40, abs=4)


def test_the_address_restores_the_state_and_a_button_gives_it(open_page):
    page = open_page(
        f"{PAGE}?level=algebra&{KNOB}=-1.5&other.z=3",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.wait_for_selector(ALIVE)
    assert knob(page).input_value() == "-1.5"
    assert told(page)[0] == "0.1824"
    assert figure(page).locator(".odd-link").inner_text() == ""
    turn(page, 3)
    figure(page).get_by_role("button", name="Copy link to this").click()
    figure(page).get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"#{ANCHOR}")
    assert set(re.findall(r"[?&]([^&#]+)", copied)) == {f"{KNOB}=3", "level=algebra", "other.z=3"}
    page.goto(copied)
    page.wait_for_selector(ALIVE)
    assert knob(page).input_value() == "3"


def test_a_live_figure_follows_the_theme_at_once(open_page):
    page = open_page(PAGE, color_scheme="light")
    come_alive(page)
    line = figure(page).locator(".stage svg .mark-line path").first
    light = line.evaluate("path => getComputedStyle(path).stroke")
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert line.evaluate("path => getComputedStyle(path).stroke") != light
    page.emulate_media(media="print")
    assert line.evaluate("path => getComputedStyle(path).stroke") == light


def stands_still(page):
    line = figure(page).locator(".stands-still")
    return (
        line.is_visible()
        and not knob(page).is_visible()
        and figure(page).locator(".stage svg").is_visible()
        and figure(page).locator("table.told").is_visible()
    )


def test_without_a_script_it_stands_still_and_says_so(open_page):
    page = open_page(PAGE, java_script_enabled=False)
    assert stands_still(page)
    assert told(page) == ["0.8808", "0.1192", "0.1050"]


BROKEN = {
    "does not parse": "let let = ;",
    "throws": "throw new Error('odd')",
    "is another": "window.vegaEmbed = () => { throw new Error('too old'); }",
    "does nothing": "",
}


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN)
def test_where_the_charting_code_fails_it_stands_still_and_says_so(browser, address, code):
    page = browser.new_page()
    page.route("**/moving/charts.*", lambda route: route.fulfill(body=code))
    page.goto(f"{address}/{PAGE}")
    assert not stands_still(page)
    figure(page).hover()
    page.wait_for_selector(f"#{ANCHOR}.still")
    assert stands_still(page)
    page.close()


@pytest.mark.parametrize("blocked", ["**/moving/charts.*", "**/moving/*/*.js", "**/_static/page.*"])
def test_where_a_script_is_blocked_it_stands_still_and_says_so(browser, address, blocked):
    page = browser.new_page()
    page.route(blocked, lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    figure(page).hover()
    figure(page).locator(".stands-still").locator("visible=true").wait_for()
    assert stands_still(page)
    page.close()


def test_it_moves_from_a_folder_too(open_page, site):
    page = open_page(f"{(site / PAGE).as_uri()}?{KNOB}=1")
    page.wait_for_selector(ALIVE)
    assert told(page)[0] == "0.7311"
    turn(page, 2)
    assert told(page)[0] == "0.8808"


def test_a_page_without_a_moving_figure_loads_nothing_for_it(open_page):
    page = open_page("explain/who-chose-sigma.html")
    assert page.evaluate("window.whySigma?.views") is None
