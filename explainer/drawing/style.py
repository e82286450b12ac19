"""The figure style: font, axis titles, labels on lines, arrows.

`plt.style.use("explainer.drawing.house")` turns the look on; it is written in `house.mplstyle`.
"""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from explainer.drawing.palette import colour

FACE = "STIX Two Text"
FONTS = Path(__file__).with_name("fonts")


def register_fonts() -> None:
    """Register the bundled font with Matplotlib; drop other copies, which may space otherwise."""
    manager = font_manager.fontManager
    manager.ttflist[:] = [font for font in manager.ttflist if font.name != FACE]
    for path in sorted(FONTS.glob("*.ttf")):
        manager.addfont(path)


def fixed(number: float, decimals: int) -> str:
    """Format a number as the browser does: halves away from 0, a true minus, none before 0."""
    rounded = Decimal(float(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded or abs(rounded):f}".replace("-", "−")


def signed(number: float, decimals: int = 2) -> str:
    """Format a change with its sign: +0.12, −0.03."""
    written = fixed(number, decimals)
    return written if written.startswith("−") else f"+{written}"


def name_axes(ax: Axes, x: str = "", y: str = "") -> None:
    """Title the axes; the vertical axis's title stands above it, horizontally."""
    ax.set_xlabel(x)
    ax.set_title(y, loc="left")


def label_line(
    ax: Axes, line: Line2D, text: str, at: float, offset: tuple[float, float] = (6, 0)
) -> Annotation:
    """Write `text` beside the line where x is `at`, in the line's colour.

    `offset` is in points from the line; the text stands on that side of it.
    The line's x values must increase.
    """
    xs, ys = (np.asarray(values, float) for values in line.get_data())
    right, up = offset
    return ax.annotate(
        text,
        (at, float(np.interp(at, xs, ys))),
        xytext=offset,
        textcoords="offset points",
        color=line.get_color(),
        ha="left" if right > 0 else "right" if right < 0 else "center",
        va="bottom" if up > 0 else "top" if up < 0 else "center",
    )


def arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> Annotation:
    """Draw an arrow in ink from `start` to `end`, in data coordinates."""
    look = {"arrowstyle": "-|>", "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    return ax.annotate("", end, start, arrowprops={**look, "color": colour("ink")})
