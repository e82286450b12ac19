"""
A knob's rate is how steep its cut is, where you stand
======================================================

In each of these cuts through tonight’s output, one weight turns and all the other knobs are held.
The dashed line has the tilt of the curve at the dot, and that tilt is the rate of the knob.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import colour, name_axes, signed, stroke, with_weight
from explainer.story import INPUTS, cinema, tonight

plt.style.use("explainer.drawing.house")

sweep = np.linspace(-6, 6, 121)
here = cinema.output(tonight)
rates = cinema.gradient(tonight).weights
reach = 3.5  # how far the dashed line is drawn to either side of the dot


def measured(knob, nudge=1e-4):
    """Measure the rate of one knob: how far the output moves, divided by how far the knob did."""
    now = cinema.weights[knob]
    less, more = with_weight(cinema, knob, [now - nudge, now + nudge])
    return (more.output(tonight) - less.output(tonight)) / (2 * nudge)


figure, axes = plt.subplots(1, 3, sharey=True, figsize=(5, 2.9))
for knob, (ax, name) in enumerate(zip(axes, INPUTS, strict=True)):
    now = cinema.weights[knob]
    rate = rates[knob]
    cut = [each.output(tonight) for each in with_weight(cinema, knob, sweep)]
    ax.plot(sweep, cut, **stroke("sigma"))
    near = now + np.array([-reach, reach])
    ax.plot(near, here + rate * (near - now), **stroke("straight"))
    ax.plot(now, here, "o", color=colour("ink"))
    said = f"rate {rate:.4f}" if rate else "rate 0"
    ax.text(6.5, 0.14, said, ha="right", color=colour("straight"))
    name_axes(ax, x=f"weight of\nthe {name}", y="" if knob else "output")
    ax.set(xlim=(-6.5, 6.5), xticks=[-6, 0, 6], ylim=(0, 1.3), yticks=[0, 0.5, 1])

tilts = [measured(knob) for knob in range(3)]
friend, film, rain = rates
assert np.allclose(tilts, rates, rtol=1e-6), f"measured {tilts}, worked out {rates}"
assert friend > film > rain == 0, f"friend {friend:.4f}, film {film:.4f}, rain {rain:.4f}"

description = (
    f"Three curves of tonight’s output, each over one weight from {signed(sweep[0], 0)} to "
    f"{signed(sweep[-1], 0)} with the others held. All pass a dot at output {here:.2f}. "
    f"The friend’s curve is steepest there: its tangent rises {friend:.4f} per unit of weight. "
    f"The film’s rises {film:.4f}, half as fast. The rain’s curve is level: {rain:.0f}."
)
