"""Two curves, one of them through points that are stored."""

from pathlib import Path

POINTS = Path(__file__).with_name("store") / "points.txt"
TWO = 2.0
THREE = 3.0


def double(x):
    """Return twice x."""
    return TWO * x


def triple(x):
    """Return three times x."""
    return THREE * x


def stored():
    """Return the points that are stored."""
    return [float(line) for line in POINTS.read_text().split()]
