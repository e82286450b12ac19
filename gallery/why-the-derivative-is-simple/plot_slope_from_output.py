"""
What it takes to get the slope from the stored output
=====================================================

The output is called a. The lower a curve stands, the more there is to do.
"""

import matplotlib.pyplot as plt

from explainer.activations import ACTIVATIONS
from explainer.drawing import area, colour
from explainer.drawing.recipe import operations

plt.style.use("explainer.drawing.house")
RUNGS = {
    "nothing:\nit never changes": set(),
    "one look:\nis a above 0?": {"greater"},
    "add, subtract,\nmultiply once": {"absolute", "add", "subtract", "multiply", "square"},
    "one more curve,\nlike a cosine": {"cos", "expm1", "negative", "square"},
    "a search for z first": None,  # any operations at all
    "impossible: one height,\ntwo slopes": None,
}
NAMES = {"heaviside": "switch", "identity": "straight line", "sigmoid": "σ", "square": "z × z"}
NAMES |= {"normal_cdf": "normal curve", "leaky_relu": "leaky ReLU"}
NAMES |= {"relu": "ReLU", "gelu": "GELU", "silu": "SiLU"}
RULES = {"heaviside": "0", "identity": "1", "relu": "0 or 1", "leaky_relu": "a little, or 1"}
RULES |= {"sigmoid": "a × (1 − a)", "tanh": "(1 − a) × (1 + a)", "normal_cdf": "bell curve at z"}
RULES |= {"softsign": "(1 − |a|)²", "softplus": "1 − e^−a", "arctan": "(cos a)²"}


def rung(curve):
    """Find the first rung whose operations are all that the curve needs; its number."""
    rule, can_do = curve.slope_from_output, enumerate(RUNGS.values())
    needs = set(operations(rule, 0.3)) if rule else set()
    return next(i for i, can in can_do if can is None or needs <= can) if rule else 5


at = {name: rung(curve) for name, curve in ACTIVATIONS.items()}
order = sorted(at, key=at.get)
figure, ax = plt.subplots(figsize=(5, 5.2))
for row, name in enumerate(order):
    role = "sigma" if name == "sigmoid" else "ink"
    for x, words in ((0.47, NAMES.get(name, name)), (0.71, RULES.get(name, "no rule"))):
        ax.text(x, row + 0.5, words, color=colour(role), va="center")
for number, words in enumerate(RUNGS):
    rows = [row for row, name in enumerate(order) if at[name] == number]
    ax.axhspan(rows[0], rows[-1] + 1, **area("switch", 0.05 + 0.06 * number))
    ax.text(0.01, sum(rows) / len(rows) + 0.5, words, va="center")
ax.set(xlim=(0, 1), ylim=(len(order), 0))
ax.axis("off")

assert at["sigmoid"] == at["tanh"] == at["softsign"] == 2
assert set(RULES) == {name for name in at if at[name] < 5}

rungs = "; ".join(f"{n}, {' '.join(words.split())}" for n, words in enumerate(RUNGS, 1))
description = (
    f"A ladder of {len(RUNGS)} rungs, from the top down: {rungs}. The rung of each curve: "
    f"{', '.join(f'{NAMES.get(name, name)} {at[name] + 1}' for name in order)}. "
    f"σ stands on rung {at['sigmoid'] + 1}: one subtraction and one multiplication, a × (1 − a)."
)
