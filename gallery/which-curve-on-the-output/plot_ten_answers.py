"""
Softmax shares out one whole; ten σ need not
============================================

Two networks look at the same two handwritten digits, which neither has seen before.
The bars are their ten outputs, and the number above them is what these add up to.
"""

import math
from collections import deque

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from explainer.activations import identity, sigmoid
from explainer.datasets import digits, split
from explainer.drawing import area, colour
from explainer.losses import categorical_cross_entropy, cross_entropy
from explainer.network import Network
from explainer.softmax import softmax
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

train, unseen = split(digits(), 0.25, seed=0, stratify=True)
truth = unseen.targets.argmax(axis=1)
rounds = 30
batch_size = 8


def learn(last_curve, loss, learning_rate):
    """Train a network that reads digits, and ask it about those it has never seen."""
    steps = gradient_descent(
        Network.random([64, 30, 10], output_activation=last_curve),
        train.inputs,
        train.targets,
        loss=loss,
        learning_rate=learning_rate,
        batch_size=batch_size,
        steps=rounds * math.ceil(len(train.inputs) / batch_size),
    )
    last_step = deque(steps, maxlen=1).pop()
    return last_step.network(unseen.inputs)


ten_sigmas = learn(sigmoid, cross_entropy, learning_rate=0.2)
shares = softmax(learn(identity, categorical_cross_entropy, learning_rate=0.5))

sums = ten_sigmas.sum(axis=1)
share_sums = shares.sum(axis=1)
least = sums.argmin()
most = sums.argmax()


def draw_digit(ax, image):
    """Ink an image in four strengths."""
    square = Path.unit_rectangle().vertices
    for level in range(1, 5):
        cells = np.argwhere(np.rint(4 * image) == level)[:, ::-1]
        dots = Path.make_compound_path(*(Path(cell + square) for cell in cells))
        ax.add_patch(PathPatch(dots, **area("ink", level / 4)))
    ax.set(xlim=(0, 8), ylim=(8, 0), frame_on=False, xticks=[], yticks=[], aspect="equal")


def draw_answers(ax, outputs, role, title):
    """Draw ten outputs as bars, with a title over them."""
    ax.bar(range(10), outputs, color=colour(role), width=0.7)
    ax.set(ylim=(0, 1), yticks=[0, 1], xlim=(-0.6, 9.6), xticks=range(10))
    ax.set_title(title)


figure, rows = plt.subplots(2, 3, width_ratios=[1, 2.6, 2.6], figsize=(5, 3.6))
for row, n in zip(rows, (least, most), strict=True):
    draw_digit(row[0], unseen.inputs[n].reshape(8, 8))
    row[0].set_title(f"is {truth[n]}", loc="center")
    draw_answers(row[1], ten_sigmas[n], "sigma", f"ten σ: sum {sums[n]:.2f}")
    draw_answers(row[2], shares[n], "cousin", f"softmax: sum {share_sums[n]:.2f}")

off = np.abs(share_sums - 1).max()
assert off < 1e-12, f"the shares of softmax add up to 1 but for {off:.1e}"
assert sums[least] < 0.5 < 1.5 < sums[most], f"ten σ add up to {sums.min()} to {sums.max()}"

second, first = np.sort(ten_sigmas[most])[-2:]
description = (
    f"Over {len(truth)} unseen digits the ten σ add up to between {sums[least]:.2f} and "
    f"{sums[most]:.2f}; the two ends are drawn. For the {truth[least]} no σ says more than "
    f"{ten_sigmas[least].max():.2f}; for the {truth[most]} two say {first:.2f} and {second:.2f}. "
    f"The other network ends in softmax, and its ten shares add up to {share_sums[most]:.2f} each "
    f"time: its greatest are {shares[least].max():.2f} and {shares[most].max():.2f}."
)
