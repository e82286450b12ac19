"""Lines with no more points than the eye can tell, so that a page with them is quickly there."""

import re

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 0.04  # of the SVG's units: less than a tenth of a pixel, even on a large screen

_STROKE = re.compile(r"M[^A-Za-z]+(?:L[^A-Za-z]+){2,}")


def thin_path(d: str) -> str:
    """Leave out the corners of an SVG path that bend it by less than the tolerance."""
    return _STROKE.sub(lambda stroke: _thin(stroke[0]), d)


def _thin(stroke: str) -> str:
    corners = re.split("[ML]", stroke)[1:]
    points = np.array([corner.replace(",", " ").split() for corner in corners], float)
    return "M" + "L".join(
        corner for corner, kept in zip(corners, keep(points), strict=True) if kept
    )


def keep(points: NDArray[np.float64], tolerance: float = TOLERANCE) -> NDArray[np.bool_]:
    """Choose the points to keep so that none left out is farther than the tolerance from the rest.

    Ramer's way (1972), found again by Douglas and Peucker:
    keep the point farthest from the straight way between two kept ones, and ask on both sides.
    """
    kept = np.zeros(len(points), bool)
    kept[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        gaps = _distances(points[first + 1 : last], points[first], points[last])
        if gaps.size and gaps.max() > tolerance:
            middle = first + 1 + int(gaps.argmax())
            kept[middle] = True
            spans += [(first, middle), (middle, last)]
    return kept


def _distances(
    points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Measure from each point to the nearest place on the way from start to end."""
    way = end - start
    along = np.clip((points - start) @ way / max(float(way @ way), 1e-300), 0, 1)
    return np.asarray(np.hypot(*(points - start - np.outer(along, way)).T))
