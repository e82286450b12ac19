"""
Turn one knob, hold the other, and you walk along one cut
=========================================================

The height is tonight’s output over two knobs, and the dot is where they stand now.
To turn one knob and hold the other is to walk along one of the two cuts.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.drawing import area, colour, stroke
from explainer.neuron import Neuron
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

now = cinema.weights[:2]  # of the friend and of the film
sweep = np.linspace(-6, 6, 41)


@np.vectorize
def output(friend, film):
    """Give tonight's output with these two knobs turned and all the others held."""
    return float(Neuron([friend, film, cinema.weights[2]], cinema.bias).output(tonight))


figure, ax = plt.subplots(figsize=(5, 4), subplot_kw={"projection": "3d", "computed_zorder": False})
ax.view_init(elev=24, azim=-128)
friends, films = np.meshgrid(sweep, sweep)
heights = output(friends, films)
grey = {"linewidth": 0.7, "color": colour("muted"), "alpha": 0.45}
ax.plot_wireframe(friends, films, heights, rcount=13, ccount=13, **grey)

# Where each cut stands on the floor: one knob sweeps, the other stays where it is.
along_friend = (sweep, np.full_like(sweep, now[1]))
along_film = (np.full_like(sweep, now[0]), sweep)
friend_cut = output(*along_friend)
film_cut = output(*along_film)
for floor, cut in ((along_friend, friend_cut), (along_film, film_cut)):
    ax.fill_between(*floor, 0 * sweep, *floor, cut, **area("sigma"))
    ax.plot(*floor, cut, **stroke("sigma"), linewidth=2.5)
ax.plot(*now, output(*now), "o", color=colour("ink"))

figure.text(0.59, 0.86, "turn the friend", color=colour("sigma"))
figure.text(0.43, 0.84, "turn the film", ha="right", color=colour("sigma"))
ax.set(xticks=[-6, 6], yticks=[-6, 6], zticks=[0, 0.5, 1], zlim=(0, 1))
ax.set(xlabel="weight of the friend", ylabel="weight of the film", zlabel="output")
for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
    axis.pane.set_visible(False)
ax.zaxis.set_rotate_label(False)
ax.zaxis.label.set_rotation(90)

friend_rise = friend_cut[-1] - friend_cut[0]
film_rise = film_cut[-1] - film_cut[0]
assert friend_rise > film_rise > 0, f"one cut rises by {friend_rise:.3f}, one by {film_rise:.3f}"
assert (np.diff(friend_cut) > 0).all(), f"the friend's cut does not always rise: {friend_cut}"

description = (
    "Tonight’s output as a hillside over two knobs, the friend’s weight and the film’s weight, "
    f"with a dot where they stand now, at {now[0]:.0f} and {now[1]:.0f}: {output(*now):.2f} high. "
    "Two cuts, straight as seen from above, cross at the dot: on each one knob turns and the "
    f"other is held. From −6 to 6 the friend’s weight leads from {friend_cut[0]:.3f} up to "
    f"{friend_cut[-1]:.3f}, the film’s from {film_cut[0]:.3f} up to {film_cut[-1]:.3f}."
)
