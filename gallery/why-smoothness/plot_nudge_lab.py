"""
A nudge foretold, and a nudge made
==================================

A nudge of the friend's weight moves the weighted sum by as much.
The dashed line is how far the output should move by its slope; the solid line, how far it does.
σ and tanh cannot leave their shaded band, wherever the knobs stand.
The switch and ReLU have no such band.
"""

import altair as alt
import numpy as np

from explainer.activations import activation
from explainer.drawing import vega
from explainer.drawing.moving import Leftover, along, choice, gap, moving, slider
from explainer.drawing.plane import fill_style, layer, line_style, mark, x_axis, y_axis
from explainer.neuron import Neuron
from explainer.story import cinema, tonight

names = {"step": "switch", "sigmoid": "σ", "tanh": "tanh", "relu": "ReLU"}
curve = vega.choosing("curve", **{name: getattr(vega, name) for name in names})
halves = {name: activation(name).slope_lipschitz / 2 for name in names}
written_halves = {
    name: repr(value) if np.isfinite(value) else "1 / 0" for name, value in halves.items()
}
half = vega.chosen("curve", written_halves)
z = "(friend + 0.5 * film + bias)"
t = np.linspace(-2, 2, 161)
row = {"expected": f"nudge * {curve.slope(z)}", "actual": f"{curve(f'{z} + nudge')} - {curve(z)}"}
row |= {
    "error": "datum.actual - datum.expected",
    "bound": f"nudge == 0 ? 0 : {half} * nudge * nudge",
}
row["most"] = "isFinite(datum.bound) ? format(datum.bound, '.4f') : 'no band'"
row["called"] = vega.chosen("curve", {name: f"'{said}'" for name, said in names.items()})
row["end"] = "curve != 'step' ? '' : datum.actual == 0 ? ': nothing at all' : ': everything'"
says = "With {called}, a nudge of {nudge:.1f} should move the output by {expected:.4f}. "
says += "It moves it by {actual:.4f}{end}."
told = {"expected": ("expected change", 4), "actual": ("actual change", 4)}
told |= {"error": ("error, actual − expected", 4)}
told |= {"most": ("greatest error the band allows", "text")}


def truth(curve, friend, film, bias, nudge):
    """Say what the library makes of where the knobs stand."""
    neuron = Neuron([friend, film, cinema.weights[2]], bias, activation(curve))
    bend = neuron.activation
    z = neuron.weighted_input(tonight)
    now = neuron.output(tonight)
    then = bend(z + nudge)
    foretold = neuron.nudge(tonight, [nudge, 0, 0])
    said = {"expected": foretold.predicted, "actual": gap(then, now), "bound": foretold.bound}
    said["error"] = Leftover(foretold.error, max(abs(then), abs(now), abs(foretold.predicted)))
    line = {"moved": gap(bend(z + t), now), "straight": bend.slope(z) * t}
    return {"readings": said, "sweep": line}


room = f"(isFinite({half}) ? {half} * datum.t * datum.t : 0)"
sweep = along(
    "sweep",
    "t",
    -2,
    2,
    160,
    moved=f"{curve(f'{z} + datum.t')} - {curve(z)}",
    straight=f"{curve.slope(z)} * datum.t",
    least=f"datum.straight - {room}",
    most=f"datum.straight + {room}",
)
top = "(curve == 'sigmoid' ? 0.6 : 2.2)"
x = x_axis("t", -2, 2, "nudge: how far the weighted sum moves")
y = y_axis("moved", f"-{top}", top)
picture = alt.layer(
    layer(
        sweep,
        mark("area", x, y="least:Q", y2="most:Q", clip=True, **fill_style("straight")),
        mark("line", x, y, clip=True, **line_style("sigma")),
        mark("line", x, y="straight:Q", clip=True, **line_style("straight")),
    ),
    mark("rule", x="nudge:Q", y="expected:Q", y2="actual:Q", **line_style("error", strokeWidth=4)),
    mark("circle", x="nudge:Q", y="actual:Q", size=110, opacity=1),
).properties(width=310, height=200, title="how far the output moves")
start = {"curve": "sigmoid", "friend": cinema.weights[0], "film": cinema.weights[1]}
start |= {"bias": cinema.bias, "nudge": 1.0}
knobs = [
    choice("curve", "curve", start["curve"], names),
    slider("friend", "weight of the friend", start["friend"], low=-4, high=4, step=0.5),
    slider("film", "weight of the film", start["film"], low=-4, high=4, step=0.5),
    slider("bias", "bias", start["bias"], low=-4, high=4, step=0.5),
    slider("nudge", "nudge of the friend's weight", start["nudge"], low=-2, high=2, step=0.1),
]
figure = moving(picture, knobs, row, told, says, drag={"x": "nudge"})

now = truth(**start)["readings"]
off = abs(now["error"].value)
moved = truth(**start | {"curve": "step"})["readings"]["actual"].value
assert off < now["bound"] < now["expected"], f"off by {off:.4f}; the bound is {now['bound']:.4f}"
assert moved == 0, f"the nudge moves the switch by {moved}"

description = (
    "How far the output of σ moves, against the nudge, from −2 to 2: a bent line that touches a "
    "dashed straight line at 0, inside a band with no width there that widens on both sides. "
    f"A nudge of {start['nudge']:.1f} should move the output by {now['expected']:.4f}, "
    f"and moves it by {now['actual'].value:.4f}. "
    f"It is off by {-now['error'].value:.4f}, and could be off by {now['bound']:.4f} at most."
)
