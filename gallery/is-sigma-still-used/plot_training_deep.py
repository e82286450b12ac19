"""
Which curve stands still depends on the start and the learning rate
===================================================================

Networks of one shape, with five hidden layers, learn 300 handwritten digits;
in each panel they have the same start, and only the curve in the hidden layers differs.
With another start and another learning rate the answer turns round.
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
steps = 400
curves = {"σ": sigmoid, "tanh": tanh, "ReLU": relu}
roles = {"σ": "sigma", "tanh": "cousin", "ReLU": "hinge"}


def losses(curve, spread, learning_rate):
    """Train a network with this curve in its hidden layers; return its loss at every step."""
    network = Network.random(sizes, curve, output_activation=sigmoid, seed=2, scale=spread)
    walk = gradient_descent(
        network, images, answers, loss=cross_entropy, learning_rate=learning_rate, steps=steps
    )
    return np.array([step.loss for step in walk])


same = np.tile(answers.mean(axis=0), (len(answers), 1))  # how often each digit is the answer
ignorant = cross_entropy.mean(same, answers)
usual = {name: losses(curve, None, 0.05) for name, curve in curves.items()}
turned = {name: losses(curve, 3.0, 0.5) for name, curve in curves.items()}

figure, (above, below) = plt.subplots(2, sharex=True, figsize=(5, 5.4))
for ax, learned in ((above, usual), (below, turned)):
    ax.plot([0, steps], [ignorant, ignorant], color=colour("muted"), linewidth=0.8)
    for name, values in learned.items():
        ax.plot(np.minimum(values, 10), **stroke(roles[name]))
    ax.set(xlim=(0, steps + 64), ylim=(0, 5), yticks=range(6), xticks=range(0, steps + 1, 100))
name_axes(above, y="weights as usual, learning rate 0.05")
name_axes(below, x="steps of learning", y="weights of spread 3, learning rate 0.5")
above.text(96, 3.45, "the same answers for every picture", va="bottom")
above.text(406, 3.25, "σ", color=colour("sigma"), va="center")
above.text(406, 1.75, "ReLU", color=colour("hinge"), va="center")
above.text(406, 1.15, "tanh", color=colour("cousin"), va="center")
below.text(406, 3.65, "tanh", color=colour("cousin"), va="center")
below.text(406, 2.95, "ReLU", color=colour("hinge"), va="center")
below.text(406, 1.4, "σ", color=colour("sigma"), va="center")

end = {name: values[-1] for name, values in usual.items()}
other = {name: values[-1] for name, values in turned.items()}
gap = abs(end["σ"] - ignorant)
assert gap < 0.01 * ignorant, f"σ ends at {end['σ']:.4f}, {gap:.4f} off {ignorant:.4f}"
assert max(end["tanh"], end["ReLU"]) < ignorant * 2 / 3, f"{end} is not far below {ignorant:.3f}"
assert other["σ"] < ignorant * 2 / 3, f"turned round, σ ends at {other['σ']:.3f}"
assert min(other["tanh"], other["ReLU"]) > ignorant * 0.9, f"{other} is far below {ignorant:.3f}"

description = (
    f"Two small pictures of the error, mean cross-entropy, over {steps} steps on {len(images)} "
    f"digits. A network that gives every picture the same answers has at least {ignorant:.2f}. "
    f"With usual weights and a learning rate of 0.05, σ stays at {end['σ']:.2f}, ReLU falls to "
    f"{end['ReLU']:.2f} and tanh to {end['tanh']:.2f}. With weights of spread 3 and a learning "
    f"rate of 0.5 it is the other way round: σ falls to {other['σ']:.2f}, and tanh ends at "
    f"{other['tanh']:.2f} and ReLU at {other['ReLU']:.2f}."
)
