"""
One knob has a different rate at each place
===========================================

The friend's weight turns and all the other knobs are held.
The dashed lines show the rate at three places.
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


def at(settings):
    """Give tonight's output and the friend's rate at each setting of the friend's weight."""
    neurons = with_weight(cinema, friend, settings)
    rates = [each.gradient(tonight).weights[friend] for each in neurons]
    return np.array([each.output(tonight) for each in neurons]), np.array(rates)


figure, ax = plt.subplots()
(curve,) = ax.plot(sweep, at(sweep)[0], **stroke("sigma"))
label_line(ax, curve, "output", at=5, offset=(0, 7))
outputs, rates = at(places)
offsets = ((0, 14), (12, -4), (12, -12))
for place, height, rate, offset in zip(places, outputs, rates, offsets, strict=True):
    near = place + np.array([-1.6, 1.6])
    ax.plot(near, height + rate * (near - place), **stroke("straight"))
    ax.plot(place, height, "o", color=colour("ink"))
    side = "left" if offset[0] else "center"
    look = {"ha": side, "va": "center", "color": colour("straight")}
    ax.annotate(f"rate {rate:.4f}", (place, height), offset, textcoords="offset points", **look)
name_axes(ax, x="weight of the friend", y="output: 1 is “go”, 0 is “stay in”")
ax.set(xlim=(-6, 6), xticks=range(-6, 7, 2), yticks=[0, 0.5, 1])

steepest = sweep[at(sweep)[1].argmax()]
assert abs(steepest) < 1e-9
assert rates[1] > 2 * rates[2] > 4 * rates[0]

readings = zip(places, rates, strict=True)
description = (
    f"The output climbs along an S as the friend's weight goes from {signed(sweep[0], 0)} to "
    f"{signed(sweep[-1], 0)}. Short straight lines touch it at three weights. The rate is "
    + ", ".join(f"{rate:.4f} at {place:.0f}".replace("-", "−") for place, rate in readings)
    + f". It is largest at {abs(steepest):.0f}, half way up."
)
