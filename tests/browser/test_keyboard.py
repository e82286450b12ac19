"""The way through a page by Tab alone: every stop is seen, in reading order, and none is a trap."""

import pytest

KINDS = (
    "index.html",
    "explain/why-smoothness.html",
    "questions/relu-is-not-smooth.html",
    "gallery/why-smoothness/plot_nudge_one_weight.html",
    "reference/evidence.html",
    "search.html",
)
STOPS = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, iframe, [tabindex='0']")].filter(e =>
    e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && !e.disabled && e.tabIndex >= 0
    && (e.type !== "radio" || e.checked || !document.querySelector(`[name="${e.name}"]:checked`)))
    .forEach((e, place) => { e.dataset.stop = place; })"""
HERE = """() => {
  const at = document.activeElement;
  if (at === document.body || at === document.documentElement) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at), label = at.labels?.[0];
  const rings = [at, label].filter(Boolean).map(e => getComputedStyle(e));
  return {
    place: Number(at.dataset.stop ?? -1),
    name: at.outerHTML.slice(0, 120),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    ringed: rings.some(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2),
  };
}"""


def walk(page):
    """Press Tab from the top until the focus leaves the page; return the stops."""
    stops = []
    total = page.evaluate("() => document.querySelectorAll('[data-stop]').length")
    for _ in range(total + 3):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            return stops
        stops.append(here)
    raise AssertionError(f"the focus never leaves the page; last at {stops[-1]['name']}")


@pytest.mark.parametrize("path", KINDS)
def test_tab_goes_from_the_first_link_to_the_last(open_page, path):
    page = open_page(path, reduced_motion="reduce")
    page.evaluate(STOPS)
    stops = walk(page)
    total = page.evaluate("() => document.querySelectorAll('[data-stop]').length")
    assert "skip-to-content" in stops[0]["name"]
    assert [stop["place"] for stop in stops] == list(range(total))
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["ringed"]] == []


def test_the_skip_link_leads_past_the_furniture(open_page):
    page = open_page("explain/why-smoothness.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_nothing_moves_for_those_who_ask_for_rest(open_page):
    page = open_page("explain/why-smoothness.html", reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter(e => {
      const style = getComputedStyle(e);
      return Math.max(...(style.transitionDuration + "," + style.animationDuration)
        .split(",").map(parseFloat)) > 0.01 || style.scrollBehavior === "smooth";
    }).map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []
