"""The drawing leaf: colours that can be told apart, words beside what they name."""

import itertools
import math
from fractions import Fraction
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.font_manager import FontProperties

from explainer import drawing
from explainer.drawing.interactive import (
    HANDLES,
    Choice,
    Drawing,
    Slider,
    draw_handle,
    draw_pad,
    fixed,
    signed,
    start_of,
    write_words,
)
from explainer.drawing.palette import LINES, ROLES, WORDS, css, role
from explainer.drawing.style import FACE, FONTS
from explainer.neuron import Neuron

# The grounds our figures stand on: our own paper, and the theme's plain pages.
GROUNDS = {"light": (role("paper").light, "#ffffff"), "dark": (role("paper").dark, "#131416")}

# What is left of linear red, green and blue to eyes without one kind of cone
# (Machado, Oliveira and Fernandes 2009, severity 1).
EYES = {
    "usual": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    """A hex colour as linear red, green and blue (the sRGB standard)."""
    c = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The contrast ratio of WCAG 2."""
    lights = [linear(each) @ [0.2126, 0.7152, 0.0722] + 0.05 for each in (one, other)]
    return max(lights) / min(lights)


def lab(rgb):
    """Linear red, green and blue in OKLab, where distance is how different two colours look."""
    cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    opponents = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return opponents @ np.cbrt(cones @ np.clip(rgb, 0, 1))


def distance(one, other, eyes):
    """How different two hex colours look to these eyes."""
    seen = [lab(EYES[eyes] @ linear(each)) for each in (one, other)]
    return np.linalg.norm(seen[0] - seen[1])


@pytest.fixture
def figure():
    with plt.style.context("explainer.drawing.house"):
        figure, ax = plt.subplots()
        (line,) = ax.plot([0, 1, 2], [0, 1, 0.5], marker="o", **drawing.stroke("sigma"))
        ax.fill_between([0, 1], [0, 0.5], **drawing.area("error"))
        drawing.label_line(ax, line, "σ itself", at=0.5)
        drawing.name_axes(ax, x="weight", y="output")
        ax.text(1.5, 0.2, "$z$ and more", rotation=30)
        yield figure
        plt.close(figure)


# Colours


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", WORDS)
def test_words_stand_out_from_every_ground(name, theme):
    assert all(contrast(getattr(role(name), theme), g) >= 4.5 for g in GROUNDS[theme])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", LINES)
def test_ink_stands_out_from_every_wash(name, theme):
    paper, ink = getattr(role("paper"), theme), getattr(role("ink"), theme)
    layers = zip(to_rgb(paper), to_rgb(getattr(role(name), theme)), strict=True)
    washed = [below + drawing.area(name)["alpha"] * (above - below) for below, above in layers]
    assert contrast(to_hex(washed), ink) >= 4.5


def test_contrast_of_black_on_white_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("pair", list(itertools.combinations(LINES, 2)), ids="-".join)
def test_two_lines_differ_to_all_eyes_or_in_dash(pair, theme):
    one, other = map(role, pair)
    looks = [distance(getattr(one, theme), getattr(other, theme), eyes) for eyes in EYES]
    assert min(looks) >= 0.12 or one.dash != other.dash


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_roles_share_a_colour(theme):
    assert len({getattr(each, theme) for each in ROLES.values()}) == len(ROLES)


def test_unknown_role_names_the_choices():
    with pytest.raises(ValueError, match=r"'sgima'.*\bsigma\b"):
        drawing.colour("sgima")


def test_css_declares_every_role():
    declared = dict(each.split(":") for each in css("dark").rstrip(";").split(";"))
    assert declared == {f"--fig-{name}": each.dark for name, each in ROLES.items()}


def test_house_style_draws_in_the_palette():
    with plt.style.context("explainer.drawing.house"):
        named = [mpl.rcParams[key] for key in ("text.color", "axes.edgecolor", "grid.color")]
        cycle = list(mpl.rcParams["axes.prop_cycle"])
    assert list(map(to_hex, named)) == [role(name).light for name in ("ink", "muted", "grid")]
    assert [(to_hex(each["color"]), each["linestyle"]) for each in cycle] == [
        (role(name).light, role(name).dash) for name in LINES
    ]


# Drawing


def test_the_face_is_the_one_that_comes_with_the_package():
    for style, weight in (("normal", "normal"), ("italic", "normal"), ("normal", "bold")):
        found = font_manager.findfont(FontProperties(family=FACE, style=style, weight=weight))
        assert Path(found).parent == FONTS


def test_label_stands_beside_the_line_in_its_colour(figure):
    (label,) = (each for each in figure.axes[0].texts if each.get_text() == "σ itself")
    assert label.xy == (0.5, 0.5)
    assert label.get_color() == role("sigma").light
    assert label.get_horizontalalignment() == "left"


@pytest.mark.parametrize(
    ("offset", "sides"),
    [((-4, 3), ("right", "bottom")), ((0, -3), ("center", "top")), ((4, 0), ("left", "center"))],
)
def test_label_stands_on_the_side_of_its_offset(figure, offset, sides):
    ax = figure.axes[0]
    label = drawing.label_line(ax, ax.lines[0], "here", at=1, offset=offset)
    assert (label.get_horizontalalignment(), label.get_verticalalignment()) == sides


def test_arrow_goes_from_place_to_place(figure):
    arrow = drawing.arrow(figure.axes[0], (0, 0), (2, 1))
    assert (arrow.xyann, arrow.xy) == ((0, 0), (2, 1))
    assert arrow.arrow_patch.get_edgecolor() == to_rgba(role("ink").light)


@pytest.mark.parametrize(
    ("number", "decimals", "said"), [(0.1244, 2, "+0.12"), (-0.0305, 3, "−0.030"), (2, 0, "+2")]
)
def test_change_is_said_with_its_sign(number, decimals, said):
    assert drawing.signed(number, decimals) == said


def test_turning_a_knob_leaves_the_others_and_the_neuron():
    neuron = Neuron(weights=np.array([1.0, 2.0]), bias=0.5)
    low, high = drawing.with_weight(neuron, 1, [-3, 4])
    assert (low.weights.tolist(), high.weights.tolist()) == ([1, -3], [1, 4])
    assert neuron.weights.tolist() == [1, 2]
    assert low.bias == 0.5


# What interactive figures are written with


def to_fixed(number, decimals):
    """What toFixed of ECMA-262 gives, in exact fractions, with a true minus and none before 0."""
    n = math.floor(abs(Fraction(number)) * 10**decimals + Fraction(1, 2))  # of two, the larger
    digits = str(n).rjust(decimals + 1, "0")
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return ("−" if number < 0 and n else "") + ".".join(filter(None, [whole, part]))


halves = st.integers(-(2**40), 2**40).map(lambda n: n / 16)  # many lie between two decimals
numbers = st.one_of(st.floats(-1e15, 1e15), st.floats(-1, 1), halves)


@given(numbers, st.integers(0, 8))
@example(0.125, 2)
@example(-2.5, 0)
@example(1.005, 2)  # less than it looks
@example(-0.0, 1)
@example(-0.004, 2)
def test_numbers_are_written_as_the_browser_writes_them(number, decimals):
    assert fixed(number, decimals) == to_fixed(number, decimals)


@pytest.mark.parametrize(
    ("number", "decimals", "said"),
    [
        (0.125, 2, "0.13"),
        (-2.5, 0, "−3"),
        (1.005, 2, "1.00"),
        (-0.0, 1, "0.0"),
        (-0.004, 2, "0.00"),
    ],
)
def test_halves_go_away_from_zero_and_zero_has_no_sign(number, decimals, said):
    assert fixed(number, decimals) == said


@given(numbers, st.integers(0, 8))
def test_a_change_is_written_with_its_sign_and_none_is_a_rise(number, decimals):
    written = fixed(number, decimals)
    assert signed(number, decimals) in (written, f"+{written}")
    assert signed(number, decimals)[0] in "+−"


PEN = Drawing("drawing", heights=(0, 0.5, 1), low=-1.25, high=1.25)


@given(st.lists(st.floats(PEN.low, PEN.high), min_size=1, max_size=40))
def test_a_drawing_is_kept_to_half_a_step(heights):
    text = PEN.encode(heights)
    assert len(text) == 2 * len(heights)
    assert np.abs(PEN.decode(text) - heights).max() <= PEN.STEP / 2 + 1e-12
    assert PEN.encode(PEN.decode(text)) == text


@given(st.lists(st.floats(allow_nan=False), min_size=1, max_size=9))
def test_a_drawing_outside_the_range_is_put_on_its_edge(heights):
    kept = PEN.decode(PEN.encode(heights))
    assert np.abs(kept - np.clip(heights, PEN.low, PEN.high)).max() <= PEN.STEP / 2 + 1e-12


@given(st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=1).map(lambda text: 2 * text))
def test_any_text_of_an_address_is_a_drawing_within_the_range(text):
    heights = PEN.decode(text)
    assert len(heights) == len(text) / 2
    assert ((heights >= PEN.low) & (heights <= PEN.high)).all()


def test_each_knob_starts_with_its_setting():
    slider = Slider("z", "the sum", 1.5, low=-6, high=6, step=0.1)
    choice = Choice("curve", "the curve", "sigma", {"sigma": "σ", "step": "the switch"})
    drawn = "6y" + "9q" + "ci"  # 250, 350 and 450 steps above the lowest, in base 36
    assert start_of([slider, choice, PEN]) == {"z": 1.5, "curve": "sigma", "drawing": drawn}


@pytest.mark.parametrize(("axis", "across", "up"), [("x", 24, 10), ("y", 10, 24), ("xy", 24, 24)])
def test_a_handle_has_arrowheads_where_it_can_be_dragged(figure, axis, across, up):
    handle = draw_handle(figure.axes[0], 1, 0.5, "point", axis, "sigma")
    box = HANDLES[axis].get_extents()
    assert (box.width, box.height) == pytest.approx((across, up))
    assert handle.get_xydata().tolist() == [[1, 0.5]]
    assert handle.get_markersize() == 24  # so that a unit of the marker is a point
    assert to_hex(handle.get_markeredgecolor()) == role("sigma").light
    assert to_hex(handle.get_markerfacecolor()) == role("paper").light


def test_a_pad_covers_the_axes(figure):
    ax = figure.axes[0]
    ax.set(xlim=(-2, 3), ylim=(0, 4))
    box = draw_pad(ax, "pad").get_path().get_extents()
    assert (box.x0, box.x1, box.y0, box.y1) == (-2, 3, 0, 4)
    assert (ax.get_xlim(), ax.get_ylim()) == ((-2, 3), (0, 4))


def test_words_stand_in_points_from_their_place(figure):
    ax = figure.axes[0]
    words = write_words(ax, 1, 0.5, "here", "words", shift=(9, -18), color=role("sigma").light)
    figure.canvas.draw()
    place = ax.transData.transform((1, 0.5))
    moved = (words.get_transform().transform(words.get_position()) - place) * 72 / figure.dpi
    assert moved == pytest.approx((9, -18))
