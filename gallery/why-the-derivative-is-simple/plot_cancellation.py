"""
With cross-entropy the slope of σ drops out
===========================================

The right answer is 0, and the output is wrong by more and more as z grows.
With cross-entropy the push to mend it is the mistake itself; with
squared error it is the mistake times the slope of σ, and dies away.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import area, colour, label_line, name_axes, stroke
from explainer.losses import cross_entropy, output_delta, squared_error

plt.style.use("explainer.drawing.house")

z = np.linspace(-5, 8, 261)
target = 0.0
wrong = 5.0  # a z at which the neuron is surely wrong


def push(loss, at):
    """How fast the loss changes with z: what tells the neuron to turn its knobs."""
    at = np.asarray(at, float)
    return output_delta(loss, sigmoid, at, sigmoid(at), np.full_like(at, target))


with_cross_entropy = push(cross_entropy, z)
with_squared_error = push(squared_error, z)
strong = float(push(cross_entropy, wrong))
weak = float(push(squared_error, wrong))

figure, ax = plt.subplots(figsize=(5, 3.4))
ax.fill_between(z, with_squared_error, with_cross_entropy, **area("shade", 1))
(whole,) = ax.plot(z, with_cross_entropy, **stroke("sigma"))
(faded,) = ax.plot(z, with_squared_error, **stroke("error"))
ax.plot([wrong, wrong], [weak, strong], "o", color=colour("ink"))
label_line(ax, whole, "cross-entropy:\na − y", at=0.7, offset=(-8, 8))
label_line(ax, faded, "squared error:\n(a − y) × a(1 − a)", at=1.6, offset=(4, 14))
ax.text(wrong, strong + 0.03, f"{strong:.4f}", ha="center", va="bottom")
ax.text(wrong, weak + 0.03, f"{weak:.4f}", ha="center", va="bottom")
name_axes(ax, x="z, when the right answer is 0", y="push: how fast the error changes with z")
ax.set(xlim=(-5, 8), ylim=(-0.05, 1.12), yticks=[0, 0.5, 1], xticks=[-5, 0, 5])

best = z[with_squared_error.argmax()]
least_climb = np.diff(with_cross_entropy).min()
faded_away = with_squared_error[-1]
ratio = strong / weak
assert least_climb > 0, f"with cross-entropy the push falls by {-least_climb:.2g}"
assert best < 1, f"with squared error the push is greatest at z = {best:.2f}"
assert faded_away < 0.001, f"with squared error {faded_away:.4f} of the push is left"
assert 150 < ratio < 151, f"they are {ratio:.2f} times apart"

description = (
    f"The push while z goes from −5 to {z[-1]:.0f}, the right answer being {target:.0f}. "
    f"With cross-entropy it climbs all the way to 1. With squared error it is greatest, "
    f"{with_squared_error.max():.2f}, at z = {best:.1f}, and dies away. "
    f"At z = {wrong:.0f} they are {strong:.4f} and {weak:.4f}: {ratio:.0f} times apart."
)
