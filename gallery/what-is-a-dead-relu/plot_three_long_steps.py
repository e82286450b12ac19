"""
Three long steps, and one hinge lies flat for every dot
=======================================================

One hidden neuron, and what it makes of sixty examples: each dot is one of them.
Before, many dots lie on the climb, where the slope is 1; after
three steps that were too long, all lie where the slope is 0.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import relu, sigmoid
from explainer.datasets import two_rings
from explainer.drawing import colour, stroke
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

rings = two_rings()
neuron = 12  # one of the twenty hidden ones
walk = gradient_descent(
    Network.random([2, 20, 1], relu, sigmoid, seed=1),
    rings.inputs,
    rings.targets,
    loss=cross_entropy,
    learning_rate=10.0,  # far too long a step
    steps=3,
)
first, *_, last = [state.network.forward(rings.inputs) for state in walk]
before = first.weighted_inputs[0][:, neuron]
after = last.weighted_inputs[0][:, neuron]

figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5, 2.9))
panels = ((before, "at the start", "sigma"), (after, "three steps later", "error"))
hinge = np.array([-8.0, 0.0, 3.0])
for ax, (z, title, role) in zip(axes, panels, strict=True):
    ax.plot(hinge, relu(hinge), **stroke("hinge"))
    ax.plot(z, relu(z), "o", color=colour(role), markersize=4, alpha=0.6)
    ax.set(title=title, xlabel="weighted sum z", xlim=(-8, 3), xticks=[-6, -3, 0, 3])
axes[0].set(yticks=[0, 1, 2, 3])
axes[0].set_ylabel("output")
axes[1].text(-4, 0.6, "slope 0, for all", ha="center", color=colour("error"))
axes[0].text(-0.4, 1.6, "slope 1", ha="right", color=colour("sigma"))

climbing = np.count_nonzero(before > 0)
highest = after.max()
assert climbing > 20, f"at the start only {climbing} dots are on the climb"
assert highest < -1, f"after three steps one dot stands at {highest:.2f}"

description = (
    f"Twice the bent line of ReLU, with {len(before)} dots on it. At the start {climbing} dots lie "
    f"on the climb, up to z = {before.max():.1f}. Three steps later all of them lie on the flat "
    f"part, between {after.min():.1f} and {highest:.1f}.".replace("-", "−")
)
