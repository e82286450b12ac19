"""
One neuron cuts, a layer fences in, a second layer joins
========================================================

Seen from above, the blue is where each network says more than ½. One σ neuron has one straight
edge; three hidden ones, with a neuron that wants all
three, fence in a triangle; a second hidden layer joins two of them.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

steep = 30.0  # so steep that σ is nearly a switch
directions = np.array([[0.0, 1.0], [0.87, -0.5], [-0.87, -0.5]])  # towards the inside


def sides(x, y):
    """Return what the three sides of a triangle about a place add to their weighted sums."""
    return 0.5 - directions @ [x, y]


def wants(pieces, least):
    """Build a layer of neurons that each want at least so many yeses of their own inputs."""
    return Layer(steep * pieces, np.full(len(pieces), steep * (0.5 - least)))


edge = Network((Layer(steep * directions[:1], [steep * 0.5]),))
fence = Network((Layer(steep * directions, steep * sides(0, 0)), wants(np.ones((1, 3)), 3)))
both = Layer(np.tile(steep * directions, (2, 1)), steep * np.append(sides(-1, -0.6), sides(1, 0.6)))
own = np.kron(np.eye(2), np.ones((1, 3)))  # each fence reads its own three sides
joined = Network((both, wants(own, 3), wants(np.ones((1, 2)), 1)))

axis = np.linspace(-2.4, 2.4, 121)
plane = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
panels = ((edge, "one neuron"), (fence, "three hidden"), (joined, "six, then two"))
shares = []
figure, axes = plt.subplots(1, 3, sharey=True, figsize=(5, 2.3))
for ax, (network, title) in zip(axes, panels, strict=True):
    says = network(plane).reshape(len(axis), -1)
    tint = {"colors": [area("sigma")["facecolor"]], "alpha": 0.25}
    ax.contourf(axis, axis, says, [0.5, 2], **tint)
    ax.contour(axis, axis, says, [0.5], colors=colour("sigma"), linewidths=1.4)
    ax.set(title=title, aspect="equal", xticks=[-2, 0, 2], yticks=[-2, 0, 2])
    shares.append(float((says > 0.5).mean()))
axes[0].set_ylabel("input 2")
axes[1].set_xlabel("input 1")

half, one, two = shares
triangle = 3 * np.sqrt(3) * 0.5**2 / (axis[-1] - axis[0]) ** 2  # its three sides are ½ from within
assert abs(one - triangle) < 0.01, f"one triangle covers {one:.3f}, not {triangle:.3f}"
assert abs(two - 2 * one) < 0.002, f"the two triangles cover {two:.3f}, one {one:.3f}"

description = (
    f"Three squares seen from above. With one neuron the blue is all above a level line, "
    f"{half:.2f} of the square. With three hidden neurons it is one triangle, {one:.3f} of it. "
    f"With six hidden neurons and then two it is two triangles apart, {two:.3f} of it."
)
