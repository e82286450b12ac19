"""
Tonight, a tenth of a small nudge leaves about a hundredth of the error
=======================================================================

The solid line is the error of the guess tonight, at z = 2, the dotted line its error from z = 0.
Both stay below the grey line, a limit that no error can cross.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour, label_line, name_axes
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

nudges = np.geomspace(0.01, 3, 61)
undecided = cinema.nudged(bias=-float(cinema.weighted_input(tonight)))  # the same, but z = 0


def error(neuron, nudge):
    """Measure how far the guess is off when the friend's weight is nudged."""
    return abs(neuron.nudge(tonight, weights=[nudge, 0.0, 0.0]).error)


def bound(nudge):
    """Give the error that is proved never to be exceeded."""
    return cinema.nudge(tonight, weights=[nudge, 0.0, 0.0]).bound


tonights = np.array([error(cinema, nudge) for nudge in nudges])
flat = np.array([error(undecided, nudge) for nudge in nudges])
bounds = np.array([bound(nudge) for nudge in nudges])

figure, ax = plt.subplots(figsize=(5, 3.6))
ax.fill_between(nudges, bounds, 1, **area("muted", 0.12))
(proven,) = ax.loglog(nudges, bounds, color=colour("muted"), linewidth=1.2)
(found,) = ax.loglog(nudges, tonights, color=colour("error"))
(rare,) = ax.loglog(nudges, flat, color=colour("error"), linestyle=":")
label_line(ax, proven, "no error gets up here", at=0.055, offset=(0, 30))
label_line(ax, found, "tonight", at=0.0135, offset=(6, -10))
label_line(ax, rare, "z = 0", at=0.1, offset=(8, -8))
large = error(cinema, 0.1)
small = error(cinema, 0.01)
ax.plot([0.1, 0.01], [large, small], "o", color=colour("error"))
name_axes(ax, x="nudge of the friend’s weight", y="error of the guess")
ax.set_xticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
ax.set_yticks([1e-8, 1e-6, 1e-4, 1e-2, 1], ["", "0.000001", "0.0001", "0.01", "1"])
ax.set(xlim=(0.0095, 3), ylim=(1e-8, 1))
ax.minorticks_off()

shrinks = large / small
shrinks_at_0 = error(undecided, 0.1) / error(undecided, 0.01)
assert (tonights <= bounds).all(), f"tonight's errors {tonights} cross {bounds}"
assert (flat <= bounds).all(), f"the errors at z = 0, {flat}, cross {bounds}"
assert 95 < shrinks < 105, f"tonight the error gets {shrinks:.1f} times smaller"
assert 950 < shrinks_at_0 < 1050, f"at z = 0 it gets {shrinks_at_0:.0f} times smaller"

description = (
    "The error of the guess against the nudge, on scales where each step is ten times the one "
    f"before. Tonight a nudge of 0.1 leaves an error of {large:.6f} and a nudge of 0.01 one of "
    f"{small:.8f}, {shrinks:.0f} times smaller. Starting from z = 0, where the curve changes the "
    f"way it bends, the error gets {shrinks_at_0:.0f} times smaller. Both lines stay below the "
    "grey line, the limit that no error can cross; it is straight."
)
