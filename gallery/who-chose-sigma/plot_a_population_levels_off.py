"""
An early σ: a population that meets a limit
===========================================

The line is a stretched σ, fitted to the people counted
in the United States up to 1910 and to no later count.
It stays close to the counts until 1940, then the people leave it behind: a fit is no law.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import log_odds, sigmoid
from explainer.datasets import us_census
from explainer.drawing import area, colour, label_line, name_axes, stroke

plt.style.use("explainer.drawing.house")

census = us_census()
years = census.inputs[:, 0]
people = census.targets[:, 0]
known = years <= 1910


def fit(limit):
    """Return the steepness and shift of the σ of this height nearest to the known counts."""
    return np.polyfit(years[known] - 1900, log_odds(people[known] / limit), 1)


def curve(limit, when):
    """Return a σ stretched to the limit."""
    return limit * sigmoid(np.polyval(fit(limit), when - 1900))


def miss(limit):
    """Add up the squares of how far a σ with this limit is off the known counts."""
    return np.square(curve(limit, years[known]) - people[known]).sum()


limits = np.arange(100.0, 400.0)  # millions; try them all
best = limits[np.argmin([miss(limit) for limit in limits])]
gap = people - curve(best, years)

figure, ax = plt.subplots(figsize=(5, 3.6))
ax.axvspan(1790, 1910, **area("muted", 0.12))
when = np.linspace(1790, 2010, 111)
(line,) = ax.plot(when, curve(best, when), **stroke("sigma"))
ax.plot(years, people, "o", color=colour("truth"), markersize=5)
ax.axhline(best, color=colour("muted"), linewidth=0.8)
ax.text(1792, best + 4, f"the limit: {best:.0f} million")
ax.text(1850, 110, "fitted to\nthese years", ha="center")
ax.text(1962, 215, "counted", ha="right", color=colour("truth"))
label_line(ax, line, "a stretched σ", at=1950, offset=(10, -14))
name_axes(ax, x="year", y="people in the United States, millions")
ax.set(xlim=(1790, 2010), ylim=(0, 300), xticks=range(1800, 2001, 50))

off_to_1910 = np.abs(gap[known]).max()
off_to_1940 = np.abs(gap[years <= 1940]).max()
above_in_2000 = gap[years == 2000].item()
assert off_to_1940 < 3, f"until 1940 it is off by up to {off_to_1940:.1f} million"
assert above_in_2000 > 50, f"in 2000 the count is only {above_in_2000:.0f} million above"

description = (
    f"People in the United States, counted every ten years from {years[0]:.0f} to {years[-1]:.0f}. "
    f"A σ stretched to a limit of {best:.0f} million, fitted to the counts up to 1910, misses none "
    f"of those by more than {off_to_1910:.1f} million and none before 1950 by more than "
    f"{off_to_1940:.1f} million. In 2000 the count is {above_in_2000:.0f} million above."
)
