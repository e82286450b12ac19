"""A moving figure as the browser wants it, and what it holds when its knobs stand somewhere.

The chart is compiled here, once, so that the browser need not know Altair's language. Its colours
become the page's variables, so that it changes theme without being drawn again; and its frame is
that of the still picture, so that nothing jumps when the one takes the place of the other.
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

SILENT = {"aria": False}  # the picture's description speaks for all that is in it
_ROLE_OF = {role.light: role.name for role in ROLES.values()}
_BETWEEN = "␟"  # stands between the values of a field; none holds it


def compiled(chart: Chart) -> Spec:
    """Compile a chart as it is drawn: in light colours, its knobs without inputs of their own."""
    spec: Spec = vl_convert.vegalite_to_vega(chart.to_dict(), config=CHART_STYLE | SILENT)
    for signal in spec["signals"]:
        signal.pop("bind", None)
    for name in ("$schema", "description", "usermeta"):
        spec.pop(name, None)
    return spec


def live(chart: Chart) -> str:
    """Write a chart for the browser: in the page's colours, in the frame of the still picture."""
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
    """Work out fields of named data sets of a compiled chart, for each state of its knobs.

    The chart's marks give way to one group a state, in which each field is a mark whose
    description lists the numbers to their last digit.
    """
    groups = [_group(spec, state, fields) for state in states]
    drawn = vl_convert.vega_to_scenegraph({"marks": groups})
    return [_columns(group, fields) for group in drawn["scenegraph"]["items"][0]["items"]]


def _group(spec: Spec, state: Mapping[str, Any], fields: Mapping[str, Sequence[str]]) -> Spec:
    """Hold all of a chart's data as it is in one state, and list what is asked for."""
    knobs = {signal["name"]: signal for signal in spec["signals"] if "value" in signal}
    if not state.keys() <= knobs.keys():
        raise ValueError(f"state is {dict(state)!r}; its knobs may be {', '.join(knobs)}")
    signals = [knob | {"value": state.get(name, knob["value"])} for name, knob in knobs.items()]
    marks = [_listed(name, field) for name, wanted in fields.items() for field in wanted]
    return {"type": "group", "signals": signals, "data": spec["data"], "marks": marks}


def _listed(name: str, field: str) -> Spec:
    """Make a mark that lists a field of a data set."""
    listed = f"join(pluck(data('{name}'), '{field}'), '{_BETWEEN}')"
    return {"type": "rule", "encode": {"update": {"description": {"signal": listed}}}}


def _columns(group: Spec, fields: Mapping[str, Sequence[str]]) -> Columns:
    """Read the lists, in the order in which they were asked for."""
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
