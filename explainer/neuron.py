r"""A single neuron: its output, its gradient, and the effect of changing its parameters.

Multiply every input by its weight, add the bias, and apply the activation to the sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float, as_float_array, frozen_array, instance
from explainer.activations import Activation, sigmoid


@dataclass(frozen=True, eq=False)
class NeuronGradient:
    """The gradient of a neuron's output: its derivative for each weight and for the bias.

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
    """The effect of a change of a neuron's parameters on its output, for each input.

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
        What the size of the error cannot exceed, but for rounding in the last digits of an output.
        Infinite if the slope of the curve jumps.
    """

    weighted_input_change: Array
    predicted: Array
    actual: Array
    error: Array
    bound: Array


@dataclass(frozen=True, eq=False)
class Neuron:
    r"""A weighted sum of the inputs, plus a bias, through an activation function.

    Its output is :math:`a = f(z)` with :math:`z = w \cdot x + b`.
    Source: :cite:t:`rumelhart1986nature`, equations 1 and 2.

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
        If `weights` is empty or no list of numbers, or a number is not finite.

    Notes
    -----
    Every method takes one input of shape (n,), or many in an array of shape (..., n), and gives a
    number for each. It raises TypeError if it is given no real numbers, and ValueError if a shape
    is wrong, a number is not finite, or a result would be too large for a float64.
    """

    weights: Array
    bias: float
    activation: Activation = sigmoid

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", frozen_array("weights", self.weights, shape=("n",)))
        object.__setattr__(self, "bias", as_float("bias", self.bias))
        instance("activation", self.activation, Activation)

    def weighted_input(self, x: ArrayLike) -> Array:
        """Return the weighted input z for each input in `x`, of shape (...)."""
        return self._weigh(self._inputs(x), self.weights, self.bias)

    def output(self, x: ArrayLike) -> Array:
        """Return the output a for each input in `x`, of shape (...)."""
        return self.activation(self.weighted_input(x))

    def gradient(self, x: ArrayLike) -> NeuronGradient:
        r"""Return the gradient of the output for each input in `x`.

        A weight moves z by its input: :math:`\partial z/\partial w_j = x_j`; the bias by 1.
        The curve passes that on at its slope, so by the chain rule
        :math:`\partial a/\partial w_j = f'(z)\,x_j` and :math:`\partial a/\partial b = f'(z)`.
        """
        inputs = self._inputs(x)
        slope = self.activation.slope(self.weighted_input(inputs))
        with np.errstate(over="ignore"):
            return NeuronGradient(_finite("the gradient", slope[..., np.newaxis] * inputs), slope)

    def nudged(self, weights: ArrayLike = 0.0, bias: float = 0.0) -> Neuron:
        """Return a neuron with these changes added to its parameters.

        Parameters
        ----------
        weights : array_like, shape (n,)
            What to add to each weight; one number is added to all of them.
        bias : float
            What to add to the bias.
        """
        with np.errstate(over="ignore"):
            turned = self.weights + self._turn(weights)
        return Neuron(turned, self.bias + as_float("bias", bias), self.activation)

    def nudge(self, x: ArrayLike, weights: ArrayLike = 0.0, bias: float = 0.0) -> Nudge:
        r"""Return the effect of :meth:`nudged` on the output for each input in `x`.

        z moves by exactly :math:`\Delta z = \sum_j x_j\,\Delta w_j + \Delta b`, whatever the knobs.
        Were the curve straight from z on, a would move by :math:`f'(z)\,\Delta z`. The slope on the
        way is off by at most :math:`K\,|t|` after a distance t, where K is the curve's greatest
        curvature. Added up over the way, that is off by at most
        :math:`\int_0^{|\Delta z|} K\,t\,dt = \tfrac12 K\,\Delta z^2`.

        Parameters
        ----------
        x : array_like, shape (..., n)
            The inputs.
        weights, bias
            As :meth:`nudged` takes them.
        """
        inputs = self._inputs(x)
        change = self._weigh(inputs, self._turn(weights), as_float("bias", bias))
        slope = self.activation.slope(self.weighted_input(inputs))
        actual = self.nudged(weights, bias).output(inputs) - self.output(inputs)
        predicted = slope * change
        half_curvature = self.activation.slope_lipschitz / 2.0
        with np.errstate(over="ignore", invalid="ignore"):  # infinity times no change is no error
            bound = np.where(change == 0.0, 0.0, half_curvature * change * change)[()]
        return Nudge(change, predicted, actual, actual - predicted, bound)

    def _inputs(self, x: ArrayLike) -> Array:
        return as_float_array("x", x, shape=(..., len(self.weights)))

    def _turn(self, weights: ArrayLike) -> Array:
        turn = as_float_array("weights", weights)
        if turn.ndim > 0:
            turn = as_float_array("weights", turn, shape=self.weights.shape)
        return np.broadcast_to(turn, self.weights.shape)

    def _weigh(self, inputs: Array, weights: Array, bias: float) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):
            return _finite("the weighted input", inputs @ weights + bias)


def _finite(name: str, result: Array) -> Array:
    """Raise ValueError if a result is too large for a float64."""
    return as_float_array(name, result)[()]
