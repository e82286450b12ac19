"""
Fold again, and the pieces double
=================================

Two hinges fold the stretch from 0 to 1 in the middle, like
a sheet of paper, and each further layer folds it once more.
In a single hidden layer, every bend would need a hinge of its own.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, relu
from explainer.drawing import colour
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

first = Layer([[1.0], [1.0]], [0.0, -0.5], relu)
again = Layer([[2.0, -4.0], [2.0, -4.0]], [0.0, -0.5], relu)  # what the hinges made, folded anew
last = Layer([[2.0, -4.0]], [0.0], identity)


def folded(times):
    """Build the network that folds so many times, with two hinges for each."""
    return Network((first, *[again] * (times - 1), last))


x = np.linspace(0, 1, 65)[:, np.newaxis]
folds = (1, 2, 4)
pieces = []
figure, axes = plt.subplots(1, 3, sharex=True, sharey=True, figsize=(5, 2.6))
for ax, times in zip(axes, folds, strict=True):
    drawn = folded(times)(x)[:, 0]
    bends = np.abs(np.diff(drawn, n=2)) > 1e-9  # where the second difference is not 0
    pieces.append(int(bends.sum()) + 1)
    ax.plot(x, drawn, color=colour("hinge"), linewidth=1.6)
    plural = "s" if times > 1 else ""
    ax.set_title(f"{times} fold{plural}:\n{pieces[-1]} pieces")
    ax.set(xlim=(0, 1), xticks=[0, 1], yticks=[0, 1], ylim=(-0.03, 1.05))
axes[1].set_xlabel("what goes in")

hinges = [sum(folded(times).sizes[1:-1]) for times in folds]
assert pieces == [2**times for times in folds], f"{folds} folds make {pieces} pieces"
assert hinges == [2 * times for times in folds], f"{folds} folds take {hinges} hinges"

counts = [
    f"Folds: {times}, straight pieces: {count}" for times, count in zip(folds, pieces, strict=True)
]
description = (
    f"Zigzag lines between 0 and 1. {'. '.join(counts)}"
    f". The last one has {hinges[-1]} hinges in {folds[-1]} layers; in a single layer it would "
    f"need {pieces[-1]}: one for each of its {pieces[-1] - 1} bends, and one for the first climb."
)
