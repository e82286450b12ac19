"""
What counts is the size of the weights, not the width
=====================================================

How large are the gradients of each layer’s weights, next to those of the last layer’s?
With weights of the usual size they fade alike in thin layers and in wide ones; with weights ten
times as large they fade far less, but more than half of the neurons are saturated.
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


def measure(width, times, seed):
    """Take each layer's typical gradient, and the share of outputs that are nearly 0 or 1."""
    spread = times / np.sqrt(width)  # the usual size is 1/√width
    network = Network.random([width] * (layers.size + 1), seed=seed, scale=spread)
    inputs = np.random.default_rng(seed).normal(size=(10, width))
    trace = network.forward(inputs)
    gradient = backpropagate(network, trace, np.zeros_like(inputs), squared_error)
    sizes = np.array([np.sqrt(np.square(weights).mean()) for weights in gradient.weights])
    saturated = np.abs(np.array(trace.outputs) - 0.5) > 0.48
    return sizes / sizes[-1], saturated.mean()


def middle(width, times):
    """Take the median of the gradients over the seeds, and the mean of the saturated share."""
    found = [measure(width, times, seed) for seed in seeds]
    return np.median([share for share, _ in found], axis=0), np.mean([part for _, part in found])


wide, wide_saturated = middle(100, 1.0)
thin, thin_saturated = middle(10, 1.0)
wide_large, wide_large_saturated = middle(100, 10.0)
thin_large, thin_large_saturated = middle(10, 10.0)

lines = (
    (wide_large, "switch", "o", "100 wide", (1.2, 1.0)),
    (thin_large, "switch", "s", "10 wide", (1.2, 6e-3)),
    (wide, "sigma", "o", "100 wide", (1.2, 3e-4)),
    (thin, "sigma", "s", "10 wide", (3.4, 3e-6)),
)
figure, ax = plt.subplots(figsize=(5, 3.8))
for share, role, marker, name, place in lines:
    ax.plot(layers, share, **stroke(role), linewidth=1.4, marker=marker, markersize=5)
    ax.text(*place, name, color=colour(role), va="center")
ax.text(10.1, 8, "weights ten times as large", color=colour("switch"), ha="right", va="center")
ax.text(10.1, 2e-5, "usual weights", color=colour("sigma"), ha="right", va="center")
name_axes(ax, x="layer, from the first to the last", y="gradient, as a share of the last layer’s")
ax.set(yscale="log", xlim=(0.8, 10.2), ylim=(1e-7, 30), xticks=range(2, 11, 2))
ax.set_yticks([1e-6, 1e-3, 1], ["a millionth", "a thousandth", "all"])
ax.minorticks_off()

usual = max(wide_saturated, thin_saturated)
large = min(wide_large_saturated, thin_large_saturated)
assert 1e-7 < thin[0] < wide[0] < 3e-6, f"thin {thin[0]:.2g} and wide {wide[0]:.2g} are left"
assert thin_large[0] > 1e-3, f"with large weights {thin_large[0]:.2g} is left in thin layers"
assert wide_large[0] > 0.1, f"with large weights {wide_large[0]:.2g} is left in wide layers"
assert usual < 0.01 < 0.5 < large, f"{usual:.3f} are saturated, and with large weights {large:.3f}"

description = (
    f"A typical gradient in each of {layers.size} layers of σ as a share of one in the last; of "
    f"{len(seeds)} random starts the middle one. With weights of the usual size, back at the first "
    f"layer {thin[0] * 1e6:.1f} millionths are left in layers of 10 neurons and "
    f"{wide[0] * 1e6:.1f} millionths in layers of 100. With weights ten times as large it is "
    f"{thin_large[0]:.2f} and {wide_large[0]:.2f}; then {thin_large_saturated:.0%} and "
    f"{wide_large_saturated:.0%} of the outputs are below 0.02 or above 0.98."
)
