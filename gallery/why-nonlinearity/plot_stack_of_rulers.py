"""
Rulers on rulers make a ruler, until one of them bends
======================================================

Each layer multiplies by its slope, adds its shift, and hands the result on; the broad pale line is
the one ruler that the straight layers equal.
Put σ into one layer: unless a slope is 0, what comes out bends away from every ruler.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, sigmoid
from explainer.drawing import colour, name_axes
from explainer.drawing.interactive import (
    Choice,
    Difference,
    Slider,
    draw_handle,
    fixed,
    start_of,
    write_words,
)
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

names = ("first", "second", "third")
starts = {"first": (1.5, 0.5), "second": (-1.0, 0.5), "third": (1.0, -0.5)}
knobs = [
    Choice("layers", "layers", "three", {"two": "two", "three": "three"}),
    Choice("bent", "σ in", "none", {"none": "none"} | {name: f"the {name}" for name in names}),
]
for n, name in enumerate(names, 1):
    slope, shift = starts[name]
    knobs.append(Slider(f"slope{n}", f"slope of the {name} layer", slope, -1.5, 1.5, 0.05))
    knobs.append(Slider(f"shift{n}", f"shift of the {name} layer", shift, -1.5, 1.5, 0.05))

xs = np.linspace(-3, 3, 121)
ruler = np.array([-2.0, 2.0])  # the part of each layer's line that is drawn and dragged


def stack(layers, bent, **settings):
    """Return the layers as a network."""
    made = []
    for n, name in enumerate(names[: 2 if layers == "two" else 3], 1):
        curve = sigmoid if name == bent else identity
        made.append(Layer([[settings[f"slope{n}"]]], [settings[f"shift{n}"]], curve))
    return Network(made)


def slopes_along(network):
    """Multiply, at each x, the slopes that all layers have there."""
    product = np.ones_like(xs)
    weighted_inputs = network.forward(xs[:, np.newaxis]).weighted_inputs
    for layer, z in zip(network.layers, weighted_inputs, strict=True):
        product *= layer.weights[0, 0] * layer.activation.slope(z[:, 0])
    return product


def numbers(layers, bent, **settings):
    """Return the line that the straight layers equal, and the slopes of what comes out."""
    (line,) = stack(layers, "none", **settings).collapse().layers
    network = stack(layers, bent, **settings)
    slopes = slopes_along(network)
    return {
        "slope": line.weights[0, 0],
        "shift": line.biases[0],
        "least": slopes.min(),
        "most": slopes.max(),
        "middle": Difference(network([[0.0]])[0, 0], 4.0),
    }


def plus(number):
    """Write a number to be added or taken away."""
    text = fixed(number, 2)
    return f"− {text[1:]}" if text.startswith("−") else f"+ {text}"


def draw_layer(ax, n, settings):
    """Draw one layer: its ruler with two handles, and what the layer makes of what goes in."""
    name = names[n - 1]
    slope = settings[f"slope{n}"]
    shift = settings[f"shift{n}"]
    there = name != "third" or settings["layers"] == "three"
    bent = name == settings["bent"]
    name_axes(ax, "x" if n == 1 else f"out of the {names[n - 2]}")
    ax.set_title(f"{name} layer", pad=24)
    ax.set(xlim=(-2, 2), ylim=(-4.5, 4.5), xticks=[-2, 0, 2], yticks=[-4, 0, 4])
    ax.tick_params(labelleft=n == 1)
    zs = np.linspace(-2, 2, 41)
    sums = slope * zs + shift
    draw_ruler(ax, ruler, slope * ruler + shift, f"ruler{n}", there)
    out = sigmoid(sums) if bent else sums
    draw_out(ax, zs, out, f"line{n}", bent, there)
    draw_handle(ax, 0, shift, f"middle{n}", "y", "straight").set_visible(there)
    draw_handle(ax, 2, slope * 2 + shift, f"end{n}", "y", "straight").set_visible(there)
    does = f"× {fixed(slope, 2)} {plus(shift)}" if there else "left out"
    does += ", σ" if there and bent else ""
    write_words(ax, -2, 4.5, does, f"does{n}", shift=(0, 7))


def draw_ruler(ax, x, y, part, visible):
    """Draw a straight layer as a broad pale line."""
    look = {"linewidth": 9, "alpha": 0.35, "linestyle": "-", "solid_capstyle": "butt"}
    ax.plot(x, y, gid=part, color=colour("straight"), visible=visible, **look)


def draw_out(ax, x, y, part, bent, visible):
    """Draw what comes out: in green while it is straight, in the blue of σ when it may bend."""
    role = "sigma" if bent else "straight"
    ax.plot(x, y, gid=part, color=colour(role), linestyle="-", visible=visible)


def draw_stack(ax, settings):
    """Draw what comes out of all layers, on the one ruler that they equal without σ."""
    now = numbers(**settings)
    network = stack(**settings)
    bent = any(layer.activation is sigmoid for layer in network.layers)
    name_axes(ax, "x, what goes in", "what comes out")
    ax.set(xlim=(-3, 3), ylim=(-4.5, 4.5), xticks=range(-3, 4), yticks=[-4, -2, 0, 2, 4])
    draw_ruler(ax, ruler * 1.5, now["slope"] * ruler * 1.5 + now["shift"], "whole", True)
    draw_out(ax, xs, network(xs[:, np.newaxis])[:, 0], "out", bent, True)
    line = f"{fixed(now['slope'], 2)} × x {plus(now['shift'])}"
    text = f"without σ: {line}" if bent else f"one ruler: {line}"
    write_words(ax, 3, 4.5, text, "line_is", shift=(0, 8), ha="right", color=colour("straight"))


def draw(**settings):
    """Draw the layers side by side, and below them what their stack makes of x."""
    figure = plt.figure(figsize=(5, 5.5))
    layout = figure.add_gridspec(2, 3, height_ratios=[1, 1.5], wspace=0.1)
    for n in (1, 2, 3):
        draw_layer(figure.add_subplot(layout[0, n - 1]), n, settings)
    draw_stack(figure.add_subplot(layout[1, :]), settings)
    return figure


def describe(**settings):
    """Say whether one line will do, and that a layer left out cannot bend."""
    missing = settings["layers"] == "two" and settings["bent"] == "third"
    return what_comes_out(**settings) + (" There is no third layer to bend." if missing else "")


def what_comes_out(**settings):
    """Say whether one line will do."""
    now = numbers(**settings)
    network = stack(**settings)
    bent = any(layer.activation is sigmoid for layer in network.layers)
    if not all(layer.weights[0, 0] for layer in network.layers):
        level = fixed(now["middle"].value, 2)
        return f"Nothing of x gets past a slope of 0: whatever goes in, {level} comes out."
    if bent:
        name = settings["bent"]
        least = fixed(now["least"], 3)
        most = fixed(now["most"], 3)
        slopes = f"its slope runs from {least} to {most}"
        slopes = slopes if least != most else "but its slope hardly changes"
        return f"With σ in the {name} layer no one ruler equals the stack: {slopes}."
    by = f"what comes out changes by {fixed(now['slope'], 2)}"
    return f"The {settings['layers']} layers are one ruler: for each step of 1 along x, {by}."


start = start_of(knobs)
figure = draw(**start)

now = numbers(**start)
gap = np.abs(stack(**start)(xs[:, np.newaxis])[:, 0] - (now["slope"] * xs + now["shift"])).max()
assert gap < 1e-12, f"the stack leaves its one ruler by {gap:.2g}"
curved = numbers(**start | {"bent": "second"})
assert curved["most"] - curved["least"] > 0.1, f"it bends too little: {curved}"
level = numbers(**start | {"bent": "second", "slope3": 0.0})
assert level["most"] == level["least"] == 0, f"beyond a slope of 0 it is {level['most']}"

description = (
    "Three small pictures, each of a straight layer that can be tilted and shifted. Below them two "
    "lines that lie on each other: what comes out of all three, and the one ruler that they equal. "
    f"Its slope is {fixed(now['slope'], 2)} and its shift {fixed(now['shift'], 2)}. With σ in the "
    f"second layer the slope runs from {fixed(curved['least'], 2)} to {fixed(curved['most'], 2)}."
)
