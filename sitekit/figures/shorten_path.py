"""Shorten the path data of an SVG: fewer corners, relative steps, no needless characters.

A plotting library writes absolute places to six decimals. Told as steps from corner to corner, in
hundredths, a curve's numbers are small and alike, so that it packs to about half.
"""

import re

import numpy as np
from numpy.typing import NDArray

UNITS = 100  # a step is a whole number of hundredths
TOLERANCE = 0.04  # of the SVG's units: less than a tenth of a pixel, even on a large screen
PLACES = {"M": 1, "L": 1, "T": 1, "Q": 2, "S": 2, "C": 3}  # that one curve takes

_ABSOLUTE = re.compile(r"[MLTQSCZz\d.,\s-]*")  # without arcs, whose flags are no places
_RUN = re.compile(r"(?P<command>[A-Za-z])[^A-Za-z]*(?:(?!M)(?P=command)[^A-Za-z]*)*")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

Places = NDArray[np.int64]


def shorten_path(d: str) -> str:
    """Return path data that draw the same to the eye; arcs and relative paths stay as they are."""
    if not _ABSOLUTE.fullmatch(d):
        return d
    short, here, start = "", np.zeros((1, 2), np.int64), np.zeros((1, 2), np.int64)
    for run in _RUN.finditer(d):
        command = run["command"]
        numbers = [round(float(number) * UNITS) for number in _NUMBER.findall(run[0])]
        places = np.array(numbers, np.int64).reshape(-1, 2)
        if command == "M":
            here = start = places
            short += "M" + _join(places)
        elif command in "Zz":
            here = start
            short += "z"
        else:
            if command == "L":
                places = _thin(np.vstack([here, places]))[1:]
            short += command.lower() + _join(_steps(places, here, PLACES[command]))
            here = places[-1:]
    return short


def _thin(corners: Places) -> Places:
    """Leave out corners so that none is farther than the tolerance from the line that is left.

    Ramer's way (1972), found again by Douglas and Peucker. Matplotlib's own would be shorter here,
    but cuts tips by more than its tolerance, and leaves more corners.
    """
    kept, spans = {0, len(corners) - 1}, [(0, len(corners) - 1)]
    while spans:
        first, last = spans.pop()
        gaps = _gaps(corners[first + 1 : last], corners[first], corners[last])
        if gaps.size and gaps.max() > TOLERANCE * UNITS:
            middle = first + 1 + int(gaps.argmax())
            kept.add(middle)
            spans += [(first, middle), (middle, last)]
    return corners[sorted(kept)]


def _gaps(corners: Places, start: Places, end: Places) -> NDArray[np.float64]:
    """Measure from each corner to the nearest place on the way from start to end."""
    way = end - start
    along = np.clip((corners - start) @ way / max(float(way @ way), 1e-300), 0, 1)
    return np.asarray(np.hypot(*(corners - start - np.outer(along, way)).T))


def _steps(places: Places, here: Places, size: int) -> Places:
    """Measure places, `size` of them to a curve, from where the curve before has ended."""
    curves = places.reshape(-1, size, 2)
    starts = np.vstack([here, curves[:-1, -1]])
    return curves - starts[:, None]


def _join(numbers: Places) -> str:
    """Write numbers with nothing between them that a reader does not need."""
    text = " ".join(f"{number / UNITS:.10g}" for number in numbers.ravel())
    text = re.sub(r"\b0\.", ".", text.replace(" -", "-"))
    return re.sub(r"(\.\d+) (?=\.)", r"\1", text)
