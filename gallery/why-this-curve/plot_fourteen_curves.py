"""
Fourteen curves that a neuron can be given
==========================================

Each turns the weighted sum z, from left to right, into an output,
from bottom to top; thin lines mark where each of the two is 0.
All are drawn to one scale, and some go on beyond what is shown.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import ACTIVATIONS
from explainer.drawing import colour, signed

plt.style.use("explainer.drawing.house")

NAMES = {
    "heaviside": "switch",
    "identity": "straight line",
    "sigmoid": "σ",
    "square": "z × z",
    "normal_cdf": "normal curve",
    "leaky_relu": "leaky ReLU",
    "relu": "ReLU",
    "gelu": "GELU",
    "silu": "SiLU",
}
reach = 4.0
left = np.linspace(-reach, 0, 21)  # in two halves, so that a jump at 0 stays a jump
right = np.linspace(1e-9, reach, 21)

figure, axes = plt.subplots(5, 3, sharex=True, sharey=True, figsize=(5, 5.6))
for ax, (name, curve) in zip(axes.flat, ACTIVATIONS.items(), strict=False):
    ink = colour("sigma" if name == "sigmoid" else "ink")
    ax.axhline(0, color=colour("grid"), linewidth=0.8)
    ax.axvline(0, color=colour("grid"), linewidth=0.8)
    ax.plot(left, curve(left), color=ink)
    ax.plot(right, curve(right), color=ink)
    ax.set_title(NAMES.get(name, name), color=ink)
for ax in axes.flat:
    ax.axis("off")
axes[0, 0].set(xlim=(-reach, reach), ylim=(-1.7, 3))


def write(numbers, decimals):
    """Write numbers in a row, with a true minus sign."""
    return ", ".join(f"{number:.{decimals}f}" for number in numbers).replace("-", "−")


places = np.array([-2.0, 0.0, 2.0])
rows = [f"{NAMES.get(name, name)} {write(f(places), 2)}" for name, f in ACTIVATIONS.items()]
jumping = [name for name, f in ACTIVATIONS.items() if abs(f(right[0]) - f(left[-1])) > 0.5]
assert len(rows) == 14, f"the title says fourteen curves, and there are {len(rows)}"
assert jumping == ["heaviside"], f"those that jump are {jumping}"

description = (
    f"A sheet of {len(rows)} small curves, for z from {signed(-reach, 0)} to {reach:.0f}. "
    f"What each says at z = {write(places, 0)}: {'; '.join(rows)}."
)
