"""
Three straight layers are one straight line
===========================================

Each thin line is what one neuron makes of the number that goes in: a ruler laid on rulers.
The green dashes are one single layer, worked out from the three, and it does the same.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity
from explainer.drawing import colour, name_axes, signed, stroke
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

stack = Network(
    (
        Layer([[1.0], [-0.5], [0.25]], [0.0, 1.0, -1.0], identity),
        Layer([[1.0, -1.0, 0.5], [0.5, 1.0, 1.0]], [0.5, -0.5], identity),
        Layer([[0.5, -1.0]], [0.5], identity),
    )
)
one = stack.collapse()
x = np.linspace(-2, 2, 41)[:, np.newaxis]
trace = stack.forward(x)

figure, axes = plt.subplots(1, 3, sharex=True, sharey=True, figsize=(5, 2.8))
for number, (ax, drawn) in enumerate(zip(axes, trace.outputs, strict=True), start=1):
    ax.plot(x, drawn, color=colour("ink"), linestyle="-", linewidth=1.2)
    name_axes(ax, y=f"layer {number}")
    ax.set(xlim=(-2, 2), ylim=(-3.2, 3.2), xticks=[-2, 0, 2], yticks=[-2, 0, 2])
(single,) = axes[-1].plot(x, one(x), **stroke("straight") | {"linewidth": 3.5})
axes[-1].text(0, 2.1, "one layer\ndoes it too", ha="center", color=single.get_color())
axes[1].set_xlabel("what goes in")

bends = [np.abs(np.diff(drawn, n=2, axis=0)).max() for drawn in trace.outputs]
gap = np.abs(trace.output - one(x)).max()
counts = [layer.weights.size + layer.biases.size for layer in stack.layers]
slope = float(one.layers[0].weights[0, 0])
start = float(one.layers[0].biases[0])
assert max(bends) < 1e-12, f"a line bends by {max(bends):.2g}"
assert gap < 1e-12, f"the one layer is {gap:.2g} off the three"
assert stack.parameter_count == 17, f"the three layers have {stack.parameter_count} knobs"
assert one.parameter_count == 2, f"the one layer has {one.parameter_count} knobs"

description = (
    f"Three panels, one for each layer, with {', '.join(map(str, stack.sizes[1:]))} lines "
    f"in them. Every line is straight. The last one has slope {signed(slope, 3)} and height "
    f"{signed(start, 3)} at 0. A single layer with {one.parameter_count} knobs lies right on it, "
    f"though the three layers have {' + '.join(map(str, counts))} = {stack.parameter_count}: "
    "each neuron has a bias, and a weight for each of its inputs."
)
