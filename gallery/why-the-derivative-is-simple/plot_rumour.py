"""
A rumour spreads along σ
========================

A thousand people call each other at random, and
whoever calls and has heard the rumour passes it on.
It starts slowly, as few can tell it, runs fastest when half
the people know, and ends slowly, as few are left to be told.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import label_line, name_axes, stroke

plt.style.use("explainer.drawing.house")

people = 1000
start = -3
end = 5
time = start + np.arange((end - start) * people + 1) / people  # each person calls once a unit

random = np.random.default_rng(3)
knows = np.arange(people) < round(people * float(sigmoid(start)))
share = np.empty(time.size)
share[0] = knows.mean()
for call in range(1, time.size):
    teller, listener = random.choice(people, 2, replace=False, shuffle=False)
    knows[listener] |= knows[teller]
    share[call] = knows.mean()

figure, ax = plt.subplots()
(law,) = ax.plot(time, sigmoid(time), **stroke("sigma"))
(crowd,) = ax.plot(time[::20], share[::20], **stroke("truth"))
label_line(ax, law, "σ", at=1.2, offset=(8, -8))
label_line(ax, crowd, "1000 people", at=1.5, offset=(-10, 10))
name_axes(ax, x="time", y="share of the people who know")
ax.set(xlim=(start, end), ylim=(-0.05, 1.02), yticks=[0, 0.5, 1])
ax.text(-2.9, 0.2, "few can\ntell it")
ax.text(0.35, 0.36, "half know:\nfastest")
ax.text(4.95, 0.78, "few are left\nto be told", ha="right", va="top")

share_each_unit = share[::people]
per_unit = np.diff(share_each_unit)
busiest = int(np.argmax(per_unit))
before, after = share_each_unit[[busiest, busiest + 1]]
gap = float(np.abs(share - sigmoid(time)).max())
assert (np.diff(share) >= 0).all(), "somebody forgot the rumour"
assert before < 0.5 < after, f"in the busiest unit the share goes from {before:.2f} to {after:.2f}"
assert gap < 0.08, f"the people leave σ by {gap:.3f}"

description = (
    f"Share of {people} people who know a rumour, as each unit of time brings {people} calls. It "
    f"goes from {share[0]:.3f}, which is {people * share[0]:.0f} of them, to {share[-1]:.3f}. The "
    f"jagged line of the people keeps within {gap:.2f} of the smooth S-curve σ. In the first unit "
    f"of time the share grows by {per_unit[0]:.2f}, in the busiest one, when half know, by "
    f"{per_unit[busiest]:.2f}, and in the last one by {per_unit[-1]:.2f}."
)
