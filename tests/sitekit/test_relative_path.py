"""Paths told in steps lead where they led before, by a parser that is not ours."""

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from hypothesis import given
from hypothesis import strategies as st

from sitekit.figures.relative_path import in_steps

NUMBERS = st.integers(-99_999, 99_999).map(lambda n: f"{n / 100:.2f}".rstrip("0").rstrip("."))
PLACES = {"L": 1, "Q": 2, "C": 3}


@st.composite
def paths(draw):
    """A path as the plotting libraries write it: strokes, some of them closed."""
    text = ""
    for _ in range(draw(st.integers(1, 3))):
        text += f"M{draw(NUMBERS)} {draw(NUMBERS)}"
        for command in draw(st.lists(st.sampled_from("LLQC"), max_size=5)):
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


@given(paths())
def test_the_way_stays_the_same(path):
    assert followed(in_steps(path)) == followed(path)


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
    assert in_steps(path) == told


@pytest.mark.parametrize("path", ["M0 0A5 5 0 0 1 3 3", "m1 1l2 2", "M0 0H5", "M0 0L1e-3 2"])
def test_what_is_not_understood_stays(path):
    assert in_steps(path) == path
