r"""Optimizers for gradient descent: momentum and Adam.

Each turns every gradient g into a direction d, and a step goes by :math:`-η\,d`. The formulas here
hold for each weight and bias by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explainer._checks import Array, as_float

__all__ = ["Adam", "Momentum", "Optimizer"]


@dataclass(frozen=True)
class Optimizer:
    """Step straight downhill: the direction is the gradient. Others build on this one."""

    def direction(self, size: int) -> Callable[[Array], Array]:  # noqa: ARG002
        """Return a function from each gradient to the direction d.

        It may remember what it has been given, so every descent asks for one of its own. What it
        returns is its caller's to overwrite, and may be the very array it was given.

        Parameters
        ----------
        size : int
            How many numbers each gradient has.
        """
        return lambda gradient: gradient


@dataclass(frozen=True)
class Momentum(Optimizer):
    r"""Step as a heavy ball rolls, which keeps a share of its last step.

    The direction is :math:`d \leftarrow β\,d + g`, from 0 on. On a slope that stays the same, d
    grows to :math:`g\,(1 + β + β^2 + \dots) = g/(1 - β)`; across a valley, where g changes its
    sign, it nearly cancels. Source: :cite:t:`polyak1964`.

    Parameters
    ----------
    decay : float
        The share β that is kept, at least 0 and below 1.

    Raises
    ------
    TypeError
        If `decay` is not a real number.
    ValueError
        If it is out of its range.
    """

    decay: float = 0.9

    def __post_init__(self) -> None:
        object.__setattr__(self, "decay", _share("decay", self.decay))

    def direction(self, size: int) -> Callable[[Array], Array]:
        """Return a function that adds each gradient to what is left of the last direction."""
        d = np.zeros(size)

        def add(gradient: Array) -> Array:
            d[...] = self.decay * d + gradient
            return d.copy()

        return add


@dataclass(frozen=True)
class Adam(Optimizer):
    r"""Step about equally far along every weight, however steep its slope has been.

    With running means of the gradient and of its square,

    .. math:: m \leftarrow β_1 m + (1 - β_1)\,g, \qquad v \leftarrow β_2 v + (1 - β_2)\,g^2,

    both from 0 on, the direction at step t is

    .. math:: d = \frac{m / (1 - β_1^t)}{\sqrt{v / (1 - β_2^t)} + ε}.

    The two divisions make up for the start from 0: if g stays the same, m is
    :math:`g\,(1 - β_1^t)` and v is :math:`g^2 (1 - β_2^t)`, so that d is :math:`g/(|g| + ε)`,
    nearly 1 or -1.
    Source: :cite:t:`kingma2015`, algorithm 1.

    Parameters
    ----------
    mean_decay, square_decay : float
        The shares :math:`β_1` and :math:`β_2` of the running means that are kept, at least 0 and
        below 1.
    epsilon : float
        The ε that keeps d finite where all gradients were 0, above 0; in units of the gradient.

    Raises
    ------
    TypeError
        If an argument is not a real number.
    ValueError
        If it is out of its range.
    """

    mean_decay: float = 0.9
    square_decay: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        object.__setattr__(self, "mean_decay", _share("mean_decay", self.mean_decay))
        object.__setattr__(self, "square_decay", _share("square_decay", self.square_decay))
        epsilon = as_float("epsilon", self.epsilon, low=0.0, open_=True)
        object.__setattr__(self, "epsilon", epsilon)

    def direction(self, size: int) -> Callable[[Array], Array]:
        """Return a function that divides the mean gradient by its usual size."""
        mean, square = np.zeros(size), np.zeros(size)
        mean_left = square_left = 1.0  # β₁ᵗ and β₂ᵗ

        def divide(gradient: Array) -> Array:
            nonlocal mean_left, square_left
            mean_left *= self.mean_decay
            square_left *= self.square_decay
            mean[...] = self.mean_decay * mean + (1.0 - self.mean_decay) * gradient
            square[...] = self.square_decay * square + (1.0 - self.square_decay) * gradient**2
            usual = np.sqrt(square / (1.0 - square_left)) + self.epsilon
            direction: Array = mean / (1.0 - mean_left) / usual
            return direction

        return divide


def _share(name: str, value: float) -> float:
    """Return `value` as a float, if it is at least 0 and below 1."""
    share = as_float(name, value, low=0.0, high=1.0)
    if share == 1.0:
        raise ValueError(f"{name} must be below 1, but it was {value!r}")
    return share
