"""
Two neurons, the same decisions, but only one says true chances
===============================================================

One neuron’s word can be trusted: what it calls a quarter comes true about a quarter of the time.
Its twin, with weights and a bias three times as
large, makes the same decisions and is far too sure.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import colour, label_line, name_axes, stroke

plt.style.use("explainer.drawing.house")

random = np.random.default_rng(0)
z = random.normal(0, 1.5, 8000)
good = random.random(z.size) < sigmoid(z)
edges = np.linspace(0, 1, 9)


def came_true(said):
    """Sort the evenings by what was said: the mean of each bin, and the share that was good."""
    bins = np.digitize(said, edges[1:-1])
    means = []
    shares = []
    for number in range(len(edges) - 1):
        inside = bins == number
        means.append(said[inside].mean())
        shares.append(good[inside].mean())
    return np.array(means), np.array(shares)


says = sigmoid(z)
twin_says = sigmoid(3 * z)
honest = came_true(says)
too_sure = came_true(twin_says)

figure, ax = plt.subplots(figsize=(5, 3.8))
ax.plot([0, 1], [0, 1], color=colour("muted"), linewidth=0.8)
(calibrated,) = ax.plot(*honest, **stroke("sigma"), marker="o")
(twin,) = ax.plot(*too_sure, **stroke("error"), marker="s")
label_line(ax, calibrated, "says true chances", at=0.8, offset=(-8, 6))
label_line(ax, twin, "weights three\ntimes as large", at=0.85, offset=(0, -34))
name_axes(ax, x="the chance that the neuron says", y="share that turned out good")
ax.set(xlim=(0, 1), ylim=(0, 1), xticks=[0.25, 0.5, 0.75, 1], yticks=[0, 0.25, 0.5, 0.75, 1])


def largest_gap(said, true):
    """Measure how far what was said is off what came true, where it is worst."""
    return float(np.abs(said - true).max())


off = largest_gap(*honest)
far_off = largest_gap(*too_sure)
differ = np.count_nonzero((says > 0.5) != (twin_says > 0.5))
assert differ == 0, f"the two decide differently on {differ} evenings"
assert off < 0.05 < 0.15 < far_off, f"one is off by {off:.3f}, its twin by {far_off:.3f}"

description = (
    f"Share of good evenings against the chance said, for {z.size} evenings in "
    f"{len(edges) - 1} groups. One neuron’s dots lie along the line where share and chance "
    f"are the same, at most {off:.2f} off. Its twin with weights and bias three times as large "
    f"says {too_sure[0][0]:.2f} where {too_sure[1][0]:.2f} come true, and is up to {far_off:.2f} "
    "off. Both decide the same."
)
