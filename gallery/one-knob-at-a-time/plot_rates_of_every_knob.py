"""
Tonight's rates: how much each knob is worth
============================================

A bar says how fast the output moves as that knob is turned, with all the others held.
The rain’s knob does nothing tonight, because it does not rain.
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
taken = np.array([*tonight, 1])  # what each knob multiplies; the bias counts as an input of 1
slope = sigmoid.slope(cinema.weighted_input(tonight))

figure, ax = plt.subplots(figsize=(5, 2.6))
rows = np.arange(len(knobs))[::-1]
ax.barh(rows, rates, height=0.62, **area("sigma", 0.3))
ax.barh(rows, rates, height=0.62, fill=False, edgecolor=colour("sigma"), linewidth=1.2)
for row, rate, value in zip(rows, rates, taken, strict=True):
    said = f"{rate:.4f}" if rate else "0"
    ax.text(rate + 0.002, row + 0.02, said, va="center", weight="bold")
    ax.text(0.185, row + 0.02, f"{value:g} × {slope:.4f}", va="center", ha="right")
ax.text(0.185, 3.62, "input × slope", ha="right", color=colour("muted"))
name_axes(ax, x="how fast the output rises when this knob is turned")
ax.set(xlim=(0, 0.188), xticks=[0, 0.05, 0.1], ylim=(-0.5, 4.05))
ax.set_yticks(rows, ["friend’s weight", "film’s weight", "rain’s weight", "bias"])
ax.tick_params(axis="y", length=0, labelcolor=colour("ink"))

friend, film, rain, bias = rates
assert np.allclose(rates, slope * taken), f"the rates are {rates}, not {slope * taken}"
assert rain == 0, f"the rain's knob has the rate {rain:.4f}"
assert friend == bias == 2 * film, f"friend {friend:.4f}, bias {bias:.4f}, film {film:.4f}"

said_rates = [f"{knob} {rate:.4f}" for knob, rate in zip(knobs, rates, strict=True)]
description = (
    f"Four bars, the rates of the four knobs tonight: {', '.join(said_rates)}"
    f". Each is the knob’s input times {slope:.4f}, the slope of σ where the neuron stands; "
    "the bias counts as an input of 1. The rain’s bar is empty."
)
