"""
The bill of a nudge: rate times amount, knob by knob, added up
==============================================================

All four knobs are nudged at once, and each bar begins where
the one above it ended, so the bars add up to the total.
What the output really does, in the last bar, is a little less than the bill.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour, name_axes, signed
from explainer.story import INPUTS, cinema, tonight

plt.style.use("explainer.drawing.house")

knobs = [*INPUTS, "bias"]
nudges = np.array([0.1, -0.1, 0.2, 0.1])  # one a knob
gradient = cinema.gradient(tonight)
rates = np.array([*gradient.weights, gradient.bias])
items = rates * nudges
ends = np.cumsum(items)
made = cinema.nudge(tonight, weights=nudges[:3], bias=nudges[3])

prices = [f"{rate:.4f}" if rate else "0" for rate in rates]
sums = [f"{price} × {signed(nudge, 1)}" for price, nudge in zip(prices, nudges, strict=True)]

figure, ax = plt.subplots(figsize=(5, 3.5))
rows = [5.3, 4.3, 3.3, 2.3, 1.1, 0.1]
bars = [  # where each begins, how wide it is, its role, the words beside it
    (end - item, item, "straight", words)
    for end, item, words in zip(ends, items, sums, strict=True)
]
bars += [
    (0, made.predicted, "straight", "the bill"),
    (0, made.actual, "sigma", "the truth"),
]
for row, (start, width, role, words) in zip(rows, bars, strict=True):
    ax.barh(row, width, left=start, height=0.62, **area(role, 0.3))
    ax.barh(row, width, left=start, height=0.62, fill=False, edgecolor=colour(role))
    ax.text(0.0255, row, words, ha="right", va="center", color=colour("muted"))
    amount = signed(width, 5) if width else "0"
    ax.text(0.0325, row, amount, ha="right", va="center", color=colour(role))
ax.hlines(1.7, 0, 0.0325, color=colour("muted"), linewidth=0.8)
ax.text(0.0255, 6.2, "rate × nudge", ha="right", va="center")
name_axes(ax, x="change of the output")
ax.set(xlim=(0, 0.033), xticks=[0, 0.005, 0.01, 0.015], ylim=(-0.4, 6.6))
ax.set_yticks(rows, [*knobs, "total", "actual"])
ax.tick_params(axis="y", length=0, labelcolor=colour("ink"))

total = ends[-1]
left = made.predicted - made.actual
assert np.isclose(total, made.predicted), f"the bars add up to {total}, not {made.predicted}"
assert 0 < left <= made.bound, f"{left:.6f} is left, and could be {made.bound:.6f} at most"

amounts = [signed(item, 5) if item else "0" for item in items]
bill = [
    f"{knob}: {words} makes {amount}"
    for knob, words, amount in zip(knobs, sums, amounts, strict=True)
]
description = (
    f"A bill with one bar a knob, rate times nudge. {', '.join(bill)}"
    f". The total is {made.predicted:.5f}. The output really moves by {made.actual:.5f}."
)
