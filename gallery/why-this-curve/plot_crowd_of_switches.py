"""
A crowd of switches adds up to an S
===================================

Everyone’s switch flips at a point of its own, marked by a tick. Here the points
are spread like the slope of σ, and the share of a large crowd that is on comes close to σ; spread
in another way, they make another curve.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import heaviside, log_odds, sigmoid
from explainer.drawing import colour, signed, stroke

plt.style.use("explainer.drawing.house")

random = np.random.default_rng(3)
z = np.linspace(-6, 6, 241)
hair = 1e-9


def crowd(size):
    """Draw flipping points for so many switches, spread so that a share σ(z) lies below z."""
    return np.sort(log_odds(random.uniform(size=size)))


def share_on(points, at):
    """Count the switches that are on at each z, as a share of all."""
    return heaviside(np.subtract.outer(at, points)).mean(axis=-1)


figure, axes = plt.subplots(2, sharex=True, figsize=(5, 5))
gaps = {}
for ax, size in zip(axes, (12, 300), strict=True):
    points = crowd(size)
    # The stairs leave σ most right before or right after a step.
    beside = np.concatenate([points - hair, points + hair])
    gaps[size] = float(np.abs(share_on(points, beside) - sigmoid(beside)).max())
    edges = np.concatenate([[-6], points, [6]])
    stairs = share_on(points, edges + hair)
    ax.plot(z, sigmoid(z), **stroke("sigma"))
    ax.step(edges, stairs, **stroke("switch"), where="post", linewidth=1.4)
    ticks = points if size < 50 else points[::6]
    ax.vlines(ticks, -0.14, -0.05, color=colour("switch"), linewidth=1)
    ax.set_title(f"share of {size} switches that are on")
    ax.set(xlim=(-6, 6), ylim=(-0.16, 1.04), yticks=[0, 0.5, 1], xticks=range(-6, 7, 2))
axes[0].text(-1.5, 0.42, "σ", ha="right", color=colour("sigma"))
axes[0].text(2.6, 0.62, "switches, counted", color=colour("switch"))
axes[1].set_xlabel("z, the same for everyone")

assert gaps[300] < 0.06 < gaps[12], f"the greatest gaps are {gaps}"
assert 0 < min(gaps.values()) <= max(gaps.values()) < 0.5, f"the greatest gaps are {gaps}"

said = [f"With {size} switches the greatest gap to σ is {gap:.3f}." for size, gap in gaps.items()]
description = (
    "Two staircases beside σ, each the share of a crowd of switches that is on as z goes from "
    f"{signed(z[0], 0)} to {z[-1]:.0f}. "
    f"The flipping points are drawn at random and crowd around 0. {' '.join(said)}"
)
