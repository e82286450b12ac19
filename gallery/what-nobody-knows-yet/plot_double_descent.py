"""
Worst where it just fits, and better beyond
===========================================

A layer of neurons with random weights learns a hundred digits; only the weights that read it are
fitted. New digits come out worst with as many neurons as digits learned.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import digits
from explainer.drawing import colour, name_axes, stroke
from explainer.network import Network

plt.style.use("explainer.drawing.house")

shown = 100  # the digits it learns; all the others are new to it
images = digits().inputs
answers = digits().targets
widths = [10, 20, 30, 40, 60, 80, 90, 100, 110, 120, 140, 200, 300, 400, 800]


def shares_wrong(hidden):
    """Fit the output weights by least squares; return the shares wrong, known and new."""
    weights, *_ = np.linalg.lstsq(hidden[:shown], answers[:shown], rcond=None)
    wrong = (hidden @ weights).argmax(axis=1) != answers.argmax(axis=1)
    return wrong[:shown].mean(), wrong[shown:].mean()


def shares_at_every_width(seed):
    """Take the first few of 800 random neurons, then more and more of them."""
    outputs = Network.random((64, max(widths)), seed=seed, scale=0.5)(images)
    return [shares_wrong(outputs[:, :width]) for width in widths]


known, new = np.mean([shares_at_every_width(seed) for seed in range(3)], axis=0).T

figure, ax = plt.subplots(figsize=(5, 3.6))
ax.axvline(shown, color=colour("muted"), linewidth=0.8)
ax.text(108, 0.9, "as many neurons as digits", color=colour("muted"), va="center")
ax.plot(widths, new, **stroke("error"))
ax.plot(widths, known, **stroke("sigma"))
ax.text(330, 0.27, "new digits", color=colour("error"))
ax.text(330, 0.04, "the hundred learned", ha="center", color=colour("sigma"))
name_axes(ax, x="neurons with random weights", y="share of the answers that are wrong")
ax.set(xscale="log", xlim=(10, 900), ylim=(-0.02, 1), yticks=[0, 0.25, 0.5, 0.75, 1])
ax.set_xticks([10, 100, 800], ["10", "100", "800"])
ax.set_xticks([], minor=True)

peak = widths.index(shown)
best_before = new[:peak].min()
assert np.argmax(new) == peak, f"the worst is at {widths[np.argmax(new)]} neurons, not {shown}"
assert new[peak] > 0.7, f"{new[peak]:.2f} of the new ones are wrong at {shown} neurons"
assert new[-1] < best_before - 0.05, f"{new[-1]:.2f} at the end, {best_before:.2f} before the peak"
assert known[peak:].max() == 0, f"up to {known[peak:].max():.2f} of the learned ones are wrong"

description = (
    f"The share of wrong answers against the number of neurons, from {widths[0]} to {widths[-1]}. "
    f"On new digits it falls to {best_before:.0%}, climbs to {new[peak]:.0%} at {shown} neurons, "
    f"as many as there are digits to learn, and falls again, to {new[-1]:.0%}. "
    "On the digits learned it falls to 0 before the peak and stays there."
)
