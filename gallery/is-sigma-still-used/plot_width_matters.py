"""
A wide layer has many ways round
================================

How large are the slopes of each layer’s weights, next to those of the last layer’s?
In a thin chain they fade to less than a millionth on the way back; in
layers of a hundred they fade far less, unless the weights are small.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.backprop import backpropagate
from explainer.drawing import colour, name_axes, stroke
from explainer.losses import squared_error
from explainer.network import Network

plt.style.use("explainer.drawing.house")

layers = np.arange(1, 11)
seeds = range(10)


def slopes(width, spread, seed):
    """Take the typical slope of each layer's weights, in a network drawn at random."""
    network = Network.random([width] * (layers.size + 1), seed=seed, scale=spread)
    inputs = np.random.default_rng(seed).normal(size=(10, width))
    targets = np.zeros_like(inputs)
    gradient = backpropagate(network, network.forward(inputs), targets, squared_error)
    return np.array([np.sqrt(np.square(weights).mean()) for weights in gradient.weights])


def shares(width, spread):
    """Take each layer's slope as a share of the last layer's: the median over the seeds."""
    found = [slopes(width, spread, seed) for seed in seeds]
    return np.median([each / each[-1] for each in found], axis=0)


wide = shares(100, 1.0)
small = shares(100, 0.1)
thin = shares(1, 1.0)

lines = (
    (wide, "straight", "100 wide, weights of spread 1", (1, 5)),
    (small, "cousin", "100 wide,\nsmall weights", (1.2, 1.5e-3)),
    (thin, "sigma", "1 wide,\nweights of spread 1", (6, 6e-9)),
)
figure, ax = plt.subplots(figsize=(5, 3.8))
for share, role, name, place in lines:
    ax.plot(layers, share, **stroke(role), marker="o", markersize=4)
    ax.text(*place, name, color=colour(role), va="center")
name_axes(ax, x="layer, from the first to the last", y="slopes, as a share of the last layer’s")
ax.set(yscale="log", xlim=(0.8, 10.2), ylim=(2e-11, 100), xticks=range(2, 11, 2))
ax.set_yticks([1e-9, 1e-6, 1e-3, 1], ["a billionth", "a millionth", "a thousandth", "all"])
ax.minorticks_off()

assert thin[0] < 1e-6, f"in a thin chain {thin[0]:.2g} is left"
assert thin[0] < small[0] < 1e-4, f"with small weights {small[0]:.2g} is left"
assert 0.05 < wide[0] < 1, f"with a hundred in each layer {wide[0]:.3f} is left"

description = (
    f"A typical slope in each of {layers.size} layers of σ as a share of one in the last; of "
    f"{len(seeds)} random starts the middle one. Back at the first layer {thin[0] * 1e9:.1f} "
    f"billionths are left with one neuron a layer, {small[0] * 1e6:.1f} millionths with a hundred "
    f"and small weights, and {wide[0]:.2f} of it with a hundred and weights of spread 1, of which "
    "two in three are from −1 to 1."
)
