"""Numerically stable formulas of the curves and their slopes.

All take and return float64 arrays of any shape, without validation.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from explainer._checks import Array

SQUARABLE = (-1e150, 1e150)
"""Numbers from here to there have squares, and even sums of squares, that are float64 numbers."""

_BLOCK = 32_768
"""How many numbers to work on at once: a few arrays of them fit a core's cache."""


def sigmoid(z: Array) -> Array:
    """Return the sigmoid of z, computed block by block.

    The blocks are for speed alone: each step finds in the cache what the last step left there.
    For the same reason `one` is an array: NumPy compares with an array faster than with a number.
    """
    if z.size <= _BLOCK:
        return _write_sigmoid(np.empty_like(z), z, np.empty_like(z), 1.0)
    numbers = z.reshape(-1)
    result = np.empty_like(numbers)
    room, one = np.ones((2, _BLOCK))
    for start in range(0, numbers.size, _BLOCK):
        block = numbers[start : start + _BLOCK]
        n = block.size
        _write_sigmoid(result[start : start + n], block, room[:n], one[:n])
    return result.reshape(z.shape)


@np.errstate(over="ignore")
def _write_sigmoid(p: Array, z: Array, q: Array, one: Array | float) -> Array:
    r"""Overwrite p with :math:`\sigma(z)`, to 2 ulp where :math:`e^z` is good to 0.8 ulp.

    The textbook's :math:`1/(1 + e^{-z})` rounds three times, and is off by more in the left tail.
    With :math:`p = \min(e^z, 1)` the same number is

    .. math:: \sigma(z) = p - \frac{p}{1 + e^z}\,p:

    :math:`e^z(1 - \sigma(z))` on the left, :math:`1 - 1/(1 + e^z)` on the right.
    Now p is nearly all of it, and the roundings of the smaller product hardly count.
    It becomes 1 where 1 is the nearest number, from :math:`54 \ln 2 \approx 37.43` on; the
    textbook's sum loses :math:`e^{-z}` sooner, from :math:`53 \ln 2 \approx 36.74` on.
    On the far right :math:`e^z` may overflow to infinity, and the product is rightly 0.
    """
    np.exp(z, out=p)
    np.add(p, 1.0, out=q)
    np.minimum(p, one, out=p)
    np.divide(p, q, out=q)
    np.multiply(q, p, out=q)
    np.subtract(p, q, out=p)
    return p


def sigmoid_slope(z: Array) -> Array:
    r"""Return :math:`e/(1 + e)^2` with :math:`e = e^{-|z|}`.

    It is :math:`a(1 - a)`, but on the right the computed a is nearly 1 and its headroom
    :math:`1 - a` has lost its digits.
    """
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def tanh_slope(z: Array) -> Array:
    r"""Return :math:`1/\cosh^2 z`, in terms that cannot overflow."""
    e = np.exp(-np.abs(z))
    return (2.0 * e / (1.0 + e * e)) ** 2


_erfc = np.vectorize(math.erfc, otypes=[np.float64])
_quantile = np.vectorize(NormalDist().inv_cdf, otypes=[np.float64])


def normal_cdf(z: Array) -> Array:
    r"""Return :math:`\Phi(z) = \tfrac12\operatorname{erfc}(-z/\sqrt2)`, number by number.

    NumPy has no error function, so Python's does the work, slowly. As :math:`z/\sqrt2` is rounded,
    the far left tail is good to 12 digits.
    """
    shares: Array = 0.5 * _erfc(-z / math.sqrt(2.0))
    return shares


def normal_density(z: Array) -> Array:
    r"""Return :math:`\varphi(z) = e^{-z^2/2}/\sqrt{2\pi}`, which has rounded to 0 from 40 on."""
    z = np.minimum(np.abs(z), 40.0)
    return np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)


def normal_density_from_share(a: Array) -> Array:
    r"""Return :math:`\varphi(\Phi^{-1}(a))`, and 0 where that would be infinitely far out."""
    inside = (a > 0.0) & (a < 1.0)
    return np.where(inside, normal_density(_quantile(np.where(inside, a, 0.5))), 0.0)


def below_greatest(z: Array) -> Array:
    """Return how far each z is from the greatest of its row: 0 for that one, below 0 elsewhere."""
    below: Array = z - z.max(axis=-1, keepdims=True)
    return below


def surprise(z: Array) -> Array:
    r"""Return :math:`-\ln p` of the shares p that softmax makes of each row of z.

    With m the greatest z it is :math:`(m - z_k) + \ln(1 + \sum_{j \ne m} e^{z_j - m})`. No term is
    negative, so nothing cancels, and a surprise next to 0 keeps its digits.
    """
    below = below_greatest(z)
    others = np.exp(below)
    np.put_along_axis(others, z.argmax(axis=-1, keepdims=True), 0.0, axis=-1)
    surprises: Array = np.log1p(others.sum(axis=-1, keepdims=True)) - below
    return surprises
