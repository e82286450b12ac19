"""
From some number on, more neurons do not help with new dots
===========================================================

Networks with 1 to 16 hidden neurons learn a noisy wave from forty dots; of three random starts
the middle one is shown. The error on four hundred new dots falls until
there are three neurons, and then stays about where the noise in the dots puts it.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, sine, tanh
from explainer.drawing import colour, label_line, name_axes, stroke
from explainer.losses import squared_error
from explainer.network import Network
from explainer.optimizers import Adam
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

random = np.random.default_rng(0)
noise = 0.3


def noisy_wave(points):
    """Draw points about one wave and a bit."""
    x = random.uniform(-1, 1, size=(points, 1))
    return x, sine(4 * x) + random.normal(0, noise, size=x.shape)


known = noisy_wave(40)
new = noisy_wave(400)
widths = (1, 2, 3, 4, 8, 16)


def errors(width, seed):
    """Train one network; return its mean squared miss on the known dots and on the new ones."""
    walk = gradient_descent(
        Network.random([1, width, 1], tanh, identity, seed=seed),
        *known,
        loss=squared_error,
        learning_rate=0.03,
        steps=800,
        optimizer=Adam(),
    )
    *_, last = walk
    return [2 * squared_error.mean(last.network(x), y) for x, y in (known, new)]


def middle(width):
    """Take the middle one of three random starts, for both errors."""
    return np.median([errors(width, seed) for seed in range(3)], axis=0)


on_known, on_new = np.array([middle(width) for width in widths]).T

figure, ax = plt.subplots(figsize=(5, 3.4))
(new_line,) = ax.plot(widths, on_new, **stroke("error"), marker="o")
(known_line,) = ax.plot(widths, on_known, **stroke("sigma"), marker="o")
ax.axhline(noise**2, color=colour("muted"), linewidth=0.8)
label_line(ax, new_line, "new dots", at=1.6, offset=(8, 4))
label_line(ax, known_line, "dots it learned from", at=12, offset=(0, -12))
name_axes(ax, x="hidden neurons", y="mean of the squared misses")
ax.set(xscale="log", ylim=(0, 0.6), yticks=[0, 0.2, 0.4])
ax.set_xticks(widths, [str(width) for width in widths])
ax.minorticks_off()

enough = on_new[2:]
assert on_new[0] > on_new[1] > 1.8 * enough.max(), f"the errors on new dots are {on_new}"
assert np.ptp(enough) < 0.02, f"from three neurons on they still move by {np.ptp(enough):.3f}"

description = (
    f"Two falling lines over {widths[0]} to {widths[-1]} hidden neurons. The mean squared miss on "
    f"new dots is {on_new[0]:.2f} with one neuron, {on_new[1]:.2f} with two, {on_new[2]:.2f} with "
    f"three, and then stays between {enough.min():.2f} and {enough.max():.2f}. On the dots it "
    f"learned from it ends at {on_known[-1]:.2f}. A thin line marks the square of the noise, "
    f"{noise**2:.2f}."
)
