"""
Two hidden neurons that start alike stay alike
==============================================

One weight of each of two hidden σ, while the network learns XOR. Left, both
neurons start with the same numbers, and their lines lie on each other to the
end; right, they start at random and part.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.datasets import xor
from explainer.drawing import stroke
from explainer.losses import cross_entropy
from explainer.network import Layer, Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

friends = xor()
apart = Network.random([2, 2, 1], seed=5, scale=1.0)
first, last = apart.layers
alike = Network(
    (
        Layer(first.weights[[0, 0]], first.biases[[0, 0]]),
        Layer(last.weights[:, [0, 0]], last.biases),
    )
)


def walk(start):
    """Go downhill; return one weight of both neurons at each step, and the answers in the end."""
    states = gradient_descent(
        start,
        friends.inputs,
        friends.targets,
        loss=cross_entropy,
        learning_rate=5.0,
        steps=200,
    )
    networks = [state.network for state in states]
    weights = np.array([each.layers[0].weights[:, 0] for each in networks])
    return weights.round(4), networks[-1](friends.inputs)


figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5, 3))
together, stuck = walk(alike)
parted, learned = walk(apart)
panels = ((together, "the same start"), (parted, "random starts"))
for ax, (weights, title) in zip(axes, panels, strict=True):
    ax.plot(weights[:, 0], **stroke("sigma"))
    ax.plot(weights[:, 1], **stroke("error"))
    ax.set(title=title, xlabel="steps", xticks=[0, 100, 200], xlim=(0, 200))
axes[0].set(ylabel="weight from Ada", yticks=[-5, 0, 5])

gap = np.abs(together[:, 0] - together[:, 1]).max()
parting = abs(parted[-1, 0] - parted[-1, 1])
off_stuck = np.abs(stuck - friends.targets).max()
off_learned = np.abs(learned - friends.targets).max()
assert gap == 0, f"the two that start alike part by {gap:.2g}"
assert parting > 1, f"the two that start at random are only {parting:.2f} apart"
assert off_learned < 0.05 < 0.5 < off_stuck, f"off by {off_learned:.2f} and {off_stuck:.2f}"

description = (
    "Two panels with one weight of two hidden neurons over 200 steps. From the same start the two "
    f"lines lie on each other, and the worst answer is off by {off_stuck:.2f} in the end. From "
    f"random starts they end {parting:.1f} apart, and the worst answer is off by {off_learned:.2f}."
)
