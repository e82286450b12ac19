"""
A curve that comes back does “exactly one friend” alone
=======================================================

Both neurons count the friends who come; full dots are evenings to go, hollow ones to stay in.
The sine has come back down to 0 when both come; σ only
climbs, and says most for both.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid, sine
from explainer.datasets import xor
from explainer.drawing import colour, label_line, name_axes, stroke
from explainer.neuron import Neuron

plt.style.use("explainer.drawing.house")

friends = xor()
wanted = friends.targets[:, 0]
quarter_turn = np.pi / 2
wave = Neuron([quarter_turn, quarter_turn], 0.0, sine)
climber = Neuron([2.0, 2.0], -2.0, sigmoid)
count = friends.inputs.sum(axis=1)
counts = np.linspace(-0.3, 2.3, 105)
either = np.column_stack((counts, counts)) / 2  # the sum of the two is the count

figure, ax = plt.subplots(figsize=(5, 3.2))
(sine_line,) = ax.plot(counts, wave.output(either), **stroke("cousin"))
(sigma_line,) = ax.plot(counts, climber.output(either), **stroke("sigma"))
look = {"linestyle": "none", "marker": "o", "markersize": 8, "clip_on": False}
for neuron, role in ((wave, "cousin"), (climber, "sigma")):
    for go in (0, 1):
        chosen = wanted == go
        face = colour(role if go else "paper")
        says = neuron.output(friends.inputs[chosen])
        ax.plot(count[chosen], says, color=colour(role), markerfacecolor=face, **look)
label_line(ax, sine_line, "sine", at=0.62, offset=(-10, 6))
label_line(ax, sigma_line, "σ", at=1.6, offset=(0, 8))
name_axes(ax, x="how many of the two friends come", y="output")
ax.set(xticks=[0, 1, 2], yticks=[0, 0.5, 1], xlim=(-0.3, 2.3), ylim=(-0.45, 1.1))

off = np.abs(wave.output(friends.inputs) - wanted).max()
sigma_says = climber.output(friends.inputs)
assert off < 1e-12, f"the sine is off by {off:.2g}"
assert sigma_says[3] > sigma_says[1], f"σ says {sigma_says}"

description = (
    "Two curves over the number of friends who come, with dots at 0, 1 and 2. The sine says "
    f"{wave.output([0, 0]):.0f}, {wave.output([0, 1]):.0f} and {abs(wave.output([1, 1])):.0f}, as "
    f"wanted. A σ says {sigma_says[0]:.2f}, {sigma_says[1]:.2f} and {sigma_says[3]:.2f}: more with "
    "each friend."
)
