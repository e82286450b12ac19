"""
Each hinge adds a bend
======================

A hinge is flat, then climbs, so a sum of a few hinges is a line with a few bends, marked by dots.
Nothing in it is curved, and still, from −1 to 1, enough of them come as near to the curve as you
like.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, relu, square
from explainer.drawing import colour, stroke
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")


def hinges(corners):
    """Build the network that bends at each corner but the last, and meets the curve at all."""
    slopes = np.diff(square(corners)) / np.diff(corners)
    hidden = Layer(np.ones((len(slopes), 1)), -corners[:-1], relu)
    climbs = np.diff(slopes, prepend=0.0)  # how much each bend adds to the slope
    return Network((hidden, Layer([climbs], [square(corners[0])], identity)))


x = np.linspace(-1.3, 1.3, 209)[:, np.newaxis]
within = np.abs(x) <= 1
counts = (2, 4, 8)
gaps = []
figure, axes = plt.subplots(1, 3, sharex=True, sharey=True, figsize=(5, 2.8))
for ax, count in zip(axes, counts, strict=True):
    corners = np.linspace(-1, 1, count + 1)
    bends = corners[:-1, np.newaxis]
    network = hinges(corners)
    gaps.append(float(np.abs(network(x) - square(x))[within].max()))
    ax.plot(x, square(x), **stroke("truth"))
    ax.plot(x, network(x), color=colour("hinge"), linewidth=1.4)
    ax.plot(bends, network(bends), "o", color=colour("hinge"), markersize=5)
    ax.set(title=f"{count} hinges", xlim=(-1.3, 1.3), ylim=(-0.1, 1.7))
    ax.set(xticks=[-1, 0, 1], yticks=[0, 1])
axes[1].set_xlabel("what goes in")

# Between two corners the parabola leaves its chord by a quarter of the squared width.
expected = [(2 / count) ** 2 / 4 for count in counts]
assert np.allclose(gaps, expected), f"off by {gaps}; geometry says {expected}"
assert gaps == sorted(gaps, reverse=True), f"more hinges are no better: {gaps}"

description = (
    "A parabola, and a line of straight pieces that follows it from −1 to 1. "
    f"With {counts[0]} hinges the line has {counts[0]} bends and is off by at most {gaps[0]:.2f}; "
    f"with {counts[1]} by {gaps[1]:.4f}; with {counts[2]} by {gaps[2]:.4f}. "
    "Left of −1 the line is flat, and right of 1 it goes straight on."
)
