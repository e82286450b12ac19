"""
Height times headroom in six steps
==================================

Build σ from its parts, and watch the slope at one place: tonight’s z.
Two minus signs cancel, and what is left splits into two factors, the height of σ and its headroom.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import area, colour, signed, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

E = "$\\mathregular{e^{−z}}$"
at = float(cinema.weighted_input(tonight))
e = np.exp(-at)  # the letters are those of the page
s = 1 + e
a = float(sigmoid(at))
slope = float(sigmoid.slope(at))

z = np.linspace(0, 4, 81)
fall = np.exp(-z)
ends = np.array([-1.0, 1.0])  # how far each tangent is drawn

figure, axes = plt.subplots(3, 2, sharex=True, figsize=(5, 6.6))
steps = (
    (f"1. {E} falls as\nfast as it is high", fall, e, -e),
    ("2. add 1 to get s:\nthe same slope", 1 + fall, s, -e),
    ("3. turn it over: 1 / s\nminus × minus: a rise", sigmoid(z), a, slope),
)
for ax, (title, curve, height, tilt) in zip(axes.flat, steps, strict=False):
    role = "sigma" if tilt > 0 else "muted"
    ax.plot(z, curve, color=colour(role))
    ax.plot(at + ends, height + tilt * ends, **stroke("straight"))
    ax.plot(at, height, "o", color=colour(role))
    ax.text(1.4, height + 0.24, f"slope {signed(tilt, 3)}", va="bottom")
    ax.set(title=title, xlim=(0, 4), ylim=(0, max(1.3, height + 1)), yticks=[0, 1])
fourth, fifth, sixth = axes.flat[3:]

fourth.set(title=f"4. that slope is\n{E} divided by s × s", ylim=(0, 0.4), yticks=[0, 0.25])
fourth.plot(z, fall / (1 + fall) ** 2, **stroke("straight"))
fourth.plot(at, slope, "o", color=colour("straight"))
fourth.text(at, slope + 0.04, f"{slope:.3f}", va="bottom")

fifth.set_title(f"5. split it in two:\n1 / s times {E} / s")
fifth.plot(z, 1 / (1 + fall), **stroke("sigma"))
fifth.text(1, 0.98, f"1 / s = {1 / s:.3f}", va="bottom", color=colour("sigma"))
fifth.plot(z, fall / (1 + fall), **stroke("error"))
fifth.text(1.6, 0.26, f"{E} / s = {e / s:.3f}", va="bottom", color=colour("error"))

sixth.set_title("6. they add up to 1:\nheight and headroom")
sixth.fill_between(z, 0, sigmoid(z), **area("sigma", 0.35))
sixth.fill_between(z, sigmoid(z), 1, **area("error", 0.35))
sixth.text(2, 0.35, "height a", ha="center")
sixth.text(2, 1.04, "headroom 1 − a", ha="center", va="bottom")
plt.setp([fifth, sixth], ylim=(0, 1.3), yticks=[0, 1], xlabel="z", xticks=[0, 2, 4])
height = 1 / s
headroom = e / s
assert np.isclose(height, a, rtol=1e-12), f"1 / s is {height}, and σ {a}"
assert np.isclose(headroom, 1 - a, rtol=1e-12), f"e / s is {headroom}, the headroom {1 - a}"
assert np.isclose(e / s**2, slope, rtol=1e-12), f"e / s² is {e / s**2}, the slope {slope}"

description = (
    f"Six small pictures at z = {at:.0f}. e to the −z is {e:.3f} high with slope {signed(-e, 3)}. "
    f"With 1 added it is s, {s:.3f} high, with the same slope. 1/s is σ, {a:.3f} high, with slope "
    f"{signed(slope, 3)}, or e to the −z over s times s. That is {height:.3f} times "
    f"{headroom:.3f}, and those two add up to {height + headroom:.0f}: height times headroom."
)
