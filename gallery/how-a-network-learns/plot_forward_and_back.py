"""
Numbers go forward, blame comes back
====================================

A network of three neurons, on an evening when going was right: the answer wanted is 1.
Drag the filled ring along the track to send the numbers through, and any other to set an input or
a weight.
"""

import math

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import heaviside, sigmoid
from explainer.backprop import backpropagate
from explainer.drawing import colour, signed
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

plt.style.use("explainer.drawing.house")

biases = {"upper": 1, "lower": -1, "end": -1}
curves = {"sigmoid": sigmoid, "step": heaviside}

# Steps are eighths and sixteenths, so that sums are exact and a switch at 0 is in no doubt.
range_of_weights = {"low": -4, "high": 4, "step": 0.125}
knobs = [
    Slider("stage", "forward and back", 0, low=0, high=7, step=0.02),
    Choice("curve", "Hidden neurons", "sigmoid", {"sigmoid": "σ", "step": "switches"}),
    Slider("friend", "friend", 1, low=0, high=1, step=0.0625),
    Slider("film", "film", 0.5, low=0, high=1, step=0.0625),
    Slider("friend_upper", "weight, friend to upper", 1, **range_of_weights),
    Slider("film_upper", "weight, film to upper", -2, **range_of_weights),
    Slider("friend_lower", "weight, friend to lower", -1, **range_of_weights),
    Slider("film_lower", "weight, film to lower", 4, **range_of_weights),
    Slider("upper_end", "weight, upper to end", 2, **range_of_weights),
    Slider("lower_end", "weight, lower to end", -2, **range_of_weights),
]

# Where the inputs and the neurons are, in points.
places = {
    "friend": np.array([58, 346]),
    "film": np.array([58, 154]),
    "upper": np.array([198, 346]),
    "lower": np.array([198, 154]),
    "end": np.array([316, 250]),
}

# The track below them, with a place for each stage: the inputs, the hidden sums, the hidden
# outputs, the output, the error; and back: the last blame, the hidden blame, the slopes.
track = np.array(
    [[58, 62], [177, 62], [219, 62], [316, 62], [344, 42], [316, 22], [198, 22], [58, 22]]
)

# On each wire, how far along its dial is, and where the weight is written.
dials = {
    "friend_upper": (0.36, (117, 370)),
    "film_upper": (0.72, (179, 281)),
    "friend_lower": (0.72, (179, 228)),
    "film_lower": (0.36, (117, 122)),
    "upper_end": (0.36, (254, 340)),
    "lower_end": (0.36, (254, 166)),
}

# Where each neuron's column begins, how far its lines are apart, and how they are set.
columns = {
    "upper": (198, 374, 15, "center"),
    "lower": (198, 118, -15, "center"),
    "end": (356, 277, 15, "right"),
}


def on_wire(wire, part):
    """Return the place that lies `part` of the way along a wire."""
    start, end = wire.split("_")
    return places[start] + part * (places[end] - places[start])


# Where the ring of each knob stands when the knob is at 0, and how many points it rises for 1.
rings = {"friend": (22, 324, 44), "film": (22, 132, 44)}
rings |= {wire: (*on_wire(wire, along).tolist(), 5.5) for wire, (along, _) in dials.items()}

# What the browser is told of all this.
constants = {
    "places": {name: place.tolist() for name, place in places.items()},
    "track": track.tolist(),
    "dials": {wire: along for wire, (along, _) in dials.items()},
    "rings": rings,
    "neurons": list(columns),
}


def numbers(curve, friend, film, **weights):
    """Return all that goes forward and comes back, from the library."""
    into_upper = [weights["friend_upper"], weights["film_upper"]]
    into_lower = [weights["friend_lower"], weights["film_lower"]]
    into_end = [weights["upper_end"], weights["lower_end"]]
    hidden = Layer([into_upper, into_lower], [biases["upper"], biases["lower"]], curves[curve])
    network = Network((hidden, Layer([into_end], [biases["end"]])))
    trace = network.forward([[friend, film]])
    gradient = backpropagate(network, trace, [[1]], squared_error)
    sums = np.concatenate(trace.weighted_inputs, axis=1)[0]
    slopes = [curves[curve].slope(z) for z in sums[:2]] + [sigmoid.slope(sums[2])]
    return {
        "sums": Difference(sums, 10),
        "outputs": np.concatenate(trace.outputs, axis=1)[0],
        "error": squared_error.mean(trace.output, [[1]]),
        "slopes": np.array(slopes),
        "blames": np.concatenate(gradient.biases),
        "gradient": np.concatenate([np.ravel(layer) for layer in gradient.weights]),
    }


def in_sight(part):
    """Return whether a number that has gone `part` of the way along a wire is between circles."""
    return 0.2 < part < 0.8


def way_ahead(wire, stage):
    """Return how far along a wire the number is that goes forward; below 0 it has not set off."""
    if wire.endswith("end"):
        return stage - 2
    late = 0.2 if wire.startswith("film") else 0  # where wires cross, the friend's goes first
    return (stage - late) / 0.8


def way_home(wire, stage):
    """Return where on a wire the blame is that comes back; above 1 it has not set off."""
    if wire.endswith("end"):
        return 1 - min(stage - 5, 1)
    dial, _ = dials[wire]  # no further, for an input has no blame
    return 1 - min(stage - 6, 1) * (1 - dial)


def token(wire, stage, weight, value, blame):
    """Return how far along a wire a number is, and the number; None where none is on its way.

    It is multiplied by the weight where it passes the dial.
    """
    dial, _ = dials[wire]
    ahead = way_ahead(wire, stage)
    home = way_home(wire, stage)
    if in_sight(ahead):
        return ahead, value * (1 if ahead < dial else weight)
    if in_sight(home) and stage < 7 and blame != 0:
        return home, blame * (weight if home < dial else 1)
    return None


def direction(stage):
    """Return the role of what goes forward, or of what comes back once the error is known."""
    return "sigma" if stage < 4 else "error"


def say(ax, place, text, part, *, shown=True, role="ink", ha="center", **look):
    """Write words that change, or that wait for their stage."""
    words = write_words(ax, *place, text, part, color=colour(role), ha=ha, zorder=8, **look)
    words.set_visible(shown)


def draw_dial(ax, name, value, middle):
    """Draw an upright track around a place, and on it the handle of the knob called `name`."""
    x, y = middle
    ax.plot([x, x], [y - 22, y + 22], "-", color=colour("grid"), linewidth=5)
    x, bottom, unit = rings[name]
    draw_handle(ax, x, bottom + unit * value, name, "y")


def draw_blame(ax, wire, stage, weight, blame):
    """Draw how far the blame has come back along a wire, as thick as it is large."""
    home = way_home(wire, stage)
    width = 24 * abs(blame * weight if wire.endswith("end") else blame)
    ends = np.transpose([on_wire(wire, 1), on_wire(wire, home)])
    look = {"color": colour("error"), "alpha": 0.45, "solid_capstyle": "butt", "zorder": 1}
    (line,) = ax.plot(*ends, "-", gid=f"{wire}_blame", linewidth=width, **look)
    line.set_visible(home < 1 and width > 0)


def draw_wire(ax, wire, stage, weight, blame, slope):
    """Draw a wire with the dial of its weight, the blame on it, and the slope of its weight."""
    dial, (x, y) = dials[wire]
    ends = np.transpose([on_wire(wire, 0), on_wire(wire, 1)])
    ax.plot(*ends, "-", color=colour("muted"), linewidth=0.8, zorder=0)
    draw_blame(ax, wire, stage, weight, blame)
    draw_dial(ax, wire, weight, on_wire(wire, dial))
    say(ax, (x, y), fixed(weight, 2), f"{wire}_value", ha="left")
    late = {"shown": stage >= 7, "role": "error", "ha": "left"}
    say(ax, (x, y - 14), fixed(slope, 3), f"{wire}_slope", **late)


def draw_tokens(ax, tokens, stage):
    """Draw the numbers that travel along the wires, each on a disc."""
    moving = {wire: each for wire, each in tokens.items() if each}
    spots = [on_wire(wire, part) for wire, (part, _) in moving.items()]
    edge = colour(direction(stage))
    look = {"color": colour("paper"), "markeredgecolor": edge, "zorder": 4.5}  # under the rings
    at = np.transpose(spots or [places["end"]])
    (discs,) = ax.plot(*at, "o", gid="discs", markersize=34, **look)
    discs.set_visible(bool(spots))
    for wire in tokens:
        part, number = moving.get(wire, (0.5, 0))
        look = {"shown": wire in moving, "shift": (0, -4)}
        say(ax, on_wire(wire, part), fixed(number, 2), f"{wire}_token", **look)


def draw_neuron(ax, name, stage, about):
    """Draw what a neuron says in its circle, and beside it its bias, its slope and its blame."""
    said = 3 if name == "end" else 1
    blamed = 5 if name == "end" else 6
    x, y, line, ha = columns[name]
    inside = about["sum"] if stage < 2 else about["output"]
    say(ax, places[name], inside, f"{name}_says", shown=stage >= said, shift=(0, -4))
    ax.text(x, y, f"bias {signed(biases[name], 0)}", ha=ha, color=colour("muted"))
    late = {"shown": stage >= blamed, "ha": ha}
    say(ax, (x, y + line), about["slope"], f"{name}_slope", **late)
    say(ax, (x, y + 2 * line), about["blame"], f"{name}_blame", role="error", **late)


def draw_neurons(ax, stage, curve, now):
    """Draw the circles, and what each neuron has to say at this stage."""
    look = {"color": colour("paper"), "markersize": 42, "markeredgewidth": 1.6, "zorder": 4}
    two = np.transpose([places["upper"], places["lower"]])
    role = "sigma" if curve == "sigmoid" else "switch"
    ax.plot(*two, "o", gid="hidden", markeredgecolor=colour(role), **look)
    ax.plot(*places["end"], "o", markeredgecolor=colour("sigma"), **look)
    for i, name in enumerate(columns):
        z = now["sums"].value[i]
        at_jump = curve == "step" and name != "end" and z == 0  # where a switch has no slope
        about = {
            "sum": fixed(z, 2),
            "output": fixed(now["outputs"][i], 3),
            "slope": "no slope" if at_jump else f"slope {fixed(now['slopes'][i], 3)}",
            "blame": f"blame {fixed(now['blames'][i], 3)}",
        }
        draw_neuron(ax, name, stage, about)
    ax.text(356, 214, "wanted 1", ha="right", color=colour("truth"))
    late = {"shown": stage >= 4, "role": "error", "ha": "right"}
    say(ax, (356, 199), f"error {fixed(now['error'], 3)}", "error", **late)


def draw_input(ax, name, value):
    """Draw an input with its dial."""
    x, y = places[name]
    look = {"color": colour("paper"), "markersize": 42, "zorder": 4}
    ax.plot(x, y, "o", markeredgecolor=colour("truth"), **look)
    ax.text(22, y + 42, name, ha="center")
    say(ax, (x, y), fixed(value, 2), f"{name}_value", shift=(0, -4))
    draw_dial(ax, name, value, (22, y))


def draw_track(ax, stage, title):
    """Draw the track of the stages, there and back, with its handle, and the stage's name."""
    ax.plot(*track.T, "-", color=colour("grid"), linewidth=5)
    ax.plot(*track.T, "o", color=colour("muted"), markersize=4)
    ax.text(70, 38, "forward →", color=colour("sigma"))
    ax.text(300, 38, "← back", ha="right", color=colour("error"))
    x, y = (np.interp(stage, range(8), along) for along in track.T)
    role = direction(stage)
    draw_handle(ax, x, y, "stage", "xy", role).set_markerfacecolor(colour(role))
    say(ax, (8, 428), title, "title", ha="left")


def draw(stage, curve, friend, film, **weights):
    """Draw the network with the numbers that have come so far, and the track of the stages."""
    now = numbers(curve=curve, friend=friend, film=film, **weights)
    figure = plt.figure(figsize=(5, 6.2), layout="none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 360), ylim=(0, 446.4), frame_on=False, xticks=[], yticks=[])
    values = {"friend": friend, "film": film}
    values |= dict(zip(columns, now["outputs"], strict=True))
    blames = dict(zip(columns, now["blames"], strict=True))
    tokens = {}
    for wire, slope in zip(dials, now["gradient"], strict=True):
        start, end = wire.split("_")
        draw_wire(ax, wire, stage, weights[wire], blames[end], slope)
        tokens[wire] = token(wire, stage, weights[wire], values[start], blames[end])
    for name in ("friend", "film"):
        draw_input(ax, name, values[name])
    draw_neurons(ax, stage, curve, now)
    draw_tokens(ax, tokens, stage)
    said = describe(stage, curve=curve, friend=friend, film=film, **weights)
    draw_track(ax, stage, said.split(":")[0])
    return figure


def steepest(gradient):
    """Say which weight has the steepest slope, as far as three decimals tell."""
    sizes = np.rint(1000 * np.abs(gradient))
    if max(sizes) == 0:
        return "To three decimals all are 0"
    i = np.argmax(sizes)
    wire = list(dials)[i].replace("_", " to ")
    return f"The steepest is {fixed(gradient[i], 3)}, from {wire}"


def describe(stage, **setting):
    """Say what happens at this stage: its name, a colon, and what it makes of the numbers."""
    now = numbers(**setting)
    z = [fixed(each, 3) for each in now["sums"].value]
    output = [fixed(each, 3) for each in now["outputs"]]
    blame = [fixed(each, 3) for each in now["blames"]]
    miss = fixed(now["outputs"][2] - 1, 3)
    error = fixed(now["error"], 3)
    said = [
        "Two inputs: drag the filled ring along the track to the right, and send them off.",
        f"Hidden sums: inputs times weights, added up with each bias, make {z[0]} and {z[1]}.",
        f"Hidden outputs: each sum through its curve gives {output[0]} and {output[1]}.",
        f"Output: the same once more makes a sum of {z[2]}, and σ bends that to {output[2]}.",
        f"Error: the miss is {miss}; half its square is the error, {error}.",
        "Blame of the last neuron: the miss, times the slope of σ where it stands, "
        f"which makes {blame[2]}.",
        f"Blame of the hidden neurons: the last one’s blame, {blame[2]}, times each weight and "
        f"each slope: {blame[0]} and {blame[1]}.",
        f"Slopes of the weights: blame times input. {steepest(now['gradient'])}; the error is "
        f"{error}.",
    ]
    return said[math.ceil(stage)]


figure = draw(**start_of(knobs))

start = start_of(knobs)
now = numbers(**start)
through = [start["upper_end"], start["lower_end"]]
sent_back = now["blames"][2] * np.array(through) * now["slopes"][:2]
arrived = now["blames"][:2]
assert np.allclose(sent_back, arrived), f"{sent_back} was sent back, {arrived} arrived"

stopped = numbers(**start | {"curve": "step"})["blames"]
assert not any(stopped[:2]), f"the switches let a blame of {stopped[:2]} through"

inputs = f"friend {start['friend']:.1f} and film {start['film']:.1f}"
outputs = " and ".join(fixed(each, 3) for each in now["outputs"][:2])
slopes = ", ".join(fixed(each, 3) for each in now["gradient"])
description = (
    f"A network of two inputs, {inputs}, two hidden neurons and one at the end, before any number "
    f"has set off, and a track to send them along. Sent forward, the hidden ones say {outputs}, "
    f"and the last {now['outputs'][2]:.3f} where 1 was wanted. Sent back, the blame of the last is "
    f"{fixed(now['blames'][2], 3)}, that of the hidden ones {fixed(arrived[0], 3)} and "
    f"{fixed(arrived[1], 3)}. The weights from friend and film to upper, both to lower, and both "
    f"to the end then have the slopes {slopes}. With switches in the middle no blame gets past "
    "them."
)
