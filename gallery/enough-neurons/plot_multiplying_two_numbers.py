"""
A network that multiplies, on a range
=====================================

Along each line one number is held, and the other goes from left to right.
Inside the shaded range the lines keep close to the true
products; outside, all but the level one stray from them.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import identity, sigmoid, square
from explainer.approximation import approximate
from explainer.drawing import area, name_axes, stroke
from explainer.network import Layer, Network

plt.style.use("explainer.drawing.house")

# A product is made of two squares: xy = ((x + y)² − (x − y)²) / 4.
parabola = approximate(square, -2.0, 2.0, 80, lipschitz=4.0)  # drawn by σ
stairs, out = parabola.network.layers
of_the_sum = stairs.weights @ [[1.0, 1.0]]
of_the_difference = stairs.weights @ [[1.0, -1.0]]
hidden = Layer(np.vstack([of_the_sum, of_the_difference]), np.tile(stairs.biases, 2), sigmoid)
quarter = Layer(
    np.hstack([out.weights, -out.weights]) / 4,
    np.zeros_like(out.biases),  # the two biases cancel
    identity,
)
product = Network((hidden, quarter))

x = np.linspace(-2.0, 2.0, 161)
inside = np.abs(x) <= 1
misses = {}
figure, ax = plt.subplots(figsize=(5, 3.6))
ax.axvspan(-1, 1, **area("muted", 0.14))
for held in (-1.0, -0.5, 0.0, 0.5, 1.0):
    says = product(np.column_stack([x, np.full_like(x, held)]))[:, 0]
    ax.plot(x, held * x, **stroke("straight") | {"linewidth": 1.2})
    ax.plot(x, says, **stroke("sigma"))
    ax.text(2.06, says[-1], f"× {held:g}".replace("-", "−"), va="center")
    misses[held] = np.abs(says - held * x)
name_axes(ax, x="the other number", y="the product")
ax.set(xlim=(-2, 2.6), xticks=range(-2, 3), yticks=[-1, 0, 1], ylim=(-1.6, 1.6))

bound = parabola.bound / 2  # two squares, each off by the bound at most, divided by 4
within = max(each[inside].max() for each in misses.values())
without = max(each.max() for each in misses.values())
assert within <= bound, f"off by {within:.4f} inside, though proved to be within {bound:.4f}"
assert without > 0.5, f"outside the range it is off by only {without:.3f}"

description = (
    f"Five lines, one for each number held, drawn by {product.sizes[1]} σ, over the true products. "
    f"Between −1 and 1 they are off by {within:.3f} or less where we measured, and "
    f"proved to be off by no more than {bound:.3f} anywhere. At 2, outside the range, they are off "
    f"by up to {without:.2f}."
)
