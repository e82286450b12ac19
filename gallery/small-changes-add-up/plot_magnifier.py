"""
Through a magnifier, the curve and its line are one
===================================================

The small frame on the curve is what the magnifier above shows: σ, and the line that touches it.
Make it strong enough, and the eye can no longer tell the two apart.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import colour, name_axes, stroke
from explainer.drawing.interactive import (
    Difference,
    Slider,
    draw_handle,
    fixed,
    start_of,
    write_words,
)
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

knobs = [
    Slider("z", "weighted sum z", float(cinema.weighted_input(tonight)), low=-4, high=4, step=0.05),
    Slider("power", "strength (up by 1: ten times)", 0.5, low=0.5, high=3, step=0.05),
]

widest = 4  # how far the magnifier would reach to either side if it made nothing larger
tall = 0.3  # how far it reaches upwards, as a part of that
right = 24.5  # points for 1 on the axis of z
up = 65  # points for 1 on the axis of the output
wide = (-6, 6.6)
high = (-0.6, 1.42)
between = 34  # points between the two pictures
steps = np.linspace(-1, 1, 81)


def reach_of(power):
    """Return how far the frame reaches to either side of its middle."""
    return widest / 10.0**power


def numbers(z, power):
    """Return the magnification, and how far curve and line are apart at the frame's edge."""
    reach = reach_of(power)
    output = sigmoid(z)
    slope = sigmoid.slope(z)
    percent = 100 / (2 * tall * reach)
    missed = percent * abs(sigmoid(z + reach) - output - slope * reach)
    apart = Difference(missed, percent * output)
    return {"times": 10.0**power, "output": output, "slope": slope, "apart": apart}


def draw(z, power):
    """Draw σ with the frame, and above it what the frame holds, to scale."""
    lens = 2 * widest * right
    width = (wide[1] - wide[0]) * right
    height = (high[1] - high[0]) * up
    total = 40 + height + between + 2 * widest * tall * up + 6
    figure = plt.figure(figsize=(5, total / 72), layout="none")
    below = add_axes(figure, 36, 40, width, height)
    left = 36 + (-widest - wide[0]) * right
    above = add_axes(figure, left, 40 + height + between, lens, 2 * widest * tall * up)
    now = numbers(z, power)
    draw_curve(below, now, z, reach_of(power))
    draw_frame(below, now, z, power)
    draw_magnified(above, now, z, reach_of(power))
    return figure


def add_axes(figure, left, bottom, width, height):
    """Return axes placed in points, so that both pictures keep one scale."""
    across, upwards = 72 * figure.get_size_inches()
    return figure.add_axes((left / across, bottom / upwards, width / across, height / upwards))


def draw_curve(ax, now, z, reach):
    """Draw σ, and the rays from the frame's upper corners to the magnified picture's lower ones."""
    name_axes(ax, "weighted sum z", "output")
    ax.set(xlim=wide, ylim=high, xticks=range(-6, 7, 2), yticks=[0, 0.5, 1])
    zs = np.linspace(-6, 6, 121)
    ax.plot(zs, sigmoid(zs), **stroke("sigma"))
    top = high[1] + between / up
    ray = {"color": colour("muted"), "linewidth": 1, "linestyle": "-", "clip_on": False}
    for part, side in (("left_ray", -1), ("right_ray", 1)):
        ends = [z + side * reach, side * widest]
        ax.plot(ends, [now["output"] + tall * reach, top], gid=part, **ray)


def draw_frame(ax, now, z, power):
    """Draw the frame, to be dragged by its middle, and by a stick at its corner made larger."""
    reach = reach_of(power)
    output = now["output"]
    look = {"color": colour("ink"), "linewidth": 1.6, "linestyle": "-"}
    across = z + reach * np.array([-1, 1, 1, -1, -1])
    upwards = output + tall * reach * np.array([-1, -1, 1, 1, -1])
    ax.plot(across, upwards, gid="frame", zorder=6, **look)
    out = (3 - power) / 2.5
    grip = (z + 0.9 + 1.7 * out, output - 0.2 - 0.2 * out)
    ax.plot([z + reach, grip[0]], [output - tall * reach, grip[1]], gid="stick", **look)
    draw_handle(ax, z, output, "middle", "x", "sigma")
    draw_handle(ax, *grip, "grip", "xy")


def draw_magnified(ax, now, z, reach):
    """Draw what the frame holds, with the gap at the right edge."""
    ax.set(xlim=(-1, 1), ylim=(-1, 1), xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color=colour("ink"), linewidth=1.6)
    bent = (sigmoid(z + reach * steps) - now["output"]) / (tall * reach)
    straight = now["slope"] / tall
    ax.plot(steps, bent, gid="near_curve", color=colour("sigma"), linestyle="-")
    ax.plot([-1, 1], [-straight, straight], gid="near_line", **stroke("straight"))
    thick = {"color": colour("error"), "linewidth": 5, "linestyle": "-", "clip_on": False}
    ax.plot([1, 1], [bent[-1], straight], gid="gap", solid_capstyle="butt", **thick)
    ax.plot(0, 0, "o", color=colour("ink"))
    larger = f"{fixed(now['times'], 1 if now['times'] < 9.5 else 0)} times larger"
    write_words(ax, -1, 1, larger, "times", (8, -18))
    middle = (bent[-1] + straight) / 2
    write_words(ax, 1, middle, "gap", "gap_word", (9, 3), color=colour("error"))
    percent = f"{share(now['apart'].value, '<')}%"
    write_words(ax, 1, middle, percent, "gap_size", (9, -11), color=colour("error"))


def share(percent, less):
    """Write how much of the frame's height, with a word for `less` where it is too small."""
    return f"{less}0.01" if percent < 0.01 else fixed(percent, 2)


def describe(z, power):
    """Say how much of the curve the frame holds, and how nearly it is straight there."""
    now = numbers(z, power)
    holds = (
        f"The frame holds z from {fixed(z - reach_of(power), 3)} to {fixed(z + reach_of(power), 3)}"
    )
    percent = share(now["apart"].value, "less than ")
    apart = f"curve and line are {percent} percent of the frame’s height apart"
    return f"{holds}. At its right edge {apart}."


start = start_of(knobs)
figure = draw(**start)

gaps = [numbers(start["z"], power)["apart"].value for power in (start["power"], 1, 2, 3)]
assert gaps == sorted(gaps, reverse=True), f"the gaps do not shrink: {gaps}"

description = (
    f"Below, the S-curve, with a small frame around the point at z = {start['z']:.0f}. Above is "
    f"what the frame holds, {10 ** start['power']:.1f} times larger: the curve, and the dashed "
    f"line that touches it. At the right edge they are {gaps[0]:.1f} percent of the frame’s "
    f"height apart. Magnified a thousand times, it would be {gaps[-1]:.4f} percent."
)
