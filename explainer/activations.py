r"""Activations: the curves a neuron may pass its weighted sum through.

Each curve is an :class:`Activation`, an object you can call, which also knows its slope and what is
proved about it.
Arrays of any shape go in, arrays of the same shape come out (a number gives a NumPy float).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, choice, reals

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Array",
    "Formula",
    "activation",
    "arctan",
    "gelu",
    "identity",
    "leaky_relu",
    "log_odds",
    "normal_cdf",
    "relu",
    "sigmoid",
    "silu",
    "sine",
    "softplus",
    "softsign",
    "square",
    "step",
    "tanh",
]


@dataclass(frozen=True)
class Formula:
    """A formula applied to every number of an array.

    Calling it checks the argument first.
    ``raw`` is the bare formula, for code that has done the checking and calls it a million times.

    Parameters
    ----------
    raw
        Takes and returns a float64 array of any shape, and leaves its argument as it was.
    argument
        What errors call the argument.
    domain
        The least and the greatest number it may be given.
    """

    raw: Callable[[Array], Array]
    argument: str = "z"
    domain: tuple[float, float] = (-math.inf, math.inf)

    def __call__(self, argument: ArrayLike) -> Array:
        """Return the formula's value for every number of `argument`, in the same shape.

        Raises
        ------
        TypeError
            If `argument` does not hold real numbers.
        ValueError
            If it holds NaN, infinity, or a number outside the domain.
        """
        low, high = self.domain
        result: Array = self.raw(reals(self.argument, argument, low=low, high=high))[()]
        return result


@dataclass(frozen=True)
class Activation:
    r"""A curve from a neuron's weighted input z to its output a.

    Calling it is the same as calling ``value``.

    Parameters
    ----------
    name
        What :func:`activation` finds it by.
    formula
        The curve in plain text.
    value
        The output at a weighted input.
    slope
        How fast the output rises there, in output per unit of weighted input.
    slope_from_output
        The same slope, from the output alone, or None where no function of the output gives it.
    bounds
        The infimum and the supremum of the output.
    greatest_slope
        The smallest :math:`L` with :math:`|f(u) - f(v)| \le L |u - v|` for all u and v;
        infinite if there is none.
    greatest_curvature
        The smallest such :math:`L` for the slope; infinite if there is none (a jump, a kink).
    """

    name: str
    formula: str
    value: Formula
    slope: Formula
    slope_from_output: Formula | None
    bounds: tuple[float, float]
    greatest_slope: float
    greatest_curvature: float

    def __call__(self, z: ArrayLike) -> Array:
        """Return the output for every weighted input in `z`, in the same shape."""
        return self.value(z)


def activation(name: str) -> Activation:
    """Return the activation called `name`, one of :data:`ACTIVATIONS`.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    return choice("name", name, ACTIVATIONS)


def log_odds(p: ArrayLike) -> Array:
    r"""Return the weighted input at which :data:`sigmoid` gives `p`: :math:`\ln(p / (1 - p))`.

    Near ½ the quotient is close to 1 and its logarithm would lose digits;
    there :math:`2 \operatorname{artanh}(2p - 1)` is the same function, and :math:`2p - 1` is exact.
    Source: :cite:t:`berkson1944`.

    Parameters
    ----------
    p
        Probabilities, above 0 and below 1, in an array of any shape.

    Raises
    ------
    ValueError
        If `p` holds a number that is not strictly between 0 and 1.
    """
    smallest, largest = np.nextafter([0.0, 1.0], [1.0, 0.0])
    p = reals("p", p, low=smallest, high=largest)
    middle = 2.0 * np.arctanh(np.clip(2.0 * p - 1.0, -0.5, 0.5))
    tails = np.log(p) - np.log1p(-p)
    return np.where(np.abs(p - 0.5) <= 0.25, middle, tails)[()]


def _make(
    name: str,
    formula: str,
    *,
    value: Callable[[Array], Array],
    slope: Callable[[Array], Array],
    slope_from_output: Callable[[Array], Array] | None,
    bounds: tuple[float, float],
    greatest_slope: float,
    greatest_curvature: float,
    domain: tuple[float, float] = (-math.inf, math.inf),
) -> Activation:
    return Activation(
        name,
        formula,
        Formula(value, "z", domain),
        Formula(slope, "z", domain),
        slope_from_output and Formula(slope_from_output, "a", bounds),
        bounds,
        greatest_slope,
        greatest_curvature,
    )


def _sigmoid(z: Array) -> Array:
    with np.errstate(over="ignore"):
        e = np.exp(z)
    p = np.minimum(e, 1.0)
    return p - p * p / (1.0 + e)


def _sigmoid_slope(z: Array) -> Array:
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def _sech(z: Array) -> Array:
    e = np.exp(-np.abs(z))
    return 2.0 * e / (1.0 + e * e)


_erfc = np.frompyfunc(math.erfc, 1, 1)
_quantile = np.frompyfunc(lambda a: NormalDist().inv_cdf(a) if 0.0 < a < 1.0 else math.inf, 1, 1)


def _normal_density(z: Array) -> Array:
    return np.exp(-0.5 * np.minimum(np.abs(z), 40.0) ** 2) / math.sqrt(2.0 * math.pi)


def _normal_cdf(z: Array) -> Array:
    return 0.5 * np.asarray(_erfc(-z / math.sqrt(2.0)), dtype=np.float64)


step = _make(
    "step",
    "1 if z > 0, else 0",
    value=lambda z: np.asarray(z > 0.0, dtype=np.float64),
    slope=np.zeros_like,
    slope_from_output=np.zeros_like,
    bounds=(0.0, 1.0),
    greatest_slope=math.inf,
    greatest_curvature=math.inf,
)

identity = _make(
    "identity",
    "z",
    value=np.copy,
    slope=np.ones_like,
    slope_from_output=np.ones_like,
    bounds=(-math.inf, math.inf),
    greatest_slope=1.0,
    greatest_curvature=0.0,
)

sigmoid = _make(
    "sigmoid",
    "1 / (1 + e^-z)",
    value=_sigmoid,
    slope=_sigmoid_slope,
    slope_from_output=lambda a: a * (1.0 - a),
    bounds=(0.0, 1.0),
    greatest_slope=0.25,
    greatest_curvature=1.0 / (6.0 * math.sqrt(3.0)),
)

tanh = _make(
    "tanh",
    "(e^z - e^-z) / (e^z + e^-z)",
    value=np.tanh,
    slope=lambda z: _sech(z) ** 2,
    slope_from_output=lambda a: (1.0 - a) * (1.0 + a),
    bounds=(-1.0, 1.0),
    greatest_slope=1.0,
    greatest_curvature=4.0 / (3.0 * math.sqrt(3.0)),
)

relu = _make(
    "relu",
    "z if z > 0, else 0",
    value=lambda z: np.maximum(z, 0.0),
    slope=lambda z: np.asarray(z > 0.0, dtype=np.float64),
    slope_from_output=lambda a: np.asarray(a > 0.0, dtype=np.float64),
    bounds=(0.0, math.inf),
    greatest_slope=1.0,
    greatest_curvature=math.inf,
)

leaky_relu = _make(
    "leaky_relu",
    "z if z > 0, else 0.01 z",
    value=lambda z: np.maximum(z, 0.01 * z),
    slope=lambda z: np.where(z > 0.0, 1.0, 0.01),
    slope_from_output=lambda a: np.where(a > 0.0, 1.0, 0.01),
    bounds=(-math.inf, math.inf),
    greatest_slope=1.0,
    greatest_curvature=math.inf,
)

softplus = _make(
    "softplus",
    "ln(1 + e^z)",
    value=lambda z: np.logaddexp(0.0, z),
    slope=_sigmoid,
    slope_from_output=lambda a: -np.expm1(-a),
    bounds=(0.0, math.inf),
    greatest_slope=1.0,
    greatest_curvature=0.25,
)

arctan = _make(
    "arctan",
    "arctan z",
    value=np.arctan,
    slope=lambda z: (1.0 / np.hypot(1.0, z)) ** 2,
    slope_from_output=lambda a: np.cos(a) ** 2,
    bounds=(-math.pi / 2.0, math.pi / 2.0),
    greatest_slope=1.0,
    greatest_curvature=3.0 * math.sqrt(3.0) / 8.0,
)

normal_cdf = _make(
    "normal_cdf",
    "the share of a standard normal crowd below z",
    value=_normal_cdf,
    slope=_normal_density,
    slope_from_output=lambda a: _normal_density(np.asarray(_quantile(a), dtype=np.float64)),
    bounds=(0.0, 1.0),
    greatest_slope=1.0 / math.sqrt(2.0 * math.pi),
    greatest_curvature=1.0 / math.sqrt(2.0 * math.pi * math.e),
)

softsign = _make(
    "softsign",
    "z / (1 + |z|)",
    value=lambda z: z / (1.0 + np.abs(z)),
    slope=lambda z: (1.0 / (1.0 + np.abs(z))) ** 2,
    slope_from_output=lambda a: (1.0 - np.abs(a)) ** 2,
    bounds=(-1.0, 1.0),
    greatest_slope=1.0,
    greatest_curvature=2.0,
)

sine = _make(
    "sine",
    "sin z",
    value=np.sin,
    slope=np.cos,
    slope_from_output=None,
    bounds=(-1.0, 1.0),
    greatest_slope=1.0,
    greatest_curvature=1.0,
)

square = _make(
    "square",
    "z^2",
    value=np.square,
    slope=lambda z: 2.0 * z,
    slope_from_output=None,
    bounds=(0.0, math.inf),
    greatest_slope=math.inf,
    greatest_curvature=2.0,
    domain=(-1e154, 1e154),
)

gelu = _make(
    "gelu",
    "z times the share of a standard normal crowd below z",
    value=lambda z: z * _normal_cdf(z),
    slope=lambda z: _normal_cdf(z) + z * _normal_density(z),
    slope_from_output=None,
    bounds=(-0.16997120747990369, math.inf),
    greatest_slope=0.5 + 0.5 * math.erf(1.0) + 1.0 / (math.e * math.sqrt(math.pi)),
    greatest_curvature=math.sqrt(2.0 / math.pi),
)

silu = _make(
    "silu",
    "z / (1 + e^-z)",
    value=lambda z: z * _sigmoid(z),
    slope=lambda z: _sigmoid(z) + z * _sigmoid_slope(z),
    slope_from_output=None,
    bounds=(-0.27846454276107380, math.inf),
    greatest_slope=0.5 + 1.1996786402577338 / 2.0,
    greatest_curvature=0.5,
)

ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        curve.name: curve
        for curve in (
            step,
            identity,
            sigmoid,
            tanh,
            relu,
            leaky_relu,
            softplus,
            arctan,
            normal_cdf,
            softsign,
            sine,
            square,
            gelu,
            silu,
        )
    }
)
