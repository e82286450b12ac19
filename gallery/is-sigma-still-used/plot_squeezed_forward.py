"""
Forward the signal is squeezed, backward the gradient fades
===========================================================

Pictures of digits go through five hidden layers that have not learned yet.
Top: how far the outputs of a layer differ from picture to picture; below: how large the gradient of
a typical weight is, by the time it has come back to that layer.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid, tanh
from explainer.backprop import backpropagate
from explainer.datasets import digits
from explainer.drawing import arrow, colour, name_axes, stroke
from explainer.losses import cross_entropy
from explainer.network import Network

plt.style.use("explainer.drawing.house")

images = digits().inputs[:300]
answers = digits().targets[:300]
sizes = [64, 20, 20, 20, 20, 20, 10]
seeds = range(10)


def typical(values):
    """Take the root of the mean square."""
    return float(np.sqrt(np.square(values).mean()))


def measure(curve, spread, seed):
    """Measure what differs after each hidden layer, and the gradient of each layer's weights."""
    network = Network.random(sizes, curve, output_activation=sigmoid, seed=seed, scale=spread)
    trace = network.forward(images)
    differs = [typical(outputs - outputs.mean(axis=0)) for outputs in trace.outputs[:-1]]
    gradient = backpropagate(network, trace, answers, cross_entropy)
    return differs, [typical(weights) for weights in gradient.weights]


def middle(curve, spread=None):
    """Take the median of both over all starts."""
    found = [measure(curve, spread, seed) for seed in seeds]
    return [np.median(each, axis=0) for each in zip(*found, strict=True)]


usual = middle(sigmoid)
large = middle(sigmoid, spread=3.0)
other = middle(tanh)

figure, (forward, backward) = plt.subplots(2, figsize=(5, 5.6))
for (differs, gradient), role in ((other, "cousin"), (large, "switch"), (usual, "sigma")):
    forward.plot(np.arange(1, 6), differs, **stroke(role), marker="o", markersize=4)
    backward.plot(np.arange(1, 7), gradient, **stroke(role), marker="o", markersize=4)
forward.text(1.1, 8e-3, "σ", color=colour("sigma"))
forward.text(3.2, 0.35, "σ, weights of spread 3", color=colour("switch"))
forward.text(3.2, 0.045, "tanh", color=colour("cousin"))
backward.text(2.2, 2e-4, "σ", color=colour("sigma"))
backward.text(1.1, 0.2, "σ, weights of spread 3", color=colour("switch"))
backward.text(1.7, 0.013, "tanh", color=colour("cousin"))
arrow(forward, (1.1, 2e-4), (3.0, 2e-4))
arrow(backward, (5.9, 2e-4), (4.0, 2e-4))
name_axes(forward, y="how far outputs differ between pictures")
name_axes(backward, x="layer", y="gradient of a typical weight")
for ax in (forward, backward):
    ax.set(yscale="log", xlim=(0.8, 6.2), ylim=(6e-5, 1.2), xticks=range(1, 7))
    ax.set_yticks([1e-4, 1e-2, 1], ["10⁻⁴", "10⁻²", "1"])
    ax.minorticks_off()

squeezed = usual[0][0] / usual[0][-1]
faded = usual[1][-1] / usual[1][0]
assert squeezed > 200, f"from the first to the fifth layer they are squeezed {squeezed:.0f} times"
assert faded > 1000, f"from the last layer to the first the gradient fades {faded:.0f} times"
assert (other[0] > 0.1).all(), f"with tanh the pictures differ by {other[0]}"
assert (large[0] > 0.1).all(), f"with weights of spread 3 the pictures differ by {large[0]}"

description = (
    f"Two small pictures, on scales of powers of ten, each the middle one of {len(seeds)} starts. "
    f"With σ and weights of the usual size, outputs differ from picture to picture by "
    f"{usual[0][0]:.2f} after the first hidden layer and by {usual[0][-1]:.4f} after the fifth; "
    f"the gradient of a weight falls from {usual[1][-1]:.2f} in the last layer to "
    f"{usual[1][0]:.4f} in the first. With tanh the outputs of the fifth layer differ by "
    f"{other[0][-1]:.2f}, with σ and weights of spread 3 by {large[0][-1]:.2f}."
)
