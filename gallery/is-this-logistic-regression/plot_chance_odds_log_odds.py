"""
One neuron, read as a chance and as log-odds
============================================

Statistics looks at the same σ neuron the other way round. Its chance follows an S; take
the odds and then their logarithm, and the S becomes a straight line:
the weighted sum, which is linear in the inputs.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import log_odds
from explainer.drawing import colour, name_axes, stroke
from explainer.story import INPUTS, cinema

plt.style.use("explainer.drawing.house")

film = np.linspace(-0.5, 1.5, 81)
evenings = np.zeros((len(film), len(INPUTS)))
evenings[:, INPUTS.index("film")] = film
chance = cinema.output(evenings)
straight = log_odds(chance)
even_at = float(film[np.abs(straight).argmin()])

figure, (left, right) = plt.subplots(1, 2, figsize=(5, 2.9))
left.plot(film, chance, **stroke("sigma"))
right.plot(film, straight, **stroke("straight"))
left.plot(even_at, 0.5, "o", color=colour("ink"))
right.plot(even_at, 0, "o", color=colour("ink"))
name_axes(left, x="film", y="chance of “go”")
name_axes(right, x="film", y="log-odds of “go”")
left.set(xlim=(-0.5, 1.5), yticks=[0, 0.5, 1], ylim=(0, 1), xticks=[0, 1])
right.set(xlim=(-0.5, 1.5), yticks=[-4, -2, 0, 2, 4], ylim=(-4, 4), xticks=[0, 1])

bend = np.abs(np.diff(straight, n=2)).max()
off = np.abs(straight - cinema.weighted_input(evenings)).max()
assert bend < 1e-10, f"the log-odds bend by {bend:.2g}"
assert off < 1e-10, f"the log-odds are off the weighted sum by {off:.2g}"

description = (
    f"Left, the chance of “go” over what the reviews say: an S through ½ where film is "
    f"{even_at:.1f}. Right, the log-odds of the same chance: a straight line through 0 at the same "
    f"place, which climbs by {cinema.weights[1]:.0f}, the weight of the film, for each 1 of film."
)
