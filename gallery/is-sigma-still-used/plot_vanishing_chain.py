"""
What is left of a small change, layer after layer
=================================================

Neurons stand in a row, one a layer, and each multiplies a small change by its slope and its weight;
on this scale equal steps down are equal shares lost.
The dashed line is the most that could be left, were each at its steepest.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import ACTIVATIONS
from explainer.drawing import area, colour, name_axes
from explainer.drawing.interactive import (
    Choice,
    Slider,
    draw_handle,
    fixed,
    start_of,
    write_words,
)

plt.style.use("explainer.drawing.house")

names = {"sigmoid": "σ", "tanh": "tanh", "relu": "ReLU"}
roles = {"sigmoid": "sigma", "tanh": "cousin", "relu": "hinge"}
deepest = 20
knobs = [
    Choice("curve", "curve", "sigmoid", names),
    Slider("depth", "layers", 10, low=1, high=deepest, step=1),
    Slider("weight", "weight in each layer", 1.0, low=-10, high=10, step=0.1),
    Slider("z", "weighted sum z in each layer", 1.0, low=-6, high=6, step=0.05),
]
least = 0.9e-15  # what is less, or more, has left the picture
most = 1.1e6
powers = [1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1, 1e3, 1e6]
zs = np.linspace(-6, 6, 241)


def numbers(curve, depth, weight, z):
    """Return the slope, what each layer passes on, and what is left after the last."""
    slope = float(ACTIVATIONS[curve].slope(z))
    share = abs(weight) * slope
    return {"slope": slope, "share": share, "left": share**depth}


def power_of_ten(number):
    """Write the power of ten that is nearest to a number."""
    power = str(round(np.log10(number)))
    return "10" + power.translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def size(number):
    """Write a number that may be 0, very small or very large."""
    if number == 0:
        return "0"
    if not 0.0095 < number < 99999.5:
        return f"about {power_of_ten(number)}"
    return fixed(number, 0 if number >= 10 else 2 if number >= 1 else 3)


def draw_chain(ax, curve, depth, weight, z):
    """Draw what is left after each layer."""
    now = numbers(curve, depth, weight, z)
    look = {"color": colour(roles[curve])}
    name_axes(ax, "layers passed", "how much of a small change is left")
    ax.set(yscale="log", xlim=(0, 27), ylim=(10**-16.5, 10**7.5), xticks=range(0, deepest + 1, 5))
    ax.set_yticks(powers, ["1" if power == 1 else power_of_ten(power) for power in powers])
    ax.minorticks_off()
    ax.plot([0, deepest], [1, 1], color=colour("grid"), linewidth=1, linestyle="-")

    layers = np.arange(depth + 1)
    left = now["share"] ** layers
    bound = (abs(weight) * ACTIVATIONS[curve].lipschitz) ** layers
    dashes = {"color": colour("muted"), "linewidth": 1, "linestyle": "--"}
    ax.plot(layers, np.clip(bound, 1e-40, None), gid="bound", **dashes)
    ax.plot(layers, np.clip(left, 1e-40, None), gid="chain", linewidth=1, linestyle="-", **look)
    seen = (left >= least) & (left <= most)
    dot = {"marker": "o", "linestyle": "none", "markeredgewidth": 0, "clip_on": False}
    ax.plot(layers[seen], left[seen], gid="dots", **dot, **look)
    end = float(np.clip(now["left"], least, most))
    draw_handle(ax, depth, end, "end", "x")
    write_words(ax, depth, end, end_words(now["left"]), "end_words", shift=(16, -4), **look)


def end_words(left):
    """Say how much is left, or where it has gone."""
    if left == 0:
        return "nothing left"
    if left < least:
        return "below 10⁻¹⁵"
    return "off the top" if left > most else size(left)


def draw_slope(ax, curve, z):
    """Draw the slope of the curve, with a handle at z."""
    slope = float(ACTIVATIONS[curve].slope(z))
    look = {"color": colour(roles[curve])}
    name_axes(ax, "weighted sum z in each layer", "slope of the curve at z")
    ax.set(xlim=(-6, 6), ylim=(-0.1, 1.1), xticks=range(-6, 7, 2))
    ax.set_yticks([0, 0.25, 0.5, 1], ["0", "¼", "½", "1"])
    ax.plot(zs, ACTIVATIONS[curve].slope(zs), gid="slopes", linestyle="-", **look)
    ax.plot([z, z], [0, slope], gid="stem", linewidth=1, linestyle="-", **look)
    draw_handle(ax, z, slope, "z_point", "x")
    write_words(ax, 6, 1.1, size(slope), "slope_is", shift=(0, 8), ha="right", **look)


def draw_weight(ax, weight):
    """Draw the weight as a bar, with a handle at its end."""
    name_axes(ax, "", "weight")
    ax.set(xlim=(-1, 1), ylim=(-13, 13), xticks=[], yticks=[-10, 0, 10])
    ax.spines["bottom"].set_visible(False)
    ax.plot([-1, 1], [0, 0], color=colour("grid"), linewidth=1, linestyle="-")
    ax.fill([-0.25, 0.25, 0.25, -0.25], [0, 0, weight, weight], gid="bar", **area("ink", 0.3))
    draw_handle(ax, 0, weight, "weight_end", "y")
    write_words(ax, 0, -13, fixed(weight, 1), "weight_is", shift=(0, -14), ha="center")


def draw(curve, depth, weight, z):
    """Draw what is left, and below it the slope and the weight that make it so."""
    figure = plt.figure(figsize=(5, 5.2))
    layout = figure.add_gridspec(2, 2, height_ratios=[1.9, 1], width_ratios=[4.5, 1])
    draw_chain(figure.add_subplot(layout[0, :]), curve, depth, weight, z)
    draw_slope(figure.add_subplot(layout[1, 0]), curve, z)
    draw_weight(figure.add_subplot(layout[1, 1]), weight)
    return figure


def describe(curve, depth, weight, z):
    """Say what one layer does to a change, and what all of them do."""
    now = numbers(curve, depth, weight, z)
    if now["share"] == 0:
        return why_nothing(weight, z)
    share = size(now["share"])
    turned = " and turns its sign" if weight < 0 else ""
    passed = f"With {names[curve]}, each layer makes a small change {share} times as large{turned}"
    counted = "1 layer" if depth == 1 else f"{fixed(depth, 0)} layers"
    if now["left"] > 1:
        return f"{passed}. After {counted} it is {size(now['left'])} times as large."
    left = "all" if now["left"] == 1 else size(now["left"])
    return f"{passed}. After {counted}, {left} of it is left."


def why_nothing(weight, z):
    """Say why nothing gets through."""
    if weight == 0:
        return "A weight of 0 lets nothing through, whatever the curve."
    if z == 0:
        return "At z = 0 ReLU has a corner, where its slope counts as 0: nothing gets through."
    return f"At z = {fixed(z, 2)} ReLU is flat: nothing gets through the first layer."


start = start_of(knobs)
figure = draw(**start)

now = numbers(**start)
steepest = numbers(**start | {"z": 0.0})
assert now["left"] < steepest["left"] == 0.25**10, f"{steepest['left']} is left of ten quarters"
grown = numbers(**start | {"z": 0.0, "weight": 8.0})["left"]
assert grown == 1024, f"with weights of 8 it grows to {grown}"
whole = numbers(**start | {"curve": "relu"})["left"]
assert whole == 1, f"ReLU leaves {whole} of it"

description = (
    "Dots that fall from 1 along a straight line, on a scale of powers of ten. With σ at z = "
    f"{start['z']} and weights of {start['weight']:.0f}, each layer multiplies a small change by "
    f"{now['share']:.3f}. After {start['depth']} layers {now['left'] * 1e6:.2f} millionths of it "
    f"are left; at its steepest it would be {steepest['left'] * 1e6:.2f}. Below, the slope of σ "
    "against z, and the weight as a bar."
)
