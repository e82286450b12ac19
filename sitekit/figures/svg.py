"""Convert a figure to a small, reproducible SVG with real text and palette colours.

`themes` derives every other format from it: dark, PNG, PDF, inline in a page.
"""

import io
from typing import Any, Protocol, runtime_checkable

import matplotlib as mpl
import vl_convert
from matplotlib.figure import Figure

from explainer.drawing.palette import colour
from explainer.drawing.style import FACE, FONTS
from sitekit.figures.clean_svg import clean_svg

vl_convert.register_font_directory(str(FONTS))

INK = {"labelColor": colour("ink"), "titleColor": colour("ink")}
WORDS = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
AXES = {"domainColor": colour("muted"), "tickColor": colour("muted"), "gridColor": colour("grid")}
TITLE = {"anchor": "start", "frame": "group", "color": colour("ink"), "fontSize": 12}
CHART_STYLE: dict[str, Any] = {
    "background": None,
    "font": FACE,
    "view": {"stroke": None},
    "axis": INK | WORDS | AXES,
    "header": INK | WORDS,
    "legend": INK | WORDS,
    "title": TITLE | {"fontWeight": "normal"},
    "text": {"color": colour("ink"), "fontSize": 12},
    "line": {"color": colour("sigma"), "strokeWidth": 2},
    "mark": {"color": colour("sigma")},
    "rule": {"color": colour("muted")},
}


@runtime_checkable
class Chart(Protocol):
    """The part of an Altair chart used here, so that Altair need not be imported."""

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification."""


def to_svg(figure: Figure | Chart, name: str) -> str:
    """Return a Matplotlib figure or an Altair chart as SVG in the light colours.

    `name` prefixes every id, so that one page can contain several figures.
    Raise ValueError for a colour outside the palette or a raster image.
    """
    if isinstance(figure, Figure):
        return clean_svg(_drawn(figure), name)
    if isinstance(figure, Chart):
        return clean_svg(_plotted(figure), name)
    raise TypeError(f"figure is {figure!r}; it may be a Matplotlib figure or an Altair chart")


def _drawn(figure: Figure) -> str:
    """Return a Matplotlib figure as SVG, with text as text, fixed ids and no date."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "explainer"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return buffer.getvalue()


def _plotted(chart: Chart) -> str:
    """Return an Altair chart as SVG, drawn by the Vega code in vl-convert."""
    return vl_convert.vegalite_to_svg(chart.to_dict(), config=CHART_STYLE)
