"""Name the parts of an interactive figure in its SVG, so that the browser can move them.

A part is an artist that the script named by `gid`. It becomes ``<g data-part="...">``; the group of
its axes tells how data become places in the SVG: ``data-x="a b"`` for a + b·x, with ``log`` behind
it for a + b·log₁₀ x.
"""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from explainer.drawing.interactive import HANDLES, Pad

Attributes = dict[str, dict[str, str]]  # of elements, by id


def named_parts(figure: Figure) -> list[Artist]:
    """Return the artists that the script named."""
    found = figure.findobj(lambda artist: not isinstance(artist, Axes))
    return [artist for artist in found if artist.get_gid()]


@contextmanager
def all_drawn(figure: Figure) -> Iterator[list[Artist]]:
    """Let hidden parts be drawn too, since the browser may show them; yield the hidden ones."""
    hidden = [part for part in named_parts(figure) if not part.get_visible()]
    for part in hidden:
        part.set_visible(True)
    yield hidden
    for part in hidden:
        part.set_visible(False)


def prepare(figure: Figure) -> dict[str, Axes]:
    """Keep parts out of the layout, which must not move with them; return their axes by id."""
    parts = named_parts(figure)
    uses = Counter(part.get_gid() for part in parts)
    if twice := [name for name, count in uses.items() if count > 1]:
        raise ValueError(f"two parts are named {twice[0]!r}; the browser would move only one")
    for part in parts:
        part.set_in_layout(False)
    with_parts = {part.axes for part in parts} - {None}
    found = {f"axes-{n}": ax for n, ax in enumerate(figure.axes) if ax in with_parts}
    for name, ax in found.items():
        ax.set_gid(name)
    return found


def attributes(figure: Figure, hidden: list[Artist], axes: dict[str, Axes]) -> Attributes:
    """Return the attributes of each named part and of its axes, once the figure has been drawn."""
    width, height = 72.0 * figure.get_size_inches()  # units of the SVG
    found = {name: _scales(ax, width, height) for name, ax in axes.items()}
    return found | {str(part.get_gid()): _describe(part, hidden) for part in named_parts(figure)}


def _describe(part: Artist, hidden: list[Artist]) -> dict[str, str]:
    said = {"data-part": str(part.get_gid())}
    if part in hidden:
        said["visibility"] = "hidden"
    if isinstance(part, Pad):
        said["data-handle"] = "area"
    marker = part.get_marker() if isinstance(part, Line2D) else None
    for axis, handle in HANDLES.items():
        if marker is handle:
            said["data-handle"] = axis
    return said


def _scales(ax: Axes, width: float, height: float) -> dict[str, str]:
    """Return how the x and y of data become places in an SVG of this width and height."""
    box = ax.get_position()
    across = _scale(ax.get_xlim(), (box.x0 * width, box.x1 * width), ax.get_xscale())
    up = _scale(ax.get_ylim(), ((1 - box.y0) * height, (1 - box.y1) * height), ax.get_yscale())
    return {"data-x": across, "data-y": up}


def _scale(limits: tuple[float, float], ends: tuple[float, float], kind: str) -> str:
    if kind not in ("linear", "log"):
        raise ValueError(f"an axis is {kind!r}; where parts move it may be 'linear' or 'log'")
    low, high = map(math.log10, limits) if kind == "log" else limits
    slope = (ends[1] - ends[0]) / (high - low)
    return f"{ends[0] - slope * low:.8g} {slope:.8g}" + (" log" if kind == "log" else "")
