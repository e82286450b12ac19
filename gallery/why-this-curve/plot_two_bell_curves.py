"""
Two bell curves of one width make exactly σ
===========================================

Say the films of your bad evenings lie in one heap, and those of your good evenings in another.
At each film ask: of the evenings with such a film, which share was good?
The dots give that share, worked out from the heaps alone.
The line is a σ neuron, and it goes through every dot.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import normal_cdf
from explainer.drawing import area, colour, label_line, name_axes, stroke
from explainer.neuron import Neuron

plt.style.use("explainer.drawing.house")

bad, good, width = 0.3, 0.7, 0.2
film, dots = np.linspace(-0.2, 1.2, 281), np.linspace(-0.2, 1.2, 15)


def bell(centre, at):
    """How thick a heap lies there: the slope of the share below, in units of film."""
    return normal_cdf.slope((at - centre) / width) / width


def share_good(at):
    """Compare the heaps at one kind of film: the good ones over all."""
    return bell(good, at) / (bell(good, at) + bell(bad, at))


neuron = Neuron([(good - bad) / width**2], (bad**2 - good**2) / (2 * width**2))
figure, (top, bottom) = plt.subplots(2, sharex=True, figsize=(5, 5))
for centre, role, word in ((bad, "switch", "bad evenings"), (good, "straight", "good evenings")):
    top.fill_between(film, bell(centre, film), **area(role))
    top.plot(film, bell(centre, film), color=colour(role))
    top.text(centre, 2.08, word, ha="center", color=colour(role))
(line,) = bottom.plot(film, neuron.output(film[:, None]), **stroke("sigma"))
bottom.plot(dots, share_good(dots), "o", color=colour("truth"))
label_line(bottom, line, "a σ neuron", at=0.46, offset=(-12, 2))
bottom.text(0.62, 0.62, "share, from the heaps", color=colour("truth"))
name_axes(top, y="how common such a film is")
name_axes(bottom, x="what the reviews say of the film", y="share of good evenings")
top.set(xlim=(-0.2, 1.2), ylim=(0, 2.4), yticks=[], xticks=[0, 0.5, 1])
bottom.set(ylim=(-0.04, 1.04), yticks=[0, 0.5, 1])

gap = np.abs(share_good(film) - neuron.output(film[:, None])).max()
assert gap < 1e-14
assert np.isclose(neuron.weights[0], 10)
assert np.isclose(neuron.bias, -5)

description = (
    f"Above, two bell curves of width {width}, around films of {bad} and {good}. Below, the share "
    "of good evenings among both, as dots: "
    + ", ".join(f"{share_good(x):.2f} at {abs(x):.1f}" for x in dots[2:13:2])
    + f". A σ neuron with weight {neuron.weights[0]:.0f} and bias "
    f"−{-neuron.bias:.0f} passes through them all: the gap is below a hundred-trillionth."
)
