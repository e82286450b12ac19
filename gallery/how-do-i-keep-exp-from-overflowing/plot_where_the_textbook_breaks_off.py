"""
The textbook loss breaks off; the safe one goes on
==================================================

The cross-entropy of a σ neuron whose target is 0, in the usual numbers of a computer.
Worked out from the output it goes in stairs and then breaks off, when the
output is rounded to 1; worked out from the weighted sum it goes on.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import colour, label_line, name_axes, stroke
from explainer.losses import cross_entropy_from_logits

plt.style.use("explainer.drawing.house")

z = np.linspace(30, 42, 961)
output = 1 / (1 + np.exp(-z))  # the textbook's formulas, as they stand there
with np.errstate(divide="ignore"):
    textbook = -np.log(1 - output)
safe = cross_entropy_from_logits(z, np.zeros_like(z))
alive = np.isfinite(textbook)
broken = float(z[~alive].min())

figure, ax = plt.subplots(figsize=(5, 3.4))
(good,) = ax.plot(z, safe, **stroke("sigma"))
ax.plot(z[alive], textbook[alive], color=colour("error"), linewidth=1.6)
ax.plot(z[alive][-1], textbook[alive][-1], "o", color=colour("error"))
label_line(ax, good, "from the weighted sum", at=38.8, offset=(-10, 6))
ax.text(
    broken + 0.3, 34.6, "from the output:\ninfinite from here on", color=colour("error"), va="top"
)
name_axes(ax, x="weighted sum z", y="cross-entropy, target 0")
ax.set(xlim=(30, 42), ylim=(30, 42), xticks=range(30, 43, 3), yticks=range(30, 43, 3))

off = np.abs(safe - z).max()
stairs = np.abs(textbook - safe)[alive].max()
assert off < 1e-12, f"the safe loss is {off:.2g} off z"
assert 36.7 < broken < 36.8, f"the textbook breaks off at {broken:.2f}"
assert stairs > 0.3, f"the stairs are only {stairs:.2f} high"

description = (
    f"Cross-entropy for target 0 while z goes from {z[0]:.0f} to {z[-1]:.0f}. From the weighted "
    "sum it is a straight line, as large as z. From the output it goes in stairs that grow, up to "
    f"{stairs:.2f} off, and is infinite from z = {broken:.2f} on."
)
