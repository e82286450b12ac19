"""What holds on every page: nothing for axe, no sideways scroll, no stray request, no complaint.

A page is opened once and then resized and recoloured, since opening is what takes the time.
"""

from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # the rules that a theme can break
RUN_AXE = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]})
    .then(({violations}) => violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.target)]))"""
OPEN_BLOCKS = "document.querySelectorAll('article details').forEach(block => { block.open = true })"
ONE_OF_EACH = """() => { // a listing colours thousands of words in a dozen ways
  const seen = new Set();
  for (const word of document.querySelectorAll(".highlight pre span[class]")) {
    if (seen.has(word.className)) word.replaceWith(...word.childNodes);
    seen.add(word.className);
  }
}"""
SETTLED = """document.fonts.ready.then(() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(done))))"""  # observers have run by then
WIDTHS = (320, 360, 768, 1280)


def test_axe_finds_nothing_in_both_themes_on_phone_and_desktop(open_page, any_page):
    page = open_page(any_page, reduced_motion="reduce")
    page.evaluate(OPEN_BLOCKS)
    page.evaluate(ONE_OF_EACH)
    page.evaluate(AXE)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        for theme, rules in (("light", ALL), ("dark", OF_COLOUR)):
            page.emulate_media(color_scheme=theme)
            assert page.evaluate(RUN_AXE, rules) == [], f"at {width} pixels, {theme}"


def test_no_page_scrolls_sideways(open_page, any_page):
    page = open_page(any_page)
    page.evaluate(OPEN_BLOCKS)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_opens_from_a_folder_too(open_page, site, any_page):
    if any_page == "404.html":  # only a host shows it
        return
    page = open_page((site / any_page).as_uri())
    assert page.locator("h1").count() >= 1
