r"""Loss functions, with their gradients and the delta of output neurons.

Each is a :class:`Loss`: ``squared_error.value(output, target)`` is the loss of every output,
``squared_error.gradient(output, target)`` how fast it rises with that output, and
``squared_error.mean(output, target)`` the one number that training makes small.
What holds no real numbers raises TypeError; NaN, infinity, a number out of range or two different
shapes raise ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from explainer import _numerics
from explainer._checks import Array, as_float_array, choice, instance, same_shape
from explainer._formula import PairwiseFunction
from explainer.activations import Activation, sigmoid, softplus


@dataclass(frozen=True)
class Loss:
    """A loss function of an output a and its target y.

    Parameters
    ----------
    name : str
        The key that :func:`loss` takes, for those in :data:`LOSSES`.
    formula : str
        The loss in plain text.
    value : Comparison
        The loss of each output.
    gradient : Comparison
        How fast that loss rises with the output.
    """

    name: str
    formula: str
    value: PairwiseFunction
    gradient: PairwiseFunction

    def mean(self, output: ArrayLike, target: ArrayLike) -> float:
        """Return the mean loss over all samples.

        Parameters
        ----------
        output, target : array_like, shape (m, ...)
            The first axis counts the samples. What each of them holds is summed.
            A single number is one sample.

        Raises
        ------
        TypeError
            If one of them does not hold real numbers.
        ValueError
            If their shapes differ, they are empty, or a number is outside the domain of the loss.
        """
        losses = np.atleast_1d(self.value(output, target))
        if losses.size == 0:
            raise ValueError(f"output must hold a number, but it had shape {losses.shape}")
        return float(losses.sum() / len(losses))

    def __repr__(self) -> str:
        return f"<{self.name}: {self.formula}>"


squared_error = Loss(
    "squared_error",
    "(a - y)^2 / 2",
    value=PairwiseFunction(lambda a, y: np.square(a - y) / 2.0, _numerics.SQUARABLE),
    gradient=PairwiseFunction(np.subtract, _numerics.SQUARABLE),
)
r"""Half the square of the distance: :math:`\tfrac12(a - y)^2`, whose slope is :math:`a - y`.

Numbers go from -1e150 to 1e150, so that the squares and their sums are float64 numbers.
Source: :cite:t:`rumelhart1986nature`, equation 3.
"""


def _cross_entropy(a: Array, y: Array) -> Array:
    """Return the cross-entropy, with 0 times infinity taken as 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(y > 0.0, -y * np.log(a), 0.0)
        no = np.where(y < 1.0, (y - 1.0) * np.log1p(-a), 0.0)
    return yes + no


def _cross_entropy_gradient(a: Array, y: Array) -> Array:
    """Return (a - y) / (a (1 - a)), or its limit where both are 0 or both are 1."""
    surely_right = (a == y) & np.isin(y, (0.0, 1.0))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(surely_right, 1.0 - 2.0 * y, (a - y) / (a * (1.0 - a)))


cross_entropy = Loss(
    "cross_entropy",
    "-y ln a - (1 - y) ln(1 - a)",
    value=PairwiseFunction(_cross_entropy, (0.0, 1.0)),
    gradient=PairwiseFunction(_cross_entropy_gradient, (0.0, 1.0)),
)
r"""How surprised one is by the truth y on having trusted a: :math:`-y\ln a - (1 - y)\ln(1 - a)`.

Its slope is :math:`-\frac{y}{a} + \frac{1 - y}{1 - a} = \frac{a - y}{a(1 - a)}`.
Outputs and targets go from 0 to 1. Where an output of exactly 0 or 1 is wrong, loss and slope are
infinite: :func:`cross_entropy_from_logits` and :func:`output_delta` never get there with a sigmoid.
Source: :cite:t:`baum1988`.
"""


def _categorical_cross_entropy_gradient(z: Array, y: Array) -> Array:
    """Return p times the sum of the y, which is p itself where they add up to 1, less y."""
    gradient: Array = np.exp(-_numerics.surprise(z)) * y.sum(axis=-1, keepdims=True) - y
    return gradient


categorical_cross_entropy = Loss(
    "categorical_cross_entropy",
    "-y ln softmax(z)",
    value=PairwiseFunction(lambda z, y: y * _numerics.surprise(z), _numerics.SQUARABLE),
    gradient=PairwiseFunction(_categorical_cross_entropy_gradient, _numerics.SQUARABLE),
)
r"""How surprised one is by the truth y on having trusted the softmax p of z: :math:`-y\ln p`.

This trains a network that ends in softmax. Its last layer has the identity as its activation and
gives the logits z, one for each answer, along the last axis; :func:`explainer.softmax.softmax`
makes shares of them. As the targets add up to 1, the gradient is :math:`p - y`, see
:func:`explainer.softmax.softmax_delta`. Source: :cite:t:`bridle1990`.
"""

LOSSES: Mapping[str, Loss] = MappingProxyType(
    {each.name: each for each in (squared_error, cross_entropy)}
)
"""Every loss that looks at each output by itself, by its name."""


def loss(name: str) -> Loss:
    """Return the loss called `name`.

    Parameters
    ----------
    name : str
        One of the keys of :data:`LOSSES`.

    Raises
    ------
    TypeError
        If `name` is no string.
    ValueError
        If no loss is called that.
    """
    return choice("name", name, LOSSES)


def cross_entropy_from_logits(z: ArrayLike, y: ArrayLike) -> Array:
    r"""Return the cross-entropy of the output :math:`\sigma(z)`, from z itself.

    As :math:`-\ln\sigma(z) = \ln(1 + e^{-z})`, which is softplus of -z, and as
    :math:`1 - \sigma(z) = \sigma(-z)`, the loss is

    .. math:: y\,\operatorname{softplus}(-z) + (1 - y)\operatorname{softplus}(z)
              = \operatorname{softplus}(z) - yz.

    The left form is used: nothing in it cancels, so both tails keep their digits.

    Parameters
    ----------
    z : array_like
        Weighted inputs of sigmoid outputs, in any shape.
    y : array_like
        Their targets, from 0 to 1, in the same shape.

    Returns
    -------
    ndarray
        Of the same shape; a NumPy float for a single pair.

    Raises
    ------
    TypeError
        If `z` or `y` does not hold real numbers.
    ValueError
        If their shapes differ, a number is not finite, or a target is not from 0 to 1.
    """
    z = as_float_array("z", z)
    y = as_float_array("y", y, low=0.0, high=1.0)
    same_shape("y", y, "z", z)
    return (y * softplus.value.raw(-z) + (1.0 - y) * softplus.value.raw(z))[()]


def output_delta(
    loss: Loss, activation: Activation, z: ArrayLike, a: ArrayLike, y: ArrayLike
) -> Array:
    r"""Return the derivative of the loss for the weighted input of an output neuron.

    By the chain rule :math:`\frac{dL}{dz} = \frac{dL}{da}\,f'(z)`. For the squared error and the
    sigmoid that is :math:`(a - y)\,a(1 - a)`: next to nothing where the output is nearly 0 or 1,
    even if it is wrong. Cross-entropy with the sigmoid cancels the factor that does the harm,

    .. math:: \frac{dL}{dz} = \frac{a - y}{a(1 - a)}\,a(1 - a) = a - y,

    and then this is computed. Elsewhere an infinite gradient on a slope of 0 counts as 0.
    Source: :cite:t:`hinton1989`.

    Parameters
    ----------
    loss : Loss
        What should become small.
    activation : Activation
        The curve of the output neurons.
    z, a, y : array_like
        Their weighted inputs, outputs and targets, all in one shape.

    Returns
    -------
    ndarray
        Of the same shape; a NumPy float for a single neuron.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If the shapes differ, or a number is outside the domain of the loss or the activation.
    """
    low, high = instance("loss", loss, Loss).gradient.domain
    least, greatest = instance("activation", activation, Activation).slope.domain
    z = as_float_array("z", z, low=least, high=greatest)
    a = as_float_array("a", a, low=low, high=high)
    y = as_float_array("y", y, low=low, high=high)
    same_shape("a", a, "z", z)
    same_shape("y", y, "z", z)
    return raw_output_delta(loss, activation, z, a, y)[()]


def raw_output_delta(loss: Loss, activation: Activation, z: Array, a: Array, y: Array) -> Array:
    """Return :func:`output_delta` without validation, for the inner loop of training."""
    if loss is cross_entropy and activation is sigmoid:
        return a - y
    slope = activation.slope.raw(z)
    return np.where(slope == 0.0, 0.0, loss.gradient.raw(a, y)) * slope
