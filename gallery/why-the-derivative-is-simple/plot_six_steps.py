"""
Height times headroom in six steps
==================================

Build σ from its parts, and watch the slope at one place: tonight's z.
e to the −z falls as fast as it is high; turned upside down it rises: two minus signs cancel.
What is left splits into two factors, the height of σ and its headroom.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import area, colour, signed, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

E = "e^−z"
at = float(cinema.weighted_input(tonight))
z, ends = np.linspace(0, 4, 81), np.array([-1.0, 1.0])
fall, e, s = np.exp(-z), np.exp(-at), 1 + np.exp(-at)
a, slope = float(sigmoid(at)), float(sigmoid.slope(at))

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
for share, x, y, name, role in ((1 / s, 1, 0.98, "1", "sigma"), (e / s, 1.6, 0.26, E, "error")):
    fifth.plot(z, (1 if name == "1" else fall) / (1 + fall), **stroke(role))
    fifth.text(x, y, f"{name} / s = {share:.3f}", va="bottom", color=colour(role))
sixth.set_title("6. they add up to 1:\nheight and headroom")
sixth.fill_between(z, 0, sigmoid(z), **area("sigma", 0.35))
sixth.fill_between(z, sigmoid(z), 1, **area("error", 0.35))
sixth.text(2, 0.35, "height a", ha="center")
sixth.text(2, 1.04, "headroom 1 − a", ha="center", va="bottom")
plt.setp([fifth, sixth], ylim=(0, 1.3), yticks=[0, 1], xlabel="z", xticks=[0, 2, 4])
assert np.allclose([1 / s, e / s, e / s**2], [a, 1 - a, slope], rtol=1e-12)

description = (
    f"Six small pictures at z = {at:.0f}. e to the −z is {e:.3f} high with slope {signed(-e, 3)}. "
    f"With 1 added it is s, {s:.3f} high, with the same slope. 1/s is σ, {a:.3f} high, with slope "
    f"{signed(slope, 3)}, or e to the −z over s times s. That is {1 / s:.3f} times {e / s:.3f}, "
    f"and those two add up to {1 / s + e / s:.0f}: height times headroom."
)
