"""
The steeper the sigmoid, the more it is a switch
================================================

Multiply what goes into a sigmoid by 1, 3, 10, then 100,
and the shaded gap between it and the switch closes.
Only at 0 does nothing change: there every one of the curves says ½.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import heaviside, sigmoid
from explainer.drawing import area, colour, stroke

plt.style.use("explainer.drawing.house")

steepness = (1, 3, 10, 100)
near = 0.05  # a place close to the jump, where the gap is read off
z = 2 * np.linspace(-1, 1, 201) ** 3  # crowded around 0, where the curves bend


def gap(k, at):
    """Measure how far σ(kz) stands from the switch at one z."""
    return float(abs(heaviside(at) - sigmoid(k * at)))


figure, axes = plt.subplots(2, 2, sharex=True, sharey=True, figsize=(5, 3.8))
for ax, k in zip(axes.flat, steepness, strict=True):
    ax.fill_between(z, heaviside(z), sigmoid(k * z), **area("error"))
    ax.plot(z, heaviside(z), **stroke("switch"), linewidth=1.2)
    ax.plot(z, sigmoid(k * z), **stroke("sigma"))
    ax.plot(0, sigmoid(0.0), "o", color=colour("sigma"))
    ax.set_title(f"{k} × as steep")
    ax.set(xticks=[-1, 0, 1], yticks=[0, 0.5, 1], xlim=(-2, 2))
axes[0, 0].text(-0.15, 0.82, "switch", ha="right", color=colour("switch"))
axes[0, 0].text(0.35, 0.4, "sigmoid", color=colour("sigma"))
axes[0, 0].text(0.5, 0.76, "gap", ha="center")
figure.supxlabel("z, what goes in", size=12)

gaps = {k: gap(k, near) for k in steepness}
in_order = list(gaps.values())
assert in_order == sorted(in_order, reverse=True), f"the gap does not close: {gaps}"
for k in steepness:
    bound = np.exp(-k * near)
    next_to_0 = gap(k, 1e-9)
    assert gaps[k] <= bound, f"for k = {k} the gap is {gaps[k]:.4f}, over {bound:.4f}"
    assert sigmoid(k * 0.0) == 0.5, f"for k = {k} it says {sigmoid(k * 0.0)} at 0"
    assert next_to_0 > 0.49, f"for k = {k} the gap next to 0 is only {next_to_0:.3f}"

said = [f"{each:.3f} for k = {k}" for k, each in gaps.items()]
description = (
    "Four sigmoids, σ(kz), each drawn over the switch with the gap between them shaded. "
    f"At z = {near} the gap is {', '.join(said)}"
    f". At z = 0 all four pass through {sigmoid(0.0):.1f}, however steep they are."
)
