"""What holds on every page: nothing for axe, no sideways scroll, no stray request, no complaint;
and all that scrolls in a box of its own can be reached by keyboard.

A page is opened once and then resized and recoloured, since opening is what takes the time.
"""

from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # the rules that a theme can break
RUN_AXE = """([where, rules]) => document.querySelector(where) === null ? []
    : axe.run(where, {runOnly: rules, resultTypes: ["violations"]}).then(({violations}) =>
        violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.target)]))"""
OPEN_BLOCKS = "document.querySelectorAll('article details').forEach(block => { block.open = true })"
ONE_OF_EACH = """() => { // a listing colours thousands of words in a dozen ways, a formula in one
  const seen = new Set();
  const words = ".highlight pre span[class], math :is(mi, mn, mo)";
  for (const word of document.querySelectorAll(words)) {
    const kind = `${word.tagName} ${word.className}`;
    if (seen.has(kind) && word.tagName === "SPAN") word.replaceWith(...word.childNodes);
    else if (seen.has(kind)) word.replaceChildren();
    seen.add(kind);
  }
}"""
SETTLED = """document.fonts.ready.then(() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(done)))) // observers have run by then
    .then(() => document.documentElement.scrollWidth)"""
#: Boxes with something to scroll to and nothing to reach by keyboard.
UNREACHABLE = """() => [...document.querySelectorAll("article *")].filter(box =>
    ["auto", "scroll"].includes(getComputedStyle(box).overflowX)
    && box.scrollWidth > box.clientWidth + 1
    && !box.matches("[tabindex], :has(:is(a, button, input, [tabindex]))"))
    .map(box => box.outerHTML)"""
WIDTHS = (320, 360, 768, 1280)
#: A phone and a desktop. What both show has the same colours on both, so in the dark, a desktop is
#: asked only for what it alone shows.
READ_AT = {360: "html", 1280: ".sidebar-drawer, .toc-drawer, .content-icon-container"}


def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, any_page):
    """In both themes, on a phone and on a desktop; and at the widths in between."""
    page = open_page(any_page, reduced_motion="reduce")
    page.evaluate(OPEN_BLOCKS)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SETTLED) <= width
        assert page.evaluate(UNREACHABLE) == [], f"at {width} pixels"
    page.evaluate(ONE_OF_EACH)
    page.evaluate(AXE)
    for width, only_here in READ_AT.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        for theme, where, rules in (("light", "html", ALL), ("dark", only_here, OF_COLOUR)):
            page.emulate_media(color_scheme=theme)
            assert page.evaluate(RUN_AXE, [where, rules]) == [], f"at {width} pixels, {theme}"


def test_pages_open_from_a_folder_too(open_page, site, some_pages):
    pages = [page for page in some_pages if page != "404.html"]  # which only a host shows
    browser = open_page((site / pages[0]).as_uri())
    for page in pages:
        browser.goto((site / page).as_uri())
        assert browser.locator("h1").count() >= 1, page
