"""
A neuron weighs things up, and σ turns the sum into an answer
=============================================================

Pull a bar, and the reason it stands for counts for more or for less.
With σ the answer follows your hand; with a switch it waits, and then jumps.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import heaviside, sigmoid
from explainer.drawing import area, colour, stroke
from explainer.drawing.interactive import (
    Choice,
    Slider,
    draw_handle,
    fixed,
    start_of,
    write_words,
)
from explainer.neuron import Neuron
from explainer.story import cinema, tonight

plt.style.use("explainer.drawing.house")

friend, film, rain = (float(weight) for weight in cinema.weights)
knobs = [
    Choice("curve", "curve", "sigmoid", {"sigmoid": "σ", "switch": "switch"}),
    Choice("evening", "tonight it is", "dry", {"dry": "dry", "rainy": "raining"}),
    Slider("friend", "weight of the friend", friend, low=-1, high=5, step=0.1),
    Slider("film", "weight of the film", film, low=-2, high=8, step=0.1),
    Slider("rain", "weight of the rain", rain, low=-4, high=1, step=0.1),
]
at_start = {"friend": friend, "film": film, "rain": rain}
constants = {"start": at_start}
SAYS = {"friend": "a friend comes", "film": "the film is so-so", "rain": "rain"}
WIDEST = 9  # of the axis of the weighted sum: no setting of the knobs comes near it


def inputs(evening):
    """Return what the evening is like: tonight's friend and film, dry or raining."""
    return np.array([tonight[0], tonight[1], float(evening == "rainy")])


def numbers(curve, evening, friend, film, rain):
    """Return what the neuron adds up, reason by reason, and what it answers."""
    weights = np.array([friend, film, rain])
    neuron = Neuron(weights, cinema.bias, sigmoid if curve == "sigmoid" else heaviside)
    reasons = weights * inputs(evening)
    running = np.cumsum([cinema.bias, *reasons])[1:]
    answer = neuron.output(inputs(evening))
    return {"reasons": reasons, "running": running, "sum": running[-1], "answer": answer}


def written(answer, curve):
    """Write an answer; σ comes close to 0 and 1, and never says either."""
    if curve == "sigmoid" and not 0.01 <= answer <= 0.99:
        return "over 0.99" if answer > 0.5 else "under 0.01"
    return fixed(answer, 2)


def draw_words(ax, weights, evening):
    """Write what counts, and how much, in the rows of the bars."""
    ax.text(0, 3, "the sofa (bias)", color=colour("muted"))
    ax.text(1, 3, fixed(cinema.bias, 1), ha="right", color=colour("muted"))
    for row, name, given in zip((2, 1, 0), SAYS, inputs(evening), strict=True):
        ax.text(0, row, SAYS[name])
        counts = f"{fixed(weights[name], 1)} × {given:g}"
        write_words(ax, 1, row, counts, f"{name}_words", ha="right")
    ax.set(xlim=(0, 1), ylim=(-0.35, 3.6))
    ax.axis("off")


def draw_reasons(ax, now, evening):
    """Draw a bar for each reason, from the sum before it to the sum after it."""
    before = cinema.bias
    thin = {"color": colour("muted"), "linewidth": 1, "linestyle": "-"}
    ax.axvline(0, color=colour("grid"), linewidth=1, linestyle="-")
    ax.fill([0, before, before, 0], [3, 3, 3.4, 3.4], **area("muted", 0.45))
    for row, name, given, after in zip(
        (2, 1, 0), SAYS, inputs(evening), now["running"], strict=True
    ):
        ends = [before, after, after, before]
        ax.fill(ends, [row, row, row + 0.4, row + 0.4], gid=f"{name}_bar", **area("muted", 0.45))
        ax.plot([before, before], [row + 1, row], gid=f"{name}_fall", **thin)
        handle = draw_handle(ax, after, row + 0.2, f"{name}_end", "x")
        handle.set_visible(given > 0)
        before = after
    ax.plot([before, before], [0, -0.8], gid="sum_fall", clip_on=False, **thin)
    ax.set(xlim=(-WIDEST, WIDEST), ylim=(-0.35, 3.6))
    ax.axis("off")


def draw_answer(ax, now, curve):
    """Draw the answer as a glass that fills up to it."""
    answer = now["answer"]
    look = area("sigma" if curve == "sigmoid" else "switch", 0.45)
    ax.fill([0, 1, 1, 0], [0, 0, answer, answer], gid="glass", **look)
    ax.plot([0, 1, 1, 0, 0], [0, 0, 1, 1, 0], color=colour("muted"), linewidth=1, linestyle="-")
    ax.set(xlim=(-2.2, 1), ylim=(0, 1.12))
    ax.text(-0.2, 0.94, "go", ha="right")
    ax.text(-0.2, 0.01, "stay in", ha="right")
    ax.axis("off")
    write_words(ax, -0.2, 0.46, written(answer, curve), "answer_words", ha="right")


def draw_curve(ax, now, curve):
    """Draw σ or the switch, and where the sum stands on it."""
    zs = np.linspace(-WIDEST, WIDEST, 129)
    (smooth,) = ax.plot(zs, sigmoid(zs), gid="sigma_curve", **stroke("sigma"))
    (jump,) = ax.plot([-WIDEST, 0, 0, WIDEST], [0, 0, 1, 1], gid="switch", **stroke("switch"))
    smooth.set_visible(curve == "sigmoid")
    jump.set_visible(curve == "switch")
    z = now["sum"]
    answer = now["answer"]
    thin = {"color": colour("muted"), "linewidth": 1, "linestyle": "-"}
    left = -WIDEST - 0.8  # at the glass
    ax.plot([z, z, left], [1.2, answer, answer], gid="reading", clip_on=False, **thin)
    ax.plot([z], [answer], "o", gid="point", color=colour("ink"), markersize=9, clip_on=False)
    ax.set(xlim=(-WIDEST, WIDEST), ylim=(0, 1.12), xticks=[-8, -4, 0, 4, 8], yticks=[])
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("weighted sum z")


def draw(curve, evening, **weights):
    """Draw the reasons, their sum on the curve, and the answer."""
    now = numbers(curve, evening, **weights)
    figure = plt.figure(figsize=(5, 3.5))
    layout = figure.add_gridspec(2, 2, height_ratios=[1, 1.1], width_ratios=[1.08, 1.4])
    draw_words(figure.add_subplot(layout[0, 0]), weights, evening)
    draw_reasons(figure.add_subplot(layout[0, 1]), now, evening)
    draw_answer(figure.add_subplot(layout[1, 0]), now, curve)
    draw_curve(figure.add_subplot(layout[1, 1]), now, curve)
    return figure


def describe(curve, evening, **weights):
    """Say what the neuron answers, and how it would answer to a small pull."""
    now = numbers(curve, evening, **weights)
    if curve == "switch":
        side = "above 0: it says go" if now["answer"] else "not above 0: it says stay in"
        return (
            f"The switch only asks on which side of 0 the sum is. {fixed(now['sum'], 1)} is "
            f"{side}. A small pull changes nothing, unless the sum crosses 0."
        )
    sure = ["pretty sure to stay in", "leaning towards staying in", "in two minds"]
    sure += ["leaning towards going", "pretty sure to go"]
    mood = sure[sum(now["answer"] > limit for limit in (0.2, 0.4, 0.6, 0.8))]
    answer = written(now["answer"], curve)
    begin = "Pull a ring. " if weights == at_start and evening == "dry" else ""
    return f"{begin}The sum {fixed(now['sum'], 1)} becomes {answer}: you are {mood}."


figure = draw(**start_of(knobs))

now = numbers(**start_of(knobs))
switched = numbers(**start_of(knobs) | {"curve": "switch"})
nudged = numbers(**start_of(knobs) | {"curve": "switch", "friend": friend - 0.5})
assert 0.8 < now["answer"] < 1, f"σ answers {now['answer']}"
assert switched["answer"] == nudged["answer"] == 1, "the switch moved at a small pull"

description = (
    f"Bars add up, each from where the one before ends: the sofa, {fixed(cinema.bias, 0)}; a "
    f"friend who comes, {friend:.0f}; a film that is so-so, {now['reasons'][1]:.0f}; rain, "
    f"nothing, as it is dry. The sum, {now['sum']:.0f}, falls onto the S-shaped curve "
    f"below, which makes it {now['answer']:.2f} on a scale from 0, stay in, to 1, go."
)
