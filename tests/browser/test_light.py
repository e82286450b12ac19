"""What a phone is sent before its reader does anything: few files, few bytes; nothing moves."""

import gzip
from urllib.parse import unquote, urlsplit

import pytest

MOST_BYTES, MOST_FILES, MOST_SHIFT = 75_000, 12, 0.01
PACKED_ALREADY = (".woff2", ".png")
WAIT = """() => new Promise(done => { // until the faces are kept for the next page
    const look = () => localStorage.getItem("faces") ? done() : setTimeout(look, 20);
    look();
})"""
SHIFT = """() => new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, each) => sum + each.value, 0)
)).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 100))"""


def sent(site, address):
    """The bytes that a host sends for a file, packed where that helps."""
    file = site / unquote(urlsplit(address).path).lstrip("/")
    raw = file.read_bytes()
    return len(raw if file.suffix in PACKED_ALREADY else gzip.compress(raw, 9))


@pytest.fixture
def phone(browser, address):
    """A way to open a page on a phone that has never seen the site; tells what was fetched."""
    contexts = []

    def open_it(name):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        contexts.append(context)
        page, fetched = context.new_page(), []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(f"{address}/{name}")
        page.evaluate(WAIT)
        return page, [each for each in fetched if each.startswith("http")]

    yield open_it
    for context in contexts:
        context.close()


def pytest_generate_tests(metafunc):
    if "explainer_page" in metafunc.fixturenames:
        folder = metafunc.config.rootpath / "site"
        pages = sorted(
            path.relative_to(folder).as_posix() for path in folder.glob("explain/*.html")
        )
        metafunc.parametrize("explainer_page", pages)


def test_an_explainer_page_is_light(phone, site, explainer_page):
    page, fetched = phone(explainer_page)
    weights = {each.rpartition("/")[2]: sent(site, each) for each in fetched}
    assert len(fetched) < MOST_FILES, weights  # and the icon, which tests do not see
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert page.evaluate(SHIFT) <= MOST_SHIFT


def test_words_begin_in_the_sites_own_faces_from_the_second_page_on(phone):
    page, fetched = phone("index.html")
    face = "getComputedStyle(document.querySelector('article')).fontFamily.split(',')[0]"
    assert page.evaluate(face) == '"Nearly STIX"'
    assert len([each for each in fetched if each.endswith("woff2")]) >= 3
    page.goto(page.url.replace("index", "explain/why-smoothness"))
    assert page.evaluate(face) == '"STIX Two Text"'
    assert page.evaluate("document.fonts.check('1em \"STIX Two Text\"')")


def test_formulas_get_their_face_when_a_reader_comes_near(phone):
    page, fetched = phone("explain/small-changes-add-up.html")
    assert not any("math" in each for each in fetched)
    far = page.evaluate("document.querySelector('#formula math').getBoundingClientRect().top")
    with page.expect_request("**/stixtwomath-*.woff2"):
        page.evaluate(f"scrollTo(0, {far - 1800})")
    page.wait_for_function("""() => document.fonts.check('1em "STIX Two Math"', "𝜎")""")
    page.evaluate(f"scrollTo(0, {far - 100})")
    assert page.evaluate(SHIFT) <= MOST_SHIFT


def test_a_formula_seen_from_the_start_does_not_move(phone):
    page, fetched = phone("reference/api/backprop.html")
    page.wait_for_function("""() => document.fonts.check('1em "STIX Two Math"', "𝜎")""")
    assert any("math" in each for each in fetched), "the face is there for the next page"
    assert "Math" not in page.evaluate(
        "getComputedStyle(document.querySelector('math')).fontFamily"
    )
    assert page.evaluate(SHIFT) <= MOST_SHIFT


def test_whoever_saves_data_is_sent_no_faces_for_words(browser, address):
    page = browser.new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{address}/index.html")
    page.wait_for_load_state("networkidle")
    page.close()
    assert not [each for each in fetched if "twotext" in each]
