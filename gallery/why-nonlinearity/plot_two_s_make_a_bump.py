"""
An S minus a later S is a bump
==============================

One σ asks whether at least one friend comes, the other whether both do.
The first minus the second is high in the middle only: go if exactly one comes.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.approximation import bump
from explainer.drawing import colour, name_axes, stroke

plt.style.use("explainer.drawing.house")

network = bump(left=0.5, right=1.5, height=1.0, steepness=10.0)
friends = np.linspace(-0.5, 2.5, 241)[:, np.newaxis]
evenings = np.array([[0.0], [1.0], [2.0]])
early, late = network.forward(friends).outputs[0].T
made = network(friends)[:, 0]

figure, (top, bottom) = plt.subplots(2, sharex=True, sharey=True, figsize=(5, 4))
top.plot(friends, early, **stroke("sigma"))
top.plot(friends, late, **stroke("cousin"))
top.text(0.32, 0.8, "at least\none", ha="right", va="center", color=colour("sigma"))
top.text(1.68, 0.4, "both", color=colour("cousin"))
bottom.plot(friends, made, color=colour("ink"))
bottom.plot(evenings, network(evenings), "o", color=colour("ink"))
for (number,), (said,) in zip(evenings, network(evenings), strict=True):
    beside = said - 0.12 if said > 0.5 else said + 0.12
    bottom.text(number, beside, f"{said:.2f}", ha="center", va="center")
bottom.text(1.68, 0.75, "the first minus\nthe second")
name_axes(top, y="two hidden neurons")
name_axes(bottom, x="how many friends come", y="what they make together")
bottom.set(xlim=(-0.5, 2.5), ylim=(-0.05, 1.1), xticks=[0, 1, 2], yticks=[0, 1])

none, exactly_one, both = network(evenings)[:, 0]
peak = int(made.argmax())
top_at = friends[peak, 0]
gap = np.abs(made - (early - late)).max()
assert gap < 1e-12, f"the network is {gap:.2g} off the first minus the second"
assert abs(top_at - 1.0) < 1e-9, f"the bump is highest at {top_at:.3f}"
assert (np.diff(made[: peak + 1]) > 0).all(), f"it does not rise all the way up to {top_at:.2f}"
assert (np.diff(made[peak:]) < 0).all(), f"it does not fall all the way from {top_at:.2f}"

description = (
    "Above, two S-curves over the number of friends who come: one climbs at one half, the other "
    "at one and a half. Below, the first minus the second: a bump, highest at "
    f"{top_at:.0f}. "
    f"It says {none:.2f} for no friend, {exactly_one:.2f} for one and {both:.2f} for two."
)
