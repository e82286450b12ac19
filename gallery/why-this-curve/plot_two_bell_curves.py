"""
Two bell curves of one width make exactly σ
===========================================

Say the films of your bad evenings lie in one heap, and those of your good evenings in another.
The dots give the share of good evenings at each kind of film, worked
out from the heaps alone, and a σ neuron goes through every dot.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import normal_cdf
from explainer.drawing import area, colour, label_line, name_axes, stroke
from explainer.neuron import Neuron

plt.style.use("explainer.drawing.house")

bad = 0.3  # where the heap of the bad evenings has its middle
good = 0.7
width = 0.2  # of both heaps
film = np.linspace(-0.2, 1.2, 281)
dots = np.linspace(-0.2, 1.2, 15)


def bell(centre, at):
    """How thick a heap lies there: the slope of the share below, in units of film."""
    return normal_cdf.slope((at - centre) / width) / width


def share_good(at):
    """Compare the heaps at one kind of film: the good ones over all."""
    return bell(good, at) / (bell(good, at) + bell(bad, at))


weight = (good - bad) / width**2
bias = (bad**2 - good**2) / (2 * width**2)
neuron = Neuron([weight], bias)
says = neuron.output(film[:, np.newaxis])

figure, (top, bottom) = plt.subplots(2, sharex=True, figsize=(5, 5))
for centre, role, word in ((bad, "switch", "bad evenings"), (good, "straight", "good evenings")):
    top.fill_between(film, bell(centre, film), **area(role))
    top.plot(film, bell(centre, film), color=colour(role))
    top.text(centre, 2.16, word, ha="center", color=colour(role))
(line,) = bottom.plot(film, says, **stroke("sigma"))
bottom.plot(dots, share_good(dots), "o", color=colour("truth"))
label_line(bottom, line, "a σ neuron", at=0.46, offset=(-12, 2))
bottom.text(0.62, 0.62, "share, from the heaps", color=colour("truth"))
name_axes(top, y="how common such a film is")
name_axes(bottom, x="what the reviews say of the film", y="share of good evenings")
top.set(xlim=(-0.2, 1.2), ylim=(0, 2.4), yticks=[], xticks=[0, 0.5, 1])
bottom.set(ylim=(-0.04, 1.04), yticks=[0, 0.5, 1])

gap = np.abs(share_good(film) - says).max()
assert gap < 1e-14, f"the neuron is {gap:.2g} off the heaps"
assert np.isclose(weight, 10), f"the weight is {weight}"
assert np.isclose(bias, -5), f"the bias is {bias}"

shares = [f"{share_good(dot):.2f} at {abs(dot):.1f}" for dot in dots[2:13:2]]
description = (
    f"Above, two bell curves of width {width}, around films of {bad} and {good}. Below, the share "
    f"of good evenings among both, as dots: {', '.join(shares)}"
    f". A σ neuron with weight {weight:.0f} and bias "
    f"−{-bias:.0f} passes through them all: the gap is below a hundred-trillionth."
)
