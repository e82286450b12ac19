"""What a network in training looks like: its answers over the plane or the line, above its loss.

The lab draws the same two charts again at every frame, in the reader's browser. So all that changes
while a network learns is in knobs of the chart, whole lists at a time: `heights` holds its answers,
`steps` and `losses` the way downhill so far. The points, and the straight line that straight layers
equal, are small data sets of their own names.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from explainer.drawing.palette import colour
from explainer.drawing.plane import fill_style, line_style

CELLS = 22  # along each side of a decision surface
PIECES = 120  # along a fitted curve
LOSSES = 241  # the most points of a loss curve
SIZE = 286

Box = tuple[tuple[float, float], tuple[float, float]]
Rows = Sequence[dict[str, float]]


class Run(NamedTuple):
    """A training so far: the answers now, and the loss at steps on the way."""

    heights: Sequence[float]
    steps: Sequence[float]
    losses: Sequence[float]


def decision_surface(box: Box, run: Run, points: Rows, line: Rows = ()) -> Any:
    """Draw the plane, the bluer the nearer the answer is to 1; full points should be blue.

    Answers are those at the middles of the cells, row by row from below. Without any, the plane
    is left empty, for another to paint: so many marks cannot be redrawn at every frame.
    """
    dots = alt.layer(_line(line), _dots(points, wanted=True), _cursor())
    picture = alt.layer(_cells(), dots) if run.heights else dots
    return _above_the_loss(picture, box, run)


def _cells() -> Any:
    """Draw the plane as cells."""
    cells = alt.sequence(0, CELLS**2, as_="i", name="cells")
    column, row = f"datum.i % {CELLS}", f"floor(datum.i / {CELLS})"
    return (
        alt.Chart(cells)
        .transform_calculate(
            x=f"x0 + ({column}) * (x1 - x0) / {CELLS}",
            xx=f"x0 + ({column} + 1) * (x1 - x0) / {CELLS}",
            y=f"y0 + {row} * (y1 - y0) / {CELLS}",
            yy=f"y0 + ({row} + 1) * (y1 - y0) / {CELLS}",
        )
        .mark_rect(aria=False, color=colour("sigma"))
        .encode(_across("x"), _up("y"), x2="xx:Q", y2="yy:Q", opacity=_answer())
    )


def fitted_curve(box: Box, run: Run, points: Rows, line: Rows = ()) -> Any:
    """Draw the network's answers as a curve through the points that it should follow."""
    along = alt.sequence(0, PIECES + 1, as_="i", name="along")
    curve = (
        alt.Chart(along)
        .transform_calculate(x=f"x0 + datum.i * (x1 - x0) / {PIECES}", y="heights[datum.i]")
        .mark_line(aria=False, **line_style("sigma"), clip=True)
        .encode(_across("x"), _up("y"))
    )
    picture = alt.layer(_dots(points, wanted=False), curve, _line(line), _cursor())
    return _above_the_loss(picture, box, run)


def _answer() -> Any:
    return alt.value(alt.ExprRef("0.75 * clamp(heights[datum.i], 0, 1)"))


def _scale(axis: str) -> alt.Scale:
    """Make a scale whose ends are knobs, so that other data need no other chart."""
    ends = [alt.ExprRef(f"{axis}0"), alt.ExprRef(f"{axis}1")]
    return alt.Scale(domain=ends, nice=False, zero=False)


def _across(field: str) -> alt.X:
    return alt.X(
        f"{field}:Q", scale=_scale("x"), axis=alt.Axis(grid=False, tickCount=5), title=None
    )


def _up(field: str) -> alt.Y:
    return alt.Y(
        f"{field}:Q", scale=_scale("y"), axis=alt.Axis(grid=False, tickCount=5), title=None
    )


def _named(name: str, rows: Rows) -> Any:
    """Start a layer on a small data set that the lab exchanges by its name."""
    return alt.Chart(alt.InlineData(values=list(rows), name=name))


def _dots(points: Rows, *, wanted: bool) -> Any:
    """Draw the examples; with two inputs, full ones are wanted and hollow ones are not."""
    chart = _named("points", points)
    if not wanted:
        dots = chart.mark_point(aria=False, color=colour("truth"), size=30, opacity=1)
        return dots.encode(_across("x"), _up("y"))
    full, hollow = alt.value(colour("ink")), alt.value(colour("paper"))
    inside = alt.condition("datum.wanted > 0.5", full, hollow)
    dots = chart.mark_circle(aria=False, size=60, stroke=colour("ink"), strokeWidth=1.5, opacity=1)
    return dots.encode(_across("x"), _up("y"), fill=inside)


def _line(line: Rows) -> Any:
    """Draw the one straight line that a stack of straight layers comes to."""
    mark = _named("straight", line).mark_line(
        aria=False, **line_style("straight", strokeWidth=4), clip=True
    )
    return mark.encode(_across("x"), _up("y"))


def _cursor() -> Any:
    """Draw the place where the next point would go."""
    mark = _named("cursor", []).mark_point(
        aria=False, shape="cross", size=220, **fill_style("error", 0.9)
    )
    return mark.encode(_across("x"), _up("y"))


def _above_the_loss(picture: Any, box: Box, run: Run) -> Any:
    last, most = alt.ExprRef("max(steps[length(steps) - 1], 1)"), alt.ExprRef("greatest")
    step = alt.X("step:Q", title="step", axis=alt.Axis(grid=False, tickCount=5))
    step = step.scale(domain=[0, last], nice=False)
    loss = alt.Y("loss:Q", title=None, axis=alt.Axis(grid=False, tickCount=3))
    loss = loss.scale(domain=[0, most], nice=False)
    way = (
        alt.Chart(alt.sequence(0, LOSSES, as_="i", name="way"))
        .transform_filter("datum.i < length(losses)")
        .transform_calculate(step="steps[datum.i]", loss="losses[datum.i]")
        .mark_line(aria=False, **line_style("error") | {"strokeDash": []}, clip=True)
        .encode(step, loss)
        .properties(width=SIZE, height=90, title="mean loss at each step")
    )
    (x0, x1), (y0, y1) = box
    knobs: dict[str, Any] = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    knobs |= {name: list(values) for name, values in run._asdict().items()}
    knobs["greatest"] = max([*run.losses, 1e-9]) if run.losses else 1
    whole = alt.vconcat(picture.properties(width=SIZE, height=SIZE), way, spacing=24)
    return whole.add_params(*(alt.param(name=name, value=value) for name, value in knobs.items()))
