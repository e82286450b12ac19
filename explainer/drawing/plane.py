"""Axes, marks and styles of Altair charts.

The axes of a figure that moves must not: their ends are given, never found from the data.
"""

import math
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from explainer.drawing.palette import role

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DASHES = {"-": [], "--": [6, 3], ":": [2, 2], "-.": [6, 2, 2, 2]}


def x_axis(
    field: str, low: float, high: float, title: str = "", ticks: Sequence[float] | None = None
) -> alt.X:
    """Return a horizontal axis for a field, from `low` to `high`."""
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    return alt.X(f"{field}:Q", scale=scale, title=title or None, axis=_axis(ticks))


def y_axis(
    field: str,
    low: float | str,
    high: float | str,
    ticks: Sequence[float] | None = None,
    kind: Literal["linear", "log"] = "linear",
) -> alt.Y:
    """Return a vertical axis for a field, from `low` to `high`; the chart's title names it.

    The ends may be expressions, for an axis that changes with what the reader chose.
    """
    ends = alt.ExprRef(f"[{low}, {high}]")
    scale = alt.Scale(domain=ends, nice=False, zero=False, type=kind)
    return alt.Y(f"{field}:Q", scale=scale, title=None, axis=_axis(ticks, powers=kind == "log"))


def _axis(ticks: Sequence[float] | None, *, powers: bool = False) -> alt.Axis | None:
    """Make an axis without a grid; none at all where there are to be no ticks."""
    if ticks is None:
        return alt.Axis(grid=False, tickCount=5)
    if powers:
        return alt.Axis(grid=False, values=list(ticks), labelExpr=_powers(ticks))
    return alt.Axis(grid=False, values=list(ticks)) if ticks else None


def _powers(ticks: Sequence[float]) -> str:
    """Write the label of each power of ten, told apart by their logarithms."""
    powers = [round(math.log10(tick)) for tick in ticks]
    names = {power: f"10{str(power).translate(_RAISED)}" if power else "1" for power in powers}
    tests = (f"round(log(datum.value) / LN10) == {power} ? '{names[power]}' : " for power in powers)
    return "".join(tests) + "''"


def line_style(name: str, **more: Any) -> dict[str, Any]:
    """Return the colour and dash of a line as Altair keywords."""
    known = role(name)
    return {"color": known.light, "strokeDash": _DASHES[known.dash], "strokeWidth": 2} | more


def fill_style(name: str, strength: float = 0.18) -> dict[str, Any]:
    """Return Altair keywords for a tinted area; text on it is in ink."""
    return {"color": role(name).light, "opacity": strength}


def words(name: str = "ink", **more: Any) -> dict[str, Any]:
    """Return Altair keywords for text in a colour, left-aligned at its place."""
    return {"color": role(name).light, "align": "left", "fontSize": 12} | more


def mark(kind: str, *places: Any, **more: Any) -> alt.Chart:
    """Return a mark on the row of readings, or in a `layer` on other data.

    `places` are axes; what is where else is told by name, and so is the mark's look.
    """
    named = {key: more.pop(key) for key in ("x", "x2", "y", "y2", "text") if key in more}
    drawn: alt.Chart = getattr(alt.Chart(), f"mark_{kind}")(**more).encode(*places, **named)
    return drawn


def layer(swept: alt.Chart, *marks: alt.Chart) -> Any:
    """Layer marks on shared data that `along` made."""
    return alt.layer(*marks).properties(data=swept.data, transform=swept.transform)
