"""
Far out, a computer rounds σ to exactly 1
=========================================

Each bar ends where σ is stored as exactly 1.
The fewer binary digits a format of numbers keeps, the sooner that is: in bfloat16, a format for
training networks, it is near z = 6; in float64, in which this site computes, past z = 37.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import area, colour, name_axes
from explainer.rounding import round_to_bfloat16, round_to_float32

plt.style.use("explainer.drawing.house")

z = np.linspace(0, 45, 9001)
output = sigmoid(z)
stored: dict[str, np.ndarray] = {
    "float64, 53 digits": output,
    "float32, 24 digits": round_to_float32(output),
    "float16, 11 digits": output.astype(np.float16),
    "bfloat16, 8 digits": round_to_bfloat16(output),
}
one_from = {name: float(z[rounded == 1][0]) for name, rounded in stored.items()}

figure, ax = plt.subplots(figsize=(5, 3.0))
for row, (name, end) in enumerate(one_from.items()):
    ax.fill_between([0, end], row - 0.18, row + 0.18, **area("sigma", 0.35))
    ax.plot(end, row, "o", color=colour("switch"))
    ax.text(end + 1, row, f"1 from z = {end:.2f}", color=colour("switch"), va="center")
    ax.text(0, row + 0.25, name, va="bottom")
name_axes(ax, x="z")
ax.set(xlim=(0, 53), ylim=(-0.4, 3.8), xticks=range(0, 41, 10), yticks=[])
ax.spines["left"].set_visible(False)

for name, rounded in stored.items():
    beyond = rounded[z >= one_from[name]]
    assert (beyond == 1).all(), f"{name} comes back down to {beyond.min()!r}"
known = np.log(2.0 ** np.array([54, 25, 12, 9]) - 1)  # where half the last step below 1 is left
off = np.abs(np.array(list(one_from.values())) - known).max()
assert off < 0.006, f"the bars end at {one_from}, not at {known}"

listed = ", ".join(f"in {name.replace(',', ' with')} {end:.2f}" for name, end in one_from.items())
description = (
    f"Bars along z, one for each of {len(stored)} formats of numbers, end where σ is stored as "
    f"exactly 1, at a z of: {listed}."
)
