"""
Enough bumps make any skyline
=============================

The stretch is cut into 5, 20 or 80 pieces, and on each stands a
bump as tall as the dotted curve is in the middle of the piece.
The solid line is what such a network says; nothing was trained.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.approximation import approximate
from explainer.datasets import WILD_GREATEST_SLOPE, WILD_RANGE, wild
from explainer.drawing import colour, signed, stroke

plt.style.use("explainer.drawing.house")

pieces = (5, 20, 80)
x = np.linspace(*WILD_RANGE, 481)
worst = []
bounds = []

figure, axes = plt.subplots(3, sharex=True, sharey=True, figsize=(5, 5.4))
for ax, count in zip(axes, pieces, strict=True):
    made = approximate(wild, *WILD_RANGE, count, WILD_GREATEST_SLOPE, steepness=20.0 * count)
    drawn = made.network(x[:, np.newaxis])[:, 0]
    worst.append(float(np.abs(drawn - wild(x)).max()))
    bounds.append(made.bound)
    ax.plot(x, drawn, **stroke("sigma"))
    ax.plot(x, wild(x), **stroke("truth") | {"linewidth": 1.6})
    ax.set_title(f"{count} bumps")
    ax.set_title(f"off by {worst[-1]:.2f} at most", loc="right", color=colour("muted"))
    ax.set(xlim=WILD_RANGE, xticks=[0, 1, 2], yticks=[-1, 0, 1])
axes[-1].set_xlabel("what goes in")

assert worst == sorted(worst, reverse=True), f"more bumps were no better: {worst}"
for error, bound in zip(worst, bounds, strict=True):
    assert error <= bound, f"off by {error:.3f}, though proved to be within {bound:.3f}"

description = (
    f"A wild curve with hills on its hills, from {signed(wild(x).min(), 1)} at the lowest to "
    f"{wild(x).max():.1f} at the highest, drawn three times by a network built by hand. "
    f"With {pieces[0]} bumps it catches only the rough shape and is off by up to {worst[0]:.2f}; "
    f"with {pieces[1]} bumps by up to {worst[1]:.2f}; with {pieces[2]} bumps by up to "
    f"{worst[2]:.2f}, and the two lines can hardly be told apart."
)
