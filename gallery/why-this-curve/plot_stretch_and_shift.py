"""
The weight stretches the curve, the bias shifts it
==================================================

Above, the larger the weight, the steeper the curve;
below, the bias moves it sideways and leaves its shape.
The dots mark where the neuron says ½.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import colour, label_line, signed, stroke
from explainer.neuron import Neuron

plt.style.use("explainer.drawing.house")

x = np.linspace(-1, 2, 241)
column = x[:, np.newaxis]  # one input, many films
weights = (1.0, 4.0, 16.0)
biases = (4.0, -4.0, -12.0)
held_weight = 8.0
stretched = [Neuron([weight], 0.0) for weight in weights]
shifted = [Neuron([held_weight], bias) for bias in biases]
places = [-bias / held_weight for bias in biases]  # where z is 0


def draw(ax, neuron, half):
    """Draw a neuron over its input, and a dot where it says ½; return the line."""
    (line,) = ax.plot(x, neuron.output(column), **stroke("sigma"))
    ax.plot(half, neuron.output([half]), "o", color=colour("ink"))
    return line


figure, (top, bottom) = plt.subplots(2, sharex=True, figsize=(5, 5))
top.set(yticks=[0, 0.5, 1], xlim=(-1, 2), ylim=(-0.03, 1.03))
bottom.set(yticks=[0, 0.5, 1], xlim=(-1, 2), ylim=(-0.03, 1.03))
beside = ((1.4, (0, -10)), (1.3, (0, -6)), (0.12, (-8, 4)))
for weight, neuron, (at, offset) in zip(weights, stretched, beside, strict=True):
    line = draw(top, neuron, half=0.0)
    label_line(top, line, f"weight {weight:.0f}", at=at, offset=offset)
for bias, neuron, place in zip(biases, shifted, places, strict=True):
    line = draw(bottom, neuron, half=place)
    label_line(bottom, line, f"bias {signed(bias, 0)}", at=place + 0.03, offset=(8, -8))
top.set_title("turn the weight, leave the bias at 0")
bottom.set_title("turn the bias, leave the weight at 8")
bottom.set_xlabel("input")

slopes = [
    float(neuron.gradient([0.0]).bias * weight)
    for weight, neuron in zip(weights, stretched, strict=True)
]
halves = [float(neuron.output([at])) for neuron, at in zip(shifted, places, strict=True)]
gap = np.abs(shifted[0].output(column) - shifted[2].output(column + 2)).max()
assert slopes == [weight / 4 for weight in weights], f"the slopes are {slopes}"
assert halves == [0.5, 0.5, 0.5], f"where z is 0 they say {halves}"
assert gap < 1e-12, f"shifted by 2, the first is {gap:.2g} off the last"

said_weights = ", ".join(f"{weight:.0f}" for weight in weights)
said_slopes = ", ".join(f"{slope:.2f}" for slope in slopes)
said_biases = ", ".join(signed(bias, 0) for bias in biases)
said_places = ", ".join(f"{place:.1f}" for place in places).replace("-", "−")
description = (
    f"Two panels of σ over one input. Above, weights of {said_weights} give slopes of "
    f"{said_slopes} at 0, a quarter of the weight; there all three curves say ½. Below, biases of "
    f"{said_biases} put the ½ at inputs of {said_places}, as the weight is {held_weight:.0f}; the "
    "shape stays."
)
