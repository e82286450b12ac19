"""
A short step against the gradient ends close to the lowest place
================================================================

The rings join settings of equal loss on the eight past evenings; a dot marks the lowest place
on each circle. The arrow points against the gradient: it meets the dot
of the small circle, but not that of the large one.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.backprop import backpropagate
from explainer.drawing import arrow, colour
from explainer.losses import squared_error
from explainer.network import Layer, Network
from explainer.story import cinema, evenings

plt.style.use("explainer.drawing.house")

past = evenings()
here = np.array([0.5, 3.0])  # the weights of the friend and of the film
across = np.linspace(-3, 5.5, 61)
up = np.linspace(0, 7, 61)
angles = np.linspace(0, 2 * np.pi, 721)
round_about = np.column_stack((np.cos(angles), np.sin(angles)))


def neuron(place):
    """Build the cinema neuron with other weights for the friend and the film."""
    weights = [*place, cinema.weights[2]]
    return Network((Layer([weights], [cinema.bias]),))


def loss_at(place):
    """Take the mean squared error over the past evenings."""
    return squared_error.mean(neuron(place)(past.inputs), past.targets)


def row_of_losses(film):
    """Take the loss at each weight of the friend, with this weight of the film."""
    return [loss_at((friend, film)) for friend in across]


def lowest_on(circle):
    """Find the place on a circle where the loss is least."""
    return circle[np.argmin([loss_at(place) for place in circle])]


network = neuron(here)
gradient = backpropagate(network, network.forward(past.inputs), past.targets, squared_error)
uphill = gradient.weights[0][0][:2]
downhill = -uphill / np.linalg.norm(uphill)

figure, ax = plt.subplots(figsize=(5, 4.2))
heights = [row_of_losses(film) for film in up]
ax.contour(across, up, heights, 14, colors=colour("muted"), linewidths=0.7)
arrow(ax, tuple(here), tuple(here + 2.5 * downhill))
off = {}
for radius in (0.5, 2.5):
    circle = here + radius * round_about
    lowest = lowest_on(circle)
    ax.plot(*circle.T, color=colour("sigma"), linewidth=1.4)
    ax.plot(*lowest, "o", color=colour("sigma"))
    straight = np.dot((lowest - here) / radius, downhill)
    off[radius] = np.degrees(np.arccos(min(straight, 1.0)))
ax.set(xlabel="weight of the friend", aspect="equal", xticks=range(-2, 6, 2))
ax.set_title("weight of the film", loc="left")


short, long = off.values()
assert short < 2, f"on the small circle the arrow misses by {short:.1f} degrees"
assert long > 20, f"on the large circle the arrow misses by only {long:.1f} degrees"

description = (
    "A map of the loss over the weights of the friend and the film, with two circles about one "
    "place and an arrow from it against the gradient. The lowest place on the small circle, of "
    f"radius {min(off)}, is within {np.ceil(short):.0f} degrees of where the arrow points. On the "
    f"large one, of radius {max(off)}, it is {long:.0f} degrees away from the arrow."
)
