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

figure, ax = plt.subplots(figsize=(5, 5.6))
for place, (year, role, words) in enumerate(rows):
    ax.plot(0, place, "o", color=colour(role), markersize=8)
    ax.text(-0.35, place, str(year), ha="right", va="center")
    ax.text(0.35, place, words, va="center", color=colour(role))
ax.axvline(0, color=colour("grid"), zorder=0)
ax.set(xlim=(-2, 11), ylim=(len(rows) - 0.4, -0.6))
ax.set_axis_off()

years = [year for year, _, _ in rows]
year_of = {words.partition(":")[0]: year for year, _, words in rows}
curve = year_of["Verhulst"]
switch = year_of["McCulloch and Pitts"]
slopes = year_of["Rumelhart and others"]
assert years == sorted(years), f"the rows are not in order: {years}"
assert curve < switch < slopes, f"the curve {curve}, the switch {switch}, slopes {slopes}"

description = (
    f"A list of {len(rows)} rows. The S-curve is there in {curve}, for populations; the switch "
    f"comes to neurons in {switch}, {switch - curve} years later; learning by slopes makes sigmoid "
    f"neurons known in {slopes}. In {years[-2]} σ is found unfit for deep networks that start at "
    f"random, and in {years[-1]} bent lines do as well as tanh or better."
)
