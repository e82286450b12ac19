"""
Three roads to the same curve
=============================

A crowd of switches, counted, gives an S; a switch with the noise of heat, averaged, gives
exactly σ; and whoever wants a switch with a slope may take σ, or another smooth curve.
None of the three began by asking for σ.
"""

import matplotlib.pyplot as plt

from explainer.drawing import area, arrow, colour

plt.style.use("explainer.drawing.house")

roads = [
    ("a crowd of switches", "each flips at its own point:\ncount how many are on", "1972–1973"),
    ("a noisy switch", "heat makes it flicker:\nsee how often it is on", "1983–1985"),
    ("a switch with a slope", "soften the edge,\nso that it can learn", "1974–1986"),
]
heights = (4.2, 2.1, 0)

figure, ax = plt.subplots(figsize=(5, 4.4))
for (name, words, years), y in zip(roads, heights, strict=True):
    ax.add_patch(plt.Rectangle((0, y), 6.1, 1.7, **area("sigma", 0.12)))
    ax.text(0.2, y + 1.36, f"{name}, {years}", va="center", weight="bold")
    ax.text(0.2, y + 0.58, words, va="center", linespacing=1.4)
    arrow(ax, (6.15, y + 0.85), (7.25, 2.95 + 0.22 * (y - 2.1)))
ax.text(8.1, 2.95, "σ", size=44, ha="center", va="center", color=colour("sigma"))
ax.set(xlim=(-0.1, 9), ylim=(-0.2, 6.1))
ax.set_axis_off()

assert len(roads) == 3, f"the title says three roads, and there are {len(roads)}"
said = []
for name, words, years in roads:
    first, last = years.split("–")
    assert int(first) < int(last), f"{name} goes from {first} to {last}"
    on_one_line = " ".join(words.split())
    said.append(f"{name.capitalize()}, {first} to {last}: {on_one_line}.")

description = f"Three boxes with arrows that lead to one σ. {said[0]} {said[1]} {said[2]}"
