"""
Most starts get there, and some do not
======================================

One small network with two hidden neurons is to learn XOR: go if exactly one of two friends comes.
It starts from weights drawn at random, and walks downhill, twenty times over.
Each line is the error of one walk.
Most come close to the bottom; a few are still on a shelf when we stop.
At the start you could not tell which.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import xor
from explainer.drawing import colour, name_axes
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

friends, starts, steps = xor(), 20, 500


def walk(seed):
    """Go downhill from one random start; return every error on the way, and how far off it ends."""
    start = Network.random((2, 2, 1), seed=seed, scale=1.0)
    task = friends.inputs, friends.targets
    path = list(gradient_descent(start, *task, loss=cross_entropy, learning_rate=3.0, steps=steps))
    return [each.loss for each in path], np.abs(path[-1].network(task[0]) - task[1]).max()


walks = [walk(seed) for seed in range(starts)]
learned = [path for path, worst in walks if worst < 0.25]
stuck = [path for path, worst in walks if worst >= 0.25]

figure, ax = plt.subplots(figsize=(5, 3.8))
for role, paths in (("sigma", learned), ("error", stuck)):
    for path in paths:
        ax.plot(
            range(0, steps + 1, 5), path[::5], "-", color=colour(role), linewidth=1.2, alpha=0.8
        )
name_axes(ax, x="step", y="error (each mark is ten times the one below)")
ax.set(yscale="log", ylim=(0.005, 2), xlim=(0, steps), yticks=[0.01, 0.1, 1])
ax.set_yticks([], minor=True)
ax.set_yticklabels(["0.01", "0.1", "1"])
ax.text(490, 0.62, f"{len(stuck)} still on a shelf", ha="right", color=colour("error"))
ax.text(110, 0.012, f"{len(learned)} get there", ha="right", color=colour("sigma"))

ends = {"learned": max(path[-1] for path in learned), "stuck": min(path[-1] for path in stuck)}
assert ends["learned"] < 0.05 < 0.3 < ends["stuck"]
assert len(learned) > len(stuck) > 0

description = (
    f"The cross-entropy of {starts} walks downhill over {steps} steps, one line each. "
    f"{len(learned)} fall to {ends['learned']:.3f} or lower, most of them soon and some late. "
    f"{len(stuck)} level off and end at {ends['stuck']:.2f} or higher."
)
