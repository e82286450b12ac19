"""A drawn figure to its one SVG, small and always the same: words are words, colours are roles.

Every other form of the figure (dark, PNG, PDF, in a page) is made from this one by `themes`.
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
    """What is needed of an Altair chart, so that Altair need not be loaded to ask."""

    def to_dict(self) -> dict[str, Any]:
        """Give the chart as a Vega-Lite specification."""


def to_svg(figure: Figure | Chart, name: str) -> str:
    """Write a Matplotlib figure or an Altair chart as SVG in the light colours.

    `name` begins every id, so that several figures can live in one page.
    A colour outside the palette, or a picture made of pixels, is a `ValueError`.
    """
    if isinstance(figure, Figure):
        return clean_svg(_drawn(figure), name)
    if isinstance(figure, Chart):
        return clean_svg(_plotted(figure), name)
    raise TypeError(f"figure is {figure!r}; it may be a Matplotlib figure or an Altair chart")


def _drawn(figure: Figure) -> str:
    """Draw without the layout moving what an earlier drawing has settled."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "explainer"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return buffer.getvalue()


def _plotted(chart: Chart) -> str:
    """Plot with the browser's own code, which vl-convert carries."""
    return vl_convert.vegalite_to_svg(chart.to_dict(), config=CHART_STYLE)
