"""
Turn one knob: the meter shows its rate
=======================================

The curve is the output while one knob turns and the others are held.
The dashed line is as steep as the curve at the place where the knob stands.
The meter below shows that steepness: how fast the output moves when this one knob is turned.
Turn any other knob except the rain's, and the curve shifts.
Choose another knob, and the dashed line tilts as that one does.
"""

import altair as alt
import numpy as np

from explainer.drawing.moving import along, choice, moving, sentence, slider
from explainer.drawing.plane import fill_style, layer, line_style, mark, words, x_axis, y_axis
from explainer.drawing.vega import chosen, sigmoid
from explainer.neuron import Neuron
from explainer.story import INPUTS, cinema, tonight

friend, film, rain = (float(x) for x in tonight)
z = f"({friend} * friend + {film} * film + {rain} * rain + {cinema.bias})"
its_input = chosen("knob", {"friend": f"{friend}", "film": f"{film}", "rain": f"{rain}"})
stands = chosen("knob", {name: name for name in INPUTS})
row = {"stands": stands, "output": sigmoid(z), "slope": sigmoid.slope(z)}
row |= {f"{name}_rate": f"{x} * datum.slope" for name, x in zip(INPUTS, tonight, strict=True)}
row |= {
    "rate": f"{its_input} * datum.slope",
    "left": "datum.stands - 2",
    "right": "datum.stands + 2",
}
row |= {"low": "datum.output - 2 * datum.rate", "high": "datum.output + 2 * datum.rate"}
row["meter"] = sentence("{rate:.4f} for each 1 that it is turned")
row["end"] = "datum.rate == 0 ? ', as its input is 0 tonight.' : '.'"
says = (
    "The weight of the {knob} is {stands:.1f}, the output {output:.4f}. The rate is {rate:.4f}{end}"
)
told = {"output": ("output", 4)}
told |= {f"{name}_rate": (f"rate of the weight of the {name}", 4) for name in INPUTS}
turns = np.linspace(-6, 6, 121)


def truth(knob, **weights):
    """Say what the library makes of where the knobs stand."""
    held = [weights[name] for name in INPUTS]
    turned = INPUTS.index(knob)
    neuron = Neuron(held, cinema.bias)
    rates = neuron.gradient(tonight).weights
    said = {"output": neuron.output(tonight), "rate": rates[turned], "stands": held[turned]}
    said |= {f"{name}_rate": rate for name, rate in zip(INPUTS, rates, strict=True)}
    said |= {"low": said["output"] - 2 * said["rate"], "high": said["output"] + 2 * said["rate"]}
    sweep = [neuron.nudged((turn - held[turned]) * np.eye(3)[turned]) for turn in turns]
    return {"readings": said, "sweep": {"output": np.array([n.output(tonight) for n in sweep])}}


x = x_axis("turn", -6, 6, "the weight that is turned")
y = y_axis("output", 0, 1, [0, 0.5, 1])
turned_output = sigmoid(f"{z} + {its_input} * (datum.turn - {stands})")
cut = along("sweep", "turn", -6, 6, 120, output=turned_output)
top = alt.layer(
    layer(cut, mark("line", x, y, **line_style("sigma"))),
    mark(
        "rule",
        x="left:Q",
        x2="right:Q",
        y="low:Q",
        y2="high:Q",
        clip=True,
        **line_style("straight"),
    ),
    mark("circle", x="stands:Q", y="output:Q", size=110, opacity=1),
).properties(width=320, height=170, title="output")
scale = x_axis("rate", 0, 0.25, "rate", [0, 0.05, 0.1, 0.15, 0.2, 0.25])
meter = alt.layer(
    mark(
        "rule",
        scale,
        x2=alt.datum(0),
        y=alt.value(20),
        strokeWidth=12,
        **fill_style("straight", 0.6),
    ),
    mark("text", x=alt.datum(0), y=alt.value(4), text="meter:N", **words("straight")),
).properties(width=320, height=30)
names = {name: f"the {name}" for name in INPUTS}
sliders = [
    slider(name, f"weight of the {name}", float(weight), low=-6, high=6, step=0.5)
    for name, weight in zip(INPUTS, cinema.weights, strict=True)
]
knobs = [choice("knob", "turn the weight of", "friend", names), *sliders]
figure = moving(alt.vconcat(top, meter, spacing=4), knobs, row, told, says, {"concat_0_x": "knob"})

start = truth("friend", **dict(zip(INPUTS, cinema.weights, strict=True)))["readings"]
rates = [start[f"{name}_rate"] for name in ("friend", "film", "rain")]
assert rates[0] > rates[1] > rates[2] == 0, f"the rates of friend, film and rain are {rates}"

description = (
    f"The output while the weight of the friend turns from −6 to 6, an S-curve. It stands at "
    f"{start['stands']:.0f}, where the output is {start['output']:.4f} and a dashed line touches "
    f"the curve. The meter below shows how steep that line is: {start['rate']:.4f} for each 1 that "
    "the weight is turned."
)
