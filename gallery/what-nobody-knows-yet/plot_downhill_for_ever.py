"""
Not stuck: still going down, and going away
===========================================

The six walks that failed, followed for twenty times as many steps.
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
failed = (0, 8, 10, 11, 14, 19)  # the seeds of the starts that had not learned in 500 steps
marks = np.unique(np.geomspace(100, 10_000, 25).round().astype(int))
half_answered = np.log(2) / 2  # two of four answers right beyond doubt, the others one half


def walk(seed):
    """Go downhill; return at the marks the error above the level, and the greatest weight."""
    above = []
    weights = []
    for state in gradient_descent(
        Network.random((2, 2, 1), seed=seed, scale=1.0),
        friends.inputs,
        friends.targets,
        loss=cross_entropy,
        learning_rate=3.0,
        steps=int(marks[-1]),
    ):
        if state.index in marks:
            above.append(state.loss - half_answered)
            hidden, last = state.network.layers
            weights.append(max(np.abs(hidden.weights).max(), np.abs(last.weights).max()))
    return above, weights


walks = np.array([walk(seed) for seed in failed])  # seeds, then what is measured, then marks
above, weights = walks.transpose(1, 2, 0)

figure, (top, below) = plt.subplots(2, figsize=(5, 4.8), sharex=True)
look = {"color": colour("error"), "linestyle": "-", "linewidth": 1.2, "alpha": 0.8}
top.plot(marks, above.round(7), **look)
below.plot(marks, weights.round(3), **look)
name_axes(top, y="error above the level it comes down to")
top.set(xscale="log", yscale="log", yticks=[0.0001, 0.001, 0.01, 0.1])
top.set_yticklabels(["0.0001", "0.001", "0.01", "0.1"])
top.set_yticks([], minor=True)
name_axes(below, x="step (each mark is ten times the one before)", y="greatest weight")
below.set(xlim=(100, 10_000), ylim=(-1, 14), yticks=[0, 5, 10])
below.set_xticks([100, 1000, 10_000], ["100", "1,000", "10,000"])
below.set_xticks([], minor=True)

after_thousand = above[marks.searchsorted(1000)].max()
assert np.all(np.diff(above, axis=0) < 0), "a walk goes up between two marks"
assert np.all(above[-1] > 0), f"one ends {above[-1].min():.6f} above the level"
assert np.all(np.diff(weights, axis=0) > 0), f"{weights[-1].min():.1f} is not the greatest yet"

description = (
    f"Six walks from step {marks[0]} to step {marks[-1]:,}. Their error comes ever closer to "
    f"{half_answered:.4f}: at step 1,000 it is at most {after_thousand:.4f} above it, at the end "
    f"{above[-1].max():.4f}, in nearly straight lines on scales of powers of ten. The greatest "
    f"weight of each grows all the time, at the end to {weights[-1].min():.1f} or more."
)
