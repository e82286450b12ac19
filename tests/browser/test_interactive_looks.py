"""How an interactive figure looks: themes, handles, words in every state."""

import itertools

import interactive_figures
import pytest
from one_figure import ANCHOR, PAGE, come_alive, gallery_page, part, show

FIGURES = interactive_figures.by_name()


def test_a_figure_follows_the_theme_at_once(open_page):
    page = open_page(PAGE, color_scheme="light")
    come_alive(page)
    line = part(page, "trace").locator("path").first
    light = line.evaluate("path => getComputedStyle(path).stroke")
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert line.evaluate("path => getComputedStyle(path).stroke") != light
    page.emulate_media(media="print")
    assert line.evaluate("path => getComputedStyle(path).stroke") == light


def test_handles_beckon_once_but_not_under_reduced_motion(open_page):
    name = "use => getComputedStyle(use).animationName"
    for motion, animation in (("no-preference", "beckon"), ("reduce", "none")):
        page = open_page(PAGE, reduced_motion=motion)
        show(page)
        page.wait_for_selector(f"#{ANCHOR}.seen")
        assert part(page, "point").locator("use").evaluate(name) == animation


WORDS = """([name, states]) => {
    const figure = whySigma.figures[name];
    const box = (text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { text: text.textContent, left, right, top, bottom };
    };
    return states.map((state) => {
        figure.draw(state);
        const shown = [...figure.svg.querySelectorAll("text")].filter((text) =>
            text.textContent.trim() && getComputedStyle(text).visibility !== "hidden");
        return { canvas: box(figure.svg), words: shown.map(box) };
    });
}"""


@pytest.mark.parametrize("name", FIGURES)
def test_words_stay_on_the_picture_and_apart_in_every_corner(open_page, name):
    knobs = interactive_figures.made(FIGURES[name])["knobs"]
    tried = interactive_figures.states(knobs)
    page = open_page(gallery_page(name), width=390, height=800)
    page.wait_for_selector("figure.alive")
    for state, drawn in zip(tried, page.evaluate(WORDS, [name, tried]), strict=True):
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
