"""
The slope of σ is its height times its headroom
===============================================

The curve cuts a bar from 0 to 1 in two: the height below, the headroom above.
Make them the sides of a rectangle, and its area is the slope of the curve at that place.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import area, colour, name_axes, stroke
from explainer.drawing.interactive import Slider, draw_handle, fixed, start_of, write_words
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

zs = np.linspace(-6, 6, 121)
knobs = [
    Slider("z", "weighted sum z", float(cinema.weighted_input(tonight)), low=-6, high=6, step=0.05)
]


def numbers(z):
    """Return the height of the curve, the room above it and its slope."""
    return {"height": sigmoid(z), "headroom": sigmoid(-z), "slope": sigmoid.slope(z)}


def draw_curve(ax, z, height):
    """Draw σ with a bar at z, which the curve cuts in two."""
    name_axes(ax, "weighted sum z", "output of σ")
    ax.set(xlim=(-6, 6), ylim=(0, 1), xticks=range(-6, 7, 2), yticks=[0.5, 1])
    ax.plot(zs, sigmoid(zs), **stroke("sigma"))
    bar = [z - 0.15, z + 0.15, z + 0.15, z - 0.15]
    ax.fill(bar, [0, 0, height, height], gid="height_bar", **area("sigma", 0.45))
    ax.fill(bar, [height, height, 1, 1], gid="headroom_bar", **area("error", 0.45))
    draw_handle(ax, z, height, "point", "x", "sigma")


def draw_rectangle(ax, height, headroom, slope):
    """Draw the two parts as the sides of a rectangle, beside the largest there can be."""
    name_axes(ax, "headroom", "height")
    ax.xaxis.label.set_color(colour("error"))
    ax.set_title("height", loc="left", color=colour("sigma"))
    ax.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], yticks=[0.5, 1], aspect="equal")
    ax.plot([0, 1], [1, 0], color=colour("grid"), linewidth=1, linestyle="-")
    ax.plot([0.5, 0.5, 0], [0, 0.5, 0.5], color=colour("muted"), linewidth=1, linestyle="-")
    corners = [0, headroom, headroom, 0]
    ax.fill(corners, [0, 0, height, height], gid="rectangle", **area("straight", 0.3))
    thick = {"linewidth": 5, "linestyle": "-", "solid_capstyle": "butt", "clip_on": False}
    ax.plot([0, 0], [0, height], gid="height_side", color=colour("sigma"), **thick)
    ax.plot([0, headroom], [0, 0], gid="headroom_side", color=colour("error"), **thick)
    draw_handle(ax, headroom, height, "corner", "xy", "straight")
    label = f"area {fixed(slope, 3)}"
    write_words(ax, 0.97, 0.86, label, "area_label", ha="right", color=colour("straight"))


def draw_slopes(ax, z, slope):
    """Draw the slope of σ from the left as far as z, and faintly the rest."""
    name_axes(ax, "weighted sum z", "slope = area")
    ax.set(xlim=(-6, 6), ylim=(0, 0.27), xticks=[-6, 0, 6], yticks=[0.25])
    ax.plot(zs, sigmoid.slope(zs), color=colour("muted"), linewidth=1, linestyle=":")
    past = np.linspace(-6, z, 61)
    ax.plot(past, sigmoid.slope(past), gid="trace", color=colour("straight"), linestyle="-")
    draw_handle(ax, z, slope, "slope_point", "x", "straight")


def draw(z):
    """Draw the curve with its bar, the rectangle of the two parts, and the slope curve so far."""
    now = numbers(z)
    figure = plt.figure(figsize=(5, 4.7))
    layout = figure.add_gridspec(2, 2, width_ratios=[1, 1.06])
    draw_curve(figure.add_subplot(layout[0, :]), z, now["height"])
    draw_rectangle(figure.add_subplot(layout[1, 0]), **now)
    draw_slopes(figure.add_subplot(layout[1, 1]), z, now["slope"])
    return figure


def describe(z):
    """Say what the rectangle shows."""
    now = numbers(z)
    sides = f"the height is {fixed(now['height'], 3)} and the headroom {fixed(now['headroom'], 3)}"
    most = ", the most there can be" if now["slope"] == sigmoid.lipschitz else ""
    slope = fixed(now["slope"], 3)
    return f"At z = {fixed(z, 2)} {sides}. Multiplied, they make the slope: {slope}{most}."


figure = draw(**start_of(knobs))

now = numbers(**start_of(knobs))
product = now["height"] * now["headroom"]
assert np.isclose(product, now["slope"], rtol=1e-12), f"area {product}, slope {now['slope']}"

description = (
    f"An S-curve with a bar from 0 to 1 at z = {knobs[0].start:.0f}, cut by the curve into the "
    f"height {now['height']:.3f} and the headroom {now['headroom']:.3f}. Below, a rectangle with "
    f"these sides has the area {now['slope']:.3f}, which is the slope of the curve there. Beside "
    f"it the slope is drawn against z: a bell that rises to {sigmoid.lipschitz:.2f} at z = 0, "
    "where both sides are ½."
)
