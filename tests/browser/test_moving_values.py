"""Each figure that moves, on its own gallery page in a real browser: its numbers and its words."""

import itertools
import json

import moving_figures
import pytest

from sitekit.figures.controls import differences

FIGURES = moving_figures.by_name()

COLUMNS = """([name, states, fields]) => {
    const { view } = whySigma.views[name];
    return states.reduce(async (before, state) => {
        const found = await before;
        for (const [knob, value] of Object.entries(state)) view.signal(knob, value);
        await view.runAsync();
        const columns = ([data, wanted]) => [data, Object.fromEntries(
            wanted.map((field) => [field, view.data(data).map((row) => row[field])]))];
        return [...found, Object.fromEntries(Object.entries(fields).map(columns))];
    }, Promise.resolve([]));
}"""

WORDS = """([name, states]) => {
    const { view, svg } = whySigma.views[name];
    const box = (text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { text: text.textContent, left, right, top, bottom };
    };
    return states.reduce(async (before, state) => {
        const found = await before;
        for (const [knob, value] of Object.entries(state)) view.signal(knob, value);
        await view.runAsync();
        const shown = [...svg.querySelectorAll("text")].filter((text) =>
            text.textContent.trim() && getComputedStyle(text).opacity > 0);
        return [...found, { canvas: box(svg), words: shown.map(box) }];
    }, Promise.resolve([]));
}"""


def gallery_page(name):
    return f"gallery/{name.replace('/', '/plot_')}.html"


def come_alive(page):
    """Touch the figure, and wait until it moves."""
    page.locator("figure.moving").hover()
    page.wait_for_selector("figure.moving.alive", timeout=20_000)


@pytest.mark.parametrize("name", FIGURES)
def test_numbers_and_words_in_a_browser(open_page, name):
    """Numbers are the library's in many states; no words collide, or leave the picture."""
    defined = moving_figures.made(FIGURES[name])
    states = moving_figures.states(defined["figure"])
    truths = [defined["truth"](**state) for state in states]
    fields = {data: list(columns) for data, columns in truths[0].items()}
    page = open_page(gallery_page(name))
    come_alive(page)
    found = page.evaluate(COLUMNS, [name, states, fields])
    for state, truth, got in zip(states, truths, found, strict=True):
        assert differences(truth, got) == [], state
    corners = [states[0], *moving_figures.corners(defined["figure"])]
    for state, drawn in zip(corners, page.evaluate(WORDS, [name, corners]), strict=True):
        words, canvas = drawn["words"], drawn["canvas"]
        assert words
        assert [each["text"] for each in words if not within(each, canvas)] == [], state
        pairs = itertools.combinations(words, 2)
        assert [(a["text"], b["text"]) for a, b in pairs if overlap(a, b)] == [], state


def within(box, canvas):
    """Whether a box lies on the canvas, give or take two pixels."""
    return (
        box["left"] >= canvas["left"] - 2
        and box["right"] <= canvas["right"] + 2
        and box["top"] >= canvas["top"] - 2
        and box["bottom"] <= canvas["bottom"] + 2
    )


def overlap(a, b):
    """Whether two boxes of words share more than the air around letters."""
    across = min(a["right"], b["right"]) - max(a["left"], b["left"])
    along = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return across > 1 and along > 4


@pytest.mark.parametrize("name", FIGURES)
def test_still_and_live_pictures_are_the_same(open_page, name):
    """The same words in the same places, give or take the width of a letter."""
    page = open_page(gallery_page(name))
    texts = """() => [...document.querySelectorAll("figure.moving svg text")].map((text) => {
        const { left, top } = text.getBoundingClientRect();
        const canvas = text.ownerSVGElement.getBoundingClientRect();
        return [text.textContent, left - canvas.left, top - canvas.top];
    })"""
    still = sorted(page.evaluate(texts))
    come_alive(page)
    live = sorted(row for row in page.evaluate(texts) if row[0].strip())
    assert json.dumps([row[0] for row in live]) == json.dumps([row[0] for row in still])
    for before, now in zip(still, live, strict=True):
        assert now[1:] == pytest.approx(before[1:], abs=8), now[0]
