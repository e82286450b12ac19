"""
Three layers, three curves, one network
=======================================

In each circle stands the curve of that neuron. This network learned to tell two
rings of dots apart; the slopes find their way back through all three curves.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import relu, sigmoid, tanh
from explainer.datasets import two_rings
from explainer.drawing import colour
from explainer.losses import cross_entropy
from explainer.network import Layer, Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

sizes = (2, 5, 3, 1)
curves = (relu, tanh, sigmoid)
roles = ("hinge", "cousin", "sigma")
names = ("ReLU", "tanh", "σ")
random = np.random.default_rng(0)


def layer(inputs, neurons, curve):
    """Draw a layer at random, with weights of spread 1 over the root of its inputs."""
    spread = inputs**-0.5
    weights = random.normal(0, spread, size=(neurons, inputs))
    return Layer(weights, random.normal(0, spread, size=neurons), curve)


mixed = Network(tuple(map(layer, sizes[:-1], sizes[1:], curves)))
rings = two_rings()
*_, last = gradient_descent(
    mixed,
    rings.inputs,
    rings.targets,
    loss=cross_entropy,
    learning_rate=0.5,
    steps=400,
)
right = np.count_nonzero((last.network(rings.inputs) > 0.5) == (rings.targets == 1))


def places(column):
    """Stand the neurons of a layer one above the other, about the middle."""
    heights = np.arange(sizes[column]) - (sizes[column] - 1) / 2
    return [(2.2 * column, float(height)) for height in heights]


figure, ax = plt.subplots(figsize=(5, 3.4))
wire = {"color": colour("grid"), "linestyle": "-", "linewidth": 0.8, "zorder": 0}
for column in range(len(curves)):
    for start in places(column):
        for end in places(column + 1):
            ax.plot(*zip(start, end, strict=True), **wire)
for x, y in places(0):
    ax.plot(x, y, "o", color=colour("ink"), markersize=6)

z = np.linspace(-3, 3, 61)
for number, (curve, role) in enumerate(zip(curves, roles, strict=True), start=1):
    heights = curve(z)
    middle = (heights.max() + heights.min()) / 2
    for x, y in places(number):
        ax.add_patch(plt.Circle((x, y), 0.42, facecolor=colour("paper"), edgecolor=colour("muted")))
        ax.plot(
            x + z / 12,
            y + (heights - middle) / np.ptp(heights) * 0.45,
            color=colour(role),
            linestyle="-",
        )
    ax.text(2.2 * number, -3.1, names[number - 1], ha="center", color=colour(role))
ax.text(0, -3.1, "inputs", ha="center")
ax.set(aspect="equal", xlim=(-0.6, 7.2), ylim=(-3.3, 2.6))
ax.set_axis_off()

assert right == len(rings.inputs), f"{right} of {len(rings.inputs)} dots are right"

description = (
    f"Two inputs, five neurons with ReLU, three with tanh and one with σ, each joined to all of "
    f"the next layer. After 400 steps it is right on {right} of {len(rings.inputs)} dots, and its "
    f"loss is {last.loss:.3f}."
)
