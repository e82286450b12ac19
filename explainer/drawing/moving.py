"""Figures that the reader can move: Altair charts with knobs, and what they say at each setting.

A chart comes alive in the reader's browser. There every number in it is worked out anew, by
expressions of `explainer.drawing.vega`, whenever a knob is turned. The row of data called
`readings` holds the numbers that the figure tells; its field `words` says them in a sentence.
"""

import json
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any, NamedTuple

import altair as alt
import numpy as np

Reading = tuple[str, int | str]


class Leftover(NamedTuple):
    """What is left when large numbers nearly cancel; no computer has it to more digits than them.

    `of` is how large those numbers were, and so what the error of rounding is measured by.
    """

    value: Any
    of: Any


def gap(a: Any, b: Any) -> Leftover:
    """Take b from a, and say how large the two were."""
    return Leftover(a - b, np.maximum(np.abs(a), np.abs(b)))


def slider(
    name: str, label: str, start: float, low: float, high: float, step: float, unit: str = ""
) -> alt.Parameter:
    """Make a knob for a number, which expressions call `name` and readers `label`."""
    said = f"{label} ({unit})" if unit else label
    bind = alt.binding_range(min=low, max=high, step=step, name=said)
    return alt.param(name=name, value=start, bind=bind)


def choice(name: str, label: str, start: str, options: Mapping[str, str]) -> alt.Parameter:
    """Make a knob for one of a few words; `options` says each to the reader."""
    bind = alt.binding_radio(options=list(options), labels=list(options.values()), name=label)
    return alt.param(name=name, value=start, bind=bind)


def along(
    name: str, variable: str, low: float, high: float, pieces: int, **formulas: str
) -> alt.Chart:
    """Start a layer on data of its own: a variable swept as `np.linspace` does, and what follows.

    Each formula may use the fields before it, as `datum.<variable>` and so on.
    """
    counted = alt.sequence(0, pieces + 1, as_="i", name=name)
    sweep = {variable: f"{low} + datum.i * {(high - low) / pieces!r}"}
    return alt.Chart(counted).transform_calculate(**sweep, **formulas)


def sentence(template: str) -> str:
    """Write the expression for a sentence with fields of the row in it, as in an f-string.

    `{slope:.2f}` is a number as Python would format it, `{ending}` a text as it is.
    """
    parts = []
    for text, field, how, _ in Formatter().parse(template):
        if text:
            parts.append(json.dumps(text, ensure_ascii=False))
        if field:
            parts.append(f"format(datum.{field}, '{how}')" if how else f"datum.{field}")
    return " + ".join(parts)


def moving(
    picture: Any,
    knobs: Sequence[alt.Parameter],
    row: Mapping[str, str],
    told: Mapping[str, Reading],
    says: str,
    drag: Mapping[str, str] | None = None,
    summed: tuple[alt.Chart, Mapping[str, str]] | None = None,
) -> Any:
    """Make a chart move.

    Parameters
    ----------
    picture : Altair chart
        Layers without data of their own draw the row of readings.
    knobs : sequence of Parameter
        What the reader can turn. Each is a field of the row, too.
    row : mapping
        The fields of the row of readings, each an expression that may use the fields before it as
        `datum.<field>`, and the knobs by name.
    told : mapping
        The fields that are told beside the picture: each with its label and how it is written, a
        number of decimals, `"e2"` for a power of ten with two decimals, or `"text"`.
    says : str
        What is happening now, in a sentence, as `sentence` takes it.
    drag : mapping, optional
        For a scale's name, the knob that a pointer turns by moving along that scale. Where it
        names a choice, it is the knob that has been chosen.
    summed : tuple, optional
        What `along` gave, and fields of the row that sum it up, such as `{"error": "mean(gap)"}`.
    """
    meta = {"readings": {field: list(how) for field, how in told.items()}, "drag": dict(drag or {})}
    whole = picture.properties(data=alt.sequence(0, 1, as_="row", name="readings"), usermeta=meta)
    if summed:
        swept, sums = summed
        whole = whole.properties(data=swept.data, transform=swept.transform)
        whole = whole.transform_aggregate(**{name: f"{sum_}:Q" for name, sum_ in sums.items()})
    fields = {knob.name: knob.name for knob in knobs} | dict(row) | {"words": sentence(says)}
    return whole.transform_calculate(**fields).add_params(*knobs)
