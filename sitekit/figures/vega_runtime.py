"""Compile interactive figures for the browser, and evaluate their data at given controls.

The chart is compiled to Vega here, so that the browser needs no Vega-Lite compiler. Its colours
become the page's CSS variables, so that themes switch without redrawing; and its frame is that of
the static figure, so that the layout does not shift when one replaces the other.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import vl_convert

from explainer.drawing.palette import ROLES
from explainer.drawing.style import FACE
from sitekit.figures.svg import CHART_STYLE, Chart

Spec = dict[str, Any]
Columns = dict[str, dict[str, list[float | str]]]

SILENT = {"aria": False}  # the figure's alt text covers its parts
_ROLE_OF = {role.light: role.name for role in ROLES.values()}
_BETWEEN = "␟"  # separates the values of a field; none contains it


def compiled(chart: Chart) -> Spec:
    """Compile a chart to Vega, in light colours and without Vega's own input elements."""
    spec: Spec = vl_convert.vegalite_to_vega(chart.to_dict(), config=CHART_STYLE | SILENT)
    for signal in spec["signals"]:
        signal.pop("bind", None)
    for name in ("$schema", "description", "usermeta"):
        spec.pop(name, None)
    return spec


def live(chart: Chart) -> str:
    """Return a chart's Vega spec as JSON, with CSS variables and the static figure's frame."""
    still = vl_convert.vegalite_to_scenegraph(chart.to_dict(), config=CHART_STYLE)
    left, top = still["origin"]
    spec = compiled(chart)
    spec.setdefault("width", still["width"] - left)
    spec.setdefault("height", still["height"] - top)
    rest = {"right": still["width"] - left - spec["width"]}
    rest |= {"bottom": still["height"] - top - spec["height"]}
    spec |= {"autosize": "none", "padding": {"left": left, "top": top} | rest}
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = re.sub(r'"(#[0-9a-f]{6})"', lambda found: f'"var(--fig-{_ROLE_OF[found[1]]})"', text)
    return text.replace(f'"{FACE}"', f'"{FACE}, serif"')


def evaluated(
    spec: Spec, states: Sequence[Mapping[str, Any]], fields: Mapping[str, Sequence[str]]
) -> list[Columns]:
    """Evaluate fields of a compiled chart's data sets in each state of its controls.

    The chart's marks are replaced by one group per state, with a mark per field; the mark's
    description lists the numbers to their last digit.
    """
    groups = [_group(spec, state, fields) for state in states]
    drawn = vl_convert.vega_to_scenegraph({"marks": groups})
    return [_columns(group, fields) for group in drawn["scenegraph"]["items"][0]["items"]]


def _group(spec: Spec, state: Mapping[str, Any], fields: Mapping[str, Sequence[str]]) -> Spec:
    """Return a group with a chart's data in one state, and a mark for each requested field."""
    knobs = {signal["name"]: signal for signal in spec["signals"] if "value" in signal}
    if not state.keys() <= knobs.keys():
        raise ValueError(f"state is {dict(state)!r}; its knobs may be {', '.join(knobs)}")
    signals = [knob | {"value": state.get(name, knob["value"])} for name, knob in knobs.items()]
    marks = [_listed(name, field) for name, wanted in fields.items() for field in wanted]
    return {"type": "group", "signals": signals, "data": spec["data"], "marks": marks}


def _listed(name: str, field: str) -> Spec:
    """Return a mark whose description lists a field of a data set."""
    listed = f"join(pluck(data('{name}'), '{field}'), '{_BETWEEN}')"
    return {"type": "rule", "encode": {"update": {"description": {"signal": listed}}}}


def _columns(group: Spec, fields: Mapping[str, Sequence[str]]) -> Columns:
    """Return the fields listed in a group, in the order of the request."""
    lists = iter([mark["items"][0]["description"] for mark in group["items"][0]["items"]])
    return {
        name: {field: [_value(text) for text in next(lists).split(_BETWEEN)] for field in wanted}
        for name, wanted in fields.items()
    }


def _value(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
