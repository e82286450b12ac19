"""
Reading handwriting it has never seen
=====================================

The line shows how many unseen digits a network reads right; below, some that it reads wrong.
A round shows it every picture to learn from once; after every eight it takes a step.
"""

from itertools import islice

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from explainer.datasets import digits, split
from explainer.drawing import area, name_axes, stroke
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

train, unseen = split(digits(), 0.25, seed=0, stratify=True)
images, truth = unseen.inputs.reshape(-1, 8, 8), unseen.targets.argmax(axis=1)
rounds, epoch = 30, -(-len(train.inputs) // 8)  # steps that show every example once
settings = {"loss": cross_entropy, "learning_rate": 0.2, "batch_size": 8, "steps": rounds * epoch}
walk = gradient_descent(Network.random([64, 30, 10]), train.inputs, train.targets, **settings)
said = [step.network(unseen.inputs).argmax(axis=1) for step in islice(walk, 0, None, epoch)]
share = [100 * (answers == truth).mean() for answers in said]
wrong, square = np.flatnonzero(said[-1] != truth), Path.unit_rectangle().vertices


def draw(ax, image):
    """Ink an image in four strengths."""
    for level in range(1, 5):
        cells = np.argwhere(np.rint(4 * image) == level)[:, ::-1]
        dots = Path.make_compound_path(*(Path(cell + square) for cell in cells))
        ax.add_patch(PathPatch(dots, **area("ink", level / 4)))
    ax.set(xlim=(0, 8), ylim=(8, 0), frame_on=False, xticks=[], yticks=[])


shape = {"height_ratios": [1, 3.2, 1], "figsize": (5, 4.6)}
figure, axes = plt.subplot_mosaic("abcdefgh\n________\nABCDEFGH", **shape)
for n, (above, under) in enumerate(zip("abcdefgh", "ABCDEFGH", strict=True)):
    draw(axes[above], images[truth == n][0])
    draw(axes[under], images[wrong[n]])
    axes[under].set_title(f"is {truth[wrong[n]]}\nsays {said[-1][wrong[n]]}", loc="center")
axes["_"].plot(share, **stroke("sigma"))
axes["_"].set(xlim=(0, rounds), ylim=(0, 100), yticks=[0, 50, 95])
axes["_"].grid(axis="y")
name_axes(axes["_"], x="rounds", y="unseen digits read right, %")

assert share[0] < 20 < 95 <= share[-1]
description = (
    f"Above, the digits 0 to 7. Then, of {len(truth)} unseen digits, the share read right: "
    f"{share[0]:.0f} % before learning, {share[5]:.0f} % after 5 rounds, {share[-1]:.1f} % after "
    f"{rounds}. Below, 8 of {len(wrong)} mistakes; the first is a {truth[wrong][0]}, read as "
    f"{said[-1][wrong][0]}."
)
