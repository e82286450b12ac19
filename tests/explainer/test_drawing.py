"""The drawing leaf: colours that can be told apart, words beside what they name."""

import itertools
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.font_manager import FontProperties

from explainer import drawing
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
