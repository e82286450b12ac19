"""
Three roads to the same curve
=============================

A crowd of switches, counted, gives an S; a switch with the noise of heat, averaged, gives
exactly σ; and whoever wants a switch with a slope may take σ, or another smooth curve.
The years are those of papers known to us, so a road may be older.
"""

import matplotlib.pyplot as plt

from explainer.drawing import area, arrow, colour

plt.style.use("explainer.drawing.house")

roads = [
    ("a crowd of switches", "count how many are on", {"Cowan": 1968, "Wilson and Cowan": 1972}),
    ("a noisy switch", "see how often heat turns it on", {"Little": 1974, "Hinton": 1983}),
    ("a switch with a slope", "soften the edge, to learn by slopes", {"Amari": 1967}),
]
heights = (4.2, 2.1, 0)
KNOWN = 1986  # the paper that made σ known

figure, ax = plt.subplots(figsize=(5, 4.4))
said = []
for (name, words, papers), y in zip(roads, heights, strict=True):
    who = ", ".join(f"{author} {year}" for author, year in papers.items())
    ax.add_patch(plt.Rectangle((0, y), 6.1, 1.7, **area("sigma", 0.12)))
    ax.text(0.2, y + 1.36, name, va="center", weight="bold")
    ax.text(0.2, y + 0.85, words, va="center")
    ax.text(0.2, y + 0.34, who, va="center", color=colour("muted"))
    arrow(ax, (6.15, y + 0.85), (7.25, 2.95 + 0.22 * (y - 2.1)))
    assert max(papers.values()) < KNOWN, f"{who} is not older than the paper of {KNOWN}"
    said.append(f"{name.capitalize()}: {words}. Known to us from {who}.")
ax.text(8.1, 2.95, "σ", size=44, ha="center", va="center", color=colour("sigma"))
ax.set(xlim=(-0.1, 9), ylim=(-0.2, 6.1))
ax.set_axis_off()

assert len(roads) == 3, f"the title says three roads, and there are {len(roads)}"

description = f"Three boxes with arrows that lead to one σ. {said[0]} {said[1]} {said[2]}"
