"""
Scaled inputs turn a narrow valley into a round one
===================================================

Both panels show ten steps down the loss of one straight neuron; rings join settings of equal
loss, and the cross marks the least. Left, input 2 is five times as large as
input 1, and the steps bounce, then creep along the valley; right, both inputs are scaled alike.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity
from explainer.drawing import colour
from explainer.losses import squared_error
from explainer.network import Layer, Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

points = np.random.default_rng(2).normal(size=(40, 2))
points -= points.mean(axis=0)
scaled = points / points.std(axis=0)
raw = scaled * [1.0, 5.0]  # as if input 2 were counted in a unit five times as small
wanted = scaled @ np.array([[2.0], [1.0]])


def walk(inputs, start):
    """Take ten steps, each three quarters as long as the steps that would bounce for ever."""
    steepest = np.linalg.eigvalsh(inputs.T @ inputs / len(inputs)).max()
    states = gradient_descent(
        Network((Layer([start], [0.0], identity),)),
        inputs,
        wanted,
        loss=squared_error,
        learning_rate=0.75 * 2 / steepest,
        steps=10,
    )
    return np.array([state.network.layers[0].weights[0] for state in states])


figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5, 2.9))
across = np.linspace(-2, 5, 71)
up = np.linspace(-2, 3, 101)
grid = np.stack(np.meshgrid(across, up), axis=-1)
panels = (
    (axes[0], raw, [-1.0, 1.0], "as they come"),
    (axes[1], scaled, [-1.0, 2.0], "scaled"),
)
left_over = {}
for ax, inputs, start, title in panels:
    path = walk(inputs, start)
    best = np.linalg.lstsq(inputs, wanted)[0][:, 0]
    losses = np.square(grid @ inputs.T - wanted[:, 0]).mean(axis=-1) / 2
    losses = losses.round(9)  # the same on every processor
    ax.contour(across, up, losses, [0.2, 0.8, 1.8], colors=colour("muted"), linewidths=0.8)
    ax.plot(*path.T, "o-", color=colour("sigma"), markersize=3, linewidth=1.2)
    ax.plot(*best, "x", color=colour("ink"), zorder=3)
    ax.set(title=title, xlabel="weight 1", aspect="equal", xticks=[0, 2, 4], yticks=[-2, 0, 2])
    distance = np.abs(path[:, 0] - best[0])
    left_over[title] = distance[-1] / distance[0]
axes[0].set_ylabel("weight 2")

narrow = left_over["as they come"]
round_ = left_over["scaled"]
assert narrow > 0.4, f"in the narrow valley {narrow:.2f} of weight 1’s way is left"
assert round_ < 0.01, f"in the round valley {round_:.3f} of weight 1’s way is left"

description = (
    "Two maps of the loss over two weights. Left, with input 2 five times as large as input 1, the "
    "rings of equal loss are long and narrow, and ten steps zigzag across them: "
    f"{narrow:.2f} of the way is left to weight 1. Right, with both inputs scaled alike, the rings "
    f"are nearly round, and {round_:.4f} of its way is left."
)
