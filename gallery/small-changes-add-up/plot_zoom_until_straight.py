"""
Zoom in on a smooth curve, and it becomes a straight line
=========================================================

Each picture shows the small frame of the one before, four times
as large; the dashed line has the slope of the curve at the dot.
In the last picture the eye can no longer tell the two apart.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from explainer.activations import sigmoid
from explainer.drawing import colour, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

here = float(cinema.weighted_input(tonight))
height = float(sigmoid(here))
slope = float(sigmoid.slope(here))
zooms = (1, 4, 16, 64)
widest = 4.0  # from the dot to the left and right edges of the first picture
tallest = 0.8  # ... and to the upper and lower ones


def line(z):
    """Follow the straight line through the dot."""
    return height + slope * (z - here)


figure, axes = plt.subplots(2, 2, figsize=(5, 4.2))
shares = []
for ax, zoom in zip(axes.flat, zooms, strict=True):
    wide = widest / zoom
    tall = tallest / zoom
    z = here + wide * np.linspace(-1, 1, 81)
    ax.plot(z, sigmoid(z), **stroke("sigma"))
    ax.plot(z, line(z), **stroke("straight"))
    ax.plot(here, height, "o", color=colour("ink"))
    ax.set(xlim=(z[0], z[-1]), ylim=(height - tall, height + tall), yticks=[height])
    ax.set_xticks([here], [f"z = {here:.0f}"])
    ax.set_yticks([height], [f"{height:.2f}"])
    ax.set_title(f"{zoom} × as close")
    if zoom != zooms[-1]:
        corner = (here - wide / 4, height - tall / 4)
        ax.add_patch(Rectangle(corner, wide / 2, tall / 2, fill=False, ec=colour("muted")))
    gap = np.abs(sigmoid(z) - line(z)).max()
    shares.append(float(gap / (2 * tall)))

assert shares == sorted(shares, reverse=True), f"the gap does not always shrink: {shares}"
assert shares[0] > 0.2, f"the first gap is only {shares[0]:.1%} of the picture"
assert shares[-1] < 0.01, f"the last gap is still {shares[-1]:.1%} of the picture"

gaps = ", ".join(f"{share:.1%}" for share in shares)
description = (
    f"Four pictures of the S-curve around z = {here:.0f}, where it is {height:.2f} high, with a "
    f"straight line of slope {slope:.4f} through that point. Each is 4 times closer than the one "
    f"before. The widest gap between curve and line is, in parts of the picture’s height: {gaps}."
)
