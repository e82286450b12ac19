"""
Rate times nudge is a good guess for a small nudge, and a poor one for a large
==============================================================================

The solid curve is how far the output moves when the friend’s
weight is nudged; the dashed line is the guess, rate times nudge.
The shaded gap is the error of the guess.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour, label_line, name_axes, signed, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")


def predicted(nudge):
    """Guess how far the output moves when the friend's weight is nudged."""
    return float(cinema.nudge(tonight, weights=[nudge, 0.0, 0.0]).predicted)


def actual(nudge):
    """Measure how far it does move."""
    return float(cinema.nudge(tonight, weights=[nudge, 0.0, 0.0]).actual)


nudges = np.linspace(-4, 4, 161)
guesses = np.array([predicted(nudge) for nudge in nudges])
truths = np.array([actual(nudge) for nudge in nudges])

figure, ax = plt.subplots(figsize=(5, 3.4))
ax.fill_between(nudges, guesses, truths, **area("error"))
(truth,) = ax.plot(nudges, truths, **stroke("sigma"))
(guess,) = ax.plot(nudges, guesses, **stroke("straight"))
ax.plot(0, 0, "o", color=colour("ink"))
label_line(ax, truth, "what happens", at=-2.3, offset=(7, -7))
label_line(ax, guess, "rate × nudge", at=2.2, offset=(-8, 6))
for n, nudge in enumerate((0.1, 1.0, 2.0)):
    row = -0.3 - 0.12 * n
    ax.text(0.55, row, f"{nudge:g}:", ha="right")
    ax.text(1.9, row, signed(predicted(nudge), 4), ha="right", color=colour("straight"))
    ax.text(3.3, row, signed(actual(nudge), 4), ha="right", color=colour("sigma"))
ax.text(0.55, -0.18, "nudge", ha="right", color=colour("muted"))
ax.text(1.9, -0.18, "guess", ha="right", color=colour("muted"))
ax.text(3.3, -0.18, "truth", ha="right", color=colour("muted"))
name_axes(ax, x="nudge of the friend’s weight", y="change of the output")
ax.set(xlim=(-4, 4), xticks=range(-4, 5, 2), yticks=[-0.5, 0, 0.5])

small_gap = abs(predicted(0.1) / actual(0.1) - 1)
large_ratio = predicted(2.0) / actual(2.0)
assert small_gap < 0.05, f"for a nudge of 0.1 the guess is {small_gap:.1%} off"
assert large_ratio > 2, f"for a nudge of 2 the guess is only {large_ratio:.2f} times too large"

description = (
    f"The change of the output as the friend’s weight is nudged by {signed(nudges[0], 0)} to "
    f"{signed(nudges[-1], 0)}. The guess is a straight line, the truth a curve that touches it at "
    f"0. For a nudge of 0.1 the guess is {predicted(0.1):.5f} and the truth {actual(0.1):.5f}. "
    f"For a nudge of 2 they are {predicted(2.0):.3f} and {actual(2.0):.3f}. "
    f"At −4 they are {signed(guesses[0])} and {signed(truths[0])}: the gap is wide."
)
