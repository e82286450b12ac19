"""
Eight wishes, fourteen curves: a wish list does not single σ out
================================================================

A dot says that the curve has it, a cross that it has not.
The three wishes on the shaded strip matter most: a tilt, never too steep, helps learning by
slopes, and a bend makes layers worth stacking. The other five are nice to have.
Our program worked out every cell: nobody filled this table in.
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
NAMES = {"heaviside": "switch", "identity": "straight line", "sigmoid": "σ", "square": "z × z"}
NAMES |= {"normal_cdf": "normal curve", "leaky_relu": "leaky ReLU"}
NAMES |= {"relu": "ReLU", "gelu": "GELU", "silu": "SiLU"}
has = {NAMES.get(n, n): [bool(w(f)) for w in wishes.values()] for n, f in ACTIVATIONS.items()}
order = sorted(has, key=lambda name: (-all(has[name][:3]), -sum(has[name]), name != "σ"))

figure, ax = plt.subplots(figsize=(5, 6.6))
ax.axvspan(-0.5, 2.5, ymax=(len(order) + 0.2) / (len(order) + 9), **area("truth", 0.15))
ax.axhline(sum(all(row[:3]) for row in has.values()) - 0.5, color=colour("muted"), linewidth=0.8)
for row, name in enumerate(order):
    ax.text(-3.3, row, name, va="center", color=colour("sigma" if name == "σ" else "ink"))
    for column, met in enumerate(has[name]):
        look = ("o", "sigma") if met else ("x", "switch")
        ax.plot(column, row, look[0], color=colour(look[1]), markersize=7, markeredgewidth=1.8)
for column, wish in enumerate(wishes):
    ax.text(column - 0.15, -1.4 - column, wish, ha="right", va="center")
    ax.vlines(column, -1.4 - column, -0.6, color=colour("muted"), linewidth=0.8)
ax.set(xlim=(-3.4, 7.5), ylim=(len(order) - 0.3, -9.3))
ax.axis("off")

needed = [name for name in order if all(has[name][:3])]
everything = [name for name in order if all(has[name])]
assert len(needed) == 11
assert everything == ["σ", "normal curve"]

description = (
    f"A table of {len(has)} curves and {len(wishes)} wishes: {'; '.join(wishes)}. "
    f"The first three matter most, and {len(needed)} curves have them: {', '.join(needed)}. "
    f"All {len(wishes)} are met by {len(everything)}: {' and '.join(everything)}. Wishes met: "
    f"{', '.join(f'{name} {sum(has[name])}' for name in order)}."
)
