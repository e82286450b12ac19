"""
Four neurons with a bend learn “one friend, not both”
=====================================================

Full dots ask for yes, hollow ones for no; the bluer the plane, the surer the network says yes.
At first the loss hardly falls, but in the end a blue band holds the full dots alone.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.datasets import xor
from explainer.drawing import colour, name_axes
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

steps = 400
shown = (0, 100, 400)
corners = xor().inputs
wanted = xor().targets
sides = np.linspace(-0.5, 1.5, 41)
plane = np.stack(np.meshgrid(sides, sides), axis=-1).reshape(-1, 2)

start = Network.random((2, 4, 1), sigmoid, seed=4)
way = list(
    gradient_descent(start, corners, wanted, loss=cross_entropy, learning_rate=2.0, steps=steps)
)
losses = [step.loss for step in way]

figure, axes = plt.subplot_mosaic(
    [[str(index) for index in shown], ["loss"] * len(shown)], figsize=(5, 4), height_ratios=[5, 4]
)
for index in shown:
    ax = axes[str(index)]
    heights = way[index].network(plane).reshape(len(sides), -1)
    for level in (0.1, 0.3, 0.45, 0.7, 0.9):
        ax.contourf(sides, sides, heights, [level, 2], colors=[colour("sigma")], alpha=0.18)
    for spot, target in zip(corners, wanted, strict=True):
        ax.plot(*spot, "o", color=colour("ink"), mfc=colour("ink" if target else "paper"))
    ax.set(title=f"step {index}", xlabel="Ada comes", xticks=[0, 1], yticks=[0, 1], aspect="equal")
    axes["loss"].plot(index, losses[index], "o", color=colour("error"), clip_on=False)
axes["0"].set_ylabel("Ben comes")
name_axes(axes["loss"], "step", "mean loss")
axes["loss"].plot(losses, color=colour("error"), linestyle="-")
axes["loss"].set(xlim=(0, steps), ylim=(0, 0.8), xticks=shown, yticks=[0, 0.4, 0.8])

says = way[-1].network(corners)[:, 0]
right = (says > 0.5) == (wanted[:, 0] == 1)
assert right.all(), f"the network says {says}, where {wanted[:, 0]} is wanted"
assert losses[-1] < losses[0] / 20, f"from {losses[0]:.3f} the loss fell only to {losses[-1]:.3f}"


def answers(index):
    """Write what the network answers at the corners after so many steps."""
    return ", ".join(f"{each:.2f}" for each in way[index].network(corners)[:, 0])


description = (
    "Three squares, each with the corners neither friend, Ben, Ada, both. Before the first step "
    f"the network answers {answers(0)}, and the whole square is nearly one blue. After {shown[1]} "
    f"steps it answers {answers(shown[1])}: one corner has turned pale. After {steps} steps it "
    f"answers {answers(steps)}: a blue band holds the two corners with one friend and leaves out "
    f"the other two. Below, the mean loss falls from {losses[0]:.2f} to {losses[-1]:.3f}, but in "
    f"the first {shown[1] // 2} steps only to {losses[shown[1] // 2]:.2f}."
)
