"""
Rulers on rulers make a ruler, until one of them bends
======================================================

Each layer multiplies by its slope and adds its shift, and hands the result to the next.
The dashed line is the one line that straight layers equal.
The solid one is what comes out of the stack.
Put σ into one layer: unless a slope is 0, the stack bends away from every line.
"""

import altair as alt
import numpy as np

from explainer.activations import identity, sigmoid
from explainer.drawing.moving import Leftover, along, choice, moving, slider
from explainer.drawing.plane import layer, line_style, mark, words, x_axis, y_axis
from explainer.drawing.vega import sigmoid as written
from explainer.network import Layer, Network

start = {"layers": "three", "bent": "none", "slope1": 1.5, "shift1": 0.5, "slope2": -1.0}
start |= {"shift2": 0.5, "slope3": 1.0, "shift3": -0.5}
names = ("first", "second", "third")
third = "layers == 'three'"
slope = f"(slope1 * slope2 * ({third} ? slope3 : 1))"


def stack(x):
    """Write what comes out of the stack, layer on layer."""
    for n, name in enumerate(names, 1):
        total = f"(slope{n} * {x} + shift{n})"
        after = f"(bent == '{name}' ? {written(total)} : {total})"
        x = after if n < 3 else f"({third} ? {after} : {x})"
    return x


shift = f"(({third} ? slope3 : 1) * (slope2 * shift1 + shift2) + ({third} ? shift3 : 0))"
shift = f"({slope} == 0 ? {stack('0')} : {shift})"  # with a slope of 0, σ or not, it is level
row = {"slope": slope, "shift": shift}
row["line"] = "format(datum.slope, '.2f') + ' × x ' + format(datum.shift, '+.2f')"
row["bends"] = f"datum.slope != 0 && bent != 'none' && ({third} || bent != 'third')"
row["now"] = "datum.bends ? 'With σ in the ' + bent + ' layer no one line will do' : "
row["now"] += "'The ' + layers + ' layers are one line: ' + datum.line"
row["one"] = "datum.bends ? 'none: it bends' : datum.line"
row["label"] = "'one line: ' + datum.one"
says = "{now}."
told = {"one": ("the one line they equal", "text")}
places = np.linspace(-3, 3, 121)


def truth(layers, bent, **knobs):
    """Say what the library makes of where the knobs stand."""
    there = names[: 3 if layers == "three" else 2]
    at = [([[knobs[f"slope{n}"]]], [knobs[f"shift{n}"]]) for n, _ in enumerate(there, 1)]
    curves = [sigmoid if name == bent else identity for name in there]
    (whole,) = Network([Layer(*each, identity) for each in at]).collapse().layers
    bending = Network([Layer(*each, curve) for each, curve in zip(at, curves, strict=True)])
    said_by = bending.forward(places[:, np.newaxis]).outputs
    out = said_by[-1][:, 0]
    tall = 1.5 * (1 + max(np.abs(each).max() for each in said_by))
    slope = float(whole.weights[0, 0])
    shift = float(whole.biases[0]) if slope else out[0]
    line = Leftover(slope * places + shift, tall)
    said = {"slope": slope, "shift": Leftover(shift, tall)}
    return {"readings": said, "sweep": {"out": Leftover(out, tall), "line": line}}


sweep = along("sweep", "x", -3, 3, 120, out=stack("datum.x"), line=f"{slope} * datum.x + {shift}")
label = {"x": alt.value(320), "y": alt.value(-12), "text": "label:N"}
x = x_axis("x", -3, 3, "what goes in")
y = y_axis("out", -4, 4, [-4, -2, 0, 2, 4])
picture = alt.layer(
    layer(
        sweep,
        mark("line", x, y, clip=True, **line_style("sigma", strokeWidth=3)),
        mark("line", x, y="line:Q", clip=True, **line_style("straight")),
    ),
    mark("text", **label, **words("straight", align="right")),
).properties(width=320, height=190, title="what comes out")
counted = {"two": "two", "three": "three"}
bends = {"none": "none", "first": "the first", "second": "the second", "third": "the third"}
knobs = [choice("layers", "layers", "three", counted), choice("bent", "σ in", "none", bends)]
for n, name in enumerate(names, 1):
    for what in ("slope", "shift"):
        knob = f"{what}{n}"
        says_knob = f"{what} of the {name} layer"
        knobs.append(slider(knob, says_knob, start[knob], low=-1.5, high=1.5, step=0.25))
figure = moving(picture, knobs, row, told, says)

line = truth(**start)
bent = truth(**start | {"bent": "second"})
level = truth(**start | {"bent": "second", "slope3": 0.0})
for straight in (line, level):
    gap = np.abs(straight["sweep"]["out"].value - straight["sweep"]["line"].value).max()
    assert gap < 1e-8, f"the stack leaves its one line by {gap:.2g}"
bend = np.ptp(np.diff(bent["sweep"]["out"].value))
assert bend > 0.01, f"with σ in it, the stack bends by only {bend:.4f}"

description = (
    "Two lines that lie on each other: what comes out of three straight layers, and the one line "
    f"that they equal, with the slope {line['readings']['slope']:.2f}".replace("-", "−")
    + f" and the shift {line['readings']['shift'].value:.2f}".replace("-", "−")
    + ". With σ in one of the layers, and no slope at 0, what comes out is a curve and no line."
)
