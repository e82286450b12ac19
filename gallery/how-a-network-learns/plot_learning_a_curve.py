"""
A network bends itself into shape
=================================

A network with eight hidden σ neurons starts at random and is to follow the dotted curve.
Walking downhill, it finds the rough shape first and the details last.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import label_line, stroke
from explainer.losses import squared_error
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

x = np.linspace(-2, 2, 41)[:, np.newaxis]
hills = 0.15 + 0.7 * np.exp(-(((x + 0.8) / 0.5) ** 2)) + 0.4 * np.exp(-(((x - 1.2) / 0.5) ** 2))
start = Network.random([1, 8, 1], seed=4, scale=2.0)
frames = (0, 100, 1000, 10000)

walk = gradient_descent(start, x, hills, loss=squared_error, learning_rate=3.0, steps=frames[-1])
steps = list(walk)
shown = [steps[frame] for frame in frames]

figure, axes = plt.subplots(2, 2, sharex=True, sharey=True, figsize=(5, 3.8))
for ax, step in zip(axes.flat, shown, strict=True):
    ax.plot(x, hills, **stroke("truth"))
    ax.plot(x, step.network(x), **stroke("sigma"))
    ax.set_title("at the start" if step.index == 0 else f"after {step.index} steps")
    ax.set(xlim=(-2.3, 2.3), xticks=[-2, 0, 2], ylim=(0, 1), yticks=[0, 0.5, 1])
wanted, output = axes[0, 0].lines
label_line(axes[0, 0], wanted, "wanted", at=-0.6, offset=(6, 6))
label_line(axes[0, 0], output, "output", at=1.5, offset=(0, 6))
figure.supxlabel("what goes in", size=12)

errors = [step.loss for step in shown]
assert errors == sorted(errors, reverse=True), f"the error rises on the way: {errors}"
assert errors[-1] < errors[0] / 500, f"from {errors[0]:.4f} it fell only to {errors[-1]:.6f}"

description = (
    "Four frames of a network learning a curve with a high hill on the left and a low one on the "
    f"right. It has {start.parameter_count} knobs. The error is "
    + ", ".join(f"{step.loss:.5f} after {step.index} steps" for step in shown)
    + ". At first the output misses the hills; in the end it lies on the curve."
)
