"""
Eight wishes, fourteen curves: a wish list does not single σ out
================================================================

A dot says that the curve has it, a cross that it has not, read off what our library says of each
curve; these words are proved for every z. The three wishes on the shaded strip matter most.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import ACTIVATIONS
from explainer.drawing import area, colour

plt.style.use("explainer.drawing.house")

z = np.linspace(-12, 12, 961)
wishes = {
    "has a tilt": lambda f: f.slope(z).any(),
    "never too steep": lambda f: np.isfinite(f.lipschitz),
    "not straight": lambda f: f.slope_lipschitz > 0,
    "no jump, no corner": lambda f: np.isfinite(f.slope_lipschitz),
    "never falls": lambda f: (f.slope(z) >= 0).all(),
    "stays between a floor and a ceiling": lambda f: np.isfinite(f.bounds).all(),
    "the floor is 0, the ceiling is 1": lambda f: f.bounds == (0, 1),
    "the output alone tells the slope": lambda f: f.slope_from_output is not None,
}
NAMES = {
    "heaviside": "switch",
    "identity": "straight line",
    "sigmoid": "σ",
    "square": "z × z",
    "normal_cdf": "normal curve",
    "leaky_relu": "leaky ReLU",
    "relu": "ReLU",
    "gelu": "GELU",
    "silu": "SiLU",
}


# For each curve, whether it meets each wish, in the order of the wishes.
met = {}
for name, curve in ACTIVATIONS.items():
    met[NAMES.get(name, name)] = [bool(wish(curve)) for wish in wishes.values()]


def has_what_matters(name):
    """Tell whether a curve meets the first three wishes, which matter most."""
    return all(met[name][:3])


def rank(name):
    """Put first those that have what matters, then those that meet more, and σ before its like."""
    return not has_what_matters(name), -sum(met[name]), name != "σ"


order = sorted(met, key=rank)
needed = [name for name in order if has_what_matters(name)]
everything = [name for name in order if all(met[name])]

figure, ax = plt.subplots(figsize=(5, 6.6))
ax.axvspan(-0.5, 2.5, ymax=(len(order) + 0.2) / (len(order) + 9), **area("truth", 0.15))
ax.axhline(len(needed) - 0.5, color=colour("muted"), linewidth=0.8)
cell = {"markersize": 7, "markeredgewidth": 1.8}
for row, name in enumerate(order):
    ax.text(-3.3, row, name, va="center", color=colour("sigma" if name == "σ" else "ink"))
    for column, has_it in enumerate(met[name]):
        if has_it:
            ax.plot(column, row, "o", color=colour("sigma"), **cell)
        else:
            ax.plot(column, row, "x", color=colour("switch"), **cell)
for column, wish in enumerate(wishes):
    ax.text(column - 0.15, -1.4 - column, wish, ha="right", va="center")
    ax.vlines(column, -1.4 - column, -0.6, color=colour("muted"), linewidth=0.8)
ax.set(xlim=(-3.4, 7.5), ylim=(len(order) - 0.3, -9.3))
ax.axis("off")

assert len(needed) == 11, f"{len(needed)} curves meet the first three wishes: {needed}"
assert everything == ["σ", "normal curve"], f"those that meet all wishes: {everything}"

counts = ", ".join(f"{name} {sum(met[name])}" for name in order)
description = (
    f"A table of {len(met)} curves and {len(wishes)} wishes: {'; '.join(wishes)}. "
    f"The first three matter most, and {len(needed)} curves have them: {', '.join(needed)}. "
    f"All {len(wishes)} are met by {len(everything)}: {' and '.join(everything)}. Wishes met: "
    f"{counts}."
)
