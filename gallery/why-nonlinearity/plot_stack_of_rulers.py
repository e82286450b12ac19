"""
Rulers on rulers make a ruler, until one of them bends
======================================================

Each layer multiplies by its slope and adds its shift, and hands the result to the next.
The dashed line is the one line that all of them equal.
The solid one is what comes out of the stack.
Put σ into one layer: the stack bends away from every line.
"""

import altair as alt
import numpy as np

from explainer.activations import identity, sigmoid
from explainer.drawing.moving import Leftover, along, choice, moving, slider
from explainer.drawing.plane import across, draw, over, pen, up, words
from explainer.drawing.vega import sigmoid as written
from explainer.network import Layer, Network

start = {"layers": "three", "bent": "none", "slope1": 1.5, "shift1": 0.5, "slope2": -1.0}
start |= {"shift2": 0.5, "slope3": 1.0, "shift3": -0.5}
third = "layers == 'three'"
slope = f"(slope1 * slope2 * ({third} ? slope3 : 1))"
shift = f"(({third} ? slope3 : 1) * (slope2 * shift1 + shift2) + ({third} ? shift3 : 0))"
row = {"slope": slope, "shift": shift}
row["line"] = "format(datum.slope, '.2f') + ' × x ' + format(datum.shift, '+.2f')"
row["now"] = "bent == 'none' ? 'The ' + layers + ' layers are one line: ' + datum.line : "
row["now"] += "'With σ in the ' + bent + ' layer no one line will do'"
row["one"] = "bent == 'none' ? datum.line : 'none: it bends'"
row["label"] = "'one line: ' + datum.one"
says = "{now}."
told = {"one": ("the one line they equal", "text")}
places = np.linspace(-3, 3, 121)


def truth(layers, bent, **knobs):
    """Say what the library makes of where the knobs stand."""
    names = ["first", "second", "third"][: 3 if layers == "three" else 2]
    straight = [
        Layer([[knobs[f"slope{n}"]]], [knobs[f"shift{n}"]], identity)
        for n, _ in enumerate(names, 1)
    ]
    stack = [
        Layer(layer.weights, layer.biases, sigmoid if name == bent else identity)
        for name, layer in zip(names, straight, strict=True)
    ]
    (whole,) = Network(straight).collapse().layers
    said = {"slope": float(whole.weights[0, 0]), "shift": float(whole.biases[0])}
    said_by = Network(stack).forward(places[:, np.newaxis]).outputs
    tall = 1.5 * (1 + max(np.abs(each).max() for each in said_by))
    line = Leftover(said["slope"] * places + said["shift"], tall)
    return {"readings": said, "sweep": {"out": Leftover(said_by[-1][:, 0], tall), "line": line}}


def after(number, name, before):
    """Write what a layer makes of what the layer before it said."""
    total = f"(slope{number} * {before} + shift{number})"
    return f"(bent == '{name}' ? {written(total)} : {total})"


sweep = {"one": after(1, "first", "datum.x"), "two": after(2, "second", "datum.one")}
sweep |= {"out": f"{third} ? {after(3, 'third', 'datum.two')} : datum.two"}
sweep = along("sweep", "x", -3, 3, 120, **sweep, line=f"{slope} * datum.x + {shift}")
x, y = across("x", -3, 3, "what goes in"), up("out", -4, 4, [-4, -2, 0, 2, 4])
picture = alt.layer(
    over(
        sweep,
        draw("line", x, y, clip=True, **pen("sigma", strokeWidth=3)),
        draw("line", x, y="line:Q", clip=True, **pen("straight")),
    ),
    draw(
        "text",
        x=alt.value(320),
        y=alt.value(-12),
        text="label:N",
        **words("straight", align="right"),
    ),
).properties(width=320, height=190, title="what comes out")
counted = {"two": "two", "three": "three"}
bends = {"none": "none", "first": "the first", "second": "the second", "third": "the third"}
knobs = [choice("layers", "layers", "three", counted), choice("bent", "σ in", "none", bends)]
for n, name in enumerate(("first", "second", "third"), 1):
    for what in ("slope", "shift"):
        label, stands = f"{what} of the {name} layer", start[f"{what}{n}"]
        knobs.append(slider(f"{what}{n}", label, stands, low=-1.5, high=1.5, step=0.25))
figure = moving(picture, knobs, row, told, says)

line, bent = truth(**start), truth(**start | {"bent": "second"})
assert np.allclose(line["sweep"]["out"].value, line["sweep"]["line"].value)
assert np.ptp(np.diff(bent["sweep"]["out"].value)) > 0.01

description = (
    "Two lines that lie on each other: what comes out of three straight layers, and the one line "
    f"that they equal, with the slope {line['readings']['slope']:.2f}".replace("-", "−")
    + f" and the shift {line['readings']['shift']:.2f}".replace("-", "−")
    + ". With σ in one of the layers, what comes out is a curve that no line can follow."
)
