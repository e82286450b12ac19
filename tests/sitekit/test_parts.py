"""Test that the SVG of an interactive figure names its parts and says where data are."""

import math
import re
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import numpy as np
import pytest

from explainer.drawing import colour
from explainer.drawing.interactive import draw_handle, draw_pad, write_words
from sitekit.figures.clean_svg import REACH
from sitekit.figures.parts import prepare
from sitekit.figures.svg import to_svg

LINE = [(-1, 0.5), (0, 2), (2, 1)]
RISE = [(0.01, 1), (1, 10), (100, 0.1)]  # on axes of powers of ten


def draw(words):
    """Draw a panel with parts of each kind, one with logarithmic axes, and one without parts."""
    with plt.style.context("explainer.drawing.house"):
        figure, (ax, log, bare) = plt.subplots(3)
        ax.set(xlim=(-2, 3), ylim=(0, 4))
        ax.plot(*zip(*LINE, strict=True), "-", gid="line", color=colour("sigma"))
        ax.fill([0, 1, 1], [0, 0, 1], gid="area", color=colour("error"))
        ax.plot([0, 1], [0, 1], "o", gid="dots", color=colour("hinge"))
        ax.plot([0, 1], [1, 0], "-", gid="gone", color=colour("ink"))[0].set_visible(False)
        for axis, place in (("x", (-1, 1)), ("y", (1, 2)), ("xy", (2, 3))):
            draw_handle(ax, *place, f"along_{axis}", axis)
        write_words(ax, 1, 3, words, "words", shift=(4, 0))
        log.set(xscale="log", yscale="log", xlim=(1e-3, 1e3), ylim=(1e-2, 1e2))
        log.plot(*zip(*RISE, strict=True), "-", gid="rise", color=colour("sigma"))
        draw_pad(log, "pad")
        bare.plot([0, 1], [0, 1])
    plt.close(figure)
    return figure


@pytest.fixture(scope="module")
def figure():
    return draw("words")


@pytest.fixture(scope="module")
def drawn(figure):
    return ET.fromstring(to_svg(figure, "tiny"))


def groups(drawn):
    """Every group that names a part, by its name."""
    return {each.get("data-part"): each for each in drawn.iterfind(".//{*}g[@data-part]")}


def places(group):
    """The corners of the one path of a part."""
    (path,) = group.iterfind(".//{*}path")
    start, steps = re.fullmatch(r"M(.+)l(.+)", path.get("d")).groups()
    moves = np.array([re.findall(r"-?[\d.]+", each) for each in (start, steps)], object)
    return np.cumsum(np.concatenate(moves).astype(float).reshape(-1, 2), axis=0)


def scales(drawn):
    """What each axes with parts says of its places."""
    found = [(each.get("data-x"), each.get("data-y")) for each in drawn.iter()]
    return [each for each in found if each != (None, None)]


def to_svg_place(scale, number):
    start, slope, *log = scale.split(" ")
    assert log in ([], ["log"])
    return float(start) + float(slope) * (math.log10(number) if log else number)


def test_each_named_part_is_a_group_and_nothing_else_is(drawn):
    handles = {"along_x", "along_y", "along_xy"}
    others = {"line", "area", "dots", "gone", "words", "rise", "pad"}
    assert groups(drawn).keys() == others | handles
    assert all(len(group) for group in groups(drawn).values())
    assert groups(drawn)["words"].find(".//{*}text").text == "words"


def test_a_hidden_part_is_drawn_unseen_and_stays_hidden_in_the_script(figure, drawn):
    hidden = [name for name, each in groups(drawn).items() if each.get("visibility") == "hidden"]
    assert hidden == ["gone"]
    assert len(places(groups(drawn)["gone"])) == 2
    (gone,) = figure.findobj(lambda artist: artist.get_gid() == "gone")
    assert not gone.get_visible()


def test_data_are_where_the_axes_say(drawn):
    (x, y), (log_x, log_y) = scales(drawn)
    for part, data, across, up in (("line", LINE, x, y), ("rise", RISE, log_x, log_y)):
        expected = [(to_svg_place(across, a), to_svg_place(up, b)) for a, b in data]
        for got, place in zip(places(groups(drawn)[part]), expected, strict=True):
            assert got == pytest.approx(place, abs=0.02)


@pytest.mark.parametrize(("axis", "place"), [("x", (-1, 1)), ("y", (1, 2)), ("xy", (2, 3))])
def test_a_handle_says_its_direction_and_has_a_disc_for_a_finger(drawn, axis, place):
    handle, (x, y) = groups(drawn)[f"along_{axis}"], scales(drawn)[0]
    (disc,) = handle.iterfind(".//{*}circle")
    assert handle.get("data-handle") == axis
    assert (disc.get("r"), disc.get("fill"), disc.get("stroke")) == (f"{REACH}", "none", None)
    at = float(disc.get("cx")), float(disc.get("cy"))
    assert at == pytest.approx((to_svg_place(x, place[0]), to_svg_place(y, place[1])), abs=0.02)


def test_only_handles_and_pads_can_be_dragged(drawn):
    found = {name: each.get("data-handle") for name, each in groups(drawn).items()}
    dragged = {"along_x": "x", "along_y": "y", "along_xy": "xy", "pad": "area"}
    assert {name: kind for name, kind in found.items() if kind} == dragged
    assert groups(drawn)["pad"].find(".//{*}circle") is None


def test_markers_leave_their_colour_to_each_use(drawn):
    uses = list(groups(drawn)["dots"].iterfind(".//{*}use"))
    assert len(uses) == 2
    assert {use.get("stroke") for use in uses} == {colour("hinge")}
    assert not [path for path in drawn.iterfind(".//{*}defs/{*}path") if path.get("stroke")]


def test_the_layout_is_the_same_wherever_parts_are(drawn):
    wide = draw("words that are far longer than this figure is wide, " * 4)
    assert scales(ET.fromstring(to_svg(wide, "tiny"))) == scales(drawn)


def test_an_axis_that_no_browser_part_could_follow_is_named():
    figure = draw("words")
    figure.axes[0].set_yscale("symlog")
    with pytest.raises(ValueError, match="an axis is 'symlog'; where parts move it may be"):
        to_svg(figure, "tiny")


def test_an_axis_without_parts_may_be_of_any_kind():
    figure = draw("words")
    figure.axes[2].set_yscale("symlog")
    assert len(prepare(figure)) == len(scales(ET.fromstring(to_svg(figure, "tiny")))) == 2


def test_a_name_that_two_parts_have_is_told():
    figure = draw("words")
    figure.axes[1].plot([1, 10], [1, 10], gid="line", color=colour("ink"))
    with pytest.raises(ValueError, match="two parts are named 'line'"):
        to_svg(figure, "tiny")
