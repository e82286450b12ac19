"""
The weight stretches the curve, the bias shifts it
==================================================

One neuron, one input: how good the film is, run on past 0 and 1 to show all of each S.
Above, three weights: the larger, the steeper, and the curve turns about one point.
There σ climbs by a quarter for each 1 of z, so the slope is a quarter times the weight.
Below, three biases: the curve keeps its shape and moves sideways.
The dots mark where the neuron says ½.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import colour, label_line, signed, stroke
from explainer.neuron import Neuron

plt.style.use("explainer.drawing.house")

x = np.linspace(-1, 2, 241)
weights = [Neuron([w], 0.0) for w in (1.0, 4.0, 16.0)]
biases = [Neuron([8.0], b) for b in (4.0, -4.0, -12.0)]
places = [-neuron.bias / 8 for neuron in biases]

figure, (top, bottom) = plt.subplots(2, sharex=True, figsize=(5, 5))
for ax, neurons in ((top, weights), (bottom, biases)):
    for neuron in neurons:
        half = 0.0 if neuron.bias == 0 else -neuron.bias / neuron.weights[0]
        ax.plot(x, neuron.output(x[:, None]), **stroke("sigma"))
        ax.plot(half, neuron.output([half]), "o", color=colour("ink"))
    ax.set(yticks=[0, 0.5, 1], xlim=(-1, 2), ylim=(-0.03, 1.03))
beside = ((1.3, (0, -6)), (1.3, (0, -6)), (0.12, (-8, 4)))
for line, neuron, (at, offset) in zip(top.lines[::2], weights, beside, strict=True):
    label_line(top, line, f"weight {neuron.weights[0]:.0f}", at=at, offset=offset)
for line, neuron, place in zip(bottom.lines[::2], biases, places, strict=True):
    said = f"bias {signed(neuron.bias, 0)}"
    label_line(bottom, line, said, at=place + 0.03, offset=(8, -8))
top.set_title("turn the weight, leave the bias at 0")
bottom.set_title("turn the bias, leave the weight at 8")
bottom.set_xlabel("input")

steepest = [float(neuron.gradient([0.0]).bias * neuron.weights[0]) for neuron in weights]
assert all(n.output([at]) == 0.5 for n, at in zip(biases, places, strict=True))
assert np.allclose(biases[0].output(x[:, None]), biases[2].output(x[:, None] + 2))
assert steepest == [neuron.weights[0] / 4 for neuron in weights]

description = (
    "Two panels of σ over one input. Above, weights of "
    + ", ".join(f"{n.weights[0]:.0f}" for n in weights)
    + " give slopes of "
    + ", ".join(f"{slope:.2f}" for slope in steepest)
    + " at 0, where all three curves say ½. Below, biases of "
    + ", ".join(signed(n.bias, 0) for n in biases)
    + " put the ½ at inputs of "
    + ", ".join(f"{at:.1f}".replace("-", "−") for at in places)
    + ", as the weight is 8; the shape stays."
)
