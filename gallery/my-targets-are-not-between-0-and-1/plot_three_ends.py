"""
A σ at the end cannot leave 0 to 1; a straight or a stretched one can
=====================================================================

Three networks learn the dotted curve, which goes from −1 to 3, and differ only in the last neuron.
The band is all that the last neuron can ever say.
"""

from collections import deque

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, sigmoid
from explainer.drawing import area, signed, stroke
from explainer.losses import squared_error
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

x = np.linspace(-2, 2, 41)[:, np.newaxis]
wanted = 1 + 2 * np.sin(1.5 * x)
floor = -1.5
ceiling = 3.5  # a little beyond the targets, so that σ need not reach its ends
steps = 4000
learning_rate = 0.2


def learn(targets, last_curve, rate=learning_rate):
    """Train eight hidden σ and one last neuron, and return what it says."""
    start = Network.random([1, 8, 1], output_activation=last_curve, seed=3, scale=3.0)
    walk = gradient_descent(start, x, targets, loss=squared_error, learning_rate=rate, steps=steps)
    last_step = deque(walk, maxlen=1).pop()
    return last_step.network(x)


# A stretched σ is trained by its σ on squeezed targets. Its errors and their slopes are divided by
# the stretch squared, and with a learning rate multiplied by it the steps are the same.
stretch = ceiling - floor
squeezed = (wanted - floor) / stretch
stretched = floor + stretch * learn(squeezed, sigmoid, learning_rate * stretch**2)

ends = {
    "σ": (learn(wanted, sigmoid), 0, 1),
    "straight": (learn(wanted, identity), -2, 4),
    "stretched σ": (stretched, floor, ceiling),
}

figure, axes = plt.subplots(1, 3, sharex=True, sharey=True, figsize=(5, 2.6))
misses = {}
for ax, (name, (output, low, high)) in zip(axes, ends.items(), strict=True):
    ax.axhspan(low, high, **area("sigma", 0.12))
    ax.plot(x, wanted, **stroke("truth"))
    ax.plot(x, output, **stroke("sigma"))
    ax.set_title(name)
    ax.set(xlim=(-2, 2), xticks=[-2, 0, 2], ylim=(-2, 4), yticks=[-1, 0, 1, 3])
    misses[name] = float(np.abs(output - wanted).max())
figure.supxlabel("what goes in", size=12)

beyond = wanted.max() - 1
assert misses["σ"] >= beyond, f"σ is off by {misses['σ']:.3f} at worst, less than {beyond:.3f}"
assert misses["straight"] < 0.2, f"the straight end misses by {misses['straight']:.2f}"
assert misses["stretched σ"] < 0.2, f"the stretched end misses by {misses['stretched σ']:.2f}"

description = (
    f"Three networks after {steps} steps, on a curve that goes from {signed(wanted.min(), 0)} to "
    f"{wanted.max():.0f}. With σ at the end the output lies along 0, then along 1, and is off by "
    f"{misses['σ']:.2f} at worst. With a straight last neuron it is off by at most "
    f"{misses['straight']:.2f}; with a σ stretched to between {signed(floor, 1)} and {ceiling}, by "
    f"at most {misses['stretched σ']:.2f}."
)
