"""
Give them one slope, and most S-curves are close relatives
==========================================================

First the six curves as they come; then five of them, dashed, each moved
and stretched until it runs from 0 to 1 with the slope of σ in the middle.
Two of them are σ, one is nearly σ, and the last two approach their ends more slowly.
"""

import math

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import arctan, normal_cdf, sigmoid, softsign, tanh
from explainer.drawing import colour, signed, stroke

plt.style.use("explainer.drawing.house")

z = np.linspace(-8, 8, 321)
base_two = 1 / (1 + 2.0**-z)  # 2 where σ has e


def rescaled(curve):
    """Move a curve to run from 0 to 1, with the slope of σ at 0."""
    low, high = curve.bounds
    stretch = sigmoid.slope(0.0) / curve.slope(0.0) * (high - low)
    return (curve(stretch * z) - low) / (high - low)


family = {"tanh": tanh, "normal curve": normal_cdf, "arctan": arctan, "softsign": softsign}
laid_over = {"2 in place of e": 1 / (1 + 2.0 ** (-z / math.log(2)))}
for name, curve in family.items():
    laid_over[name] = rescaled(curve)
gaps = {name: float(np.abs(heights - sigmoid(z)).max()) for name, heights in laid_over.items()}

figure, axes = plt.subplots(3, 2, sharex=True, figsize=(5, 6))
first, *others = axes.flat
first.plot(z, base_two, **stroke("cousin"), linewidth=1.2)
for curve in family.values():
    first.plot(z, curve(z), **stroke("cousin"), linewidth=1.2)
first.plot(z, sigmoid(z), **stroke("sigma"))
first.set(yticks=[-1, 0, 1], xticks=[-8, 0, 8], title="as they come")
for ax, (name, heights) in zip(others, laid_over.items(), strict=True):
    ax.plot(z, sigmoid(z), **stroke("sigma"))
    ax.plot(z, heights, **stroke("cousin"))
    ax.set(ylim=(-0.05, 1.05), yticks=[0, 0.5, 1])
    ax.set_title(name, color=colour("cousin"))
    gap = f"{gaps[name]:.2f}"
    ax.text(7.8, 0.1, "no gap" if gap == "0.00" else f"gap {gap}", ha="right")
figure.supxlabel("z", size=12)

assert gaps["2 in place of e"] < 1e-12, f"2 in place of e is {gaps['2 in place of e']:.2g} off"
assert gaps["tanh"] < 1e-12, f"tanh is {gaps['tanh']:.2g} off"
assert gaps["normal curve"] < 0.02, f"the normal curve is {gaps['normal curve']:.3f} off"
assert 0.02 < gaps["arctan"] < gaps["softsign"] < 0.2, f"the gaps are {gaps}"

said = [f"{gap:.3f} for {name}" for name, gap in gaps.items()]
description = (
    "Six panels: six S-curves as they come, then five of them laid over σ, from 0 to 1 and with "
    f"its slope, {sigmoid.slope(0.0):.2f}, at 0. The greatest gaps for z between {signed(z[0], 0)} "
    f"and {signed(z[-1], 0)} are {', '.join(said)}."
)
