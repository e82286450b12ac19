"""
Far out, a computer rounds σ to exactly 1
=========================================

A computer keeps about sixteen digits of the output, so the slope
that it works out from them falls in steps, and soon is exactly 0.
Worked out from z instead, the slope is still there.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import colour, name_axes, stroke

plt.style.use("explainer.drawing.house")

z = np.linspace(33, 41, 3201)
stored = sigmoid(z)
from_output = sigmoid.slope_from_output(stored)
from_z = sigmoid.slope(z)
seen = from_output > 0
one = float(z[stored == 1][0])  # from here on the stored output is 1
textbook_output = 1 / (1 + np.exp(-z))  # the same as σ, but rounded twice more
textbook = float(z[textbook_output == 1][0])

figure, ax = plt.subplots(figsize=(5, 3.4))
ax.plot(z, from_z, **stroke("sigma"))
ax.plot(z[seen], from_output[seen], **stroke("error") | {"linestyle": "-"}, linewidth=1.4)
ax.plot(one, from_output[seen][-1], "o", color=colour("error"))
ax.axvline(one, color=colour("muted"), linewidth=0.8)
ax.text(one + 0.15, 3e-15, "from here on the\nstored output is 1,\nand a(1 − a) is 0", va="top")
ax.text(37.2, 6e-18, "slope from z", color=colour("sigma"), ha="right")
ax.text(33.2, 4e-17, "slope from the\nstored output", color=colour("error"), va="bottom")
name_axes(ax, x="z", y="slope of σ")
ax.set(yscale="log", xlim=(33, 41), ylim=(1e-18, 1e-14), xticks=range(33, 42, 2))
ax.set_yticks([1e-18, 1e-16, 1e-14], ["10⁻¹⁸", "10⁻¹⁶", "10⁻¹⁴"])
ax.minorticks_off()

beyond = z >= one
assert from_z.min() > 0, f"the slope from z falls to {from_z.min()}"
assert (stored[beyond] == 1).all(), f"it comes back down to {stored[beyond].min()!r}"
assert (from_output[beyond] == 0).all(), f"a slope is left: {from_output[beyond].max()}"
assert 36.73 < textbook < 36.74, f"by the textbook it is 1 from z = {textbook:.4f} on"
assert 37.42 < one < 37.44, f"it is 1 from z = {one:.4f} on"

description = (
    f"Slope of σ for z from {z[0]:.0f} to {z[-1]:.0f}, on a scale of powers of ten. Worked out "
    f"from z it falls in a straight line to {from_z[-1] * 1e18:.1f} billionths of a billionth and "
    f"is never 0. Worked out from the stored output it falls in steps, and is exactly 0 from "
    f"z = {one:.2f} on; if the output is worked out by the textbook, as 1/(1 + e to the −z), "
    f"already from z = {textbook:.2f} on."
)
