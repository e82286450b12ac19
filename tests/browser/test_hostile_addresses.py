"""Whatever an address holds, a figure lands in a sensible state, and nothing of it is run or shown.

The parser is driven in one page, as a thousand page loads would take minutes; a few addresses are
opened for real.
"""

import string
from urllib.parse import quote

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
    page.goto(f"{address}/{PAGE}")
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
        "1",
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
