"""Extract the controls, readouts and drag bindings of an interactive figure from its chart.

The build stops at a control without a label, a figure without readouts, or numbers that differ from
the library's.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sitekit.figures.vega_runtime import Columns, evaluated

EXACT = 1e-12  # relative tolerance, for differences in rounding


class LackingError(Exception):
    """Raised when a script ran, but did not define what an exhibit needs."""


def moves(figure: Any) -> bool:
    """Return whether a figure is a chart with controls."""
    chart = figure.to_dict() if hasattr(figure, "to_dict") else {}
    return any("bind" in knob for knob in chart.get("params", ()))


def described(figure: Any, spec: dict[str, Any], truth: Any) -> dict[str, Any]:
    """Return the controls, readouts, caption and drag bindings of an interactive chart."""
    chart = figure.to_dict()
    knobs = [knob_of(each) for each in chart["params"] if "bind" in each]
    told = chart.get("usermeta", {}).get("readings") or {}
    if not told:
        raise LackingError("moves, but tells no readings; make it with `moving`")
    if not all(label for label, _ in told.values()):
        raise LackingError("must give each reading a label")
    if not callable(truth):
        raise LackingError("must define `truth`: what the library says at a state of the knobs")
    start = {knob["name"]: knob["start"] for knob in knobs}
    (row,) = readings(spec, [start], truth, [*told, "words"])
    return {
        "knobs": knobs,
        "told": [
            {"field": field, "label": label, "as": how, "start": row[field]}
            for field, (label, how) in told.items()
        ],
        "words": row["words"],
        "drag": chart["usermeta"].get("drag", {}),
    }


def knob_of(param: dict[str, Any]) -> dict[str, Any]:
    """Return the control that a chart parameter defines."""
    bind, name = param["bind"], param["name"]
    if not bind.get("name"):
        raise LackingError(f"must give the knob {name!r} a label")
    if not ({"min", "max", "step"} <= bind.keys() or "options" in bind):
        raise LackingError(f"must give the knob {name!r} its least, its greatest and its step")
    kept = {key: bind[key] for key in ("min", "max", "step", "options", "labels") if key in bind}
    return {"name": name, "label": bind["name"], "start": param["value"], **kept}


def readings(
    spec: dict[str, Any],
    states: list[dict[str, Any]],
    truth: Callable[..., Mapping[str, Mapping[str, Any]]],
    told: list[str],
) -> list[dict[str, Any]]:
    """Return a chart's readouts in each state, after checking its data against the reference."""
    expected = [truth(**state) for state in states]
    fields = {name: list(columns) for name, columns in expected[0].items()}
    fields["readings"] = list(dict.fromkeys([*fields.get("readings", ()), *told]))
    known = {each["name"]: _fields(each) for each in spec["data"]}
    for name, wanted in fields.items():
        lacking = [field for field in wanted if field not in known.get(name, ())]
        if lacking:
            raise LackingError(f"lacks in its data {name!r}: {', '.join(lacking)}")
    found = evaluated(spec, states, fields)
    for state, right, got in zip(states, expected, found, strict=True):
        wrong = differences(right, got)
        if wrong:
            raise LackingError(f"draws what the library does not say, at {state}: {wrong[0]}")
    return [{field: column[0] for field, column in each["readings"].items()} for each in found]


def _fields(data: dict[str, Any]) -> set[str]:
    """Return the fields that the transforms of a data set compute."""
    made = [step.get("as", ()) for step in data.get("transform", ())]
    return {name for each in made for name in ([each] if isinstance(each, str) else each)}


def differences(expected: Mapping[str, Mapping[str, Any]], found: Columns) -> list[str]:
    """Return a message for each number of a chart that differs from the reference."""
    return [
        f"{name}.{field} is {got!r}, not {right!r}"
        for name, columns in expected.items()
        for field, rights in columns.items()
        for right, of, got in _matched(rights, found[name][field])
        if not _same(right, of, got)
    ]


def _matched(rights: Any, got: list[Any]) -> list[tuple[Any, float, Any]]:
    """Pair each number with its reference value and the scale of its tolerance."""
    value, of = rights if isinstance(rights, tuple) else (rights, 0.0)
    shape = np.broadcast_shapes(np.shape(value), np.shape(of), (1,))
    listed = [np.broadcast_to(each, shape).tolist() for each in (value, of)]
    return list(zip(*listed, got, strict=True))


def _same(right: Any, of: float, got: Any) -> bool:
    if isinstance(right, str) or isinstance(got, str):
        return bool(right == got)
    absolute = EXACT * of if of else EXACT if right == 0 else 0
    return math.isclose(right, got, rel_tol=EXACT, abs_tol=absolute)
