"""One exhibit alone, for a frame on a page of yours: with its credit, alive, script or none."""

import pytest

STILL = "gallery/why-smoothness/plot_nudge_one_weight.html"
MOVING = "gallery/why-the-derivative-is-simple/plot_height_times_headroom.html"
SEEN = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.children.length)
  .filter((each) => !each.closest("svg") && each.textContent.trim())
  .filter((each) => !each.closest("figure.exhibit")).map((each) => each.outerHTML)"""


@pytest.mark.parametrize(("query", "script"), [("?embed", True), ("#alone", False)])
def test_shows_the_figure_alone_with_its_credit(open_page, address, query, script):
    page = open_page(f"{STILL}{query}", width=560, height=430, java_script_enabled=script)
    assert page.locator("figure.exhibit > svg").is_visible()
    credit = page.locator(".credit")
    assert credit.is_visible()
    assert "CC BY 4.0" in credit.inner_text()
    assert credit.locator("a").evaluate("each => each.href") == f"{address}/{STILL}"
    assert page.evaluate(SEEN) == []
    assert page.evaluate("[scrollX, scrollY]") == [0, 0]
    bottom = page.evaluate("document.documentElement.scrollHeight")
    assert bottom <= 430, "the frame that we propose would scroll"


def test_a_page_that_is_not_embedded_hides_the_credit(open_page):
    page = open_page(STILL)
    assert not page.locator(".credit").is_visible()
    assert page.locator("h1").is_visible()


def test_an_interactive_figure_moves_in_its_frame(open_page, address):
    page = open_page("search.html")
    page.set_content(f'<iframe src="{address}/{MOVING}?embed#alone" width="560" height="700">')
    frame = page.frame_locator("iframe")
    knob, says = frame.locator("input[type=range]").first, frame.locator(".says")
    frame.locator("figure.alive").wait_for()
    before = says.inner_text()
    knob.focus()
    knob.press("ArrowRight")
    frame.locator(f".says:not(:text-is('{before}'))").wait_for()
    assert frame.locator(".credit").is_visible()
    assert not frame.locator("footer").is_visible()


def test_the_code_to_embed_can_be_copied(open_page):
    page = open_page(STILL, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the code to embed it").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("<iframe src=")
