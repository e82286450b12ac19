"""
Numbers go forward, blame comes back
====================================

Three neurons, on an evening when the right answer was 1.
Above, outputs stand in the circles and weights on the
lines; below, the blame and the slopes of the weights.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.backprop import backpropagate
from explainer.drawing import colour
from explainer.losses import squared_error
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

hidden = Layer([[1, -2], [-1, 4]], [1, -1])
last = Layer([[2, -2]], [-1])
network = Network((hidden, last))
trace = network.forward([[1.0, 0.5]])
gradient = backpropagate(network, trace, [[1.0]], squared_error)

# Where the circles are: two inputs, two hidden neurons, the last neuron.
places = np.array([[0.8, 3], [0.8, 0], [4.7, 3], [4.7, 0], [8.8, 1.5]])
sides = (1, -1, 1, -1, 1)  # whether the words of each stand above (1) or below it
# Each wire leads from one circle to another; its number stands so far along it.
wires = ((0, 2, 0.5), (1, 2, 0.3), (0, 3, 0.3), (1, 3, 0.5), (2, 4, 0.5), (3, 4, 0.5))


def write(layers, form):
    """Write every number of every layer, in one list."""
    numbers = np.concatenate([np.ravel(layer) for layer in layers])
    return [form.format(number).replace("-", "−") for number in numbers]


def draw(ax, on_wires, in_circles, beside, role):
    """Draw circles and wires, and the words in, on and beside them."""
    ax.plot(*places.T, "o", markersize=44, color=colour("paper"), markeredgecolor=colour(role))
    box = {"facecolor": colour("paper"), "linewidth": 0, "pad": 1.5}
    for (start, end, part), said in zip(wires, on_wires, strict=True):
        ax.plot(*places[[start, end]].T, "-", color=colour("muted"), linewidth=0.8, zorder=0)
        spot = places[start] + part * (places[end] - places[start])
        ax.text(*spot, said, color=colour(role), bbox=box, ha="center", va="center")
    for place, number, words, side in zip(places, in_circles, beside, sides, strict=True):
        ax.text(*place, number, ha="center", va="center")
        look = {"ha": "center", "va": "bottom" if side > 0 else "top"}
        ax.annotate(words, place, (0, 26 * side), textcoords="offset points", **look)
    ax.set(xlim=(-0.1, 9.9), ylim=(-1.9, 5), frame_on=False, xticks=[], yticks=[])


names = ["friend", "film"]
read = write([trace.inputs], "{:.1f}")
outputs = write(trace.outputs, "{:.3f}")
weights = write([layer.weights for layer in network.layers], "{:+.0f}")
biases = write([layer.biases for layer in network.layers], "bias {:+.0f}")
sums = write(trace.weighted_inputs, "z = {:.3f}")
slopes = write(gradient.weights, "{:+.3f}")
deltas = write(gradient.biases, "{:+.3f}")
curve_slopes = [sigmoid.slope(z) for z in trace.weighted_inputs]
tilts = write(curve_slopes, "slope {:.3f}")
parts = [f"{bias}\n{z}" for bias, z in zip(biases, sums, strict=True)]

figure, (top, bottom) = plt.subplots(2, figsize=(5, 6.3))
draw(top, weights, read + outputs, names + parts, "sigma")
draw(bottom, slopes, read + deltas, names + tilts, "error")
top.set_title("forward: outputs in the circles")
bottom.set_title("back: blame in the circles")

# The blame goes back over the weights, times the slope of each neuron that it comes to.
sent_back = gradient.biases[1] * last.weights[0] * curve_slopes[0][0]
arrived = gradient.biases[0]
assert np.allclose(sent_back, arrived), f"{sent_back} was sent back, {arrived} arrived"

description = (
    f"Three neurons: upper, lower, end. Forward, {' and '.join(read)} give {', '.join(outputs)}"
    f". Back, the blame is {', '.join(deltas)}. From friend and film to upper, both to lower, and "
    f"upper and lower to end: weights {', '.join(weights)}, slopes {', '.join(slopes)}."
)
