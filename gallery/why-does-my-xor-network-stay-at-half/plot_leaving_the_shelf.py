"""
Short steps and small starts stay long on the shelf of ½
========================================================

A network with three hidden σ learns XOR, from one seed, at four settings. While a line is level
the network says about ½ to everything; of these runs, those with larger weights
at the start, or a larger learning rate, leave this shelf sooner.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import xor
from explainer.drawing import colour, name_axes, stroke
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

friends = xor()
steps = 400


def losses(spread, learning_rate):
    """Go downhill from one random start; return the loss at every step."""
    walk = gradient_descent(
        Network.random([2, 3, 1], seed=0, scale=spread),
        friends.inputs,
        friends.targets,
        loss=cross_entropy,
        learning_rate=learning_rate,
        steps=steps,
    )
    return np.array([state.loss for state in walk])


quick = losses(1.0, 5.0)
careful = losses(1.0, 1.0)
small = losses(0.1, 5.0)
both = losses(0.1, 0.1)
shelf = float(np.log(2))  # the mean cross-entropy of saying ½ to everything

figure, ax = plt.subplots(figsize=(5, 3.4))
lines = (
    (quick, "sigma", "spread 1, rate 5", (75, 0.17), "left"),
    (careful, "straight", "spread 1,\nrate 1", (322, 0.47), "left"),
    (small, "cousin", "spread 0.1, rate 5", (262, 0.42), "right"),
    (both, "error", "spread 0.1, rate 0.1", (395, 0.73), "right"),
)
for heights, role, words, place, side in lines:
    ax.plot(heights, **stroke(role))
    ax.text(*place, words, color=colour(role), ha=side)
name_axes(ax, x="steps", y="loss (cross-entropy)")
ax.set(xlim=(0, steps), ylim=(0, 0.85), yticks=[0, 0.2, 0.4, 0.6, 0.8])

off = np.abs(both - shelf).max()
assert off < 0.02, f"the last run leaves the shelf by {off:.3f}"
assert quick[-1] < 0.02, f"the first run ends at {quick[-1]:.3f}"

description = (
    f"The loss over {steps} steps for four settings. Each line runs level at about {shelf:.2f} at "
    f"first. With a spread of 1 at the start and a learning rate of 5 it falls from about step "
    f"{np.argmax(quick < 0.6)} on, and ends at {quick[-1]:.3f}; with rate 1 from about step "
    f"{np.argmax(careful < 0.6)}. With a spread of 0.1 and rate 5 it stays until about step "
    f"{np.argmax(small < 0.6)}. With a spread of 0.1 and rate 0.1 it never leaves."
)
