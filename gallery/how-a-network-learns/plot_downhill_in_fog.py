"""
Feel the ground, step downhill, and mind how far you step
=========================================================

The height is the error on eight past evenings, lowest in the shaded patch; each dot is a step.
Put the walker anywhere, choose a learning rate, and pull the lower ring to walk.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.backprop import backpropagate
from explainer.drawing import area, colour, name_axes
from explainer.drawing.interactive import (
    Choice,
    Difference,
    Slider,
    draw_handle,
    fixed,
    start_of,
    write_words,
)
from explainer.losses import squared_error
from explainer.network import Layer, Network
from explainer.story import cinema, evenings

plt.style.use("explainer.drawing.house")

past = evenings()
most_steps = 60
low_ground = 0.03  # the error below which the map is shaded
level = 0.0015  # the slope below which the ground is called level
creeping = 10  # the learning rate below which a walk is said to creep
bead = 0.08  # how far a dot reaches on the map
west = -5  # the edges of the map
east = 7
south = -3
north = 7

knobs = [
    Slider("learning_rate", "learning rate", 20, low=1, high=80, step=1),
    Slider("steps", "steps walked", 40, low=0, high=most_steps, step=1),
    Slider("friend", "start: weight of the friend", -3, low=west, high=east, step=0.05),
    Slider("film", "start: weight of the film", -2, low=south, high=north, step=0.05),
    Choice("view", "You see", "map", {"map": "the whole map", "fog": "thick fog"}),
]


def measure(place):
    """Return the error with the two weights there, and how fast it rises with each."""
    network = Network((Layer([[*place, cinema.weights[2]]], [cinema.bias]),))
    trace = network.forward(past.inputs)
    gradient = backpropagate(network, trace, past.targets, squared_error)
    return squared_error.mean(trace.output, past.targets), gradient.weights[0][0, :2]


def numbers(learning_rate, steps, friend, film, **_):
    """Return every place of the walk with its error, and the slopes at the last one."""
    places = [np.array([friend, film])]
    felt = [measure(places[0])]
    while len(places) <= steps:
        slopes = felt[-1][1]
        places.append(places[-1] - learning_rate * slopes)
        felt.append(measure(places[-1]))
    # Steps back and forth nearly cancel, on a map 10 high, and so do the slopes of eight evenings.
    return {
        "places": Difference(np.array(places), 10),
        "errors": Difference(np.array([error for error, _ in felt]), 1),
        "slopes": Difference(felt[-1][1], 1),
    }


def beads(places):
    """Return the walk as one line with a dot at each place; sixty markers are slow to move."""
    corners = [[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1], [1, 0], [-1, 0], [0, 0]]
    around = bead * np.array(corners)
    return np.concatenate([place + around for place in places])


def down_arrow(place, slopes):
    """Return the corners of an arrow the way the ground falls, short where it is nearly flat."""
    along = -2.2 * slopes / (np.hypot(*slopes) + 0.004)
    across = np.array([-along[1], along[0]])
    tip = place + along
    back = place + 0.75 * along
    return np.array([place, tip, back + 0.15 * across, tip, back - 0.15 * across])


def fog_around(place):
    """Return the corners of the whole map, with a round hole at the walker."""
    angles = np.linspace(0, 2 * np.pi, 49)
    hole = place + 1.6 * np.column_stack([np.cos(angles), np.sin(angles)])
    edge = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    return np.concatenate([edge, hole])


friends = np.linspace(west, east, 51)
films = np.linspace(south, north, 51)
heights = np.zeros((51, 51))
for row, column in np.ndindex(heights.shape):
    height, _ = measure([friends[column], films[row]])
    heights[row, column] = round(height, 9)  # so that every processor draws the same lines


def draw_ground(ax):
    """Draw the lie of the land, which no knob changes."""
    levels = np.arange(low_ground, 0.3, 0.02)
    ax.contourf(friends, films, heights, [0, low_ground], colors=colour("shade"))
    ax.contour(friends, films, heights, levels, colors=colour("muted"), linewidths=0.6, alpha=0.6)
    name_axes(ax, "weight of the friend", "weight of the film")
    ax.set(xlim=(west, east), ylim=(south, north), xticks=range(-4, 8, 2), yticks=range(-2, 7, 2))


def draw_walk(ax, places, slopes, view):
    """Draw the fog, the walk in it, and what the foot feels."""
    here = places[-1]
    (fog,) = ax.fill(*fog_around(here).T, gid="fog", zorder=2.5, **area("shade", 1))
    fog.set_visible(view == "fog")
    blue = {"color": colour("sigma"), "linewidth": 1, "zorder": 3}
    ax.plot(*beads(places).T, "-", gid="path", **blue)
    black = {"color": colour("ink"), "linewidth": 1.6, "zorder": 4}
    ax.plot(*down_arrow(here, slopes).T, "-", gid="down", **black)
    ax.plot(here[:1], here[1:], "o", gid="walker", **black)
    draw_handle(ax, *places[0], "start", "xy", "sigma")


def draw_rate(ax, learning_rate):
    """Draw the track of the learning rate, with its handle."""
    track = [knobs[0].low, knobs[0].high]
    ax.set(xlim=(-2, 83), ylim=(-1, 1), yticks=[], xticks=[5, 20, 40, 60, 80], frame_on=False)
    ax.plot(track, [0, 0], "-", color=colour("grid"), linewidth=5)
    draw_handle(ax, learning_rate, 0, "rate", "x", "sigma")
    chosen = f"learning rate {fixed(learning_rate, 0)}"
    write_words(ax, -2, 0, chosen, "rate_label", color=colour("sigma"), shift=(0, 11))


def draw_errors(ax, errors):
    """Draw the height of the ground after each step, as far as the walk went."""
    steps = len(errors) - 1
    name_axes(ax, "steps", "error under the foot")
    ax.set(xlim=(-1, most_steps + 2), ylim=(0, 0.27), xticks=range(0, 61, 20), yticks=[0, 0.2])
    ax.plot(range(steps + 1), errors, "-", gid="errors", color=colour("error"), linewidth=1.6)
    draw_handle(ax, steps, errors[-1], "now", "x", "error")
    change = f"{fixed(errors[0], 3)} → {fixed(errors[-1], 3)}"
    look = {"ha": "right", "color": colour("error"), "shift": (0, 8)}
    write_words(ax, most_steps + 2, 0.27, change, "error_label", **look)


def draw(learning_rate, steps, friend, film, view):
    """Draw the map with the walk, and below it the learning rate and the error at each step."""
    now = numbers(learning_rate, steps, friend, film)
    figure = plt.figure(figsize=(5, 7))
    layout = figure.add_gridspec(3, height_ratios=[4.6, 0.4, 1])
    ground = figure.add_subplot(layout[0], aspect="equal")
    draw_ground(ground)
    draw_walk(ground, now["places"].value, now["slopes"].value, view)
    draw_rate(figure.add_subplot(layout[1]), learning_rate)
    draw_errors(figure.add_subplot(layout[2]), now["errors"].value)
    return figure


def verdict(learning_rate, places, errors, slopes):
    """Say what is remarkable about a walk."""
    x, y = places[-1]
    if not (west <= x <= east and south <= y <= north):
        return "The walker has left the map."
    if max(np.diff(errors)) > 1e-6:
        rises = np.count_nonzero(np.diff(errors) > 1e-6)
        return f"Too far: {rises} of {len(errors) - 1} ended higher up, across the valley."
    return verdict_downhill(learning_rate, errors[-1], slopes)


def verdict_downhill(learning_rate, error, slopes):
    """Say what is remarkable about a walk that only went down, and ended at this error."""
    if np.hypot(*slopes) < level:
        return "Here the ground is all but level."
    if learning_rate < creeping and error > low_ground:
        return "That is creeping."
    return "No step went up."


def describe(**setting):
    """Say how the walk went."""
    now = numbers(**setting)
    errors = now["errors"].value
    steps = setting["steps"]
    before = fixed(errors[0], 3)
    if steps == 0:
        return f"Here the error is {before}. The arrow is all that the foot can feel: the way down."
    after = fixed(errors[-1], 3)
    many = "1 step" if steps == 1 else f"{steps:.0f} steps"
    said = verdict(setting["learning_rate"], now["places"].value, errors, now["slopes"].value)
    return f"In {many} the error goes from {before} to {after}. {said}"


figure = draw(**start_of(knobs))

walk = numbers(**start_of(knobs))
errors = walk["errors"].value
lengths = np.linalg.norm(np.diff(walk["places"].value, axis=0), axis=1)
assert max(np.diff(errors)) < 0, f"one step changes the error by {max(np.diff(errors)):+.2g}"
assert lengths[0] < max(lengths) > lengths[-1], f"the steps are {lengths} long"

too_far = start_of(knobs) | {"learning_rate": 80, "steps": most_steps}
bounced = numbers(**too_far)["errors"].value
assert bounced[-1] > 2 * errors[-1], f"the longest steps end at {bounced[-1]}, not above the others"

description = (
    f"A map of the error over the friend’s and the film’s weight, with a walk of {len(lengths)} "
    f"steps at a learning rate of {knobs[0].start}, all downward: {errors[0]:.3f} at its start, "
    f"{errors[-1]:.3f} at its end. Below, the learning rate on a track, and the error at each "
    f"step. The first step is {lengths[0]:.2f} long, the longest {max(lengths):.2f}, the last "
    f"{lengths[-1]:.2f}. With a learning rate of {too_far['learning_rate']} the walker leaps back "
    f"and forth across the valley, and still has an error of {bounced[-1]:.3f} after {most_steps} "
    "steps."
)
