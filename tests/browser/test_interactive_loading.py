"""When an interactive figure is loaded, and what is left of it where its scripts do not come."""

import re

import pytest
from fingers import Finger, place
from one_figure import (
    ALIVE,
    ANCHOR,
    KNOB,
    NAME,
    PAGE,
    come_alive,
    figure,
    knob,
    marker,
    says,
    turn,
    z,
)

OWN = "**/_static/why-the-derivative-*.js"
RUNTIME = "**/_static/figure.*.js"
SHIFTS = """() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) window.shifts += each.value;
    }).observe({ type: "layout-shift" });
}"""
SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


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
