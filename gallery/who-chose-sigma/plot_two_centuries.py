"""
Two centuries from a population curve to a choice in doubt
==========================================================

Each row is someone who wrote about one of these curves,
and the line on the left shows how far apart the years are.
The S-curve is the oldest, but the switch came to neurons before it.
"""

import matplotlib.pyplot as plt

from explainer.drawing import colour

plt.style.use("explainer.drawing.house")

rows = [
    (1838, "sigma", "Verhulst: a population that meets a limit"),
    (1941, "hinge", "Householder: nerves as bent lines"),
    (1943, "switch", "McCulloch and Pitts: a neuron is a switch"),
    (1944, "sigma", "Berkson: the curve for doses and chances"),
    (1958, "sigma", "Cox: one σ neuron, in all but name"),
    (1958, "switch", "Rosenblatt: switches that learn"),
    (1960, "straight", "Widrow and Hoff: learn by a straight line"),
    (1972, "sigma", "Wilson and Cowan: a crowd of switches"),
    (1985, "sigma", "Ackley and others: noise gives σ"),
    (1986, "sigma", "Rumelhart and others: learn by slopes"),
    (1989, "sigma", "Cybenko and others: enough S-curves do"),
    (1995, "sigma", "Jordan asks: why the logistic function?"),
    (1998, "cousin", "LeCun and others: rather tanh"),
    (2010, "sigma", "Glorot and Bengio: σ unfit for deep nets"),
    (2011, "hinge", "Glorot and others: bent lines do well"),
]

CURVES = {  # what each colour stands for
    "sigma": "S-curve",
    "switch": "switch",
    "straight": "straight line",
    "hinge": "bent line",
    "cousin": "tanh",
}
first = rows[0][0]
last = rows[-1][0]


def height(year):
    """Place a year on the line of time, which is as long as all the rows."""
    return (len(rows) - 1) * (year - first) / (last - first)


figure, ax = plt.subplots(figsize=(5, 6))
ax.plot([0, 0], [0, len(rows) - 1], color=colour("muted"), linewidth=1.2)
for decade in (1850, 1900, 1950, 2000):
    ax.plot([-0.12, 0], [height(decade), height(decade)], "-", color=colour("muted"), linewidth=0.8)
    ax.text(-0.25, height(decade), str(decade), ha="right", va="center", color=colour("muted"))
for row, (year, role, words) in enumerate(rows):
    ax.plot([0, 1], [height(year), row], "-", color=colour("muted"), linewidth=0.6, zorder=0)
    ax.plot(1, row, "o", color=colour(role), markersize=7)
    ax.text(1.3, row, str(year), va="center")
    ax.text(2.6, row, words, va="center", color=colour(role))
for place, (role, name) in zip((-1.4, 0.9, 3.0, 6.2, 8.9), CURVES.items(), strict=True):
    ax.plot(place, -1.4, "o", color=colour(role), markersize=7)
    ax.text(place + 0.3, -1.4, name, va="center", color=colour(role))
ax.set(xlim=(-1.6, 10.4), ylim=(len(rows) - 0.4, -2))
ax.set_axis_off()

years = [year for year, _, _ in rows]
year_of = {words.partition(":")[0]: year for year, _, words in rows}
curve = year_of["Verhulst"]
switch = year_of["McCulloch and Pitts"]
slopes = year_of["Rumelhart and others"]
assert years == sorted(years), f"the rows are not in order: {years}"
assert curve < switch < slopes, f"the curve {curve}, the switch {switch}, slopes {slopes}"

description = (
    f"A list of {len(rows)} rows beside a line of time. The S-curve is there in {curve}, for "
    f"populations; the switch comes to neurons in {switch}, {switch - curve} years later; "
    f"learning by slopes makes sigmoid neurons known in {slopes}. In {years[-2]} σ is found unfit "
    f"for deep networks that start at random, and in {years[-1]} bent lines do as well as tanh or "
    "better."
)
