r"""Losses: how far an output is from its target, and which way is better.

Every loss is an object with a ``value``, its ``gradient`` and their ``mean``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, choice, instance, reals, same_shape
from explainer.activations import Activation, sigmoid, softplus

__all__ = [
    "LOSSES",
    "Comparison",
    "Loss",
    "cross_entropy",
    "cross_entropy_from_logits",
    "loss",
    "output_delta",
    "raw_output_delta",
    "squared_error",
]


@dataclass(frozen=True)
class Comparison:
    """A formula applied to every pair of an output and its target.

    Calling it checks both first; ``raw`` is the bare formula.

    Parameters
    ----------
    raw
        Takes two float64 arrays of one shape, returns a third, and leaves both as they were.
    domain
        The least and the greatest number either may hold.
    """

    raw: Callable[[Array, Array], Array]
    domain: tuple[float, float]

    def __call__(self, output: ArrayLike, target: ArrayLike) -> Array:
        """Return the formula's value for every pair, in the shape of the arrays.

        Raises
        ------
        TypeError
            If `output` or `target` does not hold real numbers.
        ValueError
            If their shapes differ, or one holds NaN, infinity or a number outside the domain.
        """
        low, high = self.domain
        a = reals("output", output, low=low, high=high)
        y = reals("target", target, low=low, high=high)
        same_shape("target", y, "output", a)
        result: Array = self.raw(a, y)[()]
        return result


@dataclass(frozen=True)
class Loss:
    """How wrong an output is.

    Parameters
    ----------
    name : str
        What :func:`loss` finds it by.
    formula : str
        The loss of output a and target y, in plain text.
    value : Comparison
        The loss of each output.
    gradient : Comparison
        How fast that loss rises with the output.
    """

    name: str
    formula: str
    value: Comparison
    gradient: Comparison

    def mean(self, output: ArrayLike, target: ArrayLike) -> float:
        """Return the loss of a sample, averaged over the samples.

        The first axis counts the samples; the losses along every other axis are summed.

        Raises
        ------
        TypeError, ValueError
            As ``value`` does, and if there is no sample.
        """
        losses = self.value(output, target)
        if losses.size == 0:
            raise ValueError(f"output must hold a sample, but it had shape {losses.shape}")
        return float(losses.sum() / (len(losses) if losses.ndim else 1))


def loss(name: str) -> Loss:
    """Return the loss called `name`, one of :data:`LOSSES`.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    return choice("name", name, LOSSES)


def _squared_error(a: Array, y: Array) -> Array:
    return np.square(a - y) / 2.0


def _cross_entropy(a: Array, y: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(y == 0.0, 0.0, y * np.log(a))
        no = np.where(y == 1.0, 0.0, (1.0 - y) * np.log1p(-a))
    return 0.0 - yes - no


def _cross_entropy_gradient(a: Array, y: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        gradient = (a - y) / (a * (1.0 - a))
    return np.where((a == y) & ((y == 0.0) | (y == 1.0)), 1.0 - 2.0 * y, gradient)


squared_error = Loss(
    "squared_error",
    "(a - y)^2 / 2",
    value=Comparison(_squared_error, (-1e150, 1e150)),
    gradient=Comparison(np.subtract, (-1e150, 1e150)),
)

cross_entropy = Loss(
    "cross_entropy",
    "-y ln a - (1 - y) ln(1 - a)",
    value=Comparison(_cross_entropy, (0.0, 1.0)),
    gradient=Comparison(_cross_entropy_gradient, (0.0, 1.0)),
)

LOSSES: Mapping[str, Loss] = MappingProxyType(
    {each.name: each for each in (squared_error, cross_entropy)}
)


def cross_entropy_from_logits(z: ArrayLike, y: ArrayLike) -> Array:
    r"""Return the cross-entropy of the output sigmoid(z) with target y, from z itself."""
    logits = reals("z", z)
    target = reals("y", y, low=0.0, high=1.0)
    same_shape("y", target, "z", logits)
    return (softplus.value.raw(logits) - target * logits)[()]


def raw_output_delta(loss: Loss, activation: Activation, z: Array, a: Array, y: Array) -> Array:
    """Return what :func:`output_delta` does, trusting its arguments."""
    if loss is cross_entropy and activation is sigmoid:
        return a - y
    slope = activation.slope.raw(z)
    return np.where(slope == 0.0, 0.0, loss.gradient.raw(a, y)) * slope


def output_delta(
    loss: Loss, activation: Activation, z: ArrayLike, a: ArrayLike, y: ArrayLike
) -> Array:
    r"""Return how fast the loss rises with the weighted input of an output neuron."""
    instance("loss", loss, Loss)
    instance("activation", activation, Activation)
    low, high = loss.gradient.domain
    inputs = reals("z", z)
    outputs = reals("a", a, low=low, high=high)
    targets = reals("y", y, low=low, high=high)
    same_shape("a", outputs, "z", inputs)
    same_shape("y", targets, "z", inputs)
    return raw_output_delta(loss, activation, inputs, outputs, targets)[()]
