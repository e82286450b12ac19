"""Convert a figure to a small, reproducible SVG with real text and palette colours.

`themes` derives every other format from it: dark, PNG, PDF, inline in a page.
"""

import io
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from sitekit.figures.clean_svg import clean_svg
from sitekit.figures.parts import all_drawn, attributes, prepare


def to_svg(figure: Figure, name: str) -> str:
    """Return a Matplotlib figure as SVG in the light colours.

    `name` prefixes every id, so that one page can contain several figures.
    Raise ValueError for a colour outside the palette or a raster image.
    """
    if not isinstance(figure, Figure):
        raise TypeError(f"figure is {figure!r}; it may be a Matplotlib figure")
    axes = prepare(figure)
    with all_drawn(figure) as hidden:
        drawing = plain_svg(figure)
        return clean_svg(drawing, name, attributes(figure, hidden, axes))


def plain_svg(figure: Figure) -> str:
    """Return a figure as Matplotlib writes it, with text as text, fixed ids and no date."""
    buffer = io.StringIO()
    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "explainer",
        "figure.constrained_layout.use": False,  # else a figure without a layout would get this one
    }
    with mpl.rc_context(settings):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return buffer.getvalue()
