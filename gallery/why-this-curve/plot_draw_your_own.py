"""
Draw your own σ, and let a network try it
=========================================

Draw a curve across the upper picture: dots mark the wishes that it meets, crosses the others.
Below, a small network with four such neurons tries to learn XOR, with your curve and with σ.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import ACTIVATIONS, Activation, Formula, sigmoid
from explainer.datasets import xor
from explainer.drawing import colour, name_axes, stroke
from explainer.drawing.interactive import Difference, Drawing, Slider, draw_pad, fixed, start_of
from explainer.losses import cross_entropy
from explainer.network import Layer, Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

LOW = -2
HIGH = 2.4
SPACING = 0.3
zs = np.linspace(-6, 6, 41)
NAMES = {
    "heaviside": "the switch",
    "identity": "the straight line",
    "sigmoid": "σ",
    "square": "z × z",
    "normal_cdf": "the normal curve",
    "leaky_relu": "leaky ReLU",
    "relu": "ReLU",
    "gelu": "GELU",
    "silu": "SiLU",
}
WISHES = (
    "has a tilt",
    "never too steep",
    "not straight",
    "no jump, no corner",
    "never falls",
    "has a floor and a ceiling",
    "floor at 0, ceiling at 1",
    "output alone tells slope",
)
STEPS = 400
SHOWN = 4  # each so-many-th loss is drawn
RATE = 1.0
WILDEST = 4.0
OVERSHOOT = 0.05
LEARNED = 0.1  # a mean loss below this counts as learned
gate = xor()
first = Network.random((2, 4, 1), seed=3)  # where both networks start

tables = {name: np.clip(curve(zs), LOW, HIGH) for name, curve in ACTIVATIONS.items()}
pen = Drawing("drawing", tables["tanh"], low=LOW, high=HIGH)
knobs = [
    pen,
    Slider("place", "place of the pen, z", 0.0, low=-6, high=6, step=0.3),
    Slider("height", "height there", 0.0, low=LOW, high=HIGH, step=0.05),
]


def wishes_met(heights):
    """Tell which wishes a drawn curve meets: 41 heights, where the edge means beyond it.

    Our limits: steeper than 2 is too steep; a corner turns the slope by more than 0.75; what stays
    within 0.1 of a straight line is one; up to 0.05 in all is no fall, no floor and no ceiling, as
    a hand is never quite steady.
    """
    inside = (heights > LOW + 0.01) & (heights < HIGH - 0.01)
    rises = np.diff(heights) / SPACING
    seen = inside[:-1] & inside[1:]
    steepest = np.abs(rises[seen]).max(initial=0)
    sharpest = np.abs(np.diff(rises)[seen[:-1] & seen[1:]]).max(initial=0)
    falls = (np.maximum.accumulate(heights) - heights).max()
    climbs = (heights - np.minimum.accumulate(heights)).max()
    first, *_, last = np.flatnonzero(inside) if inside.sum() > 1 else (0, len(heights) - 1)
    places = np.arange(first, last + 1)
    line = heights[first] + (heights[last] - heights[first]) * (places - first) / (last - first)
    straight = np.abs(heights[places] - line).max() <= 0.1
    level = np.ptp(heights) <= 0.05
    bounded = inside.all() and (level or not straight)
    met = [
        (np.abs(rises) > 0.02)[np.abs(rises) <= 2].any(),  # a jump is no tilt
        steepest <= 2,
        not straight,
        sharpest <= 0.75,
        falls <= 0.05,
        bounded,
        bounded and abs(heights.min()) <= 0.05 and abs(heights.max() - 1) <= 0.05,
        min(falls, climbs) <= 0.05,
    ]
    return np.array(met, int)


def carried_on(heights):
    """Let a curve that leaves the picture by its floor or ceiling go on as steeply as it left."""
    inside = np.flatnonzero((heights > LOW + 0.01) & (heights < HIGH - 0.01))
    pairs = inside[:-1][np.diff(inside) == 1]
    if not pairs.size:
        return heights
    left = pairs[0]
    right = pairs[-1] + 1
    places = np.arange(len(heights))
    before = heights[left] - (heights[left + 1] - heights[left]) * (left - places)
    after = heights[right] + (heights[right] - heights[right - 1]) * (places - right)
    return np.where(places < left, before, np.where(places > right, after, heights))


def drawn_curve(heights):
    """Return heights joined by straight lines as an activation; the outer two go on for ever."""
    slopes = np.diff(heights) / SPACING

    def piece(z):
        return np.clip(np.floor((z + 6) / SPACING), 0, len(slopes) - 1).astype(int)

    def value(z):
        return heights[piece(z)] + slopes[piece(z)] * (z - zs[piece(z)])

    def slope(z):
        return slopes[piece(z)]

    everywhere = (-np.inf, np.inf)
    steepest = np.abs(slopes).max()
    return Activation(
        "drawn", "by hand", Formula(value), Formula(slope), None, everywhere, steepest, np.inf
    )


def losses_of(heights):
    """Return the mean loss at each step of a network whose hidden neurons have a drawn curve.

    The run ends where a step raises the loss by more than `OVERSHOOT`: from there on the least
    rounding may change it. Curves steeper than `WILDEST` are not tried.
    """
    curve = drawn_curve(carried_on(heights))
    if curve.lipschitz > WILDEST:
        return np.array([])
    hidden, last = first.layers
    network = Network([Layer(hidden.weights, hidden.biases, curve), last])
    way = gradient_descent(
        network, gate.inputs, gate.targets, loss=cross_entropy, learning_rate=RATE, steps=STEPS
    )
    losses = []
    for state in way:
        losses.append(state.loss)
        if state.loss > losses[max(state.index - 1, 0)] + OVERSHOOT:
            break
    return np.array(losses)


def parameters(layer):
    """Return all weights and biases of a layer, in a row, as the browser's library has them."""
    return np.concatenate([layer.weights.ravel(), layer.biases])


def steps_to_learn(losses):
    """Return the first step at which the network has learned, or −1 if it never has."""
    learned = np.flatnonzero(losses < LEARNED)
    return int(learned[0]) if learned.size else -1


def numbers(drawing, **_):
    """Return what the drawn curve is like, and how a network learns with it."""
    heights = pen.decode(drawing)
    gaps = [np.abs(heights - pen.decode(pen.encode(table))).max() for table in tables.values()]
    losses = losses_of(heights)
    return {
        "met": wishes_met(heights),
        "nearest": int(np.argmin(gaps)),
        "gap": Difference(min(gaps), 1),
        "losses": Difference(losses[::SHOWN], 1),
        "learned": steps_to_learn(losses),
    }


def draw_pen(ax, heights, place, height):
    """Draw the area to draw in, σ for comparison, and the drawn curve with the pen on it."""
    name_axes(ax, "weighted sum z", "your curve")
    ax.set(xlim=(-6, 6), ylim=(LOW, HIGH), xticks=[-6, -3, 0, 3, 6], yticks=[-1, 0, 1, 2])
    draw_pad(ax, "pad")
    ax.plot(zs, sigmoid(zs), color=colour("sigma"), linewidth=1, linestyle="--")
    ax.text(5.9, 0.72, "σ", color=colour("sigma"), ha="right")
    ax.plot(zs, heights, gid="drawn", color=colour("cousin"), linewidth=3, linestyle="-")
    ax.plot([place], [height], "o", gid="pen", color=colour("cousin"), markersize=7, clip_on=False)


def draw_wishes(ax, met):
    """Draw a dot for each wish that is met, and a cross for each that is not."""
    rows = np.arange(len(WISHES))
    look = {"linestyle": "none", "markersize": 7, "markeredgewidth": 1.8}
    for part, marker, role, wanted in (("met", "o", "sigma", 1), ("unmet", "x", "switch", 0)):
        found = rows[met == wanted]
        shown = found if found.size else rows[:1]
        (line,) = ax.plot(0 * shown, shown, marker, gid=part, color=colour(role), **look)
        line.set_visible(found.size > 0)
    for row, wish in enumerate(WISHES):
        ax.text(0.5, row, wish, va="center")
    ax.set(xlim=(-0.3, 8), ylim=(len(WISHES) - 0.5, -0.5))
    ax.axis("off")


def draw_losses(ax, losses):
    """Draw how the loss falls with the drawn curve, and with σ."""
    steps = np.arange(0, STEPS + 1, SHOWN)
    name_axes(ax, "step", "mean loss on XOR")
    ax.set(xlim=(0, STEPS), ylim=(0, 1), xticks=[0, 200, 400], yticks=[0, 0.5, 1])
    ax.plot(steps, losses_of(tables["sigmoid"])[::SHOWN], **stroke("sigma") | {"linewidth": 1.5})
    drawn = losses if losses.size else 0 * steps
    look = {"color": colour("cousin"), "linewidth": 2.5, "linestyle": "-"}
    (line,) = ax.plot(steps[: drawn.size], drawn, gid="losses", **look)
    line.set_visible(losses.size > 0)


def draw(drawing, place, height):
    """Draw the curve, its wishes, and the losses of the network that uses it."""
    now = numbers(drawing)
    figure = plt.figure(figsize=(5, 5.9))
    grid = figure.add_gridspec(2, 1, height_ratios=[1.15, 1])
    lower = grid[1].subgridspec(1, 2, width_ratios=[1.15, 1])
    draw_pen(figure.add_subplot(grid[0]), pen.decode(drawing), place, height)
    draw_wishes(figure.add_subplot(lower[0]), now["met"])
    draw_losses(figure.add_subplot(lower[1]), now["losses"].value)
    return figure


def describe(drawing, **_):
    """Say how many wishes the curve meets, what it is nearest to, and whether it learns."""
    now = numbers(drawing)
    curve = list(ACTIVATIONS)[now["nearest"]]
    gap = now["gap"].value
    near = f"nearest to {NAMES.get(curve, curve)}, {fixed(gap, 2)} apart at most"
    like = near if gap <= 0.3 else "like none of the fourteen"
    if not now["losses"].value.size:
        learns = "It is too steep for the network to try."
    elif now["learned"] >= 0:
        learns = (
            f"With it the network learns XOR in {now['learned']} steps (σ: {constants['sigma']})."
        )
    elif now["losses"].value.size <= STEPS // SHOWN:
        learns = "With it the network overshoots, and does not learn."
    else:
        learns = f"With it the network has not learned XOR after {STEPS} steps."
    return (
        f"Your curve meets {now['met'].sum()} of the {len(WISHES)} wishes. It is {like}. {learns}"
    )


constants = {
    "low": LOW,
    "high": HIGH,
    "spacing": SPACING,
    "steps": STEPS,
    "shown": SHOWN,
    "rate": RATE,
    "learned": LEARNED,
    "tables": [pen.encode(table) for table in tables.values()],
    "names": [NAMES.get(name, name) for name in tables],
    "start": np.concatenate([parameters(layer) for layer in first.layers]).tolist(),
    "inputs": gate.inputs.T.ravel().tolist(),
    "targets": gate.targets.ravel().tolist(),
    "wildest": WILDEST,
    "overshoot": OVERSHOOT,
    "sigma": steps_to_learn(losses_of(tables["sigmoid"])),
}
browser_modules = ["drawn_curve.js"]
browser_library = True  # which has the networks that drawn_curve.js trains
figure = draw(**start_of(knobs))

exact = [
    [
        curve.slope(zs).any(),
        np.isfinite(curve.lipschitz),
        curve.slope_lipschitz > 0,
        np.isfinite(curve.slope_lipschitz),
        (curve.slope(zs) >= 0).all(),
        np.isfinite(curve.bounds).all(),
        curve.bounds == (0, 1),
        curve.slope_from_output is not None,
    ]
    for curve in ACTIVATIONS.values()
]
found = [wishes_met(table) for table in tables.values()]
assert np.array_equal(exact, found), f"the wishes of the fourteen curves: {found}"
start = numbers(**start_of(knobs))
assert 0 <= start["learned"] < constants["sigma"], f"tanh learns in {start['learned']} steps"

description = (
    f"An area to draw in, with tanh drawn in it and σ dashed. Of {len(WISHES)} wishes tanh meets "
    f"{start['met'].sum()}: its floor is not 0. Below, the mean loss of a network on XOR: with "
    f"tanh it falls below {LEARNED} after {start['learned']} steps, with σ after "
    f"{constants['sigma']}."
)
