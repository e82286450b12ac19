"""Each interactive figure in a real browser: its numbers, places and words are the script's own."""

import gzip
from contextlib import ExitStack, suppress
from xml.etree import ElementTree as ET

import interactive_figures
import numpy as np
import pytest
from engines import ENGINES
from interactive_figures import geometry, states
from rjsmin import jsmin

from sitekit.figures.controls import describe_controls
from sitekit.figures.gallery_scripts import script_beside
from sitekit.figures.svg import to_svg
from tools.preview import write_preview

FIGURES = interactive_figures.by_name()
EXACT = 1e-12  # relative, of numbers
HEAVIEST = 4000  # bytes, gzipped
NEAR = 0.05  # SVG units, of places: less than a tenth of a pixel on a phone

every_figure = pytest.mark.parametrize("name", FIGURES)

NUMBERS = """([name, states]) => {
    const { definition } = whySigma.figures[name];
    return states.map((state) => [
        definition.numbers(state), definition.words(state, definition.numbers(state))]);
}"""

PARTS = """([name, states]) => {
    const figure = whySigma.figures[name];
    const number = (element, key) => Number(element.getAttribute(key));
    const shown = (each) => each.getAttribute("visibility") !== "hidden";
    const worn = (each) => {
        const edge = each.getAttribute("stroke") ?? "none";
        const paint = edge === "none" ? each.getAttribute("fill") ?? "--fig-ink" : edge;
        return paint.match(/--fig-(\\w+)/)[1];
    };
    const places = (d) => d.match(/-?[\\d.]+(e-?\\d+)?/g).map(Number);
    return states.map((state) => {
        figure.draw(state);
        return Object.fromEntries([...figure.parts].map(([part, { group, path, uses, text }]) => {
            if (!shown(group)) return [part, null];
            const colour = worn(text ?? path ?? uses[0]);
            if (text) {
                const at = [number(text, "x"), number(text, "y")];
                return [part, { text: text.textContent, at, colour }];
            }
            const marks = uses.filter(shown).flatMap((use) => [number(use, "x"), number(use, "y")]);
            const line = path ? places(path.getAttribute("d")) : null;
            const width = path?.getAttribute("stroke-width") ?? null;
            return [part, { marks, line, colour, width: width === null ? null : Number(width) }];
        }));
    });
}"""


ALIVE = """() => new Promise((resolve) => {
    const alive = () => document.querySelector("figure.alive");
    const look = () => (alive() ? resolve(true) : setTimeout(look, 50));
    look();
})"""


@pytest.fixture(scope="session")
def other_engines():
    """Firefox and WebKit, where they are installed and can be started."""
    with ExitStack() as running:
        found = {}
        for name, start in ENGINES.items():
            with suppress(AssertionError, OSError, TimeoutError):
                found[name] = running.enter_context(start())
        yield found


@pytest.mark.parametrize("engine", ENGINES)
def test_other_engines_are_there(other_engines, no_browser, engine):
    """Without them the tests below compare Chromium alone: said aloud, not passed over."""
    if engine not in other_engines:
        pytest.skip(f"{no_browser}: {engine}")


@pytest.fixture
def engines(browser, other_engines, tmp_path):
    """Open a figure alone in every engine; Chromium may not complain on the console."""
    complaints = []

    def open_it(name):
        address = write_preview(FIGURES[name], tmp_path).as_uri()
        page = browser.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        pages = {"chromium": page, **other_engines}
        for each in pages.values():
            each.goto(address)
            assert each.evaluate(ALIVE)
        return pages.items()

    yield open_it
    assert complaints == []


@every_figure
def test_the_browsers_part_is_small(name):
    script = FIGURES[name]
    modules = interactive_figures.made(script).get("browser_modules", ())
    for path in (script_beside(script), *map(script.with_name, modules)):
        lines = path.read_text("utf-8").count("\n")
        assert lines <= 80, f"write it in 80 lines, or move what is worked out to a module: {path}"
    known = describe_controls(interactive_figures.made(script), script)
    weight = len(gzip.compress(jsmin(known["script"]).encode()))
    assert weight <= HEAVIEST, f"{weight} bytes, and a figure's own part has {HEAVIEST}"


@every_figure
def test_numbers_and_words_are_the_scripts(engines, name):
    """To 12 digits in the start, the corners and 200 random states; the words to the letter."""
    defined = interactive_figures.made(FIGURES[name])
    tried = states(defined["knobs"], others=200)
    expected = [(defined["numbers"](**state), defined["describe"](**state)) for state in tried]
    for engine, page in engines(name):
        found = page.evaluate(NUMBERS, [name, tried])
        for state, got, right in zip(tried, found, expected, strict=True):
            _same_numbers(got[0], right[0], (engine, state))
            assert got[1] == right[1], (engine, state)


def _same_numbers(got, expected, where):
    assert got.keys() == expected.keys()
    for key, right in expected.items():
        value, of = right if isinstance(right, tuple) else (right, right)
        gap = np.abs(np.asarray(got[key], float) - np.asarray(value, float))
        assert np.all(gap <= EXACT * np.abs(of)), f"{key} is {got[key]}, not {value}: {where}"


@every_figure
def test_words_make_one_or_two_sentences_in_every_state(name):
    defined = interactive_figures.made(FIGURES[name])
    said = {defined["describe"](**state) for state in states(defined["knobs"], others=200)}
    assert len(said) > 5, f"let the words tell the settings apart: {said}"
    for words in said:
        odd = [each for each in ("nan", "inf ", "None", "undefined", "  ") if each in words]
        assert words[0].isupper(), words
        assert words.endswith("."), words
        assert not odd, f"{odd} in: {words}"
        assert len(words) <= 200, f"say it in 200 characters, not {len(words)}: {words}"


@every_figure
def test_parts_are_where_matplotlib_draws_them(engines, name):
    defined = interactive_figures.made(FIGURES[name])
    tried = states(defined["knobs"])
    drawn = [geometry(defined["draw"](**state)) for state in tried]
    for state, each in zip(tried, drawn, strict=True):
        assert each["scales"] == drawn[0]["scales"], f"no axis may move with the knobs: {state}"
    for engine, page in engines(name):
        found = page.evaluate(PARTS, [name, tried])
        for state, parts, right in zip(tried, found, drawn, strict=True):
            assert parts.keys() == right["parts"].keys()
            for part, shape in right["parts"].items():
                _compare(part, parts[part], shape, (engine, state))


@every_figure
def test_markers_leave_their_colour_to_each_use(name):
    """A marker with a colour of its own would keep it when its use is given another."""
    svg = ET.fromstring(to_svg(interactive_figures.made(FIGURES[name])["figure"], "x"))
    assert not [path for path in svg.iterfind(".//{*}defs/{*}path") if path.get("stroke")]


def _compare(part, got, right, state):
    assert (got is None) == (right is None), f"{part} hidden: {got is None}, not so: {state}"
    if right is None:
        return
    assert got["colour"] == right["colour"], f"{part}: {state}"
    if "text" in right:
        assert got["text"] == right["text"], f"{part}: {state}"
        assert got["at"] == pytest.approx(right["at"], abs=NEAR), f"{part}: {state}"
        return
    for flat in (got["line"], got["marks"]):
        if flat:
            places = np.reshape(flat, (-1, 2))
            if len(places) == len(right["points"]) - 1:  # an area ends where it began
                places = np.vstack([places, places[:1]])
            assert places.shape == right["points"].shape, f"{part} has other corners: {state}"
            off = np.abs(places - right["points"]).max()
            assert off <= NEAR, f"{part} is off by {off:.3f}: {state}"
    if right.get("width") and got["width"] is not None:
        assert got["width"] == pytest.approx(right["width"], abs=0.01), f"{part}: {state}"
