"""
A wider network learns more often
=================================

Each dot is one start of a network that learns XOR: the higher the dot, the further off its worst
answer is after 500 steps. From all of these starts, three neurons or four learn it.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import xor
from explainer.drawing import area, colour, name_axes
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

friends = xor()
starts = 20
widths = (1, 2, 3, 4)
allowed = 0.25  # no answer of a good start is further off


def worst_answer(width, seed):
    """Go downhill from one random start; return how far off the worst answer is in the end."""
    start = Network.random((2, width, 1), seed=seed, scale=1.0)
    walk = gradient_descent(
        start,
        friends.inputs,
        friends.targets,
        loss=cross_entropy,
        learning_rate=3.0,
        steps=500,
    )
    *_, last = walk
    return np.abs(last.network(friends.inputs) - friends.targets).max()


def worst_answers(width):
    """Go downhill from every start; return how far off each ends."""
    return np.array([worst_answer(width, seed) for seed in range(starts)])


worst = {width: worst_answers(width) for width in widths}
good = {width: int(np.sum(ends < allowed)) for width, ends in worst.items()}

figure, ax = plt.subplots(figsize=(5, 3.8))
ax.axhspan(0, allowed, **area("sigma", 0.12))
for width, ends in worst.items():
    aside = width + np.linspace(-0.32, 0.32, starts)
    for kind, role in ((ends < allowed, "sigma"), (ends >= allowed, "error")):
        ax.plot(aside[kind], ends[kind], "o", color=colour(role), markersize=4.5)
    ax.text(width, 0.13, f"{good[width]} of {starts}", ha="center")
name_axes(ax, x="neurons in the hidden layer", y="how far off the worst answer is")
ax.set(xticks=widths, ylim=(-0.03, 0.8), yticks=[0, 0.25, 0.5, 0.75], xlim=(0.5, 4.5))

every_end = np.concatenate(list(worst.values()))
failed = every_end[every_end >= allowed]
worst_good = every_end[every_end < allowed].max()
assert good[1] == 0 < good[2] < good[3] == good[4] == starts, f"good starts: {good}"
assert worst_good < 0.1, f"a start counts as good with an answer {worst_good:.3f} off"

description = (
    f"Four columns of {starts} dots, one a start, for 1 to 4 hidden neurons. "
    "A start counts as good if no answer is off by a quarter or more. Good: "
    + ", ".join(f"{count} of {starts} with {width}" for width, count in good.items())
    + f". Those that fail are off by {failed.min():.2f} or more."
)
