"""
A chain of quarters soon comes to nothing
=========================================

Ten neurons stand in a row: how much of a small change at the start gets past each of them?
With σ and weights of 1, each layer leaves at most a quarter of it; with ReLU nothing
is lost, and with σ and weights of 8, held where σ is steepest, it even grows.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import relu, sigmoid, tanh
from explainer.drawing import colour, name_axes, stroke
from explainer.neuron import Neuron

plt.style.use("explainer.drawing.house")

layers = np.arange(11)
quarters = 0.25**layers
start = 0.5  # what goes into the first neuron


def left_over(neuron):
    """Multiply the rates at which each neuron of the row passes a change on."""
    weight = abs(float(neuron.weights[0]))
    output = start
    share = [1.0]
    for _ in layers[1:]:
        slope = float(neuron.gradient([output]).bias)
        share.append(share[-1] * weight * slope)
        output = float(neuron.output([output]))
    return np.array(share)


shares = {
    "σ, weights 8": left_over(Neuron([8.0], -4.0, sigmoid)),
    "ReLU": left_over(Neuron([1.0], 0.0, relu)),
    "tanh": left_over(Neuron([1.0], 0.0, tanh)),
    "σ": left_over(Neuron([1.0], 0.0, sigmoid)),
}
looks = {
    "σ, weights 8": ("switch", "o"),
    "ReLU": ("hinge", "s"),
    "tanh": ("cousin", "^"),
    "σ": ("sigma", "o"),
}
figure, ax = plt.subplots(figsize=(5, 3.8))
for name, share in shares.items():
    role, marker = looks[name]
    ax.plot(layers, share, **stroke(role), marker=marker, markersize=4)
    side = "bottom" if share[-1] >= 1 else "top"
    ax.text(10.35, share[-1], name, color=colour(role), va=side)
ax.plot(layers, quarters, color=colour("muted"), linewidth=1)
ax.text(4.6, 2e-5, "a quarter\neach time", color=colour("muted"), ha="right")
name_axes(ax, x="layers passed", y="how much of a small change is left")
ax.set(yscale="log", ylim=(1e-8, 1e4), xlim=(0, 13.4), xticks=range(0, 11, 2))
ax.set_yticks([1e-6, 1e-3, 1, 1e3], ["a millionth", "a thousandth", "all", "1000 ×"])
ax.minorticks_off()

end = {name: share[-1] for name, share in shares.items()}
assert end["σ"] <= quarters[-1] < end["tanh"] < end["ReLU"] == 1, f"left in the end: {end}"
assert end["σ, weights 8"] == 1024, f"with weights of 8 it grows to {end['σ, weights 8']}"
assert (shares["σ"] <= quarters).all(), f"{shares['σ']} are not all below {quarters}"

description = (
    "How much of a small change is left after each of ten layers of one neuron, on a scale of "
    "powers of ten. "
    f"With ReLU all of it, {end['ReLU']:.0f}. With tanh {end['tanh']:.3f}. With σ and weights 1, "
    f"{end['σ'] * 1e6:.2f} millionths, below ten quarters in a row, {quarters[-1] * 1e6:.2f} "
    "millionths. With σ and weights 8, held where σ is steepest, the change grows to "
    f"{end['σ, weights 8']:.0f} times."
)
