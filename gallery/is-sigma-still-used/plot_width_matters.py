"""
A wide layer has many ways round
================================

Ten layers of σ, with weights drawn at random.
How large are the slopes of each layer's weights, next to those of the last layer's?
In a thin chain it fades to less than a millionth on the way back to the first layer.
With a hundred in each, and weights of spread 1 (two in three are from −1 to 1), it fades far less.
Weights a tenth as large bring the fading back.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.backprop import backpropagate
from explainer.drawing import name_axes, stroke
from explainer.losses import squared_error
from explainer.network import Network

plt.style.use("explainer.drawing.house")

layers, seeds = np.arange(1, 11), range(10)


def sizes(width, spread):
    """Take the typical slope of each layer as a share of the last one's: median of the seeds."""
    found = []
    for seed in seeds:
        network = Network.random([width] * (layers.size + 1), seed=seed, scale=spread)
        inputs = np.random.default_rng(seed).normal(size=(10, width))
        felt = backpropagate(network, network.forward(inputs), np.zeros_like(inputs), squared_error)
        size = [np.sqrt(np.square(weights).mean()) for weights in felt.weights]
        found.append(np.divide(size, size[-1]))
    return np.median(found, axis=0)


lines = {
    "100 wide, weights of spread 1": (sizes(100, 1.0), stroke("straight"), (1, 5)),
    "100 wide,\nsmall weights": (sizes(100, 0.1), stroke("cousin"), (1.2, 1.5e-3)),
    "1 wide,\nweights of spread 1": (sizes(1, 1.0), stroke("sigma"), (6, 6e-9)),
}
figure, ax = plt.subplots(figsize=(5, 3.8))
for name, (size, look, place) in lines.items():
    ax.plot(layers, size, **look, marker="o", markersize=4)
    ax.text(*place, name, color=look["color"], va="center")
name_axes(ax, x="layer, from the first to the last", y="slopes, as a share of the last layer’s")
ax.set(yscale="log", xlim=(0.8, 10.2), ylim=(2e-11, 100), xticks=range(2, 11, 2))
ax.set_yticks([1e-9, 1e-6, 1e-3, 1], ["a billionth", "a millionth", "a thousandth", "all"])
ax.minorticks_off()

wide, small, thin = (size[0] for size, _, _ in lines.values())
assert thin < 1e-6
assert thin < small < 1e-4 < 0.05 < wide < 1

description = (
    f"A typical slope in each of {layers.size} layers of σ as a share of one in the last; of "
    f"{len(seeds)} random starts the middle one. Back at the first layer {thin * 1e9:.1f} "
    f"billionths are left with one neuron a layer, {small * 1e6:.1f} millionths with a hundred and "
    f"small weights, and {wide:.2f} of it with a hundred and weights of spread 1."
)
