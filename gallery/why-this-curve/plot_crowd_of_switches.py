"""
A crowd of switches adds up to an S
===================================

Everyone has a switch, and everyone's flips at a point of its own: the ticks.
Count how many are on.
A dozen make a rough staircase; a few hundred come close to a curve, and it is σ.
It is σ because of how these points are spread: spread in another way they make another curve.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import heaviside, log_odds, sigmoid
from explainer.drawing import colour, stroke

plt.style.use("explainer.drawing.house")

random = np.random.default_rng(3)
z = np.linspace(-6, 6, 241)


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
    edges = np.concatenate([[-6], points, [6]])
    ax.plot(z, sigmoid(z), **stroke("sigma"))
    ax.step(edges, share_on(points, edges + 1e-9), **stroke("switch"), where="post", linewidth=1.4)
    seen = points if size < 50 else points[::6]
    ax.vlines(seen, -0.14, -0.05, color=colour("switch"), linewidth=1)
    beside = np.concatenate([points - 1e-9, points + 1e-9])
    gaps[size] = float(np.abs(share_on(points, beside) - sigmoid(beside)).max())
    ax.set_title(f"share of {size} switches that are on")
    ax.set(xlim=(-6, 6), ylim=(-0.16, 1.04), yticks=[0, 0.5, 1], xticks=range(-6, 7, 2))
axes[0].text(-1.5, 0.42, "σ", ha="right", color=colour("sigma"))
axes[0].text(2.6, 0.62, "switches, counted", color=colour("switch"))
axes[1].set_xlabel("z, the same for everyone")

assert gaps[300] < 0.06 < gaps[12]
assert all(0 < gap < 0.5 for gap in gaps.values())

description = (
    "Two staircases beside σ, each the share of a crowd of switches that is on as z goes from "
    f"{z[0]:.0f} to {z[-1]:.0f}. ".replace("-", "−")
    + "The flipping points are drawn at random and crowd around 0. "
    + " ".join(f"With {n} switches the greatest gap to σ is {gap:.3f}." for n, gap in gaps.items())
)
