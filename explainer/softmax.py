r"""Softmax: several outputs that add up to 1, and the loss that goes with them.

Where one of several answers is right, each gets a weighted input z, and softmax turns them into
shares. For two answers it is the sigmoid of the difference of the two z.
What holds no real numbers raises TypeError; NaN, infinity, a number out of range or two different
shapes raise ValueError.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float_array, same_shape
from explainer._numerics import SQUARABLE, below_greatest, surprise

__all__ = ["softmax", "softmax_cross_entropy", "softmax_delta"]


def softmax(z: ArrayLike) -> Array:
    r"""Return the share of each answer, :math:`p_k = e^{z_k} / \sum_j e^{z_j}`.

    To subtract one number from all z changes no share, for it cancels. With the greatest one
    subtracted, no power overflows, and the greatest share is at least 1/n.
    Source: :cite:t:`bridle1990`.

    Parameters
    ----------
    z : array_like, shape (..., n)
        Weighted inputs from -1e150 to 1e150, n answers along the last axis.

    Returns
    -------
    ndarray, shape (..., n)
        Shares from 0 to 1, which add up to 1 along the last axis.

    Raises
    ------
    TypeError
        If `z` does not hold real numbers.
    ValueError
        If there is no last axis, it is empty, or a number is out of range.
    """
    powers = np.exp(below_greatest(_logits(z)))
    shares: Array = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def softmax_cross_entropy(z: ArrayLike, y: ArrayLike) -> Array:
    r"""Return the cross-entropy of softmax, :math:`-\sum_k y_k \ln p_k`, from the logits z.

    Let m be the greatest z. Then

    .. math:: -\ln p_k = (m - z_k) + \ln\Bigl(1 + \sum_{j \ne m} e^{z_j - m}\Bigr),

    in which the greatest z itself stands as the 1. No term is negative, so nothing cancels, and a
    loss next to 0 keeps its digits. To train with it, take
    :data:`explainer.losses.categorical_cross_entropy`. Source: :cite:t:`bridle1990`.

    Parameters
    ----------
    z : array_like, shape (..., n)
        Weighted inputs from -1e150 to 1e150.
    y : array_like, shape (..., n)
        The share each answer should have, from 0 to 1; they add up to 1 along the last axis.

    Returns
    -------
    ndarray, shape (...)
        A loss for each row; a NumPy float for a single one.

    Raises
    ------
    TypeError
        If `z` or `y` does not hold real numbers.
    ValueError
        If their shapes differ, a number is out of range, or the y do not add up to 1.
    """
    z, y = _pair(z, y)
    losses: Array = (y * surprise(z)).sum(axis=-1)
    return losses


def softmax_delta(z: ArrayLike, y: ArrayLike) -> Array:
    r"""Return the gradient of :func:`softmax_cross_entropy` for z, :math:`p - y`.

    For the loss is :math:`L = \ln\sum_j e^{z_j} - \sum_k y_k z_k`, as the y add up to 1, and

    .. math:: \frac{\partial L}{\partial z_k}
              = \frac{e^{z_k}}{\sum_j e^{z_j}} - y_k = p_k - y_k,

    what came out less what should have: the same as for a sigmoid with its cross-entropy.

    Parameters
    ----------
    z, y : array_like, shape (..., n)
        As :func:`softmax_cross_entropy` takes them.

    Returns
    -------
    ndarray, shape (..., n)
        In loss per unit of z.

    Raises
    ------
    TypeError
        If `z` or `y` does not hold real numbers.
    ValueError
        If their shapes differ, a number is out of range, or the y do not add up to 1.
    """
    z, y = _pair(z, y)
    return softmax(z) - y


def _logits(z: ArrayLike) -> Array:
    low, high = SQUARABLE
    return as_float_array("z", z, shape=(..., "n"), low=low, high=high)


def _pair(z: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    logits, targets = _logits(z), as_float_array("y", y, low=0.0, high=1.0)
    same_shape("y", targets, "z", logits)
    totals = targets.sum(axis=-1)
    off = np.abs(totals - 1.0) > 1e-9
    if off.any():
        raise ValueError(f"y must add up to 1 in each row, but a row came to {totals[off][0]!r}")
    return logits, targets
