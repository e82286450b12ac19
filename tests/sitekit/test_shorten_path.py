"""Test with an independent parser that minified paths draw the same shapes."""

from itertools import groupby

import numpy as np
import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from hypothesis import given, settings
from hypothesis import strategies as st

from sitekit.figures.shorten_path import TOLERANCE, shorten_path

NUMBERS = st.integers(-99_999, 99_999).map(lambda n: f"{n / 100:.2f}".rstrip("0").rstrip("."))
PLACES = {"L": 1, "Q": 2, "C": 3}


@st.composite
def paths(draw):
    """A path as plotting libraries write it: strokes, some closed, no line of several corners.

    Corners of a line that lie on it are left out; the tests of thinned lines cover them.
    """
    text = ""
    for _ in range(draw(st.integers(1, 3))):
        text += f"M{draw(NUMBERS)} {draw(NUMBERS)}"
        commands = draw(st.lists(st.sampled_from(["L", "Q", "C"]), max_size=5))
        for command, _ in groupby(commands):
            text += command + " ".join(draw(NUMBERS) for _ in range(2 * PLACES[command]))
        text += draw(st.sampled_from(["", "z", "Z"]))
    return text


def followed(path):
    """The places a path goes through, in whole hundredths."""
    pen = RecordingPen()
    parse_path(path, pen)
    return [
        (name, tuple((round(x * 100), round(y * 100)) for x, y in places))
        for name, places in pen.value
    ]


@settings(deadline=None)
@given(paths())
def test_the_way_stays_the_same(path):
    assert followed(shorten_path(path)) == followed(path)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("M10.05 -20L10.55 -20.5L10.5 -20.25", "M10.05-20l.5-.5-.05.25"),
        ("M0 0L100 0L100 100z", "M0 0l100 0 0 100z"),
        ("M1 1L2 2zM5 5L6 6", "M1 1l1 1zM5 5l1 1"),
        ("M1 1L2 2zL3 3", "M1 1l1 1zl2 2"),
        ("M0,0C1,1 2,2 3,3 4,4 5,5 6,6", "M0 0c1 1 2 2 3 3 1 1 2 2 3 3"),
        ("", ""),
    ],
)
def test_steps_are_short(path, told):
    assert shorten_path(path) == told


@pytest.mark.parametrize("path", ["M0 0A5 5 0 0 1 3 3", "m1 1l2 2", "M0 0H5", "M0 0L1e-3 2"])
def test_what_is_not_understood_stays(path):
    assert shorten_path(path) == path


def points(path):
    """The corners of a path in the SVG's units."""
    return np.array([place for _, places in followed(path) for place in places]) / 100


@settings(deadline=None)
@given(st.integers(3, 700), st.floats(2, 90))
def test_thinned_line_stays_where_it_was(count, wave_length):
    """Every corner left out lies within the tolerance of the line that is left."""
    x = np.linspace(0, 300, count).round(2)
    wave = np.column_stack([x, (80 * np.sin(x / wave_length)).round(2)])
    d = "M" + "L".join(f"{a:.2f} {b:.2f}" for a, b in wave)
    left = points(shorten_path(d))
    starts, ways = left[:-1, None], np.diff(left, axis=0)[:, None]
    along = ((wave - starts) * ways).sum(2) / (ways**2).sum(2)
    gaps = np.linalg.norm(starts + along.clip(0, 1)[..., None] * ways - wave, axis=2)
    assert gaps.min(axis=0).max() <= TOLERANCE + 1e-9
    assert (left[[0, -1]] == wave[[0, -1]]).all()


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("M0 0L1 2L2 4L3 6L9 18", "M0 0l9 18"),
        ("M0 0L9 0L4 0", "M0 0l9 0-5 0"),
        ("M0 0L5 0L10 0L10 10L0 10L0 0z", "M0 0l10 0 0 10-10 0 0-10z"),
        ("M1 1L1 1L1 1", "M1 1l0 0"),
    ],
)
def test_corners_that_show_are_kept(path, told):
    assert shorten_path(path) == told
