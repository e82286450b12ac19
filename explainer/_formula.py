"""Formulas that check what they are given, and keep an unchecked form for those in a hurry."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from numpy.typing import ArrayLike

from explainer._checks import Array, as_float_array, same_shape


@dataclass(frozen=True)
class Formula:
    """A formula for every number of an array.

    Parameters
    ----------
    raw : callable
        The bare formula, for code that checks once and then calls it a million times.
        It takes and returns a float64 array of any shape, and leaves what it takes as it was.
    argument : str
        What errors call its argument.
    domain : tuple of float
        The least and the greatest number it may be given.
    """

    raw: Callable[[Array], Array]
    argument: str = "z"
    domain: tuple[float, float] = (-math.inf, math.inf)

    def __call__(self, argument: ArrayLike) -> Array:
        """Check the argument, then return the formula's value for every number in it.

        Parameters
        ----------
        argument : array_like
            Real numbers, in any shape.

        Returns
        -------
        ndarray
            Of the same shape; a NumPy float for a single number.

        Raises
        ------
        TypeError
            If `argument` does not hold real numbers.
        ValueError
            If it holds NaN, infinity, or a number outside the domain.
        """
        low, high = self.domain
        result: Array = self.raw(as_float_array(self.argument, argument, low=low, high=high))[()]
        return result


@dataclass(frozen=True)
class PairwiseFunction:
    """A formula for every pair of an output and its target.

    Parameters
    ----------
    raw : callable
        The bare formula. It takes two float64 arrays of one shape, returns a third, and leaves
        both as they were.
    domain : tuple of float
        The least and the greatest number that outputs and targets may hold.
    """

    raw: Callable[[Array, Array], Array]
    domain: tuple[float, float]

    def __call__(self, output: ArrayLike, target: ArrayLike) -> Array:
        """Check both arguments, then return the formula's value for every pair.

        Parameters
        ----------
        output, target : array_like
            Real numbers, in one and the same shape.

        Returns
        -------
        ndarray
            Of that shape; a NumPy float for a single pair.

        Raises
        ------
        TypeError
            If `output` or `target` does not hold real numbers.
        ValueError
            If their shapes differ, or one holds NaN, infinity or a number outside the domain.
        """
        low, high = self.domain
        outputs = as_float_array("output", output, low=low, high=high)
        targets = as_float_array("target", target, low=low, high=high)
        same_shape("target", targets, "output", outputs)
        result: Array = self.raw(outputs, targets)[()]
        return result
