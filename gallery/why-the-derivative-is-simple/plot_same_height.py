"""
You kept the height; can you tell the slope?
============================================

Three curves stand at the same height, and that height is all you have kept.
On σ, height times headroom gives the slope.
On the normal curve the slope is settled too, but you must first search for where you are.
The sine wave comes to that height on the way up and on the way down: no rule can tell which.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import log_odds, normal_cdf, sigmoid, sine
from explainer.drawing import colour, signed, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

kept = float(cinema.output(tonight))
z, reach = np.linspace(-5, 5, 401), np.array([-0.6, 0.6])
found = z[np.abs(normal_cdf(z) - kept).argmin()]
for _ in range(4):  # the search: step to where the tangent has the height
    found += (kept - normal_cdf(found)) / normal_cdf.slope(found)
up, down = np.arcsin(kept), np.pi - np.arcsin(kept)
panels = (
    (sigmoid, "sigma", [log_odds(kept)], "σ: height × headroom"),
    (normal_cdf, "cousin", [found], "normal curve: search for z first"),
    (sine, "switch", [up, down], "sine: two slopes, no telling which"),
)

figure, axes = plt.subplots(3, sharex=True, figsize=(5, 5.4))
slopes = {}
for ax, (curve, role, places, verdict) in zip(axes, panels, strict=True):
    ax.axhline(kept, color=colour("muted"), linewidth=0.8)
    ax.plot(z, curve(z), **stroke(role) | {"linestyle": "-"})
    slopes[curve.name] = [float(curve.slope(at)) for at in places]
    for at, slope in zip(places, slopes[curve.name], strict=True):
        ax.plot(at + reach, kept + slope * reach, **stroke("straight"))
        ax.plot(at, kept, "o", color=colour(role))
    ax.set_title(verdict, color=colour(role))
    ax.set_title(" or ".join(signed(each, 3) for each in slopes[curve.name]), loc="right")
    ax.set(xlim=(-5, 5), ylim=(curve.bounds[0] * 1.05, 1.3), yticks=[curve.bounds[0], kept])
    ax.set_yticklabels([f"{curve.bounds[0]:.0f}".replace("-", "−"), f"{kept:.2f}"])
axes[-1].set_xlabel("z, which you did not keep")

assert all(np.isclose(curve(at), kept) for curve, _, places, _ in panels for at in places)
assert np.isclose(slopes["sigmoid"][0], sigmoid.slope_from_output(kept))
assert np.isclose(slopes["normal_cdf"][0], normal_cdf.slope_from_output(kept))
assert sine.slope_from_output is None
assert np.isclose(sum(slopes["sine"]), 0)

description = (
    f"Three curves, each crossed by a level line at the height kept, {kept:.4f}. "
    f"σ has slope {slopes['sigmoid'][0]:.3f} there, which is {kept:.2f} times {1 - kept:.2f}. "
    f"The normal curve has {slopes['normal_cdf'][0]:.3f}, at z = {found:.2f}, found by searching. "
    f"The sine wave meets the line going up with {signed(slopes['sine'][0], 3)} "
    f"and going down with {signed(slopes['sine'][1], 3)}, so the height does not tell the slope."
)
