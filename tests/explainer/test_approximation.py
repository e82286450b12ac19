"""Networks built by hand: their formulas to eighty digits, and every step of the proof."""

import math
from itertools import pairwise

import numpy as np
import pytest
from exact import logistic, mp
from hypothesis import given
from hypothesis import strategies as st

from explainer.activations import identity, sigmoid, tanh
from explainer.approximation import Approximation, approximate, bump, staircase
from explainer.datasets import WILD_GREATEST_SLOPE, WILD_RANGE, wild
from explainer.network import Network

heights = st.lists(st.floats(-10, 10), min_size=3, max_size=6)
steepnesses = st.floats(0.1, 1000)
places = st.floats(-3, 3)


def column(x):
    return np.reshape(np.asarray(x, dtype=float), (-1, 1))


def edges_for(heights):
    return [-1.0 + 0.7 * i for i in range(len(heights) - 1)]


# --- Staircases and bumps -------------------------------------------------------------------------


@given(heights, steepnesses, places)
def test_a_staircase_is_the_sum_of_its_stairs(h, k, x):
    edges = edges_for(h)
    stairs = [logistic(mp.mpf(k) * (mp.mpf(x) - e)) for e in edges]
    climbs = [mp.mpf(b) - a for a, b in pairwise(h)]
    exact = h[0] + mp.fdot(zip(climbs, stairs, strict=True))
    (got,) = staircase(h, edges, k)([[x]]).ravel()
    assert got == pytest.approx(float(exact), rel=1e-11, abs=1e-10)


@given(heights, steepnesses, places)
def test_a_staircase_is_soft_by_no_more_than_it_says(h, k, x):
    edges = edges_for(h)
    sharp = h[np.searchsorted(edges, x)]
    distance = min(abs(x - e) for e in edges)
    bound = math.exp(-k * distance) * np.abs(np.diff(h)).sum()
    (got,) = staircase(h, edges, k)([[x]]).ravel()
    assert abs(got - sharp) <= bound + 1e-11


def test_a_staircase_has_a_sigmoid_for_every_edge():
    network = staircase([0, 1, 3], [0, 2], 5)
    hidden, output = network.layers
    assert (hidden.activation, output.activation) == (sigmoid, identity)
    assert network.sizes == (1, 2, 1)
    assert staircase([2, 3], [1], 4)([[1.0]]).tolist() == [[2.5]]


@given(st.floats(-5, 5), st.floats(0.1, 5), st.floats(-9, 9), steepnesses, places)
def test_a_bump_is_one_stair_less_another(left, width, height, k, x):
    right = left + width
    exact = height * (
        logistic(mp.mpf(k) * (x - mp.mpf(left))) - logistic(mp.mpf(k) * (x - mp.mpf(right)))
    )
    (got,) = bump(left, right, height, k)([[x]]).ravel()
    assert got == pytest.approx(float(exact), rel=1e-10, abs=1e-10)


def test_a_steep_bump_is_flat_inside_and_nothing_outside():
    got = bump(1.0, 2.0, 3.0, 100.0)(column([0.5, 1.5, 2.5])).ravel()
    np.testing.assert_allclose(got, [0.0, 3.0, 0.0], atol=1e-20 + 3 * math.exp(-50))


# --- The bound ------------------------------------------------------------------------------------


@st.composite
def curves(draw):
    """Return a polygon as a function, its interval and its greatest slope."""
    low, width = draw(st.floats(-5, 5)), draw(st.floats(0.5, 5))
    y = np.array(draw(st.lists(st.floats(-3, 3), min_size=2, max_size=8)))
    x = np.linspace(low, low + width, len(y))
    return (lambda at: np.interp(at, x, y)), low, low + width, np.abs(np.diff(y) / np.diff(x)).max()


@given(curves(), st.integers(2, 60), st.none() | st.floats(0.01, 1e4))
def test_no_curve_is_missed_by_more_than_the_bound(curve, pieces, k):
    function, low, high, slope = curve
    found = approximate(function, low, high, pieces, slope * (1 + 1e-9), k)
    x = np.linspace(low, high, 301)
    miss = np.abs(found.network(column(x)).ravel() - function(x)).max()
    assert miss <= found.bound + 1e-11
    assert (found.low, found.high) == (low, high)
    assert found.network.sizes == (1, pieces - 1, 1)


@given(st.integers(2, 200), st.floats(0.01, 1e4), st.floats(0, 50))
def test_the_bound_is_the_one_that_is_proved(pieces, k, slope):
    width = 3.0 / pieces
    bound = approximate(np.zeros_like, 1.0, 4.0, pieces, slope, k).bound
    assert bound == pytest.approx(slope * (width / 2 + 2 * math.log(2) / k), rel=1e-12)
    bound = approximate(np.zeros_like, 1.0, 4.0, pieces, slope).bound
    assert bound == pytest.approx(0.75 * slope * width, rel=1e-12)


def test_left_out_the_steepness_is_eight_ln_two_by_the_width():
    hidden, _ = approximate(wild, 0.0, 2.0, 10, WILD_GREATEST_SLOPE).network.layers
    np.testing.assert_allclose(hidden.weights, 8 * math.log(2) / 0.2, rtol=1e-14)
    np.testing.assert_allclose(-hidden.biases / hidden.weights.ravel(), np.linspace(0.2, 1.8, 9))


def test_half_the_bound_comes_near_with_sharp_stairs():
    """At an edge a straight line is half a piece from its stair: L w / 2 cannot be improved."""
    found = approximate(lambda x: 3 * x, 0.0, 1.0, 10, 3.0, 1e6)
    miss = abs(found.network([[0.1 + 1e-5]]) - 3 * (0.1 + 1e-5)).item()
    assert 0.999 * found.bound < miss < found.bound


def test_what_the_proof_says_of_the_logistic_distribution():
    """The mean distance of its numbers from 0 is 2 ln 2, by both tails' areas."""
    assert mp.quad(lambda u: 2 * logistic(-u), [0, 10, 50, 200]) == pytest.approx(2 * math.log(2))


@given(st.integers(2, 30), st.floats(0.1, 100), st.floats(0, 1))
def test_the_network_is_an_average_of_the_heights(pieces, k, x):
    """So it stays between the least and the greatest of them, whatever the steepness."""
    middles = (np.arange(pieces) + 0.5) / pieces
    h = np.sin(20 * middles)
    found = approximate(lambda at: np.sin(20 * at), 0.0, 1.0, pieces, 20.0, k)
    (got,) = found.network([[x]]).ravel()
    assert h.min() - 1e-12 <= got <= h.max() + 1e-12


def test_more_pieces_halve_the_bound_and_the_error_follows():
    x = column(np.linspace(*WILD_RANGE, 2001))
    misses, bounds = [], []
    for pieces in (20, 40, 80, 160, 320):
        found = approximate(wild, *WILD_RANGE, pieces, WILD_GREATEST_SLOPE)
        misses.append(np.abs(found.network(x) - wild(x)).max())
        bounds.append(found.bound)
    np.testing.assert_allclose(np.divide(bounds[:-1], bounds[1:]), 2.0, rtol=1e-12)
    assert all(miss <= bound for miss, bound in zip(misses, bounds, strict=True))
    assert all(a > b for a, b in pairwise(misses))


def test_outside_the_interval_nothing_is_promised():
    found = approximate(np.square, 0.0, 1.0, 50, 2.0)
    last_height = (1 - 0.01) ** 2
    assert found.network([[10.0]]).item() == pytest.approx(last_height)
    assert abs(found.network([[10.0]]).item() - 100.0) > 90


def test_a_curve_may_be_given_as_any_callable():
    asked = []

    def line(x):
        asked.append(x)
        return list(x)

    found = approximate(line, 0, 1, 4, 1)
    assert isinstance(found, Approximation)
    assert isinstance(found.network, Network)
    np.testing.assert_allclose(asked, [[0.125, 0.375, 0.625, 0.875]])
    steps = approximate(tanh, -2, 2, 9, tanh.lipschitz)
    assert steps.network([[0.0]]).item() == pytest.approx(0.0, abs=1e-15)


# --- What it refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: staircase([0, 1], [], 1), ValueError, r"edges must have shape \(n,\), .* \(0,\)"),
        (
            lambda: staircase([0, 1], [0, 1], 1),
            ValueError,
            r"heights must have shape \(3,\), .* \(2,\)",
        ),
        (lambda: staircase([0, 1, 2], [0, 0], 1), ValueError, r"edges must rise .* \[0.0, 0.0\]"),
        (lambda: staircase([0, 1, 2], [1, 0], 1), ValueError, "edges must rise"),
        (lambda: staircase([0, 1, 2, 3], [0, 2, 1], 1), ValueError, "edges must rise"),
        (lambda: staircase([0, np.nan], [0], 1), ValueError, "heights must be finite"),
        (lambda: staircase([0, 1], ["a"], 1), TypeError, "edges must hold real numbers"),
        (
            lambda: staircase([0, 1], [0], 0),
            ValueError,
            "steepness must be above 0, but it was 0.0",
        ),
        (lambda: staircase([0, 1], [0], "k"), TypeError, "steepness must be one real number"),
        (lambda: staircase([1e308, -1e308], [0], 1), ValueError, "weights must be finite"),
        (lambda: staircase([0, 1], [1e200], 1e200), ValueError, "biases must be finite"),
        (lambda: bump(1, 1, 1, 1), ValueError, "left must be below right, .* 1.0 and 1.0"),
        (lambda: bump(2, 1, 1, 1), ValueError, "left must be below right, .* 2.0 and 1.0"),
        (lambda: bump("a", 1, 1, 1), TypeError, "left must be one real number"),
        (lambda: bump(0, np.inf, 1, 1), ValueError, "right must be finite"),
        (lambda: bump(0, 1, np.nan, 1), ValueError, "height must be finite"),
        (lambda: bump(0, 1, 1, -1), ValueError, "steepness must be above 0, but it was -1.0"),
        (lambda: approximate(3, 0, 1, 2, 1), TypeError, "function must be callable, but it was 3"),
        (lambda: approximate(wild, 1, 1, 2, 14), ValueError, "high - low must be above 0"),
        (lambda: approximate(wild, 1, 0, 2, 14), ValueError, "high - low must be above 0.*-1.0"),
        (lambda: approximate(wild, -1e308, 1e308, 2, 14), ValueError, "high - low must be finite"),
        (lambda: approximate(wild, "0", 1, 2, 14), TypeError, "low must be one real number"),
        (lambda: approximate(wild, 0, np.nan, 2, 14), ValueError, "high must be finite"),
        (lambda: approximate(wild, 0, 1, 1, 14), ValueError, "pieces must be at least 2, .* 1"),
        (lambda: approximate(wild, 0, 1, 2.0, 14), TypeError, "pieces must be a whole number"),
        (
            lambda: approximate(wild, 0, 1, 2, -1),
            ValueError,
            "lipschitz must be at least 0, but",
        ),
        (lambda: approximate(wild, 0, 1, 2, 14, 0), ValueError, "steepness must be above 0"),
        (
            lambda: approximate(wild, 0, 1, 2, 14, "k"),
            TypeError,
            "steepness must be one real number",
        ),
        (
            lambda: approximate(lambda x: 5 * x, 0, 1, 4, 4.9),
            ValueError,
            "lipschitz must be at least 5, .* from 0.125 to 0.375, but it was 4.9",
        ),
        (
            lambda: approximate(lambda x: -np.square(x), 0, 4, 4, 3.9),
            ValueError,
            "lipschitz must be at least 6, .* from 2.5 to 3.5",
        ),
        (
            lambda: approximate(lambda x: 1e308 * np.sign(x), -1, 1, 2, 1e308),
            ValueError,
            "lipschitz must be at least inf",
        ),
        (
            lambda: approximate(lambda x: 1e308 * (x > 0), -0.1, 0.1, 2, 1e308),
            ValueError,
            "lipschitz must be at least inf",
        ),
        (
            lambda: approximate(lambda x: x[1:], 0, 1, 4, 4),
            ValueError,
            r"function\(x\) must have shape \(4,\), but it had shape \(3,\)",
        ),
        (
            lambda: approximate(lambda x: x * np.nan, 0, 1, 4, 4),
            ValueError,
            r"function\(x\) must be",
        ),
    ],
)
def test_what_does_not_fit_is_named(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_rounding_is_not_taken_for_climbing_too_fast():
    approximate(lambda x: 0.1 * x + 1e6, 0.0, 1.0, 1000, 0.1)
    with pytest.raises(ValueError, match=r"lipschitz must be at least 1\.0005"):
        approximate(lambda x: 1.0005 * x, 0.0, 1.0, 1000, 1.0)


def test_an_approximation_stays_as_it_was_proved():
    found = approximate(np.square, 0.0, 1.0, 2, 2.0)
    with pytest.raises(AttributeError):
        found.bound = 0.0
