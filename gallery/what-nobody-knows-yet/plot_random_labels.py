"""
A network learns nonsense by heart
==================================

The same network learns a hundred digits twice: with their right names, and with the same names
dealt out anew at random.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import digits
from explainer.drawing import colour, name_axes, stroke
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

shown = 100  # the digits it learns; all the others are new to it
images = digits().inputs
names = digits().targets.argmax(axis=1)
dealt = np.random.default_rng(0).permutation(names[:shown])
steps = 1500


def shares_right(taught):
    """Teach these names; return the shares right, of those taught and of new ones, on the way."""
    start = Network.random((64, 30, 10), seed=0)
    walk = gradient_descent(
        start,
        images[:shown],
        np.eye(10)[taught],
        loss=cross_entropy,
        learning_rate=0.7,
        steps=steps,
    )
    said = [state.network(images).argmax(axis=1) for state in walk if state.index % 50 == 0]
    known = [np.mean(each[:shown] == taught) for each in said]
    new = [np.mean(each[shown:] == names[shown:]) for each in said]
    return known, new


figure, panes = plt.subplots(1, 2, figsize=(5, 3.4), sharey=True)
ends = []
for ax, title, taught, height in (
    (panes[0], "right names", names[:shown], 0.68),
    (panes[1], "random names", dealt, 0.15),
):
    known, new = shares_right(taught)
    ax.plot(range(0, steps + 1, 50), known, **stroke("sigma"))
    ax.plot(range(0, steps + 1, 50), np.round(new, 2), **stroke("error"))
    ax.text(steps, 1.06, title, ha="right")
    ax.text(steps, 0.91, "taught", ha="right", color=colour("sigma"))
    ax.text(steps, height, "new digits", ha="right", color=colour("error"))
    ax.set(xlim=(0, steps), ylim=(0, 1.15), xticks=[0, 500, 1000, 1500], yticks=[0, 0.5, 1])
    ends.append((known[-1], new[-1]))
name_axes(panes[0], x="step", y="share of the answers that are right")
panes[1].set_xlabel("step")

(known, new), (known_dealt, new_dealt) = ends
assert known == known_dealt == 1, f"right on {known:.2f} and {known_dealt:.2f} of those taught"
assert new > 0.75, f"{new:.2f} of the new ones are right"
assert new_dealt < 0.15, f"{new_dealt:.2f} of the new ones are right, taught random names"

description = (
    f"Two pictures of {steps} steps each. Taught the right names of {shown} digits, the network "
    f"gets all of them right, and {new:.0%} of the digits that are new to it. Taught random names "
    f"for the same digits, it takes longer, and in the end gets all of them right too, but only "
    f"{new_dealt:.0%} of the new ones, about what guessing gets."
)
