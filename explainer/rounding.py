"""Rounding to floating-point formats with fewer bits than float64."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float_array

__all__ = ["round_to_bfloat16", "round_to_float32"]

_LEAST_NORMAL = -126
"""The exponent of the least number that keeps all its digits; both formats have 8 bits for it."""


def round_to_float32(x: ArrayLike) -> Array:
    """Return each number as the nearest float32, with 24 binary digits; a tie goes to the even.

    Below 2**-126 the digits get fewer: there float32 numbers lie 2**-149 apart.

    Parameters
    ----------
    x : array_like, any shape
        Numbers whose size is at most that of the largest float32, (2 - 2**-23) 2**127.

    Returns
    -------
    ndarray, the shape of `x`
        In float64, which holds each of them exactly.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.
    ValueError
        If a number is not finite or too large.
    """
    return _round(x, digits=24)


def round_to_bfloat16(x: ArrayLike) -> Array:
    """Return each number as the nearest bfloat16, with 8 binary digits; a tie goes to the even.

    The format has float32's range and so few digits that 256 + 1 is 256. Below 2**-126 the numbers
    lie 2**-133 apart. Processors that set all numbers there to 0 are not followed.

    Parameters
    ----------
    x : array_like, any shape
        Numbers whose size is at most that of the largest bfloat16, (2 - 2**-7) 2**127.

    Returns
    -------
    ndarray, the shape of `x`
        In float64, which holds each of them exactly.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.
    ValueError
        If a number is not finite or too large.
    """
    return _round(x, digits=8)


def _round(x: ArrayLike, *, digits: int) -> Array:
    """Return the nearest numbers of so many binary digits. All but `np.rint` is exact."""
    largest = (2.0 - 2.0 ** (1 - digits)) * 2.0**127
    numbers = as_float_array("x", x, low=-largest, high=largest)
    _, exponents = np.frexp(numbers)  # x = m 2^e with |m| from 1/2 to 1
    last_digit = np.maximum(exponents - digits, _LEAST_NORMAL + 1 - digits)
    rounded: Array = np.ldexp(np.rint(np.ldexp(numbers, -last_digit)), last_digit)
    return rounded
