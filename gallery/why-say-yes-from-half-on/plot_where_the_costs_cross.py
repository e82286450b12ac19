"""
Say yes where a yes is expected to cost less than a no
======================================================

A yes costs something if it is wrong, and so does a no; the lines show what each
costs on average. Where they cross is the threshold: at ½ if both
mistakes cost the same, and earlier if a missed yes costs four times as much.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import log_odds
from explainer.drawing import area, label_line, name_axes, stroke

plt.style.use("explainer.drawing.house")

chance = np.linspace(0, 1, 201)
cost_of_yes = 1 - chance  # a wrong yes costs 1, and is wrong when the truth is no
thresholds = []
gaps = []
yes_lines = []
figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5, 3.2))
for ax, missed in zip(axes, (1, 4), strict=True):
    cost_of_no = missed * chance
    (yes,) = ax.plot(chance, cost_of_yes, **stroke("sigma"))
    (no,) = ax.plot(chance, cost_of_no, **stroke("switch") | {"linestyle": "--"})
    threshold = 1 / (1 + missed)
    thresholds.append(threshold)
    ax.axvspan(threshold, 1, **area("sigma", 0.12))
    ax.text((1 + threshold) / 2, 4.05, "say yes", ha="center")
    label_line(ax, no, "a no", at=0.75, offset=(-7, 4))
    ax.set_xticks([0, threshold, 1], ["0", "½" if missed == 1 else "⅕", "1"])
    ax.set(xlabel="chance of a yes", xlim=(0, 1), ylim=(0, 4.4), yticks=range(5))
    cheaper = chance[cost_of_yes < cost_of_no].min()
    gaps.append(cheaper - threshold)
    yes_lines.append(yes)
label_line(axes[0], yes_lines[0], "a yes", at=0.22, offset=(0, 9))
name_axes(axes[0], x="chance of a yes", y="average cost; mistakes equal")
axes[1].set_title("a missed yes costs 4", loc="left")

assert 0 < min(gaps) <= max(gaps) < 0.01, f"a yes is cheaper {gaps} beyond the thresholds"

even, early = log_odds(thresholds)
description = (
    "Two panels with the average cost of a yes and of a no against the chance of a yes. With "
    f"mistakes that cost the same they cross at {thresholds[0]}, where z is {even:.0f}. If a "
    "missed yes costs 4 and a needless one 1, they cross at "
    f"{thresholds[1]}, where z is {early:.2f}."
).replace("-", "−")
