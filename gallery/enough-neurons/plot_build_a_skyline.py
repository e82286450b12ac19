"""
Eight bumps, and a curve to follow
==================================

Each knob is the height of one bump, made of two σ.
The solid line is their sum; the dotted one is the curve to be followed.
The left half is fitted already, the right half is left to you.
Eight bumps can get only so close: the error is never 0.
"""

import altair as alt
import numpy as np

from explainer.approximation import staircase
from explainer.datasets import WILD_RANGE, wild
from explainer.drawing import vega
from explainer.drawing.moving import Leftover, along, moving, sentence, slider
from explainer.drawing.plane import layer, line_style, mark, words, x_axis, y_axis

low, high = WILD_RANGE
bumps = 8
steepness = 60.0
pieces = 120
names = [f"bump{n}" for n in range(1, bumps + 1)]
edges = np.linspace(low, high, bumps + 1)
middles = (edges[:-1] + edges[1:]) / 2
fitted = [round(float(height), 1) for height in wild(middles)]
start = {name: fitted[n] if n < bumps / 2 else 0.0 for n, name in enumerate(names)}
places = np.linspace(low, high, pieces + 1)

# At each edge the skyline climbs from one height to the next, along a σ.
heights_before = ["0", *names]
heights_after = [*names, "0"]
risen = [vega.sigmoid(f"{steepness} * (datum.x - {edge!r})") for edge in edges.tolist()]
total = " + ".join(
    f"({after} - {before}) * {step}"
    for before, after, step in zip(heights_before, heights_after, risen, strict=True)
)
both = {"drawn": total, "wild": vega.wild("datum.x")}
row = {
    "label": sentence("off by {error:.2f} on average"),
    "end": "datum.error < 0.22 ? ': near the best there is' : ''",
}
says = "The skyline is {error:.3f} off on average{end}, and {worst:.2f} where it is worst."
told = {"error": ("error, on average", 4), "worst": ("error, where it is worst", 4)}


def truth(**heights):
    """Say what the library makes of where the knobs stand."""
    stairs = staircase([0.0, *(heights[name] for name in names), 0.0], edges, steepness)
    drawn = stairs(places[:, np.newaxis])[:, 0]
    meant = wild(places)
    tall = 1 + np.abs([*heights.values()]).max()
    apart = np.abs(drawn - meant)
    said = {"error": np.mean(apart), "worst": Leftover(np.max(apart), tall)}
    return {
        "readings": said,
        "skyline": {"drawn": Leftover(drawn, tall), "wild": Leftover(meant, 1.75)},
    }


x = x_axis("x", low, high, "what goes in", [0, 0.5, 1, 1.5, 2])
y = y_axis("drawn", -2, 2, [-2, -1, 0, 1, 2])
skyline = along("skyline", "x", low, high, pieces, **both)
picture = alt.layer(
    layer(
        skyline,
        mark("line", x, y, clip=True, **line_style("sigma")),
        mark("line", x, y="wild:Q", **line_style("truth")),
    ),
    mark(
        "text", x=alt.value(320), y=alt.value(-12), text="label:N", **words("error", align="right")
    ),
).properties(width=320, height=200, title="what comes out")
knobs = [
    slider(name, f"height of bump {n}", start[name], low=-1.5, high=1.5, step=0.1)
    for n, name in enumerate(names, 1)
]
swept = along("readings", "x", low, high, pieces, **both, apart="abs(datum.drawn - datum.wild)")
sums = {"error": "mean(apart)", "worst": "max(apart)"}
figure = moving(picture, knobs, row, told, says, summed=(swept, sums))

all_fitted = dict(zip(names, fitted, strict=True))
now = truth(**start)["readings"]["error"]
done = truth(**all_fitted)["readings"]["error"]
assert 0 < done < now, f"off by {now:.3f} at the start, {done:.3f} with all bumps fitted"

description = (
    "A wild curve with hills on its hills, dotted, and a skyline of eight bumps, solid. The first "
    f"four bumps are as high as the curve, the others still 0. On average the skyline is {now:.2f} "
    f"off. With all eight as high as the curve in their middles it would be {done:.2f}."
)
