"""Minify SVG path data: simplify lines, use relative coordinates, drop redundant characters.

Plotting libraries write absolute coordinates with six decimals. Relative coordinates in hundredths
are small and repetitive, so that they compress to about half the size.
"""

import re

import numpy as np
from numpy.typing import NDArray

UNITS = 100  # coordinates are integers, in hundredths
TOLERANCE = 0.04  # in SVG units: less than a tenth of a pixel, even on a large screen
PLACES = {"M": 1, "L": 1, "T": 1, "Q": 2, "S": 2, "C": 3}  # points per segment

_ABSOLUTE = re.compile(r"[MLTQSCZz\d.,\s-]*")  # no arcs: their flags are not coordinates
_RUN = re.compile(r"(?P<command>[A-Za-z])[^A-Za-z]*(?:(?!M)(?P=command)[^A-Za-z]*)*")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

Places = NDArray[np.int64]


def shorten_path(d: str) -> str:
    """Return path data that look the same, minified; arcs and relative paths stay unchanged."""
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
    """Simplify a line within the tolerance, by the Ramer-Douglas-Peucker algorithm.

    Matplotlib's own simplification would take less code here, but cuts peaks by more than its
    tolerance and keeps more points.
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
    """Return the distance of each point from the segment between start and end."""
    way = end - start
    along = np.clip((corners - start) @ way / max(float(way @ way), 1e-300), 0, 1)
    return np.asarray(np.hypot(*(corners - start - np.outer(along, way)).T))


def _steps(places: Places, here: Places, size: int) -> Places:
    """Return points, `size` per segment, relative to the end of the previous segment."""
    curves = places.reshape(-1, size, 2)
    starts = np.vstack([here, curves[:-1, -1]])
    return curves - starts[:, None]


def _join(numbers: Places) -> str:
    """Join numbers with as few separators as SVG allows."""
    text = " ".join(f"{number / UNITS:.10g}" for number in numbers.ravel())
    text = re.sub(r"\b0\.", ".", text.replace(" -", "-"))
    return re.sub(r"(\.\d+) (?=\.)", r"\1", text)
