"""
Train straight layers, and you get the trendline
================================================

A network with two straight layers starts at random and, in short
steps, walks downhill on the error at forty scattered dots.
Its line swings round and settles on the trendline, which a spreadsheet draws at once.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity
from explainer.datasets import noisy_line
from explainer.drawing import colour, name_axes, signed, stroke
from explainer.losses import squared_error
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

points = noisy_line()
trend = np.polyfit(points.inputs[:, 0], points.targets[:, 0], 1)
start = Network.random([1, 4, 1], activation=identity, seed=1)
walk = gradient_descent(
    start, points.inputs, points.targets, loss=squared_error, learning_rate=0.1, steps=100
)
shown = {step.index: step.network for step in walk if step.index in (0, 3, 100)}

figure, ax = plt.subplots(figsize=(5, 3.6))
ends = np.array([[-1.0], [1.0]])
ax.plot(points.inputs, points.targets, "o", color=colour("truth"), markersize=4)
ax.plot(ends, np.polyval(trend, ends), **stroke("straight") | {"linewidth": 4.5})
for steps, network in shown.items():
    ax.plot(ends, network(ends), color=colour("ink"), linewidth=1.2)
    name = f"{steps} steps" if steps < 100 else "100 steps:\nthe trendline"
    ax.text(1.03, float(network(ends)[1, 0]), name, va="center")
name_axes(ax, x="what goes in", y="what should come out")
ax.set(xlim=(-1, 1.55), xticks=[-1, 0, 1], ylim=(-2.2, 4.2), yticks=range(-2, 5, 2))


def line(network):
    """Give slope and height at 0 of the one line that a straight network draws."""
    (one,) = network.collapse().layers
    return np.array([one.weights[0, 0], one.biases[0]])


lines = {steps: line(network) for steps, network in shown.items()}
gaps = {steps: np.abs(drawn - trend).max() for steps, drawn in lines.items()}
assert gaps[0] > gaps[3] > gaps[100], f"off the trendline by {gaps}, after so many steps"
assert gaps[100] < 1e-6, f"after 100 steps it is still {gaps[100]:.2g} off the trendline"

description = (
    f"Forty scattered dots and the line of a straight network. At the start its slope is "
    f"{signed(lines[0][0])}, after 3 steps {signed(lines[3][0])}, after 100 steps "
    f"{signed(lines[100][0])}. The trendline of the dots has slope {signed(trend[0])} and "
    f"height {trend[1]:.2f} at 0; after 100 steps the network’s line lies on it."
)
