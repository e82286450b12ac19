"""
Reading digits it has never seen
================================

The line shows how many unseen digits a network reads right; below are some that it reads wrong.
In each round it learns from every training picture once, and takes a step after every eight.
"""

import math
from itertools import islice

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from explainer.activations import identity
from explainer.datasets import digits, split
from explainer.drawing import area, name_axes, stroke
from explainer.losses import categorical_cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

train, unseen = split(digits(), 0.25, seed=0, stratify=True)
images = unseen.inputs.reshape(-1, 8, 8)
truth = unseen.targets.argmax(axis=1)

rounds = 30
batch_size = 8
epoch = math.ceil(len(train.inputs) / batch_size)  # steps that show every example once
walk = gradient_descent(
    Network.random([64, 30, 10], output_activation=identity),  # softmax comes with the loss
    train.inputs,
    train.targets,
    loss=categorical_cross_entropy,
    learning_rate=0.5,
    batch_size=batch_size,
    steps=rounds * epoch,
)

after_each_round = islice(walk, 0, None, epoch)
answers = [step.network(unseen.inputs).argmax(axis=1) for step in after_each_round]
share = [100 * (said == truth).mean() for said in answers]
last_answers = answers[-1]
wrong = np.flatnonzero(last_answers != truth)


def runs(cells):
    """Outline the true cells of a grid, a run of neighbours in a row at once."""
    outlines = []
    for y, row in enumerate(cells):
        edges = np.flatnonzero(np.diff(row, prepend=False, append=False))
        for left, right in edges.reshape(-1, 2):
            outlines.append(Path([(left, y), (right, y), (right, y + 1), (left, y + 1), (left, y)]))
    return outlines


def draw(ax, image):
    """Ink an image in three strengths."""
    for level in range(1, 4):
        dots = Path.make_compound_path(*runs(np.rint(3 * image) == level))
        ax.add_patch(PathPatch(dots, **area("ink", level / 3)))
    ax.set(xlim=(0, 8), ylim=(8, 0), frame_on=False, xticks=[], yticks=[])


figure, axes = plt.subplot_mosaic("________\nABCDEFGH", height_ratios=[3, 1], figsize=(5, 3.8))
for name, mistake in zip("ABCDEFGH", wrong, strict=False):
    draw(axes[name], images[mistake])
    axes[name].set_title(f"is {truth[mistake]}\nsays {last_answers[mistake]}", loc="center")
above = axes["_"]
above.plot(share, **stroke("sigma"))
above.set(xlim=(0, rounds), ylim=(0, 100), yticks=[0, 50, 95])
above.grid(axis="y")
name_axes(above, x="rounds", y="unseen digits read right, %")

assert share[0] < 20 < 95 <= share[-1], f"read right: {share[0]:.1f} %, then {share[-1]:.1f} %"

description = (
    f"Of {len(truth)} unseen digits, the share read right: {share[0]:.0f} % before learning, "
    f"{share[5]:.0f} % after 5 rounds, {share[-1]:.1f} % after {rounds}. Below, 8 of {len(wrong)} "
    f"mistakes; the first is a {truth[wrong][0]}, read as {last_answers[wrong][0]}."
)
