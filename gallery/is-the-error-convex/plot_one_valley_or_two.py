"""
Two valleys with squared error, one with cross-entropy
======================================================

The same σ neuron, the same thirty examples, and one weight that is turned.
Whoever walks downhill from the right stops in the upper valley of
squared error; on the bowl of cross-entropy every way down ends at the same place.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import colour, name_axes, stroke
from explainer.drawing.interactive import fixed
from explainer.losses import cross_entropy_from_logits, squared_error

plt.style.use("explainer.drawing.house")

inputs = np.repeat([1.0, 20.0], [20, 10])
targets = np.zeros(30)
targets[:19] = 1  # 19 of 20 with the small input are yes, none of ten with the large one
weights = np.linspace(-1.5, 4.5, 241)


z = weights[:, np.newaxis] * inputs  # a row for each weight
wanted = np.broadcast_to(targets, z.shape)


def valleys(heights):
    """Find the places that are lower than both of their neighbours."""
    inside = heights[1:-1]
    lower = (inside < heights[:-2]) & (inside < heights[2:])
    return np.flatnonzero(lower) + 1


surprise = cross_entropy_from_logits(z, wanted).mean(axis=1)
squares = squared_error.value(sigmoid(z), wanted).mean(axis=1)
figure, (top, bottom) = plt.subplots(2, 1, sharex=True, figsize=(5, 4.2))
panels = (
    (top, surprise, "straight", "cross-entropy"),
    (bottom, squares, "sigma", "squared error"),
)
for ax, heights, role, name in panels:
    ax.plot(weights, heights, **stroke(role))
    ax.plot(weights[valleys(heights)], heights[valleys(heights)], "o", color=colour("ink"))
    name_axes(ax, y=f"{name}, mean loss")
bottom.set(xlabel="weight", xlim=(-1.5, 4.5), ylim=(0, 0.27), yticks=[0, 0.1, 0.2])
top.set(ylim=(0, 31), yticks=[0, 10, 20, 30])

bowl = weights[valleys(surprise)]
two = weights[valleys(squares)]
assert len(bowl) == 1, f"cross-entropy has its valleys at {bowl}"
assert len(two) == 2, f"squared error has its valleys at {two}"

description = (
    f"Two curves over one weight, from {fixed(weights[0], 1)} to {fixed(weights[-1], 1)}. "
    f"Cross-entropy is a bowl with one lowest place, at {fixed(bowl[0], 2)}. Squared error has a "
    f"deep valley at {fixed(two[0], 2)}, climbs over a crest, and has a second, higher valley at "
    f"{fixed(two[1], 2)}."
)
