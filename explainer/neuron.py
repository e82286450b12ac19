r"""One neuron: a weighted sum, then a curve; and what a small change of its knobs does.

In words: multiply every input by how much it counts, add the bias, bend the sum into an answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, constant, instance, real, reals
from explainer.activations import Activation, sigmoid

__all__ = ["Gradient", "Neuron", "Nudge"]


@dataclass(frozen=True, eq=False)
class Gradient:
    """How fast a neuron's output rises with each of its knobs, the others held.

    Parameters
    ----------
    weights : ndarray, shape (..., n)
        The rate of each weight, in output per unit of weight.
    bias : ndarray, shape (...)
        The rate of the bias, in output per unit of bias.
    """

    weights: Array
    bias: Array


@dataclass(frozen=True, eq=False)
class Nudge:
    r"""What turning a neuron's knobs a little does, predicted and actual, one entry an input.

    Parameters
    ----------
    weighted_input_change : ndarray, shape (...)
        By how much the weighted input moves.
    predicted : ndarray, shape (...)
        By how much the output would move if the curve went on straight.
    actual : ndarray, shape (...)
        By how much it does move.
    error : ndarray, shape (...)
        Actual less predicted.
    bound : ndarray, shape (...)
        What the size of the error cannot exceed; infinite for a curve with a jump or a kink.
    """

    weighted_input_change: Array
    predicted: Array
    actual: Array
    error: Array
    bound: Array


@dataclass(frozen=True, eq=False)
class Neuron:
    """A weighted sum of the inputs, plus a bias, passed through an activation.

    Parameters
    ----------
    weights : array_like, shape (n,)
        How much each input counts. The neuron keeps its own read-only copy.
    bias : float
        What is added to the sum.
    activation : Activation
        The curve from the weighted input to the output.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If `weights` is empty or not one-dimensional, or a number is not finite.
    """

    weights: Array
    bias: float
    activation: Activation = sigmoid

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", constant("weights", self.weights, shape=("n",)))
        object.__setattr__(self, "bias", real("bias", self.bias))
        instance("activation", self.activation, Activation)

    def weighted_input(self, x: ArrayLike) -> Array:
        r"""Return :math:`z = w \cdot x + b` for each input in `x`."""
        return self._sum(self._inputs(x), self.weights, self.bias)

    def output(self, x: ArrayLike) -> Array:
        """Return the activation of the weighted input."""
        return self.activation(self.weighted_input(x))

    def gradient(self, x: ArrayLike) -> Gradient:
        r"""Return the rate of every knob at each input in `x`."""
        inputs = self._inputs(x)
        slope = self.activation.slope(self.weighted_input(inputs))
        return Gradient(weights=slope[..., np.newaxis] * inputs, bias=slope)

    def nudged(self, weights: ArrayLike = 0.0, bias: float = 0.0) -> Neuron:
        """Return the neuron with every knob turned by that much."""
        return Neuron(
            self.weights + self._turn(weights), self.bias + real("bias", bias), self.activation
        )

    def nudge(self, x: ArrayLike, weights: ArrayLike = 0.0, bias: float = 0.0) -> Nudge:
        r"""Return what turning every knob by that much does to the output at each input in `x`."""
        inputs = self._inputs(x)
        change = self._sum(inputs, self._turn(weights), real("bias", bias))
        predicted = self.activation.slope(self.weighted_input(inputs)) * change
        actual = self.nudged(weights, bias).output(inputs) - self.output(inputs)
        curvature = self.activation.greatest_curvature
        with np.errstate(over="ignore", invalid="ignore"):
            bound = np.where(change == 0.0, 0.0, curvature / 2.0 * change * change)[()]
        return Nudge(change, predicted, actual, actual - predicted, bound)

    def _inputs(self, x: ArrayLike) -> Array:
        return reals("x", x, shape=(..., len(self.weights)))

    def _turn(self, weights: ArrayLike) -> Array:
        turn = reals("weights", weights)
        return turn if turn.ndim == 0 else reals("weights", turn, shape=self.weights.shape)

    def _sum(self, x: Array, weights: Array, bias: float) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):
            total = x @ np.broadcast_to(weights, self.weights.shape) + bias
        return reals("the weighted input", total)[()]
