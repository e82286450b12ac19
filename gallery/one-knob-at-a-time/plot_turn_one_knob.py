"""
Turn one knob: the meter shows its rate
=======================================

The curve is the output while one knob turns and the others are held; its tilt is the knob’s rate.
Each meter shows how fast the output moves when that knob alone is turned.
"""

import math

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import area, colour, name_axes, stroke, with_weight
from explainer.drawing.interactive import (
    Choice,
    Slider,
    draw_handle,
    fixed,
    start_of,
    write_words,
)
from explainer.neuron import Neuron
from explainer.story import INPUTS, cinema, tonight

plt.style.use("explainer.drawing.house")

turns = np.linspace(-6, 6, 121)
rows = dict(zip(INPUTS, (2, 1, 0), strict=True))
choices = {name: f"the {name}" for name in INPUTS}
knobs = [
    Choice("knob", "turn the weight of", "friend", choices),
    *(
        Slider(name, f"weight of the {name}", float(weight), low=-6, high=6, step=0.05)
        for name, weight in zip(INPUTS, cinema.weights, strict=True)
    ),
]


def written(number):
    """Write a rate with 4 decimals, or as many more as 2 significant digits need."""
    return fixed(number, max(4, 1 - math.floor(math.log10(number)))) if number else "0"


def neuron_with(settings):
    """Return the neuron with its weights where the knobs stand."""
    return Neuron([settings[name] for name in INPUTS], cinema.bias)


def numbers(**settings):
    """Return the output, the slope of σ there, and the rate of each knob."""
    neuron = neuron_with(settings)
    gradient = neuron.gradient(tonight)
    rates = dict(zip([f"{name}_rate" for name in INPUTS], gradient.weights, strict=True))
    return {"output": neuron.output(tonight), "slope": gradient.bias} | rates


def draw(knob, **weights):
    """Draw the curve of the chosen knob above, the knobs and their meters below."""
    now = numbers(**weights)
    figure = plt.figure(figsize=(5, 4.9))
    layout = figure.add_gridspec(2, 2, height_ratios=[1.7, 1])
    draw_cut(figure.add_subplot(layout[0, :]), now, knob, weights)
    draw_desk(figure.add_subplot(layout[1, 0]), weights)
    draw_meters(figure.add_subplot(layout[1, 1]), now, knob)
    return figure


def draw_cut(ax, now, knob, weights):
    """Draw the output while the chosen weight turns, and the line as steep as it is here."""
    name_axes(ax, "the weight that is turned", "output")
    ax.set(xlim=(-6.6, 6.6), ylim=(-0.14, 1.14), xticks=range(-6, 7, 2), yticks=[0, 0.5, 1])
    held = f"the {knob}’s weight turns, the others are held"
    write_words(ax, 6.6, 1.14, held, "held", (0, 8), ha="right", color=colour("sigma"))
    turned = with_weight(neuron_with(weights), INPUTS.index(knob), turns)
    outputs = [neuron.output(tonight) for neuron in turned]
    ax.plot(turns, outputs, gid="curve", **stroke("sigma"))
    along = np.array([-2, 2])
    tangent = now["output"] + now[f"{knob}_rate"] * along
    ax.plot(weights[knob] + along, tangent, gid="tangent", **stroke("straight"))
    draw_handle(ax, weights[knob], now["output"], "point", "x", "sigma")


def draw_desk(ax, weights):
    """Draw the three knobs as faders on a mixing desk."""
    name_axes(ax, "", "knob: its weight")
    ax.set(xlim=(-7, 7), ylim=(-0.6, 2.5), xticks=[-6, 0, 6])
    ax.set_yticks(list(rows.values()), rows)
    ax.tick_params(axis="y", length=0, pad=10)
    ax.spines["left"].set_visible(False)
    for name, row in rows.items():
        ax.plot([-6, 6], [row, row], color=colour("muted"), linewidth=1, linestyle="-")
        draw_handle(ax, weights[name], row, f"{name}_fader", "x")


def draw_meters(ax, now, knob):
    """Draw the rate of each knob as a bar; the chosen one has the colour of the dashed line."""
    name_axes(ax, "", "meter: its rate")
    ax.set(xlim=(0, 0.38), ylim=(-0.6, 2.5), xticks=[0, 0.1, 0.2], yticks=[])
    for name, row in rows.items():
        own = now[f"{name}_rate"]
        chosen = name == knob
        edges = [row - 0.22, row - 0.22, row + 0.22, row + 0.22]
        look = area("straight" if chosen else "muted", 0.6)
        ax.fill([0, own, own, 0], edges, gid=f"{name}_bar", **look)
        words = {"color": colour("straight" if chosen else "ink")}
        write_words(ax, own, row, written(own), f"{name}_value", (6, -4), **words)


def describe(knob, **weights):
    """Say what the rate of the chosen knob is made of."""
    now = numbers(**weights)
    taken = f"{tonight[INPUTS.index(knob)]:g}"
    slope = written(now["slope"])
    given = f"Tonight the {knob}’s input is {taken}, and the slope of σ here is {slope}"
    own = written(now[f"{knob}_rate"])
    return f"{given}. The rate of the {knob}’s weight is {taken} times that: {own}."


start = start_of(knobs)
figure = draw(**start)

now = numbers(**start)
rates = [float(now[f"{name}_rate"]) for name in INPUTS]
assert rates[0] > rates[1] > rates[2] == 0, f"the rates of friend, film and rain are {rates}"
assert rates[0] < sigmoid.lipschitz, f"no rate may pass {sigmoid.lipschitz}, the greatest slope"

description = (
    f"The output while the weight of the friend turns from −6 to 6, an S-curve. It stands at "
    f"{start['friend']:.0f}, where the output is {now['output']:.4f} and a dashed line touches the "
    "curve. Below are the knobs of friend, film and rain, each with a meter of its rate: "
    f"{rates[0]:.4f}, {rates[1]:.4f} and {rates[2]:.0f} for each 1 that the weight is turned."
)
