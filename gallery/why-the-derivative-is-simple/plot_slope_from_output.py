"""
What it takes to get the slope from the stored output
=====================================================

The output is called a.
The lower a curve stands, the more there is to do.
"""

import matplotlib.pyplot as plt

from explainer.activations import ACTIVATIONS
from explainer.drawing import area, colour
from explainer.drawing.recipe import operations

plt.style.use("explainer.drawing.house")

# What each rung allows you to do with a.
RUNGS = {
    "nothing:\nit never changes": set(),
    "one look:\nis a above 0?": {"greater"},
    "add, subtract,\nmultiply once": {"absolute", "add", "subtract", "multiply", "square"},
    "one more curve,\nlike a cosine": {"cos", "expm1", "negative", "square"},
    "a search for z first": None,  # any operations at all
    "impossible: one height,\ntwo slopes": None,
}
IMPOSSIBLE = len(RUNGS) - 1
NAMES = {
    "heaviside": "switch",
    "identity": "straight line",
    "sigmoid": "σ",
    "square": "z × z",
    "normal_cdf": "normal curve",
    "leaky_relu": "leaky ReLU",
    "relu": "ReLU",
    "gelu": "GELU",
    "silu": "SiLU",
}
RULES = {
    "heaviside": "0",
    "identity": "1",
    "relu": "0 or 1",
    "leaky_relu": "a little, or 1",
    "sigmoid": "a × (1 − a)",
    "tanh": "(1 − a) × (1 + a)",
    "normal_cdf": "bell curve at z",
    "softsign": "(1 − |a|)²",
    "softplus": "1 − $\\mathregular{e^{−a}}$",
    "arctan": "(cos a)²",
}


def rung(curve):
    """Find the first rung whose operations are all that the curve needs; its number."""
    if curve.slope_from_output is None:
        return IMPOSSIBLE
    needed = set(operations(curve.slope_from_output, 0.3))
    for number, allowed in enumerate(RUNGS.values()):
        if allowed is None or needed <= allowed:
            return number
    raise ValueError(f"{curve.name} needs {needed}, which no rung allows")


at = {name: rung(curve) for name, curve in ACTIVATIONS.items()}
order = sorted(at, key=at.get)

figure, ax = plt.subplots(figsize=(5, 5.2))
for row, name in enumerate(order):
    ink = colour("sigma" if name == "sigmoid" else "ink")
    ax.text(0.47, row + 0.5, NAMES.get(name, name), color=ink, va="center")
    ax.text(0.71, row + 0.5, RULES.get(name, "no rule"), color=ink, va="center")
for number, words in enumerate(RUNGS):
    rows = [row for row, name in enumerate(order) if at[name] == number]
    ax.axhspan(rows[0], rows[-1] + 1, **area("switch", 0.05 + 0.06 * number))
    ax.text(0.01, sum(rows) / len(rows) + 0.5, words, va="center")
ax.set(xlim=(0, 1), ylim=(len(order), 0))
ax.axis("off")

with_rule = {name for name, number in at.items() if number < IMPOSSIBLE}
assert at["sigmoid"] == at["tanh"] == at["softsign"] == 2, f"the rungs are {at}"
assert set(RULES) == with_rule, f"{set(RULES) ^ with_rule} has a rule in words or in the library"

one_line = [" ".join(words.split()) for words in RUNGS]
rungs = "; ".join(f"{number}, {words}" for number, words in enumerate(one_line, 1))
curves = ", ".join(f"{NAMES.get(name, name)} {at[name] + 1}" for name in order)
description = (
    f"A ladder of {len(RUNGS)} rungs, from the top down: {rungs}. The rung of each curve: "
    f"{curves}. "
    f"σ stands on rung {at['sigmoid'] + 1}: one subtraction and one multiplication, a × (1 − a)."
)
