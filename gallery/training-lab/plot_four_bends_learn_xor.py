"""
Four neurons with a bend learn “one friend, not both”
=====================================================

The network has two inputs, four hidden σ and one more σ at the end.
The bluer the plane, the surer it says yes; full dots ask for yes, hollow ones for no.
Below, the loss falls with each step: first it hesitates, then it finds the way.
"""

import numpy as np

from explainer.activations import sigmoid
from explainer.datasets import xor
from explainer.drawing.training import CELLS, Run, decision_surface
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

low = -0.5
high = 1.5
steps = 400
middles = low + (np.arange(CELLS) + 0.5) * (high - low) / CELLS
plane = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
corners = xor().inputs
wanted = xor().targets

start = Network.random((2, 4, 1), sigmoid, seed=4)
way = list(
    gradient_descent(start, corners, wanted, loss=cross_entropy, learning_rate=2.0, steps=steps)
)
losses = [step.loss for step in way]
network = way[-1].network
says = network(corners)[:, 0]

points = [
    {"x": x, "y": y, "wanted": target}
    for (x, y), (target,) in zip(corners.tolist(), wanted.tolist(), strict=True)
]
heights = network(plane)[:, 0].round(2).tolist()
taken = list(range(0, steps + 1, 2))
run = Run(heights, taken, losses[::2])
figure = decision_surface(((low, high), (low, high)), run, points)

right = (says > 0.5) == (wanted[:, 0] == 1)
assert right.all(), f"the network says {says}, where {wanted[:, 0]} is wanted"
assert losses[-1] < losses[0] / 20, f"from {losses[0]:.3f} the loss fell only to {losses[-1]:.3f}"

description = (
    f"A square with four corner points. After {steps} steps the network answers "
    f"{', '.join(f'{each:.2f}' for each in says)} at (0, 0), (0, 1), (1, 0) and (1, 1): "
    "a blue band holds the two points that ask for yes, and leaves out the other two. "
    f"Below, the mean loss falls from {losses[0]:.2f} to {losses[-1]:.3f}."
)
