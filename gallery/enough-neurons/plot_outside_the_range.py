"""
No promise outside the range
============================

Over the shaded stretch the network follows sine closely;
outside, nothing was promised, and it goes level.
A wider stretch can be had with more neurons, but it will have ends as well.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sine
from explainer.approximation import approximate
from explainer.drawing import area, colour, name_axes, stroke

plt.style.use("explainer.drawing.house")

edge = 2 * np.pi
made = approximate(sine, -edge, edge, 60, sine.lipschitz)
x = np.linspace(-3 * edge, 3 * edge, 481)
drawn = made.network(x[:, np.newaxis])[:, 0]
misses = np.abs(drawn - sine(x))
inside = np.abs(x) <= edge
within = misses[inside].max()
without = misses[~inside].max()

figure, ax = plt.subplots()
ax.axvspan(-edge, edge, **area("muted", 0.14))
ax.plot(x, sine(x), **stroke("truth") | {"linewidth": 1.6})
ax.plot(x, drawn, **stroke("sigma"))
ax.text(0, 1.35, "the range", ha="center")
ax.text(2.2 * edge, 1.35, "sine", ha="center", color=colour("truth"))
ax.text(2.2 * edge, -1.45, "network", ha="center", color=colour("sigma"))
name_axes(ax, x="what goes in", y="height")
ax.set_xticks([-2 * edge, -edge, 0, edge, 2 * edge], ["−4π", "−2π", "0", "2π", "4π"])
ax.set(xlim=(-3 * edge, 3 * edge), ylim=(-1.6, 1.7), yticks=[-1, 0, 1])

ends = drawn[np.abs(x) > 2 * edge]
drift = np.ptp(drawn[x > 2 * edge])
assert within <= made.bound, f"off by {within:.3f} inside; the bound is {made.bound:.3f}"
assert without > 1, f"outside the range it is off by only {without:.3f}"
assert np.abs(ends).max() < 0.2, f"far out it stands at {ends[0]:.3f} and {ends[-1]:.3f}"
assert drift < 1e-6, f"far out it is not level: it moves by {drift:.2g}"

description = (
    f"Sine, and a network of {made.network.sizes[1]} σ built for the range from −2π to 2π. Inside "
    f"it is off by {within:.2f} or less where we measured, and proved to be off by no more than "
    f"{made.bound:.2f} anywhere. Outside it "
    f"goes level, at {ends[0]:.1f} and {ends[-1]:.1f}, while sine goes on between −1 and 1, and "
    f"there it is off by up to {without:.2f}.".replace("-", "−")
)
