"""Layer normalization."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float, as_float_array
from explainer._numerics import SQUARABLE

__all__ = ["layer_normalize"]


def layer_normalize(
    z: ArrayLike, gain: ArrayLike = 1.0, bias: ArrayLike = 0.0, *, epsilon: float = 1e-5
) -> Array:
    r"""Return each row of `z` shifted to mean 0 and scaled to standard deviation 1.

    Over the n neurons of a layer, for one example, let μ be the mean of z and
    :math:`\sigma^2 = \frac1n \sum_k (z_k - μ)^2`. Then

    .. math:: \hat z_k = g_k \, \frac{z_k - μ}{\sqrt{\sigma^2 + ε}} + b_k.

    The mean of the fraction is 0 and its mean square :math:`\sigma^2/(\sigma^2 + ε)`, just below 1.
    To add a number to all z, or to multiply all by one above 0, changes nothing but for the ε,
    which keeps the fraction finite where all z are equal.
    Source: :cite:t:`ba2016`, equations 3 and 4; the ε is common in programs.

    Parameters
    ----------
    z : array_like, shape (..., n)
        Weighted inputs from -1e150 to 1e150, the neurons of a layer along the last axis.
    gain, bias : array_like, shape (n,)
        What each neuron makes of its number afterwards; one number is for all of them.
    epsilon : float
        The ε, above 0, in units of z squared.

    Returns
    -------
    ndarray, shape (..., n)
        The normalized weighted inputs.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If a shape is wrong, a number is out of range, or a result is too large for a float64.
    """
    low, high = SQUARABLE
    z = as_float_array("z", z, shape=(..., "n"), low=low, high=high)
    epsilon = as_float("epsilon", epsilon, low=0.0, open_=True)
    gains, biases = (_one_each(*pair, z.shape[-1]) for pair in (("gain", gain), ("bias", bias)))
    centred = z - z.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + epsilon)
    with np.errstate(over="ignore", invalid="ignore"):
        return as_float_array("the normalized z", gains * (centred / spread) + biases)


def _one_each(name: str, value: ArrayLike, n: int) -> Array:
    """Return `value` if it is one number, or one for each of n neurons."""
    array = as_float_array(name, value)
    return array if array.ndim == 0 else as_float_array(name, array, shape=(n,))
