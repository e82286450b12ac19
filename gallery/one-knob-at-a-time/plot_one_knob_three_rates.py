"""
One knob, turned to three places, has three rates
=================================================

The friend’s weight turns and all the other knobs are
held; the dashed lines show its rate at three places.
Half way up the curve the knob does most; near the top or the bottom it does little.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import colour, label_line, name_axes, signed, stroke, with_weight
from explainer.story import INPUTS, cinema, tonight

plt.style.use("explainer.drawing.house")

friend = INPUTS.index("friend")
sweep = np.linspace(-6, 6, 121)
places = (-4.0, 0.0, float(cinema.weights[friend]))


def outputs(settings):
    """Give tonight's output at each setting of the friend's weight."""
    return np.array([neuron.output(tonight) for neuron in with_weight(cinema, friend, settings)])


def rates(settings):
    """Give the rate of the friend's weight at each of its settings."""
    gradients = [neuron.gradient(tonight) for neuron in with_weight(cinema, friend, settings)]
    return np.array([gradient.weights[friend] for gradient in gradients])


heights = outputs(places)
three_rates = rates(places)

figure, ax = plt.subplots()
(curve,) = ax.plot(sweep, outputs(sweep), **stroke("sigma"))
label_line(ax, curve, "output", at=5, offset=(0, 7))
offsets = ((0, 14), (12, -4), (12, -12))
for place, height, rate, offset in zip(places, heights, three_rates, offsets, strict=True):
    near = place + np.array([-1.6, 1.6])
    ax.plot(near, height + rate * (near - place), **stroke("straight"))
    ax.plot(place, height, "o", color=colour("ink"))
    side = "left" if offset[0] else "center"
    look = {"ha": side, "va": "center", "color": colour("straight")}
    ax.annotate(f"rate {rate:.4f}", (place, height), offset, textcoords="offset points", **look)
name_axes(ax, x="weight of the friend", y="output: 1 is “go”, 0 is “stay in”")
ax.set(xlim=(-6, 6), xticks=range(-6, 7, 2), yticks=[0, 0.5, 1])

steepest = sweep[rates(sweep).argmax()]
low, half_way, high = three_rates
assert abs(steepest) < 1e-9, f"it is steepest at {steepest:.3f}"
assert half_way > 2 * high > 4 * low, f"the rates are {low:.4f}, {half_way:.4f} and {high:.4f}"

readings = [
    f"{rate:.4f} at {place:.0f}".replace("-", "−")
    for place, rate in zip(places, three_rates, strict=True)
]
description = (
    f"The output climbs along an S as the friend’s weight goes from {signed(sweep[0], 0)} to "
    f"{signed(sweep[-1], 0)}. Short straight lines touch it at three weights. The rate is "
    f"{', '.join(readings)}. It is largest at {abs(steepest):.0f}, half way up."
)
