"""Broken and hostile addresses of the lab: no error, no markup, always a sensible state."""

import math
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PAGE = "lab/index.html"
READ = """query => {
    const { lab } = whySigma, { settings, notice } = lab.settings.read(query);
    const { message, trouble } = lab.task(settings, lab.here.sets);
    const texts = Object.entries(lab.settings.text(settings));
    const pairs = texts.map(([key, text]) => ["lab." + key, text]);
    const again = lab.settings.read("?" + new URLSearchParams(pairs)); // what the lab writes itself
    return { settings, notice, trouble, again, sizes: message && message.sizes,
             numbers: message && [...message.inputs, ...message.targets] };
}"""
HONEST = {
    "data": ["xor", "line", "wild", "rings", "own"],
    "inputs": ["1", "2"],
    "points": ["0.5,0.5,1;-0.5,0.25,0", "0.1,0.9", "", "0,0,1"],
    "hidden": ["0", "4", "8-8-8", "1-2"],
    "curves": ["step", "relu-sigmoid", "identity", "tanh-tanh-tanh-sigmoid"],
    "loss": ["squared_error", "cross_entropy"],
    "rate": ["0", "0.05", "1e9", "3"],
    "seed": ["7", "9999"],
    "step": ["0", "40"],
    "speed": ["1", "all"],
    "bare": ["yes", "no"],
}
NAMES = list(HONEST)
ODD = st.one_of(
    st.sampled_from(
        [
            *(
                "NaN",
                "Infinity",
                "-1",
                "1e999",
                "1e-999",
                "0x10",
                "-0",
                "9" * 400,
                "٣",
                " 1",
                "1,1",
            ),
            *(
                "null",
                "true",
                "[]",
                "{}",
                "__proto__",
                "constructor",
                "toString",
                "%",
                "\x00",
                "xor\n",
            ),
            *("<img src=x onerror=alert(1)>", "javascript:alert(1)", "' onload='x"),
            *("8-8-8-8", "9", "sigmoid-sigmoid-", "1;;;;2", "5,5,5", "0.5,0.5,2", "0,0,1;" * 190),
        ]
    ),
    st.text(max_size=30),
    st.floats().map(str),
    st.integers().map(str),
)
KEYS = st.one_of(
    st.sampled_from([f"lab.{name}" for name in NAMES]),
    st.sampled_from(
        ["lab.", "lab", "lab.__proto__", "lab.toString", "level", "Lab.rate", "lab.rate.x"]
    ),
    st.text(max_size=8).map(lambda text: f"lab.{text}"),
)


@st.composite
def queries(draw):
    """Return a query: some keys and values, honest or not, perhaps cut off or badly encoded."""
    pairs = []
    for key in draw(st.lists(KEYS, max_size=8)):
        honest = HONEST.get(key.removeprefix("lab."))
        value = draw(st.one_of(st.sampled_from(honest), ODD) if honest else ODD)
        pairs.append((key, value.encode("utf-8", "replace").decode()))
    query = "?" + urlencode([(key.encode("utf-8", "replace"), value) for key, value in pairs])
    spoil = draw(st.sampled_from(["", "", "%", "%E0%A4%A", "%zz", "&&=&", "&lab.rate"]))
    return (
        query[: draw(st.integers(1, len(query)))] + spoil if draw(st.booleans()) else query + spoil
    )


@pytest.fixture(scope="module")
def reader(browser, address):
    """A page with the lab, on which any query is read as if it were its own."""
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{PAGE}")
    page.wait_for_function("() => window.whySigma.lab.here.snapshot")
    yield page
    page.close()
    assert errors == []


def check(found):
    """Check that whatever came of an address is something that the lab can show."""
    chosen = found["settings"]
    assert chosen.keys() == set(NAMES)
    for name in ("data", "loss", "speed", "bare"):
        assert chosen[name] in (*HONEST[name], "10", "100")
    assert chosen["inputs"] in (1, 2)
    assert len(chosen["hidden"]) <= 3
    assert all(count in range(1, 9) for count in chosen["hidden"])
    assert len(chosen["curves"]) == len(chosen["hidden"]) + 1
    assert set(chosen["curves"]) <= {"step", "identity", "sigmoid", "tanh", "relu"}
    for name, low, high in (("rate", 0, 1e9), ("seed", 0, 9999), ("step", 0, 200_000)):
        assert low <= chosen[name] <= high
    assert len(chosen["points"]) <= 40
    assert all(len(point) == chosen["inputs"] + 1 for point in chosen["points"])
    assert all(abs(value) <= 1 for point in chosen["points"] for value in point)
    assert "<" not in found["notice"]
    if not found["trouble"]:
        assert found["sizes"][1:-1] == chosen["hidden"]
        assert all(math.isfinite(number) for number in found["numbers"])


@settings(
    max_examples=1000,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(queries())
def test_any_address_lands_on_a_sensible_state(reader, query):
    found = reader.evaluate(READ, query)
    check(found)
    assert found["again"]["notice"] == ""
    if found["settings"]["data"] != "own":  # points are written only where they are used
        found["settings"]["points"] = []
    assert found["again"]["settings"] == found["settings"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("lab.rate=1e10", "could not be used"),
        ("lab.colour=red", "could not be used"),
        ("lab.rate=1&lab.rate=2", "could not be used"),
        ("lab.hidden=4&lab.curves=tanh-tanh-tanh", "too many curves or too few"),
        ("lab.data=own&lab.points=0,5,1;0,0,1", "outside the plot"),
        ("lab.data=own&lab.points=" + "0,0,1;" * 60, "first 40 points"),
    ],
)
def test_what_could_not_be_used_is_said_quietly(reader, query, said):
    assert said in reader.evaluate(READ, f"?{query}")["notice"]


@pytest.mark.parametrize(
    "query",
    [
        "lab.rate=<img src=x onerror=alert(1)>&lab.data=%3Cscript%3Ealert(1)%3C/script%3E",
        "lab.points=" + quote("0,0,1;" * 300) + "&lab.data=own",
        "lab.__proto__=1&lab.constructor=2&lab.curves=" + quote("\"'><svg onload=alert(1)>"),
    ],
)
def test_a_hostile_address_opens_quietly(open_page, query):
    page = open_page(f"{PAGE}?{query}")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.wait_for_function("() => window.whySigma.lab.here.picture.kind")
    assert "could not be used" in page.locator(".lab-notice").inner_text()
    assert page.locator(".lab script, .lab img, .lab [onload], .lab [onerror]").count() == 0
    assert "alert" not in page.locator(".lab").inner_text()


def test_strange_states_are_shown_in_words_and_never_as_nan(reader):
    """Every honest combination of a few: opened, trained for some steps, and read."""
    show = """async query => {
        const { here, settings } = whySigma.lab;
        await here.change(settings.read(query).settings, "");
        for (let i = 0; i < 3; i++) await here.once();
        for (const block of here.element.querySelectorAll("details")) block.open = true;
        here.tables.forEach(table => here.snapshot && table.fill(here.snapshot, here.task));
        return here.element.innerText;
    }"""
    for data in HONEST["data"]:
        for curves in ("step", "identity", "relu", "sigmoid"):
            for rate in ("0", "1", "1e9"):
                for loss in HONEST["loss"]:
                    query = f"?lab.data={data}&lab.curves={curves}&lab.rate={rate}&lab.loss={loss}"
                    seen = reader.evaluate(show, query)
                    assert "NaN" not in seen, query
                    assert "Infinity" not in seen, query
