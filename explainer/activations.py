r"""Activation functions, with their slopes, bounds and Lipschitz constants.

Each is a callable :class:`Activation`: ``sigmoid(z)`` is the curve, ``sigmoid.slope(z)`` its slope,
and ``bounds``, ``lipschitz`` and ``slope_lipschitz`` are its constants. Arrays of any shape go in,
arrays of the same shape come out, and a NumPy float for a number. Nothing has a unit. What holds no
real numbers raises TypeError; NaN, infinity or a number out of range raises ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from explainer import _numerics
from explainer._checks import Array as Array
from explainer._checks import as_float_array, choice
from explainer._formula import Formula as Formula

_Bare = Callable[[Array], Array]
_ALL = (-math.inf, math.inf)


@dataclass(frozen=True)
class Activation:
    r"""An activation function, from a neuron's weighted input z to its output a.

    Parameters
    ----------
    name : str
        The key that :func:`activation` takes.
    formula : str
        The curve in plain text.
    value : Formula
        The output at z; calling the activation does the same. Like the two formulas below it
        validates its argument; its ``raw`` does not, for inner loops.
    slope : Formula
        How fast the output rises at z.
    slope_from_output : Formula or None
        The same slope from the output alone; None where one output has several slopes.
    bounds : tuple of float
        The infimum and the supremum of the output.
    lipschitz : float
        The least :math:`L` with :math:`|f(u) - f(v)| \le L\,|u - v|` for all u and v, or infinity.
    slope_lipschitz : float
        The least such :math:`L` for the slope, or infinity.
    """

    name: str
    formula: str
    value: Formula
    slope: Formula
    slope_from_output: Formula | None
    bounds: tuple[float, float]
    lipschitz: float
    slope_lipschitz: float

    def __call__(self, z: ArrayLike) -> Array:
        """Return the output for every weighted input in `z`."""
        return self.value(z)

    def __repr__(self) -> str:
        return f"<{self.name}: {self.formula}>"


def _curve(
    name: str,
    formula: str,
    *,
    value: _Bare,
    slope: _Bare,
    slope_from_output: _Bare | None,
    bounds: tuple[float, float],
    lipschitz: float,
    slope_lipschitz: float,
    domain: tuple[float, float] = _ALL,
) -> Activation:
    """Return an activation whose formulas validate their arguments."""
    return Activation(
        name,
        formula,
        Formula(value, "z", domain),
        Formula(slope, "z", domain),
        Formula(slope_from_output, "a", bounds) if slope_from_output else None,
        bounds,
        lipschitz,
        slope_lipschitz,
    )


# --- The switch and the ruler ---------------------------------------------------------------------


def _is_positive(z: Array) -> Array:
    return np.asarray(z > 0.0, dtype=np.float64)


heaviside = _curve(
    "heaviside",
    "1 if z > 0, else 0",
    value=_is_positive,
    slope=np.zeros_like,
    slope_from_output=np.zeros_like,
    bounds=(0.0, 1.0),
    lipschitz=math.inf,
    slope_lipschitz=math.inf,
)
"""The on/off switch of a perceptron.

Its slope is 0 on either side of the jump. At the jump there is none: 0 is a convention.
Source: :cite:t:`rosenblatt1958`.
"""

identity = _curve(
    "identity",
    "z",
    value=np.copy,
    slope=np.ones_like,
    slope_from_output=np.ones_like,
    bounds=_ALL,
    lipschitz=1.0,
    slope_lipschitz=0.0,
)
"""A straight line: the weighted sum as it is. Source: :cite:t:`widrow1960`."""


# --- The sigmoid and its kin ----------------------------------------------------------------------

sigmoid = _curve(
    "sigmoid",
    "1 / (1 + e^-z)",
    value=_numerics.sigmoid,
    slope=_numerics.sigmoid_slope,
    slope_from_output=lambda a: a * (1.0 - a),
    bounds=(0.0, 1.0),
    lipschitz=1.0 / 4.0,
    slope_lipschitz=1.0 / (6.0 * math.sqrt(3.0)),
)
r"""The logistic curve, a dimmer: :math:`\sigma(z) = 1/(1 + e^{-z})`.

Write :math:`\sigma = 1/s` with :math:`s = 1 + e^{-z}`, so that :math:`s' = 1 - s`. Then

.. math:: \sigma' = -\frac{s'}{s^2} = \frac{s - 1}{s^2}
          = \frac1s\left(1 - \frac1s\right) = \sigma(1 - \sigma),

greatest at :math:`\sigma = \tfrac12`. The curvature :math:`\sigma'' = \sigma(1-\sigma)(1-2\sigma)`
is greatest where :math:`6\sigma^2 - 6\sigma + 1 = 0`, at :math:`\sigma = (3 \mp \sqrt3)/6`.
Source: :cite:t:`rumelhart1986nature`; the curve is from :cite:t:`verhulst1845`.
"""


tanh = _curve(
    "tanh",
    "(e^z - e^-z) / (e^z + e^-z)",
    value=np.tanh,
    slope=_numerics.tanh_slope,
    slope_from_output=lambda a: (1.0 - a) * (1.0 + a),
    bounds=(-1.0, 1.0),
    lipschitz=1.0,
    slope_lipschitz=4.0 / (3.0 * math.sqrt(3.0)),
)
r"""The sigmoid stretched to run from -1 to 1: :math:`\tanh z = 2\sigma(2z) - 1`.

So its slope is :math:`4\sigma'(2z) = 1 - \tanh^2 z`. Its curvature :math:`-2a(1 - a^2)` is greatest
at :math:`a = \mp 1/\sqrt3`. Source: :cite:t:`lecun1998`.
"""

softplus = _curve(
    "softplus",
    "ln(1 + e^z)",
    value=lambda z: np.logaddexp(0.0, z),
    slope=_numerics.sigmoid,
    slope_from_output=lambda a: -np.expm1(-a),
    bounds=(0.0, math.inf),
    lipschitz=1.0,
    slope_lipschitz=1.0 / 4.0,
)
r"""A smooth :data:`relu`: :math:`\ln(1 + e^z)`, whose slope is the sigmoid.

For :math:`\frac{d}{dz}\ln(1 + e^z) = e^z/(1 + e^z) = \sigma(z)`, and as :math:`1 + e^z = e^a`, that
is :math:`1 - e^{-a}`. Source: :cite:t:`glorot2011`.
"""


def log_odds(p: ArrayLike) -> Array:
    r"""Return the inverse of the sigmoid at p, :math:`\ln\frac{p}{1 - p}`.

    Near ½ the two logarithms nearly cancel. There :math:`2\operatorname{artanh}(2p - 1)` is the
    same number, and :math:`2p - 1` is exact.

    Parameters
    ----------
    p : array_like
        Probabilities above 0 and below 1, in any shape.

    Returns
    -------
    ndarray
        Of the same shape; a NumPy float for a single number.

    Raises
    ------
    TypeError
        If `p` does not hold real numbers.
    ValueError
        If it holds NaN or a number that is not strictly between 0 and 1.

    Notes
    -----
    Source: :cite:t:`berkson1944`.
    """
    p = as_float_array("p", p, low=0.0, high=1.0, open_=True)
    middle = 2.0 * np.arctanh(np.maximum(2.0 * p - 1.0, -0.5))
    tails = np.log(p) - np.log1p(-p)
    return np.where(np.abs(p - 0.5) <= 0.25, middle, tails)[()]


# --- The hinges -----------------------------------------------------------------------------------

relu = _curve(
    "relu",
    "z if z > 0, else 0",
    value=lambda z: np.maximum(z, 0.0),
    slope=_is_positive,
    slope_from_output=_is_positive,
    bounds=(0.0, math.inf),
    lipschitz=1.0,
    slope_lipschitz=math.inf,
)
"""A hinge, flat on the left. At the kink the slope given is the left one, 0.

Source: :cite:t:`nair2010`; the curve is older, :cite:t:`householder1941`.
"""

_LEAK = 0.01

leaky_relu = _curve(
    "leaky_relu",
    f"z if z > 0, else {_LEAK} z",
    value=lambda z: np.maximum(z, _LEAK * z),
    slope=lambda z: np.where(z > 0.0, 1.0, _LEAK),
    slope_from_output=lambda a: np.where(a > 0.0, 1.0, _LEAK),
    bounds=_ALL,
    lipschitz=1.0,
    slope_lipschitz=math.inf,
)
"""A hinge that is never quite flat. At the kink the slope given is the left one, 0.01.

Source: :cite:t:`goodfellow2016`, section 6.3.1.
"""


# --- More S-curves --------------------------------------------------------------------------------

arctan = _curve(
    "arctan",
    "arctan z",
    value=np.arctan,
    slope=lambda z: (1.0 / np.hypot(1.0, z)) ** 2,
    slope_from_output=lambda a: np.cos(a) ** 2,
    bounds=(-math.pi / 2.0, math.pi / 2.0),
    lipschitz=1.0,
    slope_lipschitz=3.0 * math.sqrt(3.0) / 8.0,
)
r"""The angle whose tangent is z, an S with slow tails.

From :math:`z = \tan a` follows :math:`dz/da = 1 + \tan^2 a`, so the slope is :math:`1/(1 + z^2)`,
which is :math:`\cos^2 a`. Its own slope :math:`-2z/(1 + z^2)^2` is greatest at
:math:`z = \mp 1/\sqrt3`.
"""

normal_cdf = _curve(
    "normal_cdf",
    "the share of a bell curve below z",
    value=_numerics.normal_cdf,
    slope=_numerics.normal_density,
    slope_from_output=_numerics.normal_density_from_share,
    bounds=(0.0, 1.0),
    lipschitz=1.0 / math.sqrt(2.0 * math.pi),
    slope_lipschitz=1.0 / math.sqrt(2.0 * math.pi * math.e),
)
r"""The share :math:`\Phi(z)` of a standard normal crowd that lies below z.

It adds up the bell curve :math:`\varphi(z) = e^{-z^2/2}/\sqrt{2\pi}`, which therefore is its slope;
and :math:`\varphi' = -z\varphi` is greatest at :math:`z = \mp 1`. No polynomial in a gives the
slope: :math:`\varphi(\Phi^{-1}(a))` is computed the long way round.
Source: :cite:t:`berkson1944`, who compares it with the sigmoid.
"""

softsign = _curve(
    "softsign",
    "z / (1 + |z|)",
    value=lambda z: z / (1.0 + np.abs(z)),
    slope=lambda z: (1.0 / (1.0 + np.abs(z))) ** 2,
    slope_from_output=lambda a: (1.0 - np.abs(a)) ** 2,
    bounds=(-1.0, 1.0),
    lipschitz=1.0,
    slope_lipschitz=2.0,
)
r"""An S with very slow tails.

For z > 0 the slope is :math:`\frac{(1 + z) - z}{(1 + z)^2}`, which is :math:`(1 - a)^2`; the left
side mirrors it. The curvature :math:`2/(1 + |z|)^3` is nearly 2 near 0, where it changes sign.
Source: :cite:t:`glorot2010`.
"""


# --- Neither S nor hinge --------------------------------------------------------------------------

sine = _curve(
    "sine",
    "sin z",
    value=np.sin,
    slope=np.cos,
    slope_from_output=None,
    bounds=(-1.0, 1.0),
    lipschitz=1.0,
    slope_lipschitz=1.0,
)
r"""A wave, which comes back to each height with either slope, :math:`\pm\sqrt{1 - a^2}`."""

square = _curve(
    "square",
    "z^2",
    value=np.square,
    slope=lambda z: 2.0 * z,
    slope_from_output=None,
    bounds=(0.0, math.inf),
    lipschitz=math.inf,
    slope_lipschitz=2.0,
    domain=_numerics.SQUARABLE,
)
r"""A parabola, for z from -1e150 to 1e150, whose square is still a float64.

It has two slopes at each height above 0, :math:`\pm 2\sqrt a`. :math:`L` layers of it give
polynomials of degree :math:`2^L` at most, however wide they are. So one hidden layer of it cannot
follow every curve (:cite:t:`leshno1993`); with enough layers it can (:cite:t:`kidger2020`).
"""

gelu = _curve(
    "gelu",
    "z times the share of a bell curve below z",
    value=lambda z: z * _numerics.normal_cdf(z),
    slope=lambda z: _numerics.normal_cdf(z) + z * _numerics.normal_density(z),
    slope_from_output=None,
    bounds=(-0.16997120747990369, math.inf),
    lipschitz=0.5 * (1.0 + math.erf(1.0)) + 1.0 / (math.e * math.sqrt(math.pi)),
    slope_lipschitz=math.sqrt(2.0 / math.pi),
)
r"""A hinge rounded off by a bell curve: :math:`z\,\Phi(z)`.

Its slope :math:`\Phi + z\varphi` is 0 at :math:`z \approx -0.7518`, the lowest point, so two slopes
share a height. Its second derivative :math:`\varphi(z)(2 - z^2)` is 0 at :math:`z = \sqrt2`, where
the slope is greatest, and is itself greatest at 0: :math:`2\varphi(0)`.
Source: :cite:t:`hendrycks2016`.
"""

silu = _curve(
    "silu",
    "z / (1 + e^-z)",
    value=lambda z: z * _numerics.sigmoid(z),
    slope=lambda z: _numerics.sigmoid(z) + z * _numerics.sigmoid_slope(z),
    slope_from_output=None,
    bounds=(-0.2784645427610738, math.inf),
    lipschitz=(1.0 + 1.1996786402577337) / 2.0,
    slope_lipschitz=1.0 / 2.0,
)
r"""A hinge rounded off by the sigmoid: :math:`z\,\sigma(z)`.

Its slope :math:`\sigma + z\sigma'` is 0 where :math:`z = -1 - e^z`; there :math:`z\sigma(z)` is
:math:`-e^z`, the lowest point, so two slopes share a height. With :math:`z = 2x` the second
derivative :math:`\sigma'(2 - z\tanh x)` is 0 where :math:`x\tanh x = 1`, at
:math:`x \approx 1.19968`; there the slope is greatest, :math:`(1 + x)/2`. It is itself greatest at
0: :math:`2\sigma'(0)`. Source: :cite:t:`elfwing2018`.
"""


_IN_ORDER = (
    *(heaviside, identity, sigmoid, tanh, relu, leaky_relu, softplus),
    *(arctan, normal_cdf, softsign, sine, square, gelu, silu),
)

ACTIVATIONS: Mapping[str, Activation] = MappingProxyType({each.name: each for each in _IN_ORDER})
"""Every curve by its name."""


def activation(name: str) -> Activation:
    """Return the activation called `name`.

    Parameters
    ----------
    name : str
        One of the keys of :data:`ACTIVATIONS`, or ``"step"``, which pages call :data:`heaviside`.

    Raises
    ------
    TypeError
        If `name` is no string.
    ValueError
        If no activation is called that.
    """
    if isinstance(name, str) and name == "step":
        return heaviside
    return choice("name", name, ACTIVATIONS)
