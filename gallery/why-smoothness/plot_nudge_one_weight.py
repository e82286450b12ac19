"""
A nudge moves the dimmer, but not the switch
============================================

One weight sweeps from left to right, and the two
grey strips are the same nudge, made at two places.
The switch stays where it is, then flips all at once; the
sigmoid answers each of the two with a small change of its own.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour, label_line, name_axes, signed, stroke, with_weight
from explainer.story import INPUTS, cinema, cinema_switch, tonight

plt.style.use("explainer.drawing.house")

friend = INPUTS.index("friend")
nudge = 0.5
across_0 = -nudge / 2  # where one nudge starts, so that it passes 0 on its way
now = float(cinema.weights[friend])  # where the other starts


def outputs(neuron, settings):
    """Ask for tonight's output at each setting of the friend's weight."""
    return np.array([each.output(tonight) for each in with_weight(neuron, friend, settings)])


def change(neuron, start):
    """Measure how far one nudge from `start` moves the output."""
    return np.diff(outputs(neuron, [start, start + nudge])).item()


sweep = np.sort([*np.linspace(-6, 6, 241), 1e-9])  # one a hair past 0: the flip is upright
figure, ax = plt.subplots()
(switch,) = ax.plot(sweep, outputs(cinema_switch, sweep), **stroke("switch"))
(sigma,) = ax.plot(sweep, outputs(cinema, sweep), **stroke("sigma"))
label_line(ax, switch, "switch", at=-1, offset=(0, 5))
label_line(ax, sigma, "sigmoid", at=-1.6, offset=(-8, 4))
name_axes(ax, x="weight of the friend", y="output: 1 is “go”, 0 is “stay in”")
ax.set(xticks=range(-6, 7, 2), yticks=[0, 0.5, 1], xlim=(-6, 6))

for start, x, y, side in ((across_0, -0.5, 0.88, "right"), (now, 2.75, 0.62, "left")):
    flip = change(cinema_switch, start)
    rise = change(cinema, start)
    ax.axvspan(start, start + nudge, **area("muted"))
    ax.text(x, y, f"a nudge of {nudge}:", ha=side)
    ax.text(x, y - 0.13, f"switch {signed(flip, 0)}", ha=side, color=colour("switch"))
    ax.text(x, y - 0.26, f"sigmoid {signed(rise)}", ha=side, color=colour("sigma"))

switch_now = change(cinema_switch, now)
switch_at_0 = change(cinema_switch, across_0)
sigmoid_now = change(cinema, now)
sigmoid_at_0 = change(cinema, across_0)
steepest = nudge / 4  # the slope of σ is a quarter at most
assert switch_now == 0, f"at tonight's weight the switch moves by {switch_now}"
assert switch_at_0 == 1, f"across 0 the switch moves by {switch_at_0}"
assert 0 < sigmoid_now < sigmoid_at_0 <= steepest, f"{sigmoid_now:.4f}, {sigmoid_at_0:.4f}"

description = (
    f"Output while the friend’s weight goes from {signed(sweep[0], 0)} to {signed(sweep[-1], 0)}. "
    "The switch lies flat at 0, flips to 1 as the weight passes 0, and lies flat again. "
    f"The sigmoid climbs all the way. A nudge of {nudge} at tonight’s weight, {now:.0f}, moves "
    f"the switch by {switch_now:.0f}, the sigmoid by {sigmoid_now:.3f}. "
    f"The same nudge made across 0 moves the switch by {switch_at_0:.0f} "
    f"and the sigmoid by {sigmoid_at_0:.3f}."
)
