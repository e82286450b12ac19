"""The library's curves, written once more in the language that a browser's charts compute in.

This is the one place where a formula of the library is written again: Vega has no NumPy. Tests
hold each against the library's own, in the converter and in a real browser.

Each is used as the activation it is named after: `sigmoid("datum.z")` is the expression for the
value at the field z, `sigmoid.slope("datum.z")` the one for the slope. They are as careful about
rounding as the library's: no tail and no small number may lose its digits.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """A curve and its slope as expressions, in which `{z}` stands for the argument."""

    value_of: str
    slope_of: str

    def __call__(self, z: str) -> str:
        """Write the value at the expression `z`."""
        return _filled(self.value_of, z)

    def slope(self, z: str) -> str:
        """Write the slope at the expression `z`."""
        return _filled(self.slope_of, z)


def _filled(template: str, z: str) -> str:
    return f"({template.replace('{z}', f'({z})')})"


step = Written("{z} > 0 ? 1 : 0", "0 * {z}")
identity = Written("{z} + 0", "1 + 0 * {z}")
relu = Written("max({z}, 0)", "{z} > 0 ? 1 : 0")

# On the right the headroom 1 - σ would have lost its digits, so the slope does without it.
sigmoid = Written("1 / (1 + exp(-{z}))", "exp(-abs({z})) / pow(1 + exp(-abs({z})), 2)")

# Vega has no tanh. Near 0 the difference of two powers of e would lose its digits, so there it is
# the start of the series z - z³/3 + 2z⁵/15 - 17z⁷/315 + 62z⁹/2835, good to the last digit.
_SERIES = "1 + w * (-1 / 3 + w * (2 / 15 + w * (-17 / 315 + w * 62 / 2835)))"
_RATIO = "({z} > 0 ? 1 : -1) * (1 - exp(-2 * abs({z}))) / (1 + exp(-2 * abs({z})))"
tanh = Written(
    f"abs({{z}}) < 0.05 ? {{z}} * ({_SERIES.replace('w', 'pow({z}, 2)')}) : {_RATIO}",
    "pow(2 * exp(-abs({z})) / (1 + exp(-2 * abs({z}))), 2)",
)


def wild(x: str) -> str:
    """Write the wild curve that networks are asked to follow, at the expression `x`."""
    return _filled("sin(3 * {z}) + sin(9 * {z}) / 2 + sin(24 * {z}) / 4", x)


def chosen(knob: str, expressions: Mapping[str, str]) -> str:
    """Write the expression that belongs to what the reader chose; the last one if none does."""
    *others, last = expressions.items()
    tests = "".join(f"{knob} == '{option}' ? {expression} : " for option, expression in others)
    return f"({tests}{last[1]})"


def choosing(knob: str, **curves: Written) -> Written:
    """Write the curve that the reader chose."""
    return Written(
        chosen(knob, {name: curve.value_of for name, curve in curves.items()}),
        chosen(knob, {name: curve.slope_of for name, curve in curves.items()}),
    )
