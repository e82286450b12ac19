"""
The slope of σ is its height times its headroom
===============================================

The curve cuts a bar from 0 to 1 in two: the height below, the headroom above.
Turn the two into the sides of a rectangle, and its area is the slope of the curve at that place.
The frame is the greatest there is: ½ by ½, which makes an area of a quarter.
"""

import altair as alt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing.moving import along, moving, sentence, slider
from explainer.drawing.plane import fill_style, layer, line_style, mark, words, x_axis, y_axis
from explainer.drawing.vega import sigmoid as written
from explainer.story import cinema, tonight

start = float(cinema.weighted_input(tonight))
row = {"height": written("z"), "headroom": written("-z"), "slope": written.slope("z")}
row |= {"left": "z - 1", "right": "z + 1"}
row |= {"low": "datum.height - datum.slope", "high": "datum.height + datum.slope"}
row["sides"] = sentence("{height:.3f} × {headroom:.3f} = {slope:.3f}")
row["end"] = "datum.slope == 0.25 ? ', the greatest there is.' : '.'"
says = "At z = {z:.1f}, height {height:.4f} times headroom {headroom:.4f} is slope {slope:.4f}{end}"
told = {"height": ("height", 4), "headroom": ("headroom", 4), "slope": ("slope", 4)}


def truth(z):
    """Say what the library makes of where the knob stands."""
    said = {"height": sigmoid(z), "headroom": sigmoid(-z), "slope": sigmoid.slope(z)}
    tangent = {"low": said["height"] - said["slope"], "high": said["height"] + said["slope"]}
    return {"readings": said | tangent, "curve": {"output": sigmoid(np.linspace(-6, 6, 121))}}


x = x_axis("z", -6, 6, "weighted sum z")
y = y_axis("output", 0, 1, [0, 0.5, 1])
at_0 = alt.datum(0)
half = alt.datum(0.5)
curve = along("curve", "z", -6, 6, 120, output=written("datum.z"))
top = alt.layer(
    mark("rule", x, y="height:Q", y2=at_0, strokeWidth=13, **fill_style("sigma", 0.35)),
    mark("rule", x, y="height:Q", y2=alt.datum(1), strokeWidth=13, **fill_style("error", 0.3)),
    layer(curve, mark("line", x, y, **line_style("sigma"))),
    mark(
        "rule",
        x="left:Q",
        x2="right:Q",
        y="low:Q",
        y2="high:Q",
        clip=True,
        **line_style("straight"),
    ),
    mark("circle", x, y="height:Q", size=110, opacity=1),
).properties(width=320, height=170, title="output: height below, headroom above; slope dashed")
wide = x_axis("height", 0, 320 / 90, ticks=[])
high = y_axis("headroom", 0, 1, [])
bottom = alt.layer(
    mark("rect", wide, high, x2=at_0, y2=at_0, **fill_style("straight", 0.35)),
    mark(
        "rect", x=at_0, x2=half, y=at_0, y2=half, filled=False, **line_style("muted", strokeWidth=1)
    ),
    mark("text", x=alt.datum(1.2), y=alt.datum(0.3), text="sides:N", **words()),
).properties(width=320, height=90)
knob = slider("z", "weighted sum z", start, low=-6, high=6, step=0.1)
figure = moving(alt.vconcat(top, bottom, spacing=0), [knob], row, told, says, {"concat_0_x": "z"})

now = truth(start)["readings"]
height = now["height"]
headroom = now["headroom"]
slope = now["slope"]
area = height * headroom
assert np.isclose(area, slope, rtol=1e-12), f"the area is {area}, the slope {slope}"

description = (
    f"The S-curve with a bar from 0 to 1 at z = {start:.0f}, cut by the curve in {height:.4f} and "
    f"{headroom:.4f}. As a rectangle, height times headroom has the area {slope:.4f}, the slope. "
    f"A frame of ½ by ½ in the same corner has the area {sigmoid.lipschitz:.2f}: the greatest "
    "slope, at z = 0."
)
