"""Formulas as Chromium sets them: aligned, in proportion, and all in the site's own faces."""

import pytest

from sitekit.theme.mathematics import mathml

WITH_FORMULAS = ["how-a-network-learns", "small-changes-add-up", "enough-neurons", "why-smoothness"]

#: The transpose's sans-serif T is not in STIX Two Math as we keep it: the reader's own stands in.
WITHOUT_SANS = """() => {
  for (const each of document.querySelectorAll("mi")) if (each.textContent === "𝖳") each.remove();
}"""

#: Words of formulas that run out of their element, or out of where their box can scroll to.
CUT_OFF = """() => [...document.querySelectorAll("article mtext")].filter(words => {
  if (!words.textContent.trim()) return false;
  const all = document.createRange();
  all.selectNodeContents(words);
  const inked = all.getBoundingClientRect(), own = words.getBoundingClientRect();
  const box = words.closest(".math-wrapper, p, li, td"), frame = box.getBoundingClientRect();
  const start = frame.left - box.scrollLeft;
  return Math.abs(inked.width - own.width) > 1 || Math.abs(inked.top - own.top) > own.height
    || inked.height > 2 * parseFloat(getComputedStyle(words).fontSize)
    || inked.left < start - 1 || inked.right > start + Math.max(box.scrollWidth, frame.width) + 1;
}).map(words => words.textContent)"""
#: How far below its line each reason begins, in pixels; less than 0 where it stands beside it.
BELOW = """() => [...document.querySelectorAll(".reasoned mtd:nth-child(4)")].map(reason => {
  const line = reason.parentElement.children[1];
  return reason.getBoundingClientRect().top - line.getBoundingClientRect().bottom;
})"""


@pytest.fixture
def boxes(browser, root):
    """Set a formula in the site's style and face; return the boxes of what a selector picks."""
    page = browser.new_page()
    folder = root / "sitekit/theme"
    page.route("**/page.css", lambda route: route.fulfill(path=folder / "styles/page.css"))
    page.route("**/a.woff2", lambda r: r.fulfill(path=folder / "fonts/STIXTwoMath-Regular.woff2"))

    def measured(tex, selector):
        face = "@font-face { font-family: M; src: url(a.woff2) } math { font: 40px M }"
        body = f'<link rel="stylesheet" href="page.css"><style>{face}</style>'
        html = f"<!doctype html>{body}{mathml(tex, display=True)}"
        page.route("http://formula/", lambda r: r.fulfill(body=html, content_type="text/html"))
        page.goto("http://formula/")
        page.evaluate("document.fonts.load('40px M')")
        return page.locator(selector).evaluate_all("all => all.map(e => e.getBoundingClientRect())")

    yield measured
    page.close()


def test_the_lines_of_a_derivation_meet_at_their_signs(boxes):
    tex = r"\begin{aligned} a + b + c &= d \\ e &= f + g \end{aligned}"
    ends = [box["right"] for box in boxes(tex, "mtd.right > :last-child")]
    starts = [box["left"] for box in boxes(tex, "mtd.left > :first-child")]
    assert ends == pytest.approx([ends[0]] * 2, abs=0.5)
    assert starts == pytest.approx([starts[0]] * 2, abs=0.5)
    assert 0 <= starts[0] - ends[0] < 40


def test_a_bracket_with_scripts_is_as_tall_as_the_one_it_closes(boxes):
    opening, closing = boxes(r"\Bigl[ x \Bigr]_0^1", "mo")
    assert closing["height"] == pytest.approx(opening["height"])
    assert closing["height"] > 1.5 * 40


@pytest.mark.parametrize("tex", ["f'", "f_n'"])
def test_a_prime_is_as_large_as_its_letter(boxes, tex):
    (prime,), (alone,) = boxes(tex, "mo"), boxes(r"\prime", "mo")
    assert prime["height"] == pytest.approx(alone["height"])


@pytest.mark.parametrize("name", WITH_FORMULAS)
def test_no_sign_of_a_formula_falls_back_to_a_face_of_the_reader(open_page, name):
    page = open_page(f"explain/{name}.html")
    page.evaluate("document.documentElement.classList.add('formulas')")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate("document.fonts.load('1em STIX Two Math').then(() => true)")
    page.evaluate(WITHOUT_SANS)
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    top = devtools.send("DOM.getDocument")["root"]["nodeId"]
    signs = {"nodeId": top, "selector": "mi, mo, mn"}  # words may keep the face they came in
    used = [
        (font["familyName"], font["isCustomFont"])
        for node in devtools.send("DOM.querySelectorAll", signs)["nodeIds"]
        for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    ]
    assert set(used) == {("STIX Two Math", True)}


def test_no_word_of_a_formula_is_cut_off(open_page, site):
    named = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    with_words = [name for name in named if "<mtext" in (site / name).read_text("utf-8")]
    assert len(with_words) > 5
    page = open_page("index.html")
    for name in with_words:
        page.goto((site / name).as_uri())  # which has the site's faces from the start
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.evaluate("document.fonts.ready.then(() => true)")
        for width in (320, 360, 390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(CUT_OFF) == [], f"{name} at {width} pixels"


def test_reasons_stand_under_their_lines_on_a_phone_and_beside_them_on_a_desktop(open_page):
    page = open_page("explain/why-smoothness.html", width=360)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    below = page.evaluate(BELOW)
    assert len(below) >= 9
    assert min(below) >= -1
    page.set_viewport_size({"width": 1280, "height": 900})
    assert max(page.evaluate(BELOW)) < 0
