"""
No line decides “exactly one friend”; two hidden σ do
=====================================================

Full dots are evenings to go, hollow ones to stay in, and the more blue, the surer the “go”.
The straight neuron with the least squared error answers ½ everywhere; a
network with two hidden σ has learned to lay a band between the corners.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity
from explainer.datasets import xor
from explainer.drawing import colour
from explainer.losses import cross_entropy, squared_error
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

corners = xor().inputs
wanted = xor().targets
sides = np.linspace(-0.35, 1.35, 41)
plane = np.stack(np.meshgrid(sides, sides), axis=-1).reshape(-1, 2)


def trained(start, loss, learning_rate):
    """Give the network after a walk downhill."""
    *_, last = gradient_descent(
        start, corners, wanted, loss=loss, learning_rate=learning_rate, steps=1500
    )
    return last.network


line = trained(Network.random([2, 1], identity), squared_error, learning_rate=0.5)
network = trained(Network.random([2, 2, 1]), cross_entropy, learning_rate=2.0)

figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5, 3.1))
panels = ((line, "best line"), (network, "two hidden σ"))
for ax, (model, title) in zip(axes, panels, strict=True):
    heights = model(plane).reshape(len(sides), -1)
    for level in (0.1, 0.3, 0.45, 0.7, 0.9):
        ax.contourf(sides, sides, heights, [level, 2], colors=[colour("sigma")], alpha=0.09)
    for spot, target, said in zip(corners, wanted, model(corners), strict=True):
        ax.plot(*spot, "o", color=colour("ink"), mfc=colour("ink" if target else "paper"))
        ax.text(spot[0], spot[1] + 0.1, f"{said[0]:.2f}", ha="center")
    ax.set(title=title, xticks=[0, 1], yticks=[0, 1], xlabel="Ada comes", aspect="equal")
axes[0].set_ylabel("Ben comes")

answers = line(corners)[:, 0]
learned = network(corners)[:, 0]
right = (learned > 0.5) == (wanted[:, 0] == 1)
off_half = np.abs(line(plane) - 0.5).max()
assert off_half < 1e-5, f"the best line leaves ½ by {off_half:.2g}"
assert right.all(), f"the network says {learned}, where {wanted[:, 0]} is wanted"

description = (
    "Two squares; corners are evenings with neither friend, Ben, Ada, both. The best line "
    f"answers {', '.join(f'{each:.2f}' for each in answers)}: the whole square is one pale blue. "
    f"The network answers {', '.join(f'{each:.2f}' for each in learned)}: a band of deeper blue "
    "holds the two corners with one friend and leaves out the other two."
)
