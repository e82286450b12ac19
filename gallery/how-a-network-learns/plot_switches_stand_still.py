"""
The same network of switches does not move
==========================================

The network and its starting knobs are those that learned
the curve with σ, but each neuron is now a switch.
Every slope is 0, so every step downhill has length 0, and nothing changes.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import heaviside as switch
from explainer.drawing import stroke
from explainer.losses import squared_error
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

x = np.linspace(-2, 2, 41)[:, np.newaxis]
hills = 0.15 + 0.7 * np.exp(-(((x + 0.8) / 0.5) ** 2)) + 0.4 * np.exp(-(((x - 1.2) / 0.5) ** 2))
start = Network.random([1, 8, 1], switch, seed=4, scale=2.0)
frames = (0, 1000, 10000)

walk = gradient_descent(start, x, hills, loss=squared_error, learning_rate=3.0, steps=frames[-1])
shown = [step for step in walk if step.index in frames]

fine = np.linspace(-2, 2, 801)[:, np.newaxis]
figure, axes = plt.subplots(1, 3, sharex=True, sharey=True, figsize=(5, 2.5))
for ax, step in zip(axes.flat, shown, strict=True):
    ax.plot(x, hills, **stroke("truth"))
    ax.plot(fine, step.network(fine), **stroke("switch"), clip_on=False)
    ax.set_title("at the start" if step.index == 0 else f"{step.index} steps")
    ax.set(xlim=(-2.3, 2.3), xticks=[-2, 0, 2], ylim=(0, 1), yticks=[0, 0.5, 1])
figure.supxlabel("what goes in", size=12)

first = shown[0]
last = shown[-1]
moved = 0.0
for before, after in zip(first.network.layers, last.network.layers, strict=True):
    moved = max(moved, float(np.abs(after.weights - before.weights).max()))
assert moved == 0, f"a weight moved by {moved:.2g}"
assert first.loss == last.loss, f"the error went from {first.loss:.4f} to {last.loss:.4f}"

description = (
    f"Three frames of a network of switches with {start.parameter_count} knobs that is to follow "
    f"a curve with two hills. Its output is the same stairs after {frames[0]}, {frames[1]} and "
    f"{frames[2]} steps; the error stays {last.loss:.3f} and no weight moves: the largest "
    f"change is {moved:.0f}."
)
