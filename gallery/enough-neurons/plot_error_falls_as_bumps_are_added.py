"""
Twice the bumps, half the bound
===============================

Each dot is the largest error of a network built by hand.
All of them lie below the grey line, and it is proved that no error gets above it.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.approximation import approximate
from explainer.datasets import WILD_GREATEST_SLOPE, WILD_RANGE, wild
from explainer.drawing import area, colour, label_line, name_axes

plt.style.use("explainer.drawing.house")

bumps = 5 * 2 ** np.arange(8)
x = np.linspace(*WILD_RANGE, 4001)


def largest_error(network):
    """Measure how far the network is off where it is off most."""
    drawn = network(x[:, np.newaxis])[:, 0]
    return np.abs(drawn - wild(x)).max()


made = [
    approximate(wild, *WILD_RANGE, int(n), WILD_GREATEST_SLOPE, steepness=20.0 * n) for n in bumps
]
bounds = np.array([each.bound for each in made])
worst = np.array([largest_error(each.network) for each in made])

figure, ax = plt.subplots(figsize=(5, 3.6))
ax.fill_between(bumps, bounds, 10, **area("muted", 0.12))
(proved,) = ax.loglog(bumps, bounds, color=colour("muted"), linewidth=1.2)
(found,) = ax.loglog(bumps, worst, "o", color=colour("error"))
label_line(ax, proved, "no error gets up here", at=60, offset=(8, 12))
label_line(ax, found, "largest error", at=40, offset=(-8, -10))
name_axes(ax, x="bumps", y="how far off")
every_other = [str(count) if n % 2 == 0 else "" for n, count in enumerate(bumps)]
ax.set_xticks(bumps, every_other)
ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
ax.set(xlim=(4.5, 800), ylim=(0.01, 10))
ax.minorticks_off()

halvings = bounds[:-1] / bounds[1:]
assert (worst <= bounds).all(), f"errors {worst} rise above their bounds {bounds}"
assert np.allclose(halvings, 2), f"the bound is divided by {halvings}, not by 2"
assert (np.diff(worst) < 0).all(), f"the error does not fall at each step: {worst}"

description = (
    "The largest error against the number of bumps, on scales where each step doubles. As the "
    f"bumps go from {bumps[0]} to {bumps[-1]}, and their edges get as much steeper, the proved "
    f"bound falls from {bounds[0]:.2f} to {bounds[-1]:.3f}, halving at each step, and the error "
    f"found from {worst[0]:.2f} to {worst[-1]:.3f}. Every dot is below the bound."
)
