"""
Stairs give no hint of the way down; a slope does
=================================================

How wrong is the neuron on eight past evenings, as the friend's weight sweeps?
With a switch the error is a staircase: almost everywhere the ground is level.
With a sigmoid the ground slopes, and leads to the lowest place.
The arrows are the same nudge, taken from the same weight.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import arrow, colour, name_axes, signed, stroke, with_weight
from explainer.losses import squared_error
from explainer.story import INPUTS, cinema, cinema_switch, evenings

plt.style.use("explainer.drawing.house")

past, friend = evenings(), INPUTS.index("friend")
sweep = np.linspace(-6, 6, 1201)
here, nudge = -2.5, 1.0


def errors(neuron, settings):
    """Average the squared error over the past evenings, at each setting of the friend's weight."""
    outputs = (each.output(past.inputs)[:, None] for each in with_weight(neuron, friend, settings))
    return np.array([squared_error.mean(each, past.targets) for each in outputs])


def landscape(ax, neuron, role):
    """Draw the error over the sweep, with the nudge on it; return it and what the nudge changes."""
    before, after = errors(neuron, [here, here + nudge])
    change = after - before
    ax.plot(sweep, heights := errors(neuron, sweep), **stroke(role))
    ax.plot(here, before, "o", color=colour("ink"))
    arrow(ax, (here, before), (here + nudge, after))
    said = "nothing" if change == 0 else f"the error by {signed(change)}"
    ax.text(here, before - 0.035, f"a nudge changes\n{said}", ha="right", va="top")
    return heights, change


figure, (top, bottom) = plt.subplots(2, sharex=True, sharey=True, figsize=(5, 4))
stairs, level = landscape(top, cinema_switch, "switch")
valley, downhill = landscape(bottom, cinema, "sigma")
name_axes(top, y="error with a switch")
name_axes(bottom, x="weight of the friend", y="error with a sigmoid")
top.set(xlim=(-6, 6), xticks=range(-6, 7, 2), yticks=[0, 0.1, 0.2])

steps, lowest = np.count_nonzero(np.diff(stairs)), sweep[valley.argmin()]
assert steps < 8
assert level == 0 > downhill
assert ((np.diff(valley) < 0) == (sweep[1:] <= lowest)).all()

description = (
    f"Error while the friend's weight goes from {signed(sweep[0], 0)} to {signed(sweep[-1], 0)}. "
    f"A switch's is a staircase of {steps} steps; a sigmoid's one valley, lowest at {lowest:.1f}. "
    f"A nudge of {nudge:.0f} from {signed(here, 1)} changes a switch's error by {level:.0f} "
    f"and a sigmoid's by {signed(downhill, 3)}."
)
