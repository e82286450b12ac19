"""
The slope of σ is its height times its headroom
===============================================

Each bar is as tall as the whole way from 0 to 1.
The curve cuts it in two: the height below, the headroom above.
Turn the two into the sides of a rectangle, and its area is the slope of the curve at that place.
The area is greatest when both sides are equal: a square of a quarter.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from explainer.activations import sigmoid
from explainer.drawing import area, colour, name_axes, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

places = np.array([-3.0, 0.0, float(cinema.weighted_input(tonight))])
z, reach = np.linspace(-5, 5, 201), 0.8
heights, headrooms, slopes = sigmoid(places), 1 - sigmoid(places), sigmoid.slope(places)

figure, (top, bottom) = plt.subplots(2, figsize=(5, 4.6), height_ratios=[3, 2])
top.plot(z, sigmoid(z), **stroke("sigma"))
for at, height, slope in zip(places, heights, slopes, strict=True):
    top.bar(at, height, 0.34, color=colour("sigma"), alpha=0.35, linewidth=0)
    top.bar(at, 1 - height, 0.34, bottom=height, **area("error", 0.3))
    ends = np.array([-reach, reach])
    top.plot(at + ends, height + slope * ends, **stroke("straight"))
    top.plot(at, height, "o", color=colour("sigma"))
top.text(2.35, 0.42, "height", color=colour("sigma"))
top.text(-2.7, 0.55, "headroom", color=colour("error"))
name_axes(top, x="z", y="output of σ, with its slope as a dashed line")
top.set(xlim=(-5, 5), ylim=(0, 1), xticks=places, yticks=[0, 0.5, 1])

for middle, height, headroom, slope in zip((0, 2, 4), heights, headrooms, slopes, strict=True):
    corner = (middle - height / 2, 0)
    bottom.add_patch(Rectangle(corner, height, headroom, **area("straight", 0.35)))
    bottom.text(middle, -0.12, f"{height:.2f} × {headroom:.2f}", ha="center", va="top")
    bottom.text(middle, -0.38, f"= {slope:.3f}", ha="center", va="top", color=colour("straight"))
bottom.set(xlim=(-1, 5), ylim=(-0.62, 1), aspect="equal")
bottom.axis("off")

assert np.allclose(heights * headrooms, slopes, rtol=1e-12)
assert max(slopes) == slopes[1] == sigmoid.greatest_slope == 0.25

described = zip(places, heights, headrooms, slopes, strict=True)
description = (
    "The S-curve with three bars from 0 to 1, each cut by the curve into height and headroom. "
    + "; ".join(
        f"at z = {at:.0f}, {height:.2f} times {headroom:.2f} is the slope, {slope:.3f}".replace(
            "-", "−"
        )
        for at, height, headroom, slope in described
    ).capitalize()
    + f". Drawn as rectangles, the middle one is a square and the greatest: {max(slopes):.2f}."
)
