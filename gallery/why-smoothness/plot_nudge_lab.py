"""
A nudge foretold, and a nudge made
==================================

A nudge moves z; the dashed line foretells where the output goes, and the curve says where it is.
σ and tanh cannot leave their shaded band; the switch and ReLU have none.
"""

import math

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import activation
from explainer.drawing import area, colour, name_axes, stroke
from explainer.drawing.interactive import (
    Choice,
    Difference,
    Slider,
    draw_handle,
    fixed,
    signed,
    start_of,
    write_words,
)
from explainer.neuron import Neuron
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

names = {"step": "switch", "sigmoid": "σ", "tanh": "tanh", "relu": "ReLU"}
roles = {"step": "switch", "sigmoid": "sigma", "tanh": "cousin", "relu": "hinge"}
windows = {"step": (-0.2, 1.25), "sigmoid": (-0.2, 1.25), "tanh": (-2.2, 2.2), "relu": (-2.3, 7.3)}
marks = {"step": (0, 1), "sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, 5)}
widest = 7  # how far the picture reaches to either side of z = 0
farthest = 5  # a point farther out has no room for its nudge
lane = -0.16  # where the arrow of the nudge lies, below the curve

knobs = [
    Choice("curve", "curve", "sigmoid", names),
    Slider("friend", "weight of the friend", float(cinema.weights[0]), low=-4, high=4, step=0.5),
    Slider("film", "weight of the film", float(cinema.weights[1]), low=-4, high=4, step=0.5),
    Slider("bias", "bias", cinema.bias, low=-12, high=12, step=0.05),
    Slider("nudge", "nudge of the friend’s weight", 1.5, low=-2, high=2, step=0.05),
]


def numbers(curve, friend, film, bias, nudge):
    """Return where the neuron stands, where the nudge takes it, and the error of the guess."""
    neuron = Neuron([friend, film, cinema.weights[2]], bias, activation(curve))
    foretold = neuron.nudge(tonight, [nudge, 0, 0])
    output = neuron.output(tonight)
    largest = max(abs(output), abs(output + foretold.actual), abs(foretold.predicted))
    found = {
        "z": neuron.weighted_input(tonight),
        "then": neuron.nudged([nudge, 0, 0]).weighted_input(tonight),
        "output": output,
        "slope": neuron.gradient(tonight).bias,
        "expected": foretold.predicted,
        "actual": Difference(foretold.actual, largest),
        "error": Difference(foretold.error, largest),
    }
    return found | ({"bound": foretold.bound} if curve in ("sigmoid", "tanh") else {})


def level(curve, output):
    """Return how high an output stands in the picture, which each curve fills to its own scale."""
    bottom, top = windows[curve]
    return (np.asarray(output) - bottom) / (top - bottom)


def hairline(role, dash):
    """Return the look of a line that only guides the eye."""
    return {"color": colour(role), "linestyle": dash, "linewidth": 1}


def draw(curve, friend, film, bias, nudge):
    """Draw the curve with the neuron's point, the guess, and what the nudge does."""
    now = numbers(curve, friend, film, bias, nudge)
    inside = abs(now["z"]) <= farthest
    figure = plt.figure(figsize=(5, 4), layout="none")
    ax = figure.add_axes((0.085, 0.14, 0.875, 0.79))
    name_axes(ax, "weighted sum z", "output")
    ax.set(xlim=(-widest, widest), ylim=(-0.29, 1.13), xticks=range(-6, 7, 2), yticks=[])
    ax.spines["left"].set_visible(False)
    draw_curve(ax, curve)
    for part in draw_guess(ax, curve, now) + draw_arrow(ax, curve, now) + draw_gap(ax, curve, now):
        part.set_visible(part.get_visible() and inside)
    at = np.clip(now["z"], -widest, widest)
    draw_handle(ax, at, level(curve, activation(curve)(at)), "point", "x", roles[curve])
    where = f"z = {fixed(now['z'], 2)} is too far out to show a nudge"
    outside = write_words(ax, 0, lane, where, "outside", ha="center")
    outside.set_visible(not inside)
    write_changes(ax, curve, now)
    return figure


def draw_curve(ax, curve):
    """Draw the curve between two levels with their numbers; the switch jumps right after 0."""
    zs = np.concatenate([np.linspace(-widest, 0, 71), np.linspace(1e-9, widest, 71)])
    for mark, part in zip(marks[curve], ("low", "high"), strict=True):
        at = level(curve, mark)
        ax.plot([-widest, widest], [at, at], gid=f"{part}_line", **hairline("grid", "-"))
        write_words(ax, -widest, at, fixed(mark, 0), f"{part}_mark", (-14, -4), ha="right")
    heights = level(curve, activation(curve)(zs))
    ax.plot(zs, heights, gid="curve", color=colour(roles[curve]), linestyle="-")


def draw_guess(ax, curve, now):
    """Draw the dashed line, and the band around it where the curve has one; return them."""
    half = activation(curve).slope_lipschitz / 2
    has_band = np.isfinite(half)
    reach = np.linspace(-2, 2, 41)
    line = now["output"] + now["slope"] * reach
    room = (half if has_band else 0) * reach**2
    across = now["z"] + np.concatenate([reach, reach[::-1]])
    around = level(curve, np.concatenate([line - room, (line + room)[::-1]]))
    (band,) = ax.fill(across, around.clip(-0.08, 1), gid="band", **area("straight"))
    band.set_visible(has_band)
    ends = now["z"] + reach[[0, -1]]
    (guess,) = ax.plot(ends, level(curve, line[[0, -1]]), gid="guess", **stroke("straight"))
    return [band, guess]


def draw_arrow(ax, curve, now):
    """Draw the nudge as an arrow along z, below the curve, with its head; return the parts."""
    z = now["z"]
    then = now["then"]
    here = level(curve, now["output"])
    foot = level(curve, now["output"] + min(now["expected"], now["actual"].value))
    (left,) = ax.plot([z, z], [lane, here], gid="from", **hairline("muted", ":"))
    (right,) = ax.plot([then, then], [lane, foot], gid="to", **hairline("muted", ":"))
    (shaft,) = ax.plot([z, then], [lane, lane], gid="shaft", color=colour("ink"), linestyle="-")
    head = draw_handle(ax, then, lane, "head", "x")
    beside = (-50 if then >= z else 17, -4)
    return [left, right, shaft, head, write_words(ax, z, lane, "nudge", "nudge", beside)]


def draw_gap(ax, curve, now):
    """Draw where the output should go and where it goes, and the gap; return the parts."""
    then = now["then"]
    guess = level(curve, now["output"] + now["expected"])
    truth = level(curve, now["output"] + now["actual"].value)
    thick = {"color": colour("error"), "linewidth": 5, "linestyle": "-", "solid_capstyle": "butt"}
    (gap,) = ax.plot([then, then], [guess, truth], gid="gap", **thick)
    dot = {"marker": "o", "linestyle": "none", "clip_on": False}
    (guessed,) = ax.plot(then, guess, gid="guessed", color=colour("straight"), **dot)
    (reached,) = ax.plot(then, truth, gid="reached", color=colour(roles[curve]), **dot)
    beside = (8 if then >= now["z"] else -38, -4)
    middle = (guess + truth) / 2
    error = write_words(ax, then, middle, "error", "error", beside, color=colour("error"))
    error.set_visible(abs(guess - truth) > 0.1)
    return [gap, guessed, reached, error]


def change(number):
    """Write a change with its sign; none at all, but for rounding, is a plain 0."""
    return signed(number, 4) if abs(number) > 1e-9 else "0"


def write_changes(ax, curve, now):
    """Write the three changes of the output in a row above the curve."""
    expected = f"expected {change(now['expected'])}"
    actual = f"actual {change(now['actual'].value)}"
    error = f"error {change(now['error'].value)}"
    write_words(ax, -widest, 1.05, expected, "expected_words", color=colour("straight"))
    middle = {"color": colour(roles[curve]), "ha": "center"}
    write_words(ax, 0.3, 1.05, actual, "actual_words", **middle)
    right = {"color": colour("error"), "ha": "right"}
    write_words(ax, widest, 1.05, error, "error_words", **right)


def describe(curve, friend, film, bias, nudge):
    """Say what moves, and why the guess is as good or as bad as it is."""
    now = numbers(curve, friend, film, bias, nudge)
    if nudge == 0:
        return f"With a bias of {fixed(bias, 2)}, z is {fixed(now['z'], 2)}. No nudge, no change."
    weight = f"The friend’s weight goes from {fixed(friend, 2)} to {fixed(friend + nudge, 2)}"
    path = f"z from {fixed(now['z'], 2)} to {fixed(now['then'], 2)} (bias {fixed(bias, 2)})"
    return f"{weight}, and {path}. {reason(curve, now)}"


def at_most(bound):
    """Write a bound with 4 decimals, rounded up, so that it stays one."""
    return fixed(math.ceil(1e4 * bound) / 1e4, 4)


def reason(curve, now):
    """Say why the guess is as good or as bad as it is."""
    if "bound" in now:
        return f"With {names[curve]} the error cannot be above {at_most(now['bound'])}."
    if curve == "step":
        happens = "everything" if now["actual"].value else "nothing at all"
        return f"By the switch’s slope, 0, nothing should happen. What happens: {happens}."
    if abs(now["error"].value) > 1e-9:
        return "ReLU bends at 0, and there the guess goes wrong."
    return "ReLU is straight all the way, so the guess is exact."


start = start_of(knobs)
figure = draw(**start)

now = numbers(**start)
off = abs(now["error"].value)
flipped = numbers(**start | {"curve": "step"})["actual"].value
assert off < now["bound"] < now["expected"], f"off by {off:.4f}; the bound is {now['bound']:.4f}"
assert flipped == 0, f"the nudge moves the switch by {flipped}"

description = (
    f"The S-curve, with a point at z = {now['z']:.0f}, and a dashed line that touches it there, "
    "inside a band that widens to both sides. An arrow along z is the nudge. "
    f"A nudge of {start['nudge']:.1f} should move the output by {now['expected']:.4f}, and moves "
    f"it by {now['actual'].value:.4f}. The gap between the two, {off:.4f}, is marked; it could be "
    f"{at_most(now['bound'])} at most."
)
