"""
Numbers go forward, blame comes back
====================================

A network of three neurons, on an evening when going was right: the answer wanted is 1.
Above, outputs in the circles, weights on the lines; below, the blame and the weights' slopes.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.backprop import backpropagate
from explainer.drawing import colour
from explainer.losses import squared_error
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

first, last = layers = Layer([[1, -2], [-1, 4]], [1, -1]), Layer([[2, -2]], [-1])
trace = Network(layers).forward([[1.0, 0.5]])
back = backpropagate(Network(layers), trace, [[1.0]], squared_error)
places = np.array([[0.8, 4], [0.8, 1], [4.7, 4], [4.7, 1], [8.8, 2.5]])
wires = ((0, 2, 0.5), (1, 2, 0.3), (0, 3, 0.3), (1, 3, 0.5), (2, 4, 0.5), (3, 4, 0.5))


def write(numbers, form):
    """Write every number of every layer."""
    return [form.format(x).replace("-", "−") for each in numbers for x in np.ravel(each)]


def draw(ax, on_wires, rows, role):
    """Draw what is on the wires, and the words above, in and below the circles."""
    ax.plot(*places.T, "o", markersize=42, color=colour("paper"), markeredgecolor=colour(role))
    box = {"facecolor": colour("paper"), "linewidth": 0, "pad": 1.5}
    for (start, end, at), said in zip(wires, on_wires, strict=True):
        ax.plot(*places[[start, end]].T, "-", color=colour("muted"), linewidth=0.8, zorder=0)
        where = places[start] + at * (places[end] - places[start])
        ax.text(*where, said, color=colour(role), bbox=box, ha="center", va="center")
    for place, *column in zip(places, *rows, strict=True):
        ax.text(*place, "\n\n\n".join(column), ha="center", va="center")
    ax.set(xlim=(-0.1, 9.9), ylim=(-0.3, 5.2), frame_on=False, xticks=[], yticks=[])


figure, (top, bottom) = plt.subplots(2, figsize=(5, 6.6))
read, z, inputs = write([trace.inputs], "{:.1f}"), trace.weighted_inputs, ["friend", "film"]
weights = write([each.weights for each in layers], "{:+.0f}")
biases = inputs + write([layer.biases for layer in layers], "bias {:+.0f}")
outputs, sums = read + write(trace.outputs, "{:.3f}"), ["", "", *write(z, "z = {:.3f}")]
draw(top, weights, (biases, outputs, sums), "sigma")
slopes, deltas = (write(each, "{:+.3f}") for each in (back.weights, back.biases))
curve = ["", "", *write([sigmoid.slope(each) for each in z], "slope {:.3f}")]
draw(bottom, slopes, (inputs + 3 * ["blame"], read + deltas, curve), "error")

assert np.allclose(back.biases[1] * last.weights[0] * sigmoid.slope(z[0][0]), back.biases[0])
description = (
    f"Three neurons: upper, lower, end. Forward, {' and '.join(read)} give {', '.join(outputs[2:])}"
    f". Back, the blame is {', '.join(deltas)}. From friend and film to upper, both to lower, and "
    f"upper and lower to end: weights {', '.join(weights)}, slopes {', '.join(slopes)}."
)
