"""
One σ neuron: a curved answer with a straight edge
==================================================

From the side, the neuron’s answer is an S; from
above, all places with the same answer lie on a line.
Along the line in full ink it says ½ and can go either way.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour, stroke
from explainer.story import INPUTS, cinema

plt.style.use("explainer.drawing.house")

friend = INPUTS.index("friend")
film = INPUTS.index("film")
sides = np.linspace(-1, 2, 31)
across, up = np.meshgrid(sides, sides)
inputs = np.zeros((*across.shape, len(INPUTS)))
inputs[..., film] = across
inputs[..., friend] = up
answers = cinema.output(inputs)

figure, (side, above) = plt.subplots(1, 2, figsize=(5, 2.9))
alone = answers[np.abs(sides).argmin()]  # the row without the friend
side.plot(sides, alone, **stroke("sigma"))
side.set(title="from the side", xlabel="film", xlim=(-1, 2), yticks=[0, 0.5, 1], box_aspect=1)
blue = {"colors": [colour("sigma")], "alpha": area("sigma", 0.09)["alpha"]}
for level in (0.1, 0.3, 0.5, 0.7, 0.9):
    above.contourf(sides, sides, answers, levels=[level, 1], **blue)
edge = -(cinema.weights[film] * sides + cinema.bias) / cinema.weights[friend]  # where z = 0
above.plot(sides, edge, color=colour("ink"))
above.text(-0.9, -0.85, "stay in", va="bottom")
above.text(1.9, 1.7, "go", ha="right")
above.text(0.1, 1.05, "½", ha="left", va="bottom")
above.set(title="from above", xlabel="film", xlim=(-1, 2), ylim=(-1, 2))
above.set(xticks=[-1, 0, 1, 2], yticks=[0, 1, 2], aspect="equal")
above.set_ylabel("friend", labelpad=0)

edge_inputs = np.zeros((len(sides), len(INPUTS)))
edge_inputs[:, film] = sides
edge_inputs[:, friend] = edge
on_edge = cinema.output(edge_inputs)
fall = abs(edge[-1] - edge[0]) / (sides[-1] - sides[0])
edge_bend = np.ptp(np.diff(edge))
bend = np.abs(np.diff(alone, n=2)).max()
assert np.allclose(on_edge, 0.5), f"on the edge it says {on_edge}"
assert edge_bend < 1e-12, f"the edge bends by {edge_bend:.2g}"
assert bend > 0.01, f"the answer bends by only {bend:.4f}"

description = (
    f"Left, the neuron’s answer as the film goes from −1 to {sides[-1]:.0f} with no friend: an S "
    f"from {alone[0]:.2f} to {alone[-1]:.2f}. Right, the answer over film and friend, run on past "
    "0 and 1, where they end in the story, seen from above: blue bands with straight, parallel "
    f"edges. It is {on_edge[0]:.1f} along a straight line; for each 1 to the right, it falls by "
    f"{fall:.0f}, which is the film’s weight {cinema.weights[film]:.0f} over the friend’s weight "
    f"{cinema.weights[friend]:.0f}."
)
