"""
Fourteen curves that a neuron can be given
==========================================

Each turns the weighted sum z, from left to right, into an output, from bottom to top.
Thin lines mark where z is 0 and where the output is 0.
All are drawn to one scale, and some go on beyond what is shown.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import ACTIVATIONS
from explainer.drawing import colour, signed

plt.style.use("explainer.drawing.house")

NAMES = {"heaviside": "switch", "identity": "straight line", "sigmoid": "σ", "square": "z × z"}
NAMES |= {"normal_cdf": "normal curve", "leaky_relu": "leaky ReLU"}
NAMES |= {"relu": "ReLU", "gelu": "GELU", "silu": "SiLU"}
reach = 4.0
halves = np.linspace(-reach, 0, 21), np.linspace(1e-9, reach, 21)  # a jump at 0 stays a jump

figure, axes = plt.subplots(5, 3, sharex=True, sharey=True, figsize=(5, 5.6))
for ax, (name, curve) in zip(axes.flat, ACTIVATIONS.items(), strict=False):
    role = "sigma" if name == "sigmoid" else "ink"
    ax.axhline(0, color=colour("grid"), linewidth=0.8)
    ax.axvline(0, color=colour("grid"), linewidth=0.8)
    for z in halves:
        ax.plot(z, curve(z), color=colour(role))
    ax.set_title(NAMES.get(name, name), color=colour(role))
for ax in axes.flat:
    ax.axis("off")
axes[0, 0].set(xlim=(-reach, reach), ylim=(-1.7, 3))

places = np.array([-2.0, 0.0, 2.0])
said = {NAMES.get(name, name): curve(places) for name, curve in ACTIVATIONS.items()}
jump = [float(np.abs(f(halves[1][0]) - f(halves[0][-1]))) for f in ACTIVATIONS.values()]
assert len(said) == 14
assert sum(each > 0.5 for each in jump) == 1  # the switch, and no other

description = (
    f"A sheet of {len(said)} small curves, for z from {signed(-reach, 0)} to {reach:.0f}. "
    f"What each says at z = {', '.join(f'{z:.0f}'.replace('-', '−') for z in places)}: "
    + "; ".join(
        f"{name} {', '.join(f'{each:.2f}'.replace('-', '−') for each in heights)}"
        for name, heights in said.items()
    )
    + "."
)
