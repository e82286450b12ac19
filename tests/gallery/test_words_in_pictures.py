"""Words in pictures stand clear of lines, next to what they name, level, and in full contrast."""

import io
import re
from functools import cache

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn_words import Fill, Stroke, Word, drawn
from PIL import Image
from test_gallery import every_script, exhibit, svg

from explainer.drawing.palette import ROLES, area, colour, stroke
from explainer.drawing.style import arrow
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import shade, to_png

CLEARANCE = 1.5  # points between a word and a line
CONTRAST = 4.5  # what WCAG asks of words of this size
SPECKS = 0.02  # the share of the pixels behind a word that may come out paler
SCALE = 2  # pixels to the point
ROLE_OF = {role.light: role for role in ROLES.values()}

both_themes = pytest.mark.parametrize("theme", ["light", "dark"])


@cache
def parts(script):
    """Everything that the figure draws."""
    return drawn(exhibit(script)["figure"])


@every_script
def test_words_stand_clear_of_lines(script):
    hit = on_lines(parts(script))
    assert not hit, f"move these words off the lines: {hit}"


@every_script
def test_upright_words_read_upwards(script):
    downwards = reading_downwards(parts(script))
    assert not downwards, f"turn these words, which read downwards: {downwards}"


@every_script
def test_words_stand_nearest_to_the_circle_they_name(script):
    axes = exhibit(script)["figure"].axes
    titles = {ax.get_title(loc="left") for ax in axes}
    besides_titles = [it for it in parts(script) if getattr(it, "text", "") not in titles]
    doubtful = between_circles(besides_titles)
    assert not doubtful, f"move these words closer to the circle that they name: {doubtful}"


@both_themes
@every_script
def test_words_contrast_with_what_is_behind_them(script, theme):
    pale = too_pale(parts(script), svg(script), theme)
    assert not pale, f"lighten what is behind these words, or write in ink: {pale}"


def on_lines(things):
    """Find words on a line; hairlines of a grid, and lines that a shape hides, do not count."""
    hit = []
    for word in words_of(things):
        covers = [n for n, it in enumerate(things) if isinstance(it, Fill) and word.within(it)]
        for it in things[max(covers, default=0) :]:
            line = isinstance(it, Stroke) and it.colour != colour("grid")
            if line and word.touches(it, CLEARANCE):
                hit.append(f"{word.text!r} on {ROLE_OF[it.colour].name}")
    return hit


def reading_downwards(things):
    """Find words that one would have to tilt one's head to the right for."""
    return [word.text for word in words_of(things) if 180 < word.angle % 360 < 300]


def between_circles(things):
    """Find words that may be taken for another circle's; a circle has a word inside of it."""
    words = words_of(things)
    circles = [it for it in things if isinstance(it, Stroke) and is_circle(it)]
    circles = [it for it in circles if any(word.within(it) for word in words)]
    beside = []  # words beside circles, the circle nearest to their first or last line, how near
    for word in words:
        lines = [other for other in words if other.text_number == word.text_number]
        gaps = [min(gap(line, circle) for line in lines) for circle in circles]
        if gaps and min(gaps) > 0 and not on_a_plate(word, things):
            beside.append((word, circles[gaps.index(min(gaps))], min(gaps)))
    doubtful = []
    for word, own, near in beside:
        rivals = [it for it in circles if it is not own]
        rivals += [other for other, circle, _ in beside if circle is not own]
        if min(gap(word, it) for it in rivals) < 2 * near:
            doubtful.append(word.text)
    return doubtful


def too_pale(things, drawing, theme):
    """Find words that do not stand out from the pixels behind them, with their contrast."""
    bare = re.sub(r"<text.*?</text>", "", drawing)
    picture = Image.open(io.BytesIO(to_png(bare, theme, scale=SCALE))).convert("RGB")
    behind = luminance(np.asarray(picture))[::-1]
    pale = []
    for word in words_of(things):
        own = luminance([*bytes.fromhex(shade(ROLE_OF[word.colour], theme)[1:])])
        (left, low), (right, high) = np.rint(SCALE * word.bounds.get_points()).astype(int)
        there = behind[max(low, 0) : high + 1, max(left, 0) : right + 1]
        ratios = (np.maximum(there, own) + 0.05) / (np.minimum(there, own) + 0.05)
        ratio = np.quantile(ratios, SPECKS)
        if ratio < CONTRAST:
            pale.append(f"{word.text!r} {ratio:.2f}")
    return pale


def words_of(things):
    return [thing for thing in things if isinstance(thing, Word)]


def is_circle(shape):
    """Whether a shape is closed, and as wide as it is high."""
    ends = shape.path.vertices[[0, -1]]
    return np.ptp(ends, axis=0).max() < 0.1 and abs(shape.bounds.width - shape.bounds.height) < 1


def gap(one, other):
    """Return how many points two things on the canvas are apart; 0 if their boxes touch."""
    aside = np.maximum(
        one.bounds.min - other.bounds.max,
        other.bounds.min - one.bounds.max,
    )
    return float(np.hypot(*np.maximum(aside, 0)))


def on_a_plate(word, things):
    """Whether the word hides what it stands on, such as the wire that it belongs to."""
    plates = [it for it in things if isinstance(it, Fill) and word.within(it)]
    return any(plate.bounds.height < 2 * word.bounds.height for plate in plates)


def luminance(rgb):
    """Return the relative luminance of WCAG, from 0 for black to 1 for white."""
    share = np.asarray(rgb) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


# --- The measures themselves ----------------------------------------------------------------------


@pytest.fixture
def canvas():
    """Empty axes, from 0 to 1 both ways."""
    with plt.style.context("explainer.drawing.house"):
        figure, ax = plt.subplots(figsize=(5, 3))
        ax.set(xlim=(0, 1), ylim=(0, 1))
        ax.set_axis_off()
        yield ax
    plt.close(figure)


def test_a_word_on_a_line_is_found(canvas):
    canvas.plot([0, 1], [0.5, 0.5], **stroke("sigma"))
    canvas.text(0.1, 0.49, "on it")
    canvas.text(0.5, 0.6, "above it")
    canvas.text(0.9, 0.49, "hides it", bbox={"facecolor": colour("paper"), "linewidth": 0})
    assert on_lines(drawn(canvas.figure)) == ["'on it' on sigma"]


def test_a_word_on_a_dot_or_an_arrow_is_found(canvas):
    canvas.plot(0.12, 0.52, "o", color=colour("ink"))
    canvas.text(0.1, 0.5, "on a dot")
    arrow(canvas, (0.5, 0.8), (0.5, 0.2))
    canvas.text(0.48, 0.5, "on an arrow")
    hit = on_lines(drawn(canvas.figure))
    assert {line.partition("' on")[0] for line in hit} == {"'on a dot", "'on an arrow"}


def test_a_word_that_reads_downwards_is_found(canvas):
    canvas.text(0.2, 0.5, "upwards", rotation=90)
    canvas.text(0.5, 0.5, "downwards", rotation=-90)
    assert reading_downwards(drawn(canvas.figure)) == ["downwards"]


def test_a_word_between_two_circles_is_found(canvas):
    circles = {"markersize": 42, "color": colour("paper"), "markeredgecolor": colour("ink")}
    canvas.plot([0.5, 0.5], [0.2, 0.8], "o", **circles)
    for height, said in ((0.8, "1"), (0.2, "2"), (0.66, "of 1"), (0.48, "of which?")):
        canvas.text(0.5, height, said, ha="center", va="center")
    assert between_circles(drawn(canvas.figure)) == ["of which?"]


def test_words_of_two_circles_stacked_as_one_are_found(canvas):
    circles = {"markersize": 42, "color": colour("paper"), "markeredgecolor": colour("ink")}
    canvas.plot([0.5, 0.5], [0.2, 0.8], "o", **circles)
    for height, said in ((0.8, "1"), (0.2, "2"), (0.56, "of 1"), (0.46, "of 2")):
        canvas.text(0.5, height, said, ha="center", va="center")
    assert between_circles(drawn(canvas.figure)) == ["of 1", "of 2"]


@both_themes
def test_a_pale_word_is_found(canvas, theme):
    canvas.axvspan(0, 0.5, **area("sigma", 0.6))
    canvas.text(0.1, 0.5, "σ on blue", color=colour("sigma"))
    canvas.text(0.6, 0.5, "σ on paper", color=colour("sigma"))
    pale = too_pale(drawn(canvas.figure), to_svg(canvas.figure, "pale"), theme)
    assert [line.rpartition(" ")[0] for line in pale] == ["'σ on blue'"]
