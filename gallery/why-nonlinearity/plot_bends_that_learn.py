"""
What is learned is where to climb, and how steeply
==================================================

Two σ start one on each side of a hill of dots; upright lines mark the middle of each climb.
Held where they start, the best that they can do misses the
hill; free to move and sharpen, they go to its two sides.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, sigmoid
from explainer.approximation import bump
from explainer.drawing import colour, name_axes, signed, stroke
from explainer.losses import squared_error
from explainer.network import Layer, Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

x = np.linspace(-2, 2, 41)[:, np.newaxis]
hill = bump(left=-0.5, right=0.7, height=1.0, steepness=8.0)(x)
climbs = Layer([[4.0], [4.0]], [5.2, -5.2], sigmoid)
start = Network((climbs, Layer([[1.0, -1.0]], [0.0], identity)))

# Held: leave the climbs as they are, and choose the last layer as well as can be.
features = np.column_stack([start.forward(x).outputs[0], np.ones(len(x))])
best = np.linalg.lstsq(features, hill, rcond=None)[0]
held = Network((climbs, Layer(best[:2].T, best[2], identity)))

# Learned: every knob may turn.
*_, last = gradient_descent(start, x, hill, loss=squared_error, learning_rate=0.3, steps=2000)
learned = last.network


def middles(network):
    """Give the places where the hidden neurons are at ½."""
    return -network.layers[0].biases / network.layers[0].weights[:, 0]


figure, axes = plt.subplots(2, sharex=True, sharey=True, figsize=(5, 4))
panels = ((held, "held"), (learned, "learned"))
for ax, (network, title) in zip(axes, panels, strict=True):
    for place in middles(network):
        ax.axvline(place, color=colour("muted"), linewidth=0.8)
    ax.plot(x, hill, "o", color=colour("truth"), markersize=4)
    ax.plot(x, network(x), **stroke("sigma"))
    name_axes(ax, y=f"places and steepness {title}")
axes[1].set(xlabel="what goes in", xlim=(-2, 2), xticks=range(-2, 3), yticks=[0, 1])

stuck = squared_error.mean(held(x), hill)
free = last.loss
steepness = learned.layers[0].weights[:, 0]
before = middles(held)
after = middles(learned)
assert stuck > 50 * free, f"held, the error is {stuck:.5f}; learned, {free:.5f}"
assert (steepness > climbs.weights[:, 0]).all(), f"they did not sharpen: {steepness}"
assert (np.abs(after) < np.abs(before)).all(), f"they moved from {before} to {after}"

description = (
    f"A hill of dots, followed twice. With the climbs held at {signed(before[0], 1)} and "
    f"{signed(before[1], 1)}, as steep as they are, the best error is {stuck:.4f}. "
    f"When they learn, they sharpen and end at {signed(after[0])} and "
    f"{signed(after[1])}, the sides of the hill, and the error is {free:.5f}, "
    f"{stuck / free:.0f} times smaller."
)
