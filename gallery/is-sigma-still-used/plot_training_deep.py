"""
Five hidden layers: σ stands still where the others learn
=========================================================

Three networks of one shape start from the same random weights and learn
300 handwritten digits; only the curve in the hidden layers differs.
The one with σ gets as far as giving every picture the same answers, and is still there at the end.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import relu, sigmoid, tanh
from explainer.datasets import digits
from explainer.drawing import colour, name_axes, stroke
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

images = digits().inputs[:300]
answers = digits().targets[:300]
sizes = [64, 20, 20, 20, 20, 20, 10]
learning_rate = 0.05
steps = 400


def losses(curve):
    """Train a network with this curve in its hidden layers; return its loss at every step."""
    network = Network.random(sizes, curve, output_activation=sigmoid, seed=0)
    walk = gradient_descent(
        network, images, answers, loss=cross_entropy, learning_rate=learning_rate, steps=steps
    )
    return np.array([step.loss for step in walk])


same = np.tile(answers.mean(axis=0), (len(answers), 1))  # how often each digit is the answer
ignorant = cross_entropy.mean(same, answers)
learned = {"σ": losses(sigmoid), "ReLU": losses(relu), "tanh": losses(tanh)}

figure, ax = plt.subplots(figsize=(5, 3.4))
ax.plot([0, steps], [ignorant, ignorant], color=colour("muted"), linewidth=0.8)
ax.text(96, ignorant + 0.15, "the same answers for every picture", va="bottom")
places = {"σ": ("sigma", 3.25), "ReLU": ("hinge", 1.4), "tanh": ("cousin", 0.8)}
for name, (role, height) in places.items():
    ax.plot(learned[name], **stroke(role))
    ax.text(steps + 6, height, name, color=colour(role), va="center")
name_axes(ax, x="steps of learning", y="error: mean cross-entropy")
ax.set(xlim=(0, steps + 64), ylim=(0, 5), yticks=range(6), xticks=range(0, steps + 1, 100))

end = {name: values[-1] for name, values in learned.items()}
gap = abs(end["σ"] - ignorant)
assert gap < 0.01 * ignorant, f"σ ends at {end['σ']:.4f}, {gap:.4f} off {ignorant:.4f}"
assert max(end["tanh"], end["ReLU"]) < ignorant / 2, f"{end} are not below half of {ignorant:.3f}"

description = (
    f"Error over {steps} steps of three networks with five hidden layers on {len(images)} digits. "
    f"With σ it drops to {end['σ']:.2f} and stays; the least that a network can have that gives "
    f"every picture the same answers is {ignorant:.2f}. With ReLU it falls to "
    f"{end['ReLU']:.2f}, with tanh to {end['tanh']:.2f}."
)
