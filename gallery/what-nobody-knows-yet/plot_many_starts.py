"""
Most starts get there, and some do not
======================================

Each line is the error of one small network that learns XOR from a random start of its own.
The error at the start does not tell them apart: those that fail begin among those that succeed.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import xor
from explainer.drawing import colour, name_axes
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

friends = xor()
starts = 20
steps = 500
learned = []  # the losses on the way, of each walk that gets there
stuck = []  # ... and of each that does not

for seed in range(starts):
    walk = list(
        gradient_descent(
            Network.random((2, 2, 1), seed=seed, scale=1.0),
            friends.inputs,
            friends.targets,
            loss=cross_entropy,
            learning_rate=3.0,
            steps=steps,
        )
    )
    answers = walk[-1].network(friends.inputs)
    worst = np.abs(answers - friends.targets).max()
    losses = [step.loss for step in walk]
    if worst < 0.25:
        learned.append(losses)
    else:
        stuck.append(losses)

figure, ax = plt.subplots(figsize=(5, 3.8))
drawn_steps = range(0, steps + 1, 5)
for role, group in (("sigma", learned), ("error", stuck)):
    for losses in group:
        ax.plot(drawn_steps, losses[::5], "-", color=colour(role), linewidth=1.2, alpha=0.8)
name_axes(ax, x="step", y="error (each mark is ten times the one below)")
ax.set(yscale="log", ylim=(0.005, 2), xlim=(0, steps), yticks=[0.01, 0.1, 1])
ax.set_yticks([], minor=True)
ax.set_yticklabels(["0.01", "0.1", "1"])
ax.text(490, 0.62, f"{len(stuck)} still wrong when we stop", ha="right", color=colour("error"))
ax.text(110, 0.012, f"{len(learned)} get there", ha="right", color=colour("sigma"))

assert len(learned) > len(stuck) > 0, f"{len(learned)} get there, {len(stuck)} do not"
worst_learned = max(losses[-1] for losses in learned)
best_stuck = min(losses[-1] for losses in stuck)
assert worst_learned < 0.05, f"one that gets there ends at {worst_learned:.3f}"
assert best_stuck > 0.3, f"one that fails ends at {best_stuck:.3f}"
first_learned = [losses[0] for losses in learned]
first_stuck = [losses[0] for losses in stuck]
assert min(first_learned) < min(first_stuck), f"{min(first_stuck):.3f} is the lowest start"
assert max(first_learned) > max(first_stuck), f"{max(first_stuck):.3f} is the highest start"

description = (
    f"The cross-entropy of {starts} walks downhill over {steps} steps, one line each, by a "
    "network with two hidden neurons. "
    f"{len(learned)} fall to {worst_learned:.3f} or lower, most of them soon and some late. "
    f"{len(stuck)} level off and end at {best_stuck:.2f} or higher. Those begin between "
    f"{min(first_stuck):.2f} and {max(first_stuck):.2f}, the others between "
    f"{min(first_learned):.2f} and {max(first_learned):.2f}."
)
