"""
Four things that wake a deep σ network
======================================

The σ network that stood still, with one thing changed in each panel; the line is its loss.
The flat grey line is the network as it was, which gives every picture the same answers.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.datasets import digits
from explainer.drawing import colour, name_axes, stroke
from explainer.losses import cross_entropy
from explainer.network import Network
from explainer.normalization import layer_normalize
from explainer.optimizers import Adam
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

images = digits().inputs[:300]
answers = digits().targets[:300]
sizes = [64, 20, 20, 20, 20, 20, 10]
depth = len(sizes) - 1
learning_rate = 0.05
steps = 400
epsilon = 1e-5  # keeps a division finite, where all pictures give one z the same value


def losses(network, rate=learning_rate, optimizer=None):
    """Train as the library does; return the loss at every step."""
    task = {"loss": cross_entropy, "learning_rate": rate, "steps": steps, "optimizer": optimizer}
    return np.array([step.loss for step in gradient_descent(network, images, answers, **task)])


def normalise(z):
    """Centre and scale each neuron's z over all pictures; return also what it was divided by."""
    return layer_normalize(z.T, epsilon=epsilon).T, np.sqrt(z.var(axis=0) + epsilon)


def normalise_back(delta, z, spread):
    """Turn how fast the loss rises with the normalised z into how fast with z before."""
    return (delta - delta.mean(axis=0) - z * (delta * z).mean(axis=0)) / spread


def forward(weights, biases, normalised, residual):
    """Run the pictures through; return what each layer read, its z, and what z was divided by."""
    read = [images]
    sums = []
    spreads = []
    for number in range(depth):
        z = read[-1] @ weights[number].T + biases[number]
        spread = 1.0
        if normalised and number < depth - 1:
            z, spread = normalise(z)
        around = read[-1] if residual and 0 < number < depth - 1 else 0.0
        read.append(sigmoid(z) + around)
        sums.append(z)
        spreads.append(spread)
    return read, sums, spreads


def step(weights, biases, normalised, residual):
    """Take a step of gradient descent, from the last layer to the first; return the loss before."""
    read, sums, spreads = forward(weights, biases, normalised, residual)
    delta = (read[-1] - answers) / len(images)  # of cross-entropy and σ
    around = 0.0
    for number in reversed(range(depth)):
        rises = delta @ weights[number] + around
        weights[number] -= learning_rate * delta.T @ read[number]
        biases[number] -= learning_rate * delta.sum(axis=0)
        around = rises if residual and number > 1 else 0.0
        delta = rises * sigmoid.slope(sums[number - 1]) if number > 0 else None
        if number > 0 and normalised:
            delta = normalise_back(delta, sums[number - 1], spreads[number - 1])
    return cross_entropy.mean(read[-1], answers)


def rebuilt_losses(normalised=False, residual=False):
    """Train with these parts built in; return the loss at every step."""
    layers = Network.random(sizes, seed=0).layers
    weights = [layer.weights.copy() for layer in layers]
    biases = [layer.biases.copy() for layer in layers]
    return np.array([step(weights, biases, normalised, residual) for _ in range(steps + 1)])


plain = losses(Network.random(sizes, seed=0))
changed = {
    "larger weights": losses(Network.random(sizes, seed=0, scale=1.5)),
    "normalisation": rebuilt_losses(normalised=True),
    "residual connections": rebuilt_losses(residual=True),
    "Adam": losses(Network.random(sizes, seed=0), 0.01, Adam()),
}

figure, axes = plt.subplots(2, 2, sharex=True, sharey=True, figsize=(5, 4.6))
for ax, (name, values) in zip(axes.flat, changed.items(), strict=True):
    ax.plot(plain, color=colour("muted"), linewidth=1)
    ax.plot(values, **stroke("sigma"))
    name_axes(ax, y=name)
    ax.set(xlim=(0, steps), ylim=(0, 5), yticks=range(0, 5, 2), xticks=(0, 150, 300))
figure.supxlabel("steps of learning", fontsize=12)

stood = plain[-1]
end = {name: float(values[-1]) for name, values in changed.items()}
assert max(end.values()) < stood * 5 / 6, f"{end} are not all a sixth below {stood:.3f}"

described = ", ".join(f"with {name} {value:.2f}" for name, value in end.items())
description = (
    f"Four small pictures of the error, mean cross-entropy, over {steps} steps. The network of "
    f"five hidden layers of σ, as it was, stays at {stood:.2f}. With one thing changed it ends "
    f"lower: {described}."
)
