"""What Altair charts are drawn with in the house style: axes that stand still, lines with a role.

The axes of a figure that moves must not: their ends are given, never found from the data.
"""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from explainer.drawing.palette import role

_DASHES = {"-": [], "--": [6, 3], ":": [2, 2], "-.": [6, 2, 2, 2]}


def across(
    field: str, low: float, high: float, title: str = "", ticks: Sequence[float] | None = None
) -> alt.X:
    """Draw a field along the lower edge, from `low` to `high`, under a title."""
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    return alt.X(f"{field}:Q", scale=scale, title=title or None, axis=_axis(ticks))


def up(
    field: str,
    low: float,
    high: float,
    ticks: Sequence[float] | None = None,
    kind: Literal["linear", "log"] = "linear",
) -> alt.Y:
    """Draw a field along the left edge, from `low` to `high`; the chart's title says what it is."""
    scale = alt.Scale(domain=[low, high], nice=False, zero=False, type=kind)
    return alt.Y(f"{field}:Q", scale=scale, title=None, axis=_axis(ticks))


def _axis(ticks: Sequence[float] | None) -> alt.Axis | None:
    """Make an axis without a grid; none at all where there are to be no ticks."""
    if ticks is None:
        return alt.Axis(grid=False, tickCount=5)
    return alt.Axis(grid=False, values=list(ticks)) if ticks else None


def pen(name: str, **more: Any) -> dict[str, Any]:
    """Give the colour and dash of a line, as Altair's keywords for a mark."""
    known = role(name)
    return {"color": known.light, "strokeDash": _DASHES[known.dash], "strokeWidth": 2} | more


def wash(name: str, strength: float = 0.18) -> dict[str, Any]:
    """Give the keywords of an area washed in a colour; words on it wear ink."""
    return {"color": role(name).light, "opacity": strength}


def words(name: str = "ink", **more: Any) -> dict[str, Any]:
    """Give the keywords of words in a colour, which stand to the right of their place."""
    return {"color": role(name).light, "align": "left", "fontSize": 12} | more


def draw(mark: str, *places: Any, on: alt.Chart | None = None, **more: Any) -> alt.Chart:
    """Draw a mark on data of its own, else on the row of readings.

    `places` are axes; what is where else is told by name, and so is the mark's look.
    """
    named = {key: more.pop(key) for key in ("x", "x2", "y", "y2", "text") if key in more}
    blank = alt.Chart() if on is None else on
    drawn: alt.Chart = getattr(blank, f"mark_{mark}")(**more).encode(*places, **named)
    return drawn
