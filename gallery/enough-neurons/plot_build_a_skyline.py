"""
Eight bumps, and a curve to follow
==================================

Eight flat roofs, with a σ at each edge, are to follow the dotted curve; the pink is what they miss.
Pull the roofs up and down and the edges sideways: the pink gets small, but it never goes away.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.approximation import staircase
from explainer.datasets import WILD_RANGE, wild
from explainer.drawing import area, colour, name_axes, stroke
from explainer.drawing.interactive import (
    Difference,
    Slider,
    draw_handle,
    fixed,
    start_of,
    write_words,
)

plt.style.use("explainer.drawing.house")

low, high = WILD_RANGE
bumps = 8
steepness = 60.0
even = np.linspace(low, high, bumps + 1)
fitted = [round(float(height), 1) for height in wild((even[:-1] + even[1:]) / 2)]
reach = 0.11  # how far an edge may be pulled, so that no two can meet
ground = -2.0  # where the edges are held

knobs = []
for n in range(1, bumps + 1):
    height = fitted[n - 1] if n <= bumps / 2 else 0.0
    knobs.append(Slider(f"bump{n}", f"height of bump {n}", height, -1.5, 1.5, 0.02))
for n in range(1, bumps):
    edge = float(even[n])
    ends = (round(edge - reach, 2), round(edge + reach, 2))
    knobs.append(Slider(f"edge{n}", f"edge of bumps {n} and {n + 1}", edge, *ends, 0.005))

xs = np.linspace(low, high, 201)
curve = wild(xs)


def heights_of(settings):
    """Return the heights of the roofs, from left to right."""
    return np.array([settings[f"bump{n}"] for n in range(1, bumps + 1)])


def edges_of(settings):
    """Return where each roof begins, and where the last one ends."""
    inner = [settings[f"edge{n}"] for n in range(1, bumps)]
    return np.array([low, *inner, high])


def numbers(**settings):
    """Return the skyline, its error on average, and where that is largest."""
    heights = heights_of(settings)
    network = staircase([0.0, *heights, 0.0], edges_of(settings), steepness)
    skyline = network(xs[:, np.newaxis])[:, 0]
    errors = np.abs(skyline - curve)
    size = 2 + np.abs(heights).max()
    return {
        "skyline": Difference(skyline, size),
        "error": errors.mean(),
        "worst": Difference(errors.max(), size),
        "place": xs[errors.argmax()],
    }


def draw(**settings):
    """Draw the curve, the skyline and the gap between them, with a handle at each roof and edge."""
    now = numbers(**settings)
    skyline = now["skyline"].value
    figure, ax = plt.subplots(figsize=(5, 4))
    name_axes(ax, "what goes in", "what comes out")
    ax.set(xlim=(low, high), ylim=(-2.2, 2), yticks=[-2, -1, 0, 1, 2])
    ax.set_xticks([0, 0.5, 1, 1.5, 2], ["0", "0.5", "1", "1.5", "2"])
    both_ways = np.concatenate([xs, xs[::-1]])
    between = np.concatenate([skyline, curve[::-1]])
    ax.fill(both_ways, between, gid="gap", **area("error", 0.3))
    draw_edges(ax, settings)
    ax.plot(xs, curve, **stroke("truth"))
    ax.plot(xs, skyline, gid="skyline", color=colour("sigma"), linestyle="-")
    draw_roofs(ax, settings)
    off = f"off by {fixed(now['error'], 3)} on average"
    write_words(ax, high, 2, off, "off", shift=(0, 8), ha="right", color=colour("error"))
    return figure


def draw_edges(ax, settings):
    """Draw a thin wall at each edge between two roofs, with a handle on its track."""
    heights = heights_of(settings)
    thin = {"color": colour("muted"), "linewidth": 0.8, "linestyle": "-"}
    for n, edge in enumerate(edges_of(settings)[1:-1], 1):
        track = [even[n] - reach, even[n] + reach]
        ax.plot(track, [ground, ground], solid_capstyle="butt", **thin)
        halfway = (heights[n - 1] + heights[n]) / 2
        ax.plot([edge, edge], [ground, halfway], gid=f"wall{n}", **thin)
        draw_handle(ax, edge, ground, f"edge{n}", "x", "muted")


def draw_roofs(ax, settings):
    """Draw a handle in the middle of each roof."""
    edges = edges_of(settings)
    for n, height in enumerate(heights_of(settings), 1):
        draw_handle(ax, (edges[n - 1] + edges[n]) / 2, height, f"roof{n}", "y", "sigma")


def describe(**settings):
    """Say where the skyline misses the curve most."""
    now = numbers(**settings)
    place = fixed(now["place"], 2)
    worst = fixed(now["worst"].value, 2)
    return f"The pink is tallest where {place} goes in: there the skyline is off by {worst}."


start = start_of(knobs)
figure = draw(**start)

off = numbers(**start)["error"]
done = start | {f"bump{n}": height for n, height in enumerate(fitted, 1)}
off_when_done = numbers(**done)["error"]
assert 0 < off_when_done < off, f"off by {off:.3f} at first, by {off_when_done:.3f} when all fit"
roofs = [0.78, 1.14, 0.64, 1.26, 0.0, -0.84, -0.3, -1.0]  # found by pulling at both
edges = [0.24, 0.39, 0.77, 0.935, 1.14, 1.56, 1.69]
pulled = {f"bump{n}": height for n, height in enumerate(roofs, 1)}
pulled |= {f"edge{n}": edge for n, edge in enumerate(edges, 1)}
off_when_pulled = numbers(**pulled)["error"]
assert off_when_pulled < 0.7 * off_when_done, f"pulled, it is still off by {off_when_pulled:.3f}"

description = (
    "A wild curve with hills on its hills, dotted, and a skyline of eight roofs, solid. The first "
    f"four roofs are as high as the curve, the others still 0. On average the skyline is {off:.2f} "
    f"off. With all eight as high as the curve in their middles it would be {off_when_done:.2f}, "
    f"and with edges pulled to where the curve is steep, {off_when_pulled:.2f}."
)
