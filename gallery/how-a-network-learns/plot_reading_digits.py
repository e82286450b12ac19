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


def draw(ax, image):
    """Ink an image in four strengths."""
    square = Path.unit_rectangle().vertices
    for level in range(1, 5):
        cells = np.argwhere(np.rint(4 * image) == level)[:, ::-1]
        dots = Path.make_compound_path(*(Path(cell + square) for cell in cells))
        ax.add_patch(PathPatch(dots, **area("ink", level / 4)))
    ax.set(xlim=(0, 8), ylim=(8, 0), frame_on=False, xticks=[], yticks=[])


figure, axes = plt.subplot_mosaic(
    "abcdefgh\n________\nABCDEFGH", height_ratios=[1, 3.2, 1], figsize=(5, 4.6)
)
for n, (above, under) in enumerate(zip("abcdefgh", "ABCDEFGH", strict=True)):
    draw(axes[above], images[truth == n][0])
    mistake = wrong[n]
    draw(axes[under], images[mistake])
    axes[under].set_title(f"is {truth[mistake]}\nsays {last_answers[mistake]}", loc="center")
middle = axes["_"]
middle.plot(share, **stroke("sigma"))
middle.set(xlim=(0, rounds), ylim=(0, 100), yticks=[0, 50, 95])
middle.grid(axis="y")
name_axes(middle, x="rounds", y="unseen digits read right, %")

assert share[0] < 20 < 95 <= share[-1], f"read right: {share[0]:.1f} %, then {share[-1]:.1f} %"

description = (
    f"Above, the digits 0 to 7. Then, of {len(truth)} unseen digits, the share read right: "
    f"{share[0]:.0f} % before learning, {share[5]:.0f} % after 5 rounds, {share[-1]:.1f} % after "
    f"{rounds}. Below, 8 of {len(wrong)} mistakes; the first is a {truth[wrong][0]}, read as "
    f"{last_answers[wrong][0]}."
)
