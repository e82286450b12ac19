"""Whatever an address holds, a figure lands in a sensible state, and nothing of it is run or shown.

The parser is driven in one page, as a thousand page loads would take minutes; a few addresses are
opened for real.
"""

import string
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PAGE = "explain/why-smoothness.html"
ANCHOR = "exhibit-why-smoothness-nudge-lab"
PREFIX = "nudge-lab"
PARAMETERS = {
    "curve": {"options": ["step", "sigmoid", "tanh", "relu"], "default": "sigmoid"},
    "friend": {"min": -4, "max": 4, "step": 0.5, "default": 2},
    "nudge": {"min": -2, "max": 2, "step": 0.1, "default": 1},
}
READ = """([query, prefix, parameters]) => {
    const found = whySigma.state.read(prefix, parameters, query);
    return [found, typeof found.values.friend, Object.keys(found.values)];
}"""

markup = st.sampled_from(
    [
        "<script>window.hit=1</script>",
        "\"><img src=x onerror='window.hit=1'>",
        "javascript:window.hit=1",
        "{{constructor.constructor('window.hit=1')()}}",
        "1;window.hit=1",
        "sigmoid<b>",
    ]
)
numbers = st.one_of(
    st.floats().map(str),
    st.integers(-(10**400), 10**400).map(str),
    st.sampled_from(
        ["1e999", "-1e999", "NaN", "Infinity", "0x10", "1_000", "１", "²", " 1", "--1"]
    ),
)
values = st.one_of(
    markup, numbers, st.text(), st.text(alphabet=string.digits + ".e+-", max_size=400)
)
names = st.one_of(
    st.sampled_from([*PARAMETERS, "__proto__", "constructor", "toString", "rain", ""]), st.text()
)
encoded = st.one_of(values.map(lambda text: quote(text, errors="replace")), values)
pairs = st.tuples(st.sampled_from([f"{PREFIX}.", "lab.", ""]), names.map(quote), encoded)
broken = st.sampled_from(["%", "%E0%A4%A", "%00", "%u0041", "&&&", "=", "?", f"{PREFIX}.friend"])
queries = st.one_of(
    st.lists(pairs, max_size=5).map(lambda all_: "&".join(f"{a}{b}={c}" for a, b, c in all_)),
    broken,
    st.text(max_size=200),
).map(lambda query: f"?{query}")


@pytest.fixture(scope="module")
def running(browser, address):
    """A page with the parser in it, and all that it complains of."""
    page, complaints = browser.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/{PAGE}#{ANCHOR}")
    page.wait_for_selector(f"#{ANCHOR}.alive")  # the parser comes with the first figure
    yield page
    page.close()
    assert complaints == []


@settings(
    max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=queries)
def test_any_address_is_read_as_a_state(running, query):
    query = query.encode("utf-8", "replace").decode()
    found, kind, keys = running.evaluate(READ, [query, PREFIX, PARAMETERS])
    chosen = found["values"]
    assert kind == "number"
    assert keys == list(PARAMETERS)
    assert chosen["curve"] in PARAMETERS["curve"]["options"]
    for name in ("friend", "nudge"):
        limits = PARAMETERS[name]
        assert limits["min"] <= chosen[name] <= limits["max"]
        steps = (chosen[name] - limits["min"]) / limits["step"]
        assert steps == pytest.approx(round(steps), abs=1e-6)
    if not found["given"]:
        assert chosen == {name: each["default"] for name, each in PARAMETERS.items()}
        assert not found["ignored"]


@given(
    curve=st.sampled_from(PARAMETERS["curve"]["options"]),
    friend=st.integers(-8, 8).map(lambda n: n / 2),
    nudge=st.integers(-20, 20).map(lambda n: n / 10),
)
@settings(max_examples=60, deadline=None)
def test_every_state_comes_back_from_its_own_link(running, curve, friend, nudge):
    state = {"curve": curve, "friend": friend, "nudge": nudge}
    link = running.evaluate("([p, s]) => whySigma.state.link(p, s, 'here')", [PREFIX, state])
    query = link.partition("?")[2].partition("#")[0]
    found, _, _ = running.evaluate(READ, [f"?{query}", PREFIX, PARAMETERS])
    assert found == {"values": state, "given": True, "ignored": False}


HOSTILE = [
    "nudge-lab.friend=%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E",
    "nudge-lab.curve=%3Cscript%3Ewindow.hit%3D1%3C%2Fscript%3E&nudge-lab.nudge=1e999",
    "nudge-lab.__proto__=1&nudge-lab.rain=2",
    "nudge-lab.bias=%E0%A4%A",
    "nudge-lab.film=1&nudge-lab.film=2",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_lands_at_the_start_with_a_quiet_notice(open_page, query):
    page = open_page(f"{PAGE}?{query}")
    page.wait_for_selector(f"#{ANCHOR}.alive")
    figure = page.locator(f"#{ANCHOR}")
    assert "Not all of this link" in figure.locator(".odd-link").inner_text()
    assert figure.locator("input[type=range]").evaluate_all("all => all.map(i => i.value)") == [
        "2",
        "4",
        "-2",
        "1.5",
    ]
    assert figure.locator("input[type=radio]:checked").input_value() == "sigmoid"
    assert page.evaluate("window.hit") is None
    assert figure.locator("img, script").count() == 0
    assert "<" not in figure.inner_text()


def test_a_good_address_brings_no_notice(open_page):
    page = open_page(f"{PAGE}?nudge-lab.curve=step&nudge-lab.nudge=-2&elsewhere=%00")
    page.wait_for_selector(f"#{ANCHOR}.alive")
    figure = page.locator(f"#{ANCHOR}")
    assert not figure.locator(".odd-link").is_visible()
    page.wait_for_function(
        f"() => document.querySelector('#{ANCHOR} .says').textContent.includes('everything')"
    )


#: What may stand in an address: broken escapes, half a character, a name that every object has,
#: half a selector, markup, and more than anyone would type.
WORDS = {
    "broken": "%",
    "cut-off": "%E0%A4%A",
    "half-a-pair": "%ED%A0%80",
    "prototype": "__proto__",
    "selector": "a:not(",
    "markup": "%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E",
    "endless": "9" * 4_000,
}
#: Under each name that a script of ours, or Sphinx's search, asks an address for.
NAMES = ("x", "level", "q", "lab.data", "lab.points", "lab.hidden", "nudge-lab.friend")
CHANGE_FRAGMENTS = """words => Promise.all([...words, "\\ud800", "constructor"].map(word => {
    const came = new Promise(done => addEventListener("hashchange", done, { once: true }));
    location.hash = word;
    return came;
}))"""


def choose_dark(page):
    body = page.locator("body")
    before = body.get_attribute("data-theme")
    page.locator(".theme-toggle").locator("visible=true").first.click()
    assert body.get_attribute("data-theme") != before


def choose_calculus(page):
    page.locator(".level-switch input[value=calculus]").check(force=True)
    assert page.locator("details.deeper").count() > 1
    assert page.locator("details.deeper:not([open])").count() == 0
    page.evaluate("location.hash = '#exhibit-why-smoothness-error-landscape'")
    assert page.locator("li.scroll-current").count() <= 1


def copy_code(page):
    page.locator("button.copy").first.dispatch_event("click")
    page.locator("button.copy", has_text="Copied").wait_for()


def copy_link(page):
    page.locator("details.share > summary").dispatch_event("click")  # the page may be scrolling
    page.locator("button.share-copy").click()
    page.locator("button.share-copy", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied)._replace(query="") == urlsplit(page.url)._replace(query="")


def run_the_lab(page):
    page.locator(".lab-reset").click()
    page.locator(".lab-run").click()
    page.wait_for_function("() => Number(document.querySelector('.lab-index').textContent) > 5")


def turn_slides(page):
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "() => document.querySelector('.deck-count').textContent.startsWith('2 /')"
    )


def search_for_a_word(page):
    page.locator("input[name=q]").first.fill("smooth")
    page.locator("input[name=q]").first.press("Enter")
    page.locator("#search-results a", has_text="smooth").first.wait_for()


def arrive(page):
    page.wait_for_url("**/questions/relu-is-not-smooth.html*")
    assert page.locator("h1").inner_text().startswith("ReLU")


PLACES = {
    "index.html": [choose_dark],
    PAGE: [choose_dark, choose_calculus, copy_code, copy_link],
    "lab/index.html": [choose_dark, run_the_lab],
    "slides/index.html": [turn_slides],
    "search.html": [choose_dark, search_for_a_word],
    "404.html": [choose_dark],
    "gallery/why-smoothness/plot_nudge_lab.html": [choose_dark, copy_code],
    "q/1/index.html": [arrive],
}


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("place", PLACES)
def test_no_query_and_no_fragment_stops_a_script(open_page, place, word):
    query = "&".join([*(f"{name}={word}" for name in NAMES), word, f"{word}={word}", f"lab.{word}"])
    permissions = ["clipboard-read", "clipboard-write"]
    page = open_page(f"{place}?{query}#{word}", permissions=permissions)
    if place.startswith("q/"):
        page.wait_for_url("**/questions/**")
    page.evaluate(CHANGE_FRAGMENTS, list(WORDS.values()))
    for work in PLACES[place]:
        work(page)
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_no_address_that_leads_nowhere_stops_a_script(open_page, address, site, word):
    page = open_page("index.html")
    text = (site / "404.html").read_text("utf-8")
    page.route("**/nowhere-*", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{address}/nowhere-{word}")
    page.wait_for_function("() => document.querySelector('.not-found input').value")
    assert page.locator(".not-found input").input_value().startswith("nowhere")
    choose_dark(page)
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_the_worker_for_reading_offline_survives_every_address(open_page, address, word):
    page = open_page(PAGE)
    page.evaluate("navigator.serviceWorker.register('/sw.js')")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"{address}/{PAGE}")  # kept as it comes
    page.goto(f"{address}/lab/index.html?{word}={word}#{word}")
    page.wait_for_function("() => window.whySigma.lab.here?.snapshot")  # all it needs has come
    page.context.set_offline(True)
    page.goto(f"{address}/{PAGE}?{word}={word}#{word}")
    choose_dark(page)
