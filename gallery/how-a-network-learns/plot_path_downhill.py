"""
Feel the slope, take a step, feel again
=======================================

Each dot is one step of a walk over a map of the error, and each step goes the way the ground falls.
The flatter the ground, the shorter the steps.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.backprop import backpropagate
from explainer.drawing import colour, name_axes, signed
from explainer.losses import squared_error
from explainer.network import Layer, Network
from explainer.story import cinema, evenings

plt.style.use("explainer.drawing.house")

past = evenings()
learning_rate = 10.0
steps = 120


def network(friend, film):
    """Give the cinema neuron with its first two weights set."""
    return Network((Layer([[friend, film, cinema.weights[2]]], [cinema.bias]),))


def error(friend, film):
    """Measure the error with the two knobs there: the height of the ground."""
    return squared_error.mean(network(friend, film)(past.inputs), past.targets)


def slopes(friend, film):
    """Feel how fast the error rises with each of the two knobs."""
    here = network(friend, film)
    trace = here.forward(past.inputs)
    gradient = backpropagate(here, trace, past.targets, squared_error)
    return gradient.weights[0][0, :2]


walk = [np.array([-3.0, -2.0])]  # where the two knobs start
for _ in range(steps):
    walk.append(walk[-1] - learning_rate * slopes(*walk[-1]))
errors = [error(*place) for place in walk]

friends, films = np.meshgrid(np.linspace(-4, 4, 41), np.linspace(-3, 7, 41))
heights = np.vectorize(error)(friends, films)

figure, ax = plt.subplots(figsize=(5, 3.8))
levels = np.arange(0.03, 0.3, 0.02)
ax.contour(friends, films, heights, levels, colors=colour("muted"), linewidths=0.6, alpha=0.6)
ax.contourf(friends, films, heights, [0, levels[0]], colors=colour("shade"))
ax.plot(*np.transpose(walk), "o-", color=colour("sigma"), markersize=3.5, linewidth=1)
plate = {"facecolor": colour("paper"), "linewidth": 0, "pad": 1.5}
for place, height in ((walk[0], errors[0]), (walk[-1], errors[-1])):
    ax.plot(*place, "o", color=colour("ink"))
    ax.text(place[0] + 0.35, place[1], f"error {height:.3f}", va="center", bbox=plate)
name_axes(ax, x="weight of the friend", y="weight of the film")

rise = np.diff(errors).max()
lengths = np.linalg.norm(np.diff(walk, axis=0), axis=1)
assert rise < 0, f"one step changes the error by {rise:+.2g}, and is not downhill"
assert lengths[0] < lengths.max() > lengths[-1], f"the steps are {lengths} long"

description = (
    "The error on eight past evenings, over the friend’s and the film’s weight, with a walk of "
    f"{steps} steps at a stride of {learning_rate:.0f}, all downward. It is {errors[0]:.3f} where "
    f"the walk starts, at {signed(walk[0][0], 0)} and {signed(walk[0][1], 0)}, and "
    f"{errors[-1]:.3f} where it ends, at {walk[-1][0]:.2f} and {walk[-1][1]:.2f}. The first step "
    f"is {lengths[0]:.2f} long, the longest {lengths.max():.2f}, the last {lengths[-1]:.4f}."
)
