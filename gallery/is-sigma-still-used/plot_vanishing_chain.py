"""
What is left of a small change, layer after layer
=================================================

Neurons stand in a row, one a layer, all with the same weight and the same weighted sum.
Each passes a small change on, times its weight and its slope; the dots show what is left.
The scale goes in powers of ten: equal steps down are equal shares lost.
The dashed line is the most there could be, where the curve is steepest.
"""

import altair as alt
import numpy as np

from explainer.activations import ACTIVATIONS
from explainer.drawing import vega
from explainer.drawing.moving import along, choice, moving, slider
from explainer.drawing.plane import layer, line_style, mark, x_axis, y_axis

names = {"sigmoid": "σ", "tanh": "tanh", "relu": "ReLU"}
start = {"curve": "sigmoid", "depth": 10, "weight": 1.0, "z": 0.0}
deepest = 20
least = 1e-12
most = 1e6
curve = vega.choosing("curve", **{name: getattr(vega, name) for name in names})
steepest = vega.chosen("curve", {name: repr(ACTIVATIONS[name].lipschitz) for name in names})
share = f"(abs(weight) * {curve.slope('z')})"
row = {"share": share, "left": f"pow({share}, depth)"}
row["called"] = vega.chosen("curve", {name: f"'{said}'" for name, said in names.items()})
row["how"] = (
    "datum.left == 0 ? 'nothing gets through' : datum.left < 0.01 ? 'almost nothing is left' "
)
row["how"] += ": datum.left > 100 ? 'it has blown up' : 'it gets through'"
row["shown"] = f"max(datum.left, {least})"
row["parts"] = "split(format(datum.left, '.2e'), 'e')"  # as 9.54 and -7
row["power"] = "toNumber(datum.parts[1])"
row["size"] = "abs(datum.power)"
digit = "substring('⁰¹²³⁴⁵⁶⁷⁸⁹', {0}, {0} + 1)".format
row["tens"] = f"datum.size < 10 ? '' : {digit('floor(datum.size / 10)')}"
row["raised"] = f"(datum.power < 0 ? '⁻' : '') + datum.tens + {digit('datum.size % 10')}"
row["written"] = "datum.parts[0] + ' × 10' + datum.raised"
says = "With {called}, each of {depth:d} layers passes on {share:.3f} of a change, "
says += "so {how}: {written}."
told = {"share": ("passed on by each layer", 4), "left": ("left after the last", "e2")}


def truth(curve, depth, weight, z):
    """Say what the library makes of where the knobs stand."""
    bend = ACTIVATIONS[curve]
    layers = np.arange(deepest + 1)
    share = abs(weight) * float(bend.slope(z))
    most_left = (abs(weight) * bend.lipschitz) ** layers
    said = {"share": share, "left": np.prod(np.full(int(depth), share))}
    return {"readings": said, "chain": {"left": share**layers, "bound": most_left}}


chain = along(
    "chain",
    "layer",
    0,
    deepest,
    deepest,
    left=f"pow({share}, datum.layer)",
    bound=f"pow(abs(weight) * {steepest}, datum.layer)",
    shown=f"max(datum.left, {least})",
)
x = x_axis("layer", 0, deepest, "layers passed", range(0, deepest + 1, 5))
y = y_axis("shown", least, most, [1e-12, 1e-9, 1e-6, 1e-3, 1, 1e3, 1e6], "log")
picture = alt.layer(
    layer(
        chain,
        mark(
            "line",
            x,
            y="bound:Q",
            clip=True,
            **line_style("muted", strokeDash=[4, 3], strokeWidth=1),
        ),
        mark("circle", x, y, clip=True, size=55, opacity=1).transform_filter(
            "datum.layer <= depth"
        ),
    ),
    mark("circle", x="depth:Q", y="shown:Q", clip=True, size=160, opacity=1),
).properties(width=310, height=200, title="how much of a small change is left")
knobs = [
    choice("curve", "curve", start["curve"], names),
    slider("depth", "layers", start["depth"], low=1, high=deepest, step=1),
    slider("weight", "weight in each layer", start["weight"], low=-10, high=10, step=0.5),
    slider("z", "weighted sum in each layer", start["z"], low=-6, high=6, step=0.5),
]
figure = moving(picture, knobs, row, told, says, drag={"x": "depth"})

left = truth(**start)["readings"]["left"]
grown = truth(**start | {"weight": 8.0})["readings"]["left"]
assert left == 0.25**10, f"{left} is left, and not ten quarters in a row"
assert grown == 1024, f"with weights of 8 it grows to {grown}"

description = (
    f"Dots that fall from 1 along a straight line, on a scale of powers of ten. With σ at its "
    f"steepest and weights of {start['weight']:.0f}, each layer passes on a quarter of a small "
    f"change. After {start['depth']} layers {left * 1e6:.2f} millionths of it are left."
)
