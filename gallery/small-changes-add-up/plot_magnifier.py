"""
Through a magnifier, the curve and its line are one
===================================================

Above is σ, with a small frame around one point of it.
Below is what a magnifier shows of the frame: the curve, and the straight line that touches it.
The stronger the magnifier, the less the two differ.
"""

import altair as alt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing.moving import Leftover, along, gap, moving, sentence, slider
from explainer.drawing.plane import layer, line_style, mark, words, x_axis, y_axis
from explainer.drawing.vega import sigmoid as written
from explainer.story import cinema, tonight

start = {"z": float(cinema.weighted_input(tonight)), "power": 0.5}
half = "(4 / pow(10, power))"  # how far the frame reaches to either side
tall = 0.3  # how far it reaches upwards, as a part of that
row = {"half": half, "times": "pow(10, power)", "output": written("z"), "slope": written.slope("z")}
row |= {"left": "z - datum.half", "right": "z + datum.half"}
row |= {"low": f"datum.output - {tall} * datum.half", "high": f"datum.output + {tall} * datum.half"}
edge = f"({written('z + datum.half')} - datum.output - datum.slope * datum.half)"
row["apart"] = f"50 * abs{edge} / ({tall} * datum.half)"
row["label"] = sentence("{times:.0f} times larger")
says = "At z = {z:.1f}, {times:.0f} times larger, curve and line are {apart:.3f} percent of the "
says += "frame's height apart at its right edge."
told = {"times": ("magnified, times", 0), "slope": ("slope of the line", 4)}
told["apart"] = ("gap at the right edge, percent of the frame", 3)
steps = np.linspace(-1, 1, 81)


def truth(z, power):
    """Say what the library makes of where the knobs stand."""
    reach = 4 / 10.0**power
    output = sigmoid(z)
    slope = sigmoid.slope(z)
    edge = sigmoid(z + reach) - output - slope * reach
    size = 50 / (tall * reach)
    said = {"output": output, "slope": slope, "apart": Leftover(size * abs(edge), size * output)}
    seen = gap(sigmoid(z + reach * steps), output)
    bent = Leftover(*(each / (tall * reach) for each in seen))
    return {
        "readings": said | {"times": 10.0**power},
        "wide": {"output": sigmoid(np.linspace(-8, 8, 161))},
        "near": {"bent": bent, "straight": slope * steps / tall},
    }


wide = along("wide", "z", -8, 8, 160, output=written("datum.z"))
x = x_axis("z", -8, 8, "weighted sum z")
y = y_axis("output", -0.2, 1.2, [0, 0.5, 1])
frame = {"x": "left:Q", "x2": "right:Q", "y": "low:Q", "y2": "high:Q"}
above = alt.layer(
    layer(wide, mark("line", x, y, **line_style("sigma"))),
    mark(
        "rect",
        **frame,
        filled=False,
        clip=True,
        **line_style("error", strokeDash=[], strokeWidth=1.5),
    ),
    mark("circle", x="z:Q", y="output:Q", size=40, opacity=1, color=line_style("error")["color"]),
).properties(width=320, height=120, title="output of σ")
bent = f"({written(f'z + {half} * datum.step')} - {written('z')}) / ({tall} * {half})"
straight = f"{written.slope('z')} * datum.step / {tall}"
near = along("near", "step", -1, 1, 80, bent=bent, straight=straight)
sideways = x_axis("step", -1, 1, ticks=[])
upwards = y_axis("bent", -1, 1, [])
below = alt.layer(
    layer(
        near,
        mark("line", sideways, upwards, clip=True, **line_style("sigma", strokeWidth=3)),
        mark("line", sideways, y="straight:Q", clip=True, **line_style("straight")),
    ),
    mark("text", x=alt.value(8), y=alt.value(14), text="label:N", **words("error")),
).properties(width=320, height=140, view=alt.ViewConfig(stroke=line_style("error")["color"]))
knobs = [
    slider("z", "weighted sum z", start["z"], low=-4, high=4, step=0.1),
    slider("power", "strength (up by 1: ten times)", start["power"], low=0, high=3, step=0.1),
]
figure = moving(alt.vconcat(above, below, spacing=8), knobs, row, told, says, {"concat_0_x": "z"})

gaps = [truth(start["z"], power)["readings"]["apart"].value for power in (start["power"], 1, 2, 3)]
assert gaps == sorted(gaps, reverse=True), f"the gaps do not shrink: {gaps}"

description = (
    f"Above the S-curve, with a small frame around the point at z = {start['z']:.0f}. Below is "
    f"what the frame holds, {10 ** start['power']:.0f} times larger: the curve, and the dashed "
    f"line that touches it. At the right edge they are {gaps[0]:.1f} percent of its height "
    f"apart. Magnified a thousand times, it would be {gaps[-1]:.4f} percent."
)
