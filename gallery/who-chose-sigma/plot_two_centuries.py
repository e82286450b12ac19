"""
From a population curve to the gates of today
=============================================

Each row is someone who wrote about one of these curves,
and the line on the left shows how far apart the years are.
Most of it happened in one lifetime, and it did not end with a fall.
"""

import matplotlib.pyplot as plt

from explainer.drawing import colour

plt.style.use("explainer.drawing.house")

rows = [
    (1838, "sigma", "Verhulst: a population that meets a limit"),
    (1941, "hinge", "Householder: nerves as bent lines"),
    (1943, "switch", "McCulloch and Pitts: a neuron is a switch"),
    (1943, "sigma", "Wilson and Worcester: doses of poison"),
    (1958, "sigma", "Cox: one σ neuron, in all but name"),
    (1958, "switch", "Rosenblatt: switches that learn"),
    (1960, "straight", "Widrow and Hoff: learn by a straight line"),
    (1972, "sigma", "Wilson and Cowan: a crowd of switches"),
    (1974, "sigma", "Little: neurons with the noise of heat"),
    (1985, "sigma", "Ackley and others: noisy switches learn"),
    (1986, "sigma", "Rumelhart and others: learn by slopes"),
    (1989, "sigma", "Cybenko and others: enough S-curves do"),
    (1995, "sigma", "Jordan asks: why the logistic function?"),
    (1997, "sigma", "Hochreiter and Schmidhuber: gates of σ"),
    (1998, "cousin", "LeCun and others: rather tanh"),
    (2010, "sigma", "Glorot and Bengio: unsuited for deep nets"),
    (2012, "hinge", "Krizhevsky and others: bent lines win"),
    (2015, "sigma", "Ioffe and Szegedy: normalised, σ learns"),
    (2017, "sigma", "Ramachandran and others: z times σ(z)"),
    (2017, "hinge", "Vaswani and others: bent lines again"),
    (2020, "sigma", "Shazeer: z times σ(z) in transformers"),
    (2023, "sigma", "Zhai and others: match picture and words"),
    (2024, "sigma", "DeepSeek: score the parts to use"),
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


figure, ax = plt.subplots(figsize=(5, 8.4))
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
unsuited = year_of["Glorot and Bengio"]
gates = year_of["Ramachandran and others"]
assert years == sorted(years), f"the rows are not in order: {years}"
assert curve < switch < slopes, f"the curve {curve}, the switch {switch}, slopes {slopes}"
assert unsuited < gates < last, f"unsuited {unsuited}, gates {gates}, the last row {last}"

description = (
    f"A list of {len(rows)} rows beside a line of time. The S-curve is there in {curve}, for "
    f"populations; the switch comes to neurons in {switch}, {switch - curve} years later; "
    f"learning by slopes makes sigmoid neurons known in {slopes}. In {unsuited} σ is found "
    f"unsuited for deep networks that start at random; in {gates} it is back, in gates; and the "
    f"last row is of {last}."
)
