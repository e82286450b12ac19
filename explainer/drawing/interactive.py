"""What a gallery script needs for a figure that the reader can move.

Such a script defines `knobs`, and three functions of them: `numbers`, `draw` and `describe`. In the
browser, the script beside it (`plot_x.js`) defines the same three, and moves the parts of the
figure that are named here by `gid`. CONTRIBUTING has the recipe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.path import Path
from matplotlib.text import Annotation
from numpy.typing import ArrayLike, NDArray

from explainer.drawing.palette import colour
from explainer.drawing.style import fixed as fixed
from explainer.drawing.style import signed as signed


@dataclass(frozen=True)
class Slider:
    """A knob for a number, from `low` to `high`; expressions call it `name`, readers `label`."""

    name: str
    label: str
    start: float
    low: float
    high: float
    step: float


@dataclass(frozen=True)
class Choice:
    """A knob for one of a few options; `options` maps each to the words that the reader sees."""

    name: str
    label: str
    start: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Drawing:
    """A knob for a curve drawn by hand, from `low` to `high`; it starts with `heights`.

    Its setting is a text of two characters a height, in base 36, so that a link can carry it.
    """

    name: str
    heights: Sequence[float]
    low: float
    high: float

    STEP = 0.005

    @property
    def start(self) -> str:
        """The text for the heights it starts with."""
        return self.encode(self.heights)

    def encode(self, heights: ArrayLike) -> str:
        """Return the text for heights; those outside the range are put on its edge."""
        within = np.clip(np.asarray(heights, float), self.low, self.high)
        steps = np.rint((within - self.low) / self.STEP).astype(int)
        return "".join(np.base_repr(step, 36).lower().rjust(2, "0") for step in steps)

    def decode(self, text: str) -> NDArray[np.float64]:
        """Return the heights that a text stands for."""
        steps = [int(text[at : at + 2], 36) for at in range(0, len(text), 2)]
        return np.minimum(self.low + np.array(steps) * self.STEP, self.high)


Knob = Slider | Choice | Drawing


class Difference(NamedTuple):
    """A number left over when large ones nearly cancel, which rounding leaves fewer digits.

    `of` is the size of those large numbers: browser and library must agree to 12 digits of it.
    """

    value: Any
    of: Any


def start_of(knobs: Sequence[Knob]) -> dict[str, Any]:
    """Return the setting of each knob with which the figure starts."""
    return {knob.name: knob.start for knob in knobs}


_RING, _TIP, _BASE, _HALF = 5.0, 12.0, 7.5, 3.0  # points


def _handle(directions: Sequence[tuple[int, int]]) -> Path:
    """Return a ring with an arrowhead in each direction."""
    pieces = [Path.circle(radius=_RING)]
    for right, up in directions:
        along, across = np.array([right, up]), np.array([-up, right])
        corners = [_TIP * along, _BASE * along + _HALF * across, _BASE * along - _HALF * across]
        pieces.append(Path([*corners, corners[0]], closed=True))
    return Path.make_compound_path(*pieces)


#: The markers of what can be dragged: along x, along y, or both ways.
HANDLES = {
    "x": _handle([(1, 0), (-1, 0)]),
    "y": _handle([(0, 1), (0, -1)]),
    "xy": _handle([(1, 0), (-1, 0), (0, 1), (0, -1)]),
}


def draw_handle(
    ax: Axes, x: float, y: float, part: str, axis: Literal["x", "y", "xy"], role: str = "ink"
) -> Line2D:
    """Draw a ring with arrowheads, named `part`, which the reader can drag along `axis`."""
    (handle,) = ax.plot(
        [x],
        [y],
        gid=part,
        marker=HANDLES[axis],
        markersize=2 * _TIP,
        markerfacecolor=colour("paper"),
        markeredgecolor=colour(role),
        markeredgewidth=1.6,
        linestyle="none",
        clip_on=False,
        zorder=5,
    )
    return handle


class Pad(Polygon):
    """An area in which a drag means the places it passes, as a pen does."""


def draw_pad(ax: Axes, part: str) -> Pad:
    """Shade the whole of the axes, whose limits are set, as an area to draw in, named `part`."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    corners = [(left, low), (right, low), (right, high), (left, high)]
    pad = Pad(corners, gid=part, facecolor=colour("shade"), linewidth=0, zorder=0)
    ax.add_patch(pad)
    return pad


def write_words(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    part: str,
    shift: tuple[float, float] = (0, 0),
    **look: Any,
) -> Annotation:
    """Write words that change or move, named `part`; `shift` is in points from the place."""
    return ax.annotate(
        text,
        (x, y),
        xytext=shift,
        textcoords="offset points",
        va="baseline",
        gid=part,
        annotation_clip=False,
        **look,
    )
