"""Formulas that validate their arguments; `raw` skips validation, for inner loops."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from numpy.typing import ArrayLike

from explainer._checks import Array, as_float_array, same_shape


@dataclass(frozen=True)
class Formula:
    """An elementwise function with validation.

    Parameters
    ----------
    raw : callable
        The formula without validation, for inner loops. It takes a float64 array of any shape,
        does not modify it, and returns another.
    argument : str
        The argument's name in error messages.
    domain : tuple of float
        The least and the greatest number allowed.
    """

    raw: Callable[[Array], Array]
    argument: str = "z"
    domain: tuple[float, float] = (-math.inf, math.inf)

    def __call__(self, argument: ArrayLike) -> Array:
        """Validate the argument and return the formula's value at every number.

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
    """A function of outputs and targets, the answers along the last axis, with validation.

    Parameters
    ----------
    raw : callable
        The formula without validation. It takes two float64 arrays of one shape, modifies
        neither, and returns a third.
    domain : tuple of float
        The least and the greatest number allowed in outputs and targets.
    """

    raw: Callable[[Array, Array], Array]
    domain: tuple[float, float]

    def __call__(self, output: ArrayLike, target: ArrayLike) -> Array:
        """Validate both arguments and return the formula's value for every pair.

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
