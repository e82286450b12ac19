"""
Thirty hidden neurons, each drawn by its weights
================================================

Each small picture is one hidden neuron of the network that reads digits, with a square for each
of its 64 weights. Blue weights are above 0, orange ones below, and those near 0 are left out.
"""

import math
from collections import deque

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from explainer.activations import identity
from explainer.datasets import digits, split
from explainer.drawing import area
from explainer.losses import categorical_cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

train, _ = split(digits(), 0.25, seed=0, stratify=True)
rounds = 30
batch_size = 8

walk = gradient_descent(
    Network.random([64, 30, 10], output_activation=identity),  # softmax comes with the loss
    train.inputs,
    train.targets,
    loss=categorical_cross_entropy,
    learning_rate=0.5,
    batch_size=batch_size,
    steps=rounds * math.ceil(len(train.inputs) / batch_size),
)
reader = deque(walk, maxlen=1).pop().network
hidden = reader.layers[0].weights
small = 0.4  # smaller weights are left out
large = 1.0


def runs(cells):
    """Outline the true cells of a grid, a run of neighbours in a row at once."""
    outlines = []
    for y, row in enumerate(cells):
        edges = np.flatnonzero(np.diff(row, prepend=False, append=False))
        for left, right in edges.reshape(-1, 2):
            outlines.append(Path([(left, y), (right, y), (right, y + 1), (left, y + 1), (left, y)]))
    return outlines


def fill(ax, cells, paint):
    """Paint the true cells of a grid."""
    ax.add_patch(PathPatch(Path.make_compound_path(*runs(cells)), **paint))


columns = 6
grid = np.zeros((5 * 9 - 1, columns * 9 - 1))  # an empty line between two pictures
frame = np.zeros(grid.shape, dtype=bool)
for number, weights in enumerate(hidden):
    y = 9 * (number // columns)
    x = 9 * (number % columns)
    grid[y : y + 8, x : x + 8] = weights.reshape(8, 8)
    frame[y : y + 8, x : x + 8] = True

figure, ax = plt.subplots(figsize=(5, 4.5))
fill(ax, frame, area("shade", 1.0))
for sign, role in ((1, "sigma"), (-1, "switch")):
    strength = sign * grid
    fill(ax, (strength >= small) & (strength < large), area(role, 0.45))
    fill(ax, strength >= large, area(role, 1.0))
ax.set(xlim=(0, grid.shape[1]), ylim=(grid.shape[0], 0), aspect="equal")
ax.set_axis_off()
ax.set_title("blue: ink speaks for it; orange: ink speaks against it")

outputs = reader.forward(train.inputs).outputs[0]
digit = train.targets.argmax(axis=1)
likes = [outputs[digit == n].mean(axis=0) > 0.5 for n in range(10)]
liked = np.sum(likes, axis=0)
drawn = int((np.abs(hidden) >= small).sum())

assert liked.min() > 1, f"a neuron says more than ½ on average for only {liked.min()} digit"
assert liked.max() < 9, f"a neuron says more than ½ on average for {liked.max()} digits"

description = (
    f"Thirty pictures of 8 by 8 squares. {drawn} of the {hidden.size} weights are {small} or more "
    "in size, and are drawn: blue above 0, orange below, in two strengths. Patches of both colours "
    "lie side by side; here and there one sees a bar or an arc, but no picture shows a whole "
    f"digit. On average each neuron says more than ½ for {liked.min()} to {liked.max()} of the "
    "ten digits."
)
