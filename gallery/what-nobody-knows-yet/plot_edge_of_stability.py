"""
Steps too long for the proof go down all the same
=================================================

One network learns fifty digits at two learning rates. At the larger one the error climbs again
and again and yet falls, and the sharpness settles where steps of that length only just hold.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity
from explainer.backprop import backpropagate
from explainer.datasets import digits
from explainer.drawing import colour, name_axes
from explainer.losses import squared_error
from explainer.network import Layer, Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

images = digits().inputs[:50]
answers = digits().targets[:50]
start = Network.random((64, 16, 10), output_activation=identity, seed=0, scale=0.1)
steps = 1500
every = 31  # an odd number: where steps overshoot, they go to and fro by twos
anywhere = np.random.default_rng(0).normal(size=start.parameter_count)
rates = {0.25: "muted", 0.4: "sigma"}


def as_vector(weights, biases):
    """Return all weights and biases as one vector, layer by layer."""
    return np.concatenate([np.r_[w.ravel(), b] for w, b in zip(weights, biases, strict=True)])


def gradient_at(vector):
    """Return the gradient of the error where these are the weights and biases."""
    w1, b1, w2, b2 = np.split(vector, np.cumsum([16 * 64, 16, 10 * 16]))
    network = Network((Layer(w1.reshape(16, 64), b1), Layer(w2.reshape(10, 16), b2, identity)))
    gradient = backpropagate(network, network.forward(images), answers, squared_error)
    return as_vector(gradient.weights, gradient.biases)


def sharpness(place, nudge=1e-4, rounds=20):
    """Return the greatest curvature of the error at a place, by the method of Lanczos."""
    basis = [anywhere / np.linalg.norm(anywhere)]
    curved = []
    for _ in range(rounds):
        along = nudge * basis[-1]
        curved.append((gradient_at(place + along) - gradient_at(place - along)) / (2 * nudge))
        new = curved[-1] - np.dot(basis, curved[-1]) @ basis
        basis.append(new / np.linalg.norm(new))
    return np.linalg.eigvalsh(np.dot(basis[:-1], np.transpose(curved)))[-1]


def walk(learning_rate):
    """Go downhill; return the error at every step, and the sharpness now and then."""
    losses = []
    curvatures = []
    for state in gradient_descent(
        start, images, answers, loss=squared_error, learning_rate=learning_rate, steps=steps
    ):
        losses.append(state.loss)
        if state.index % every == 0:
            layers = state.network.layers
            place = as_vector([at.weights for at in layers], [at.biases for at in layers])
            curvatures.append(sharpness(place))
    return np.array(losses), np.array(curvatures)


walks = {rate: walk(rate) for rate in rates}

figure, (top, below) = plt.subplots(2, figsize=(5, 5), sharex=True)
for rate, role in rates.items():
    losses, curvatures = walks[rate]
    look = {"color": colour(role), "linewidth": 1.4}
    top.plot(range(0, steps + 1, 5), losses[::5].round(5), **look)
    below.plot(range(0, steps + 1, every), curvatures.round(3), **look)
    below.axhline(2 / rate, color=colour(role), linewidth=0.8, linestyle="--")
    edge = f"2 divided by {rate}"
    below.text(steps, 2 / rate + 0.25, edge, ha="right", color=colour(role))
top.text(640, 0.095, "learning rate 0.25", color=colour("muted"))
top.text(470, 0.03, "learning rate 0.4", ha="right", color=colour("sigma"))
name_axes(top, y="error (each mark is ten times the one below)")
top.set(yscale="log", ylim=(0.012, 1.2), yticks=[0.1, 1])
top.set_yticks([], minor=True)
top.set_yticklabels(["0.1", "1"])
name_axes(below, x="step", y="sharpness: how fast the slope can turn")
below.set(xlim=(0, steps), ylim=(4, 8.8), yticks=[4, 5, 6, 7, 8])

rises = {rate: int(np.sum(np.diff(losses) > 0)) for rate, (losses, _) in walks.items()}
hovering = walks[0.4][1][500 // every :]
assert rises[0.25] == 0, f"{rises[0.25]} steps go up at 0.25"
assert walks[0.25][1].max() < 8, f"the sharpness gets to {walks[0.25][1].max():.2f} at 0.25"
assert rises[0.4] > 300, f"{rises[0.4]} steps go up at 0.4"
assert np.abs(hovering - 5).max() < 0.4, f"from {hovering.min():.2f} to {hovering.max():.2f}"
assert abs(hovering.mean() - 5) < 0.05, f"{hovering.mean():.3f} on the average"

description = (
    f"Two pictures of the same two walks of {steps} steps. At the learning rate 0.25 the error "
    f"falls at every step, to {walks[0.25][0][-1]:.3f}, and the sharpness climbs to "
    f"{walks[0.25][1].max():.1f}, below 8. At 0.4 the sharpness reaches 5 early and stays near it, "
    f"from {hovering.min():.1f} to {hovering.max():.1f} after step 500; {rises[0.4]} of the steps "
    f"raise the error, and yet it falls to {walks[0.4][0][-1]:.3f}."
)
