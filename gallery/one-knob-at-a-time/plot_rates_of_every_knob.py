"""
Tonight's rates: how much each knob is worth
============================================

One bar for each knob of the cinema neuron.
A bar says how fast the output moves as that knob is turned, with all the others held.
The rain's knob does nothing tonight, because it does not rain.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import area, colour, name_axes
from explainer.story import INPUTS, cinema, tonight

plt.style.use("explainer.drawing.house")

knobs = (*INPUTS, "bias")
gradient = cinema.gradient(tonight)
rates = np.array([*gradient.weights, gradient.bias])
slope = sigmoid.slope(cinema.weighted_input(tonight))

figure, ax = plt.subplots(figsize=(5, 2.6))
rows = np.arange(len(knobs))[::-1]
ax.barh(rows, rates, height=0.62, **area("sigma", 0.3))
ax.barh(rows, rates, height=0.62, fill=False, edgecolor=colour("sigma"), linewidth=1.2)
for row, rate, taken in zip(rows, rates, (*tonight, 1), strict=True):
    said = f"{rate:.4f}" if rate else "0"
    ax.text(rate + 0.002, row + 0.02, said, va="center", weight="bold")
    ax.text(0.185, row + 0.02, f"{taken:g} × {slope:.4f}", va="center", ha="right")
ax.text(0.185, 3.62, "input × slope", ha="right", color=colour("muted"))
name_axes(ax, x="how fast the output rises when this knob is turned")
ax.set(xlim=(0, 0.188), xticks=[0, 0.05, 0.1], ylim=(-0.5, 4.05))
ax.set_yticks(rows, ["friend’s weight", "film’s weight", "rain’s weight", "bias"])
ax.tick_params(axis="y", length=0, labelcolor=colour("ink"))

assert np.allclose(rates, slope * np.array([*tonight, 1]))
assert rates[INPUTS.index("rain")] == 0
assert rates[0] == rates[-1] == 2 * rates[1]

description = (
    "Four bars, the rates of the four knobs tonight: "
    + ", ".join(f"{knob} {rate:.4f}" for knob, rate in zip(knobs, rates, strict=True))
    + f". Each is the knob's input times {slope:.4f}, the slope of σ where the neuron stands; "
    "the bias counts as an input of 1. The rain's bar is empty."
)
