"""
Stairs give no hint of the way down; a slope does
=================================================

How wrong is the neuron on eight past evenings, as the friend’s weight sweeps?
With a switch, the ground is level almost everywhere;
with a sigmoid, it slopes, and here it leads to the lowest place.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import arrow, colour, name_axes, signed, stroke, with_weight
from explainer.losses import squared_error
from explainer.story import INPUTS, cinema, cinema_switch, evenings

plt.style.use("explainer.drawing.house")

past = evenings()
friend = INPUTS.index("friend")
sweep = np.linspace(-6, 6, 1201)
here = -2.5  # where the nudge starts
nudge = 1.0


def errors(neuron, settings):
    """Average the squared error over the past evenings, at each setting of the friend's weight."""
    found = []
    for turned in with_weight(neuron, friend, settings):
        outputs = turned.output(past.inputs)[:, np.newaxis]
        found.append(squared_error.mean(outputs, past.targets))
    return np.array(found)


def draw(ax, heights, role, before, after):
    """Draw the error over the sweep, and on it the nudge from `here`."""
    ax.plot(sweep, heights, **stroke(role))
    ax.plot(here, before, "o", color=colour("ink"))
    arrow(ax, (here, before), (here + nudge, after))
    said = "nothing" if after == before else f"the error by {signed(after - before)}"
    ax.text(here, before - 0.035, f"a nudge changes\n{said}", ha="right", va="top")


stairs = errors(cinema_switch, sweep)
valley = errors(cinema, sweep)
switch_before, switch_after = errors(cinema_switch, [here, here + nudge])
sigmoid_before, sigmoid_after = errors(cinema, [here, here + nudge])

figure, (top, bottom) = plt.subplots(2, sharex=True, sharey=True, figsize=(5, 4))
draw(top, stairs, "switch", switch_before, switch_after)
draw(bottom, valley, "sigma", sigmoid_before, sigmoid_after)
name_axes(top, y="error with a switch")
name_axes(bottom, x="weight of the friend", y="error with a sigmoid")
top.set(xlim=(-6, 6), xticks=range(-6, 7, 2), yticks=[0, 0.1, 0.2])

level = switch_after - switch_before
downhill = sigmoid_after - sigmoid_before
steps = np.count_nonzero(np.diff(stairs))
lowest = sweep[valley.argmin()]
falls = np.diff(valley) < 0
before_lowest = sweep[1:] <= lowest
assert steps < 8, f"the staircase has {steps} steps"
assert level == 0, f"the nudge changes the switch's error by {level:+.4f}"
assert downhill < 0, f"the nudge changes the sigmoid's error by {downhill:+.4f}"
assert (falls == before_lowest).all(), f"there is a second valley beside the one at {lowest:.2f}"

description = (
    f"Error while the friend’s weight goes from {signed(sweep[0], 0)} to {signed(sweep[-1], 0)}. "
    f"A switch’s is a staircase of {steps} steps; a sigmoid’s one valley, lowest at {lowest:.1f}. "
    f"A nudge of {nudge:.0f} from {signed(here, 1)} changes a switch’s error by {level:.0f} "
    f"and a sigmoid’s by {signed(downhill, 3)}."
)
