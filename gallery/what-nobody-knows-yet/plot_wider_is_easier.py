"""
A wider network learns more often
=================================

Twenty starts for each size, and the same task, XOR, with one to four hidden neurons.
Each dot is one start: the higher the dot, the more its worst answer is off in the end.
One hidden neuron can never do it; two can, but not from every start.
With three, every start here does.
More knobs made the search easier, not harder.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import xor
from explainer.drawing import area, colour, name_axes
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

friends, starts, widths = xor(), 20, (1, 2, 3, 4)


def worst_answer(width, seed):
    """Go downhill from one random start; return how far off the worst answer is in the end."""
    start = Network.random((2, width, 1), seed=seed, scale=1.0)
    task = friends.inputs, friends.targets
    for step in gradient_descent(start, *task, loss=cross_entropy, learning_rate=3.0, steps=500):
        end = step
    return np.abs(end.network(task[0]) - task[1]).max()


worst = {width: np.array([worst_answer(width, n) for n in range(starts)]) for width in widths}
good = {width: int(np.sum(ends < 0.25)) for width, ends in worst.items()}

figure, ax = plt.subplots(figsize=(5, 3.8))
ax.axhspan(0, 0.25, **area("sigma", 0.12))
for width, ends in worst.items():
    aside = width + np.linspace(-0.32, 0.32, starts)
    for kind, role in ((ends < 0.25, "sigma"), (ends >= 0.25, "error")):
        ax.plot(aside[kind], ends[kind], "o", color=colour(role), markersize=4.5)
    ax.text(width, 0.13, f"{good[width]} of {starts}", ha="center")
name_axes(ax, x="neurons in the hidden layer", y="how far off the worst answer is")
ax.set(xticks=widths, ylim=(-0.03, 0.8), yticks=[0, 0.25, 0.5, 0.75], xlim=(0.5, 4.5))

failed = np.concatenate([ends[ends >= 0.25] for ends in worst.values()])
assert good[1] == 0 < good[2] < good[3] == good[4] == starts
assert all(ends[ends < 0.25].max(initial=0) < 0.1 for ends in worst.values())

description = (
    f"Four columns of {starts} dots, one a start, for 1 to 4 hidden neurons. "
    "A start counts as good if no answer is off by a quarter or more. Good: "
    + ", ".join(f"{count} of {starts} with {width}" for width, count in good.items())
    + f". Those that fail are off by {failed.min():.2f} or more."
)
