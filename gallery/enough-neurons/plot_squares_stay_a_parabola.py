"""
However many squares you add, you get a parabola
================================================

With 3, 30 or 300 hidden neurons that square their sum, the
best fit to the dotted curve is one and the same parabola.
With σ in their place, these larger layers come closer.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, sigmoid, square
from explainer.datasets import wild_curve
from explainer.drawing import colour, stroke
from explainer.network import Network

plt.style.use("explainer.drawing.house")

curve = wild_curve(161)
counts = (3, 30, 300)


def best(activation, count):
    """Fit the output of `count` hidden neurons, drawn at random, to the curve."""
    hidden = Network.random([1, count, 1], activation, identity, seed=1, scale=20.0)
    made = hidden.forward(curve.inputs).outputs[0]
    columns = np.column_stack([made, np.ones(len(made))])  # the ones are for the bias
    scaled = columns / np.abs(columns).max(axis=0)  # squares grow huge, which spoils the fit
    knobs = np.linalg.lstsq(scaled, curve.targets, rcond=1e-10)[0]
    return scaled @ knobs


figure, axes = plt.subplots(2, 3, sharex=True, sharey=True, figsize=(5, 3.8))
rows = ((square, "squares", "switch"), (sigmoid, "σ", "sigma"))
worst = {}
for row, (activation, called, role) in zip(axes, rows, strict=True):
    for ax, count in zip(row, counts, strict=True):
        drawn = best(activation, count)
        worst[activation.name, count] = float(np.abs(drawn - curve.targets).max())
        ax.plot(curve.inputs, curve.targets, **stroke("truth") | {"linewidth": 1.4})
        ax.plot(curve.inputs, drawn, color=colour(role), linewidth=1.6)
        ax.set_title(f"{count} {called}", color=colour(role))
        ax.set(xlim=(0, 2), xticks=[0, 1, 2], yticks=[-1, 0, 1], ylim=(-1.9, 1.9))
axes[1, 1].set_xlabel("what goes in")

coefficients = np.polyfit(curve.inputs[:, 0], curve.targets[:, 0], deg=2)
parabola = np.polyval(coefficients, curve.inputs)
for count in counts:
    gap = np.abs(best(square, count) - parabola).max()
    assert gap < 1e-5, f"{count} squares leave the best parabola by {gap:.2g}"
assert worst["sigmoid", 300] < worst["sigmoid", 30] < worst["sigmoid", 3], f"σ: {worst}"

description = (
    f"A wild curve, fitted by {', '.join(map(str, counts))} hidden neurons with knobs drawn at "
    "random. Those that square all give the same parabola, off by up to "
    f"{worst['square', 3]:.2f}, {worst['square', 30]:.2f} and {worst['square', 300]:.2f}. Those "
    f"with σ are off by up to {worst['sigmoid', 3]:.2f}, {worst['sigmoid', 30]:.2f} and "
    f"{max(worst['sigmoid', 300], 1e-4):.4f} or less."
)
