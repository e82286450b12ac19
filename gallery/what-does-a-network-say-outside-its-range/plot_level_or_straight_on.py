"""
Outside the range, σ goes level and ReLU goes straight on
=========================================================

Two networks follow the same curve over the shaded range. Outside it
nothing was asked of them, and each does what its own curve does.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, relu, sine
from explainer.approximation import approximate
from explainer.drawing import area, colour, name_axes, stroke
from explainer.drawing.interactive import fixed
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

left = -4.0
right = 4.0
bumps = approximate(sine, left, right, 60, sine.lipschitz).network

corners = np.linspace(0, right, 9)
slopes = np.diff(sine(corners)) / np.diff(corners)
climbs = np.diff(slopes, prepend=0.0)  # how much each hinge adds to the slope
ways = np.repeat([1.0, -1.0], len(climbs))  # half of the hinges open to the left, as sine is odd
hidden = Layer(ways[:, np.newaxis], -np.tile(corners[:-1], 2), relu)
hinges = Network((hidden, Layer([ways * np.tile(climbs, 2)], [0.0], identity)))

x = np.linspace(-9, 9, 361)[:, np.newaxis]
inside = np.abs(x[:, 0]) <= right
wanted = sine(x)[:, 0]
with_sigma = bumps(x)[:, 0]
with_relu = hinges(x)[:, 0]

figure, ax = plt.subplots(figsize=(5, 3.6))
ax.axvspan(left, right, **area("muted", 0.14))
ax.plot(x, wanted, **stroke("truth") | {"linewidth": 1.4})
ax.plot(x, with_relu, color=colour("hinge"))
ax.plot(x, with_sigma, **stroke("sigma"))
ax.text(0, 3.2, "the range", ha="center")
ax.text(6.9, 1.12, "sine", color=colour("truth"))
ax.text(8.9, -1.15, "σ", ha="right", color=colour("sigma"))
ax.text(6.1, -3.2, "ReLU", ha="right", color=colour("hinge"))
name_axes(ax, x="what goes in", y="height")
ax.set(xlim=(-9, 9), ylim=(-3.8, 3.8), xticks=[-8, -4, 0, 4, 8], yticks=[-3, -2, -1, 0, 1, 2, 3])

off_sigma = np.abs(with_sigma - wanted)[inside].max()
off_relu = np.abs(with_relu - wanted)[inside].max()
drift = np.ptp(with_sigma[x[:, 0] > 5])
bend = np.abs(np.diff(with_relu[x[:, 0] > right], n=2)).max()
assert max(off_sigma, off_relu) < 0.15, f"inside they are off by {off_sigma:.2f}, {off_relu:.2f}"
assert drift < 1e-3, f"right of the range σ still moves by {drift:.2g}"
assert bend < 1e-9, f"right of the range ReLU still bends by {bend:.2g}"

description = (
    f"Sine and two networks that follow it from {fixed(left, 0)} to {fixed(right, 0)}, where they "
    f"are off by {max(off_sigma, off_relu):.2f} at most. Beyond, the σ network goes level, at "
    f"{fixed(with_sigma[-1], 2)} on the right. The ReLU network goes straight on, up on the left "
    f"and down on the right, where it has come to {fixed(with_relu[-1], 1)} at {x[-1, 0]:.0f}. "
    "Sine goes on up and down."
)
