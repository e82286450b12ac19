"""
You kept the height; can you tell the slope?
============================================

Three curves stand at the same height, and that height is all you have kept.
On σ, height times headroom gives the slope; on the normal curve you
must first search for where you are; on the sine wave no rule can tell.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import log_odds, normal_cdf, sigmoid, sine
from explainer.drawing import colour, signed, stroke
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

kept = float(cinema.output(tonight))
z = np.linspace(-5, 5, 401)
reach = np.array([-0.6, 0.6])  # how far each tangent is drawn

# The search on the normal curve: step to where the tangent has the height, four times.
found = z[np.abs(normal_cdf(z) - kept).argmin()]
for _ in range(4):
    found += (kept - normal_cdf(found)) / normal_cdf.slope(found)

up = np.arcsin(kept)
down = np.pi - up
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
    here = [float(curve.slope(at)) for at in places]
    slopes[curve.name] = here
    for at, slope in zip(places, here, strict=True):
        assert np.isclose(curve(at), kept), f"{curve.name} is {curve(at):.4f} at z = {at:.4f}"
        ax.plot(at + reach, kept + slope * reach, **stroke("straight"))
        ax.plot(at, kept, "o", color=colour(role))
    ax.set_title(verdict, color=colour(role))
    ax.set_title(" or ".join(signed(slope, 3) for slope in here), loc="right")
    floor = curve.bounds[0]
    ax.set(xlim=(-5, 5), ylim=(floor * 1.05, 1.3), yticks=[floor, kept])
    ax.set_yticklabels([signed(floor, 0) if floor else "0", f"{kept:.2f}"])
axes[-1].set_xlabel("z, which you did not keep")

(of_sigma,) = slopes["sigmoid"]
(of_normal,) = slopes["normal_cdf"]
going_up, going_down = slopes["sine"]
told_sigma = sigmoid.slope_from_output(kept)
told_normal = normal_cdf.slope_from_output(kept)
assert np.isclose(of_sigma, told_sigma), f"σ has slope {of_sigma}; its rule says {told_sigma}"
assert np.isclose(of_normal, told_normal), f"slope {of_normal}; the search says {told_normal}"
assert sine.slope_from_output is None, "the library has a rule for sine"
assert np.isclose(going_up, -going_down), f"sine: {going_up:.4f} up, {going_down:.4f} down"

description = (
    f"Three curves, each crossed by a level line at the height kept, {kept:.4f}. "
    f"σ has slope {of_sigma:.3f} there, which is {kept:.2f} times {1 - kept:.2f}. "
    f"The normal curve has {of_normal:.3f}, at z = {found:.2f}, found by searching. "
    f"The sine wave meets the line going up with {signed(going_up, 3)} "
    f"and going down with {signed(going_down, 3)}, so the height does not tell the slope."
)
