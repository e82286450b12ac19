"""
Without biases, eight σ cannot draw a hill
==========================================

Eight hidden σ and the weights behind them that come closest to the dots, by
least squares. With a bias each, they follow the hill; without, every
bend stands at 0, and the best that they can do is a level line.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, sigmoid
from explainer.drawing import colour, label_line, name_axes, stroke
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

x = np.linspace(-3, 3, 61)[:, np.newaxis]
hill = 4 * sigmoid.slope(2 * x)  # height 1, and the same on both sides
places = np.linspace(-2.1, 2.1, 8)


def fitted(weights, biases):
    """Build a network with these hidden neurons that comes closest to the hill."""
    hidden = Layer(weights[:, np.newaxis], biases, sigmoid)
    columns = np.column_stack((hidden.activation(hidden.weighted_inputs(x)), np.ones(len(x))))
    *last, bias = np.linalg.lstsq(columns, hill[:, 0])[0]
    return Network((hidden, Layer([last], [bias], identity)))


with_biases = fitted(np.full(8, 2.5), -2.5 * places)(x)
without = fitted(np.linspace(0.5, 4, 8), np.zeros(8))(x)

figure, ax = plt.subplots(figsize=(5, 3.2))
ax.plot(x[::2], hill[::2], "o", color=colour("truth"), markersize=4)
(own,) = ax.plot(x[:, 0], with_biases[:, 0], **stroke("sigma"))
(none,) = ax.plot(x[:, 0], without[:, 0], **stroke("error"))
label_line(ax, own, "a bias each", at=0.6, offset=(8, 4))
label_line(ax, none, "no biases", at=-2.9, offset=(2, 5))
name_axes(ax, x="what goes in", y="height")
ax.set(xlim=(-3, 3), ylim=(-0.1, 1.15), yticks=[0, 0.5, 1])

off = np.abs(with_biases - hill).max()
level = np.ptp(without)
assert off < 0.05, f"with biases it is off by {off:.3f}"
assert level < 1e-6, f"without biases it is not level: it moves by {level:.2g}"

description = (
    "Dots on a hill that is the same on both sides, between −3 and 3. With a bias each, eight σ "
    f"follow it to less than {np.ceil(100 * off) / 100}. Without biases the closest line is level, "
    f"at {without[0, 0]:.2f}, and off by up to {np.abs(without - hill).max():.2f}."
)
