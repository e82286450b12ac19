"""
Rate times nudge is a good guess for a small nudge, and a poor one for a large
==============================================================================

The friend's weight is nudged, a little or a lot, down or up.
The solid curve is how far the output moves.
The dashed line is the guess, rate times nudge.
The shaded gap is the error of the guess.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour, label_line, name_axes, signed, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")


def friend(nudge):
    """Nudge the friend's weight; give what is predicted and what happens."""
    made = cinema.nudge(tonight, weights=[nudge, 0.0, 0.0])
    return float(made.predicted), float(made.actual)


nudges = np.linspace(-4, 4, 161)
predicted, actual = np.array([friend(nudge) for nudge in nudges]).T

figure, ax = plt.subplots(figsize=(5, 3.4))
ax.fill_between(nudges, predicted, actual, **area("error"))
(truth,) = ax.plot(nudges, actual, **stroke("sigma"))
(guess,) = ax.plot(nudges, predicted, **stroke("straight"))
ax.plot(0, 0, "o", color=colour("ink"))
label_line(ax, truth, "what happens", at=-2.3, offset=(7, -7))
label_line(ax, guess, "rate × nudge", at=2.2, offset=(-8, 6))
for nudge in (0.1, 1.0, 2.0):
    said, did = friend(nudge)
    row = -0.3 - 0.12 * (0.1, 1.0, 2.0).index(nudge)
    ax.text(0.55, row, f"{nudge:g}:", ha="right")
    ax.text(1.9, row, signed(said, 4), ha="right", color=colour("straight"))
    ax.text(3.3, row, signed(did, 4), ha="right", color=colour("sigma"))
ax.text(0.55, -0.18, "nudge", ha="right", color=colour("muted"))
ax.text(1.9, -0.18, "guess", ha="right", color=colour("muted"))
ax.text(3.3, -0.18, "truth", ha="right", color=colour("muted"))
name_axes(ax, x="nudge of the friend’s weight", y="change of the output")
ax.set(xlim=(-4, 4), xticks=range(-4, 5, 2), yticks=[-0.5, 0, 0.5])

small, large = friend(0.1), friend(2.0)
assert abs(small[0] - small[1]) < 0.05 * small[1]
assert large[0] > 2 * large[1]

description = (
    f"The change of the output as the friend's weight is nudged by {signed(nudges[0], 0)} to "
    f"{signed(nudges[-1], 0)}. The guess is a straight line, the truth a curve that touches it at "
    f"0. For a nudge of 0.1 the guess is {small[0]:.5f} and the truth {small[1]:.5f}. For a nudge "
    f"of 2 they are {large[0]:.3f} and {large[1]:.3f}. At −4 they are {signed(predicted[0])} and "
    f"{signed(actual[0])}: the gap is wide."
)
