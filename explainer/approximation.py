r"""Networks constructed, not trained, to follow a given curve.

One sigmoid is a soft stair. A stair up and a stair down make a bump, many stairs a staircase, and
a staircase of small steps follows any curve. In all of them a hidden layer of sigmoids puts one
stair of steepness k at every edge, and the output weighs each stair by how far it climbs:

.. math:: N(x) = h_0 + \sum_{i=1}^{n} (h_i - h_{i-1}) \, σ(k (x - e_i)).

That there is such a network for every continuous curve on an interval is a theorem of
:cite:t:`cybenko1989`, :cite:t:`funahashi1989` and :cite:t:`hornik1989`. That training finds one
is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float, as_float_array, as_int, frozen_array
from explainer.activations import identity, sigmoid
from explainer.network import Layer, Network

__all__ = ["Approximation", "approximate", "bump", "staircase"]


def staircase(heights: ArrayLike, edges: ArrayLike, steepness: float) -> Network:
    r"""Return a network that steps from one height to the next at every edge.

    Since σ(kz) is off the sharp step by at most :math:`e^{-k|z|}`, the network is off the sharp
    staircase by at most :math:`e^{-kd} \sum_i |h_i - h_{i-1}|` wherever every edge is at least
    d away.

    Parameters
    ----------
    heights : array_like, shape (n + 1,)
        Where it stands, from left to right.
    edges : array_like, shape (n,)
        Where each height gives way to the next, rising; at least one.
    steepness : float
        The weight k of every stair, above 0, per unit of the input.

    Returns
    -------
    Network
        One input, n sigmoids, one straight output.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If a shape or a number is out of range, or the edges do not rise.
    """
    e = as_float_array("edges", edges, shape=("n",))
    h = as_float_array("heights", heights, shape=(len(e) + 1,))
    k = as_float("steepness", steepness, low=0.0, open_=True)
    if (e[1:] <= e[:-1]).any():
        raise ValueError(f"edges must rise from each to the next, but they were {e.tolist()}")
    with np.errstate(over="ignore"):  # Layer refuses what overflows
        stairs = Layer(np.full((len(e), 1), k), -k * e, sigmoid)
        return Network((stairs, Layer(np.diff(h)[np.newaxis], h[:1], identity)))


def bump(left: float, right: float, height: float, steepness: float) -> Network:
    """Return a network that rises to `height` between `left` and `right`: a stair up, a stair down.

    Parameters
    ----------
    left, right : float
        Where the bump begins and ends, `left` below `right`.
    height : float
        How high it is; below 0, it is a dip.
    steepness : float
        The weight of both stairs, above 0, per unit of the input.

    Returns
    -------
    Network
        One input, two sigmoids, one straight output.

    Raises
    ------
    TypeError
        If an argument is not a real number.
    ValueError
        If a number is not finite or out of range.
    """
    left, right = as_float("left", left), as_float("right", right)
    if left >= right:
        raise ValueError(f"left must be below right, but they were {left!r} and {right!r}")
    return staircase([0.0, as_float("height", height), 0.0], [left, right], steepness)


@dataclass(frozen=True)
class Approximation:
    """A network that approximates a curve, with a bound on its error.

    Parameters
    ----------
    network : Network
        One input, one sigmoid for every edge between two pieces, one straight output.
    bound : float
        No point between `low` and `high` is off by more, rounding aside. Outside, all is open.
    low, high : float
        The ends of the interval.
    """

    network: Network
    bound: float
    low: float
    high: float


def approximate(
    function: Callable[[Array], ArrayLike],
    low: float,
    high: float,
    pieces: int,
    lipschitz: float,
    steepness: float | None = None,
) -> Approximation:
    r"""Return a staircase through `function`, with a proved bound on its error.

    The interval is cut into pieces of width w. On each, the staircase stands at the height which
    the function has in the middle, :math:`h_i = f(m_i)`.

    Let L be the function's greatest slope. Whatever the steepness k, the error is at most
    :math:`L \, (w/2 + 2 \ln 2 / k)`. For the stairs at the two ends of piece i differ by
    :math:`p_i = σ(k(x - e_i)) - σ(k(x - e_{i+1})) \ge 0` (the outermost stairs being 1 and 0),
    these shares add up to 1, and :math:`N(x) = \sum_i p_i f(m_i)` is an average. So

    .. math:: |N(x) - f(x)| \le \sum_i p_i \, |f(m_i) - f(x)| \le L \sum_i p_i \, |m_i - x|.

    Now let U be x plus a random error with the logistic distribution, of scale 1/k. Then U is
    above e with probability σ(k(x - e)), so :math:`p_i` is the probability that U falls in piece i
    (the outer pieces reaching out to infinity). If it does, :math:`m_i` is no further from x than
    :math:`w/2 + |U - x|`, and the mean of :math:`|U - x|` is :math:`2 \ln 2 / k`.

    Parameters
    ----------
    function : callable
        The curve. It is called once, with the middles of the pieces, shape (pieces,), and gives
        the heights there in the same shape.
    low, high : float
        The interval, `low` below `high`.
    pieces : int
        How many, at least 2.
    lipschitz : float
        L, at least 0: no two points of the curve are joined by a steeper line.
    steepness : float, optional
        k, above 0, per unit of the input. If left out, :math:`8 \ln 2 / w`, so that sharp stairs
        would cost two thirds of the bound, :math:`\tfrac34 L w`, and their softness a third.

    Returns
    -------
    Approximation
        The network, and the bound on its error.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If a number is out of range, `function` gives the wrong shape or a number that is not
        finite, or its heights differ by more than `lipschitz` allows.
    """
    low, high, pieces = (
        as_float("low", low),
        as_float("high", high),
        as_int("pieces", pieces, low=2),
    )
    w = as_float("high - low", high - low, low=0.0, open_=True) / pieces
    slope = as_float("lipschitz", lipschitz, low=0.0)
    k = 8.0 * math.log(2.0) / w if steepness is None else as_float("steepness", steepness)
    heights = _sample(function, np.linspace(low + w / 2.0, high - w / 2.0, pieces), slope)
    network = staircase(heights, np.linspace(low, high, pieces + 1)[1:-1], k)
    return Approximation(network, slope * (w / 2.0 + 2.0 * math.log(2.0) / k), low, high)


def _sample(function: Callable[[Array], ArrayLike], x: Array, lipschitz: float) -> Array:
    """Return `function` at `x`; raise ValueError if it climbs faster than `lipschitz`."""
    if not callable(function):
        raise TypeError(f"function must be callable, but it was {function!r}")
    heights = frozen_array("function(x)", function(x.copy()), shape=x.shape)
    with np.errstate(over="ignore"):  # infinite, it is too much in any case
        climbs = np.abs(np.diff(heights))
    i = int(np.argmax(climbs))
    climb, run = float(climbs[i]), float(x[i + 1] - x[i])
    rounding = 1e-9 * lipschitz * run + 1e-12 * float(np.abs(heights).max())
    if climb > lipschitz * run + rounding:
        raise ValueError(
            f"lipschitz must be at least {climb / run:.6g}, the slope of the function "
            f"from {x[i]:.6g} to {x[i + 1]:.6g}, but it was {lipschitz!r}"
        )
    return heights
