"""Proofs for *Can enough neurons draw anything?*

Checked against exact fractions, fifty digits (mpmath) and bounds that hold between the points
looked at, never against the library's own output.
"""

from fractions import Fraction
from itertools import pairwise
from math import comb

import mpmath
import numpy as np
import pytest

from explainer.activations import heaviside, identity, relu, sigmoid, square
from explainer.approximation import approximate, staircase
from explainer.datasets import WILD_GREATEST_SLOPE, WILD_RANGE, wild
from explainer.network import Layer, Network

mpmath.mp.dps = 50


def exact_wild(x):
    """The wild curve, to fifty digits."""
    return mpmath.sin(3 * x) + mpmath.sin(9 * x) / 2 + mpmath.sin(24 * x) / 4


def fifty_digits(network, inputs):
    """What a network of σ and straight layers makes of one input, to fifty digits."""
    x = [mpmath.mpf(each) for each in inputs]
    for layer in network.layers:
        z = [mpmath.fdot(row, x) + b for row, b in zip(layer.weights, layer.biases, strict=True)]
        x = [1 / (1 + mpmath.exp(-each)) for each in z] if layer.activation is sigmoid else z
    return x


def exactly(network, x):
    """What a network of straight layers, hinges or squares makes of a fraction."""
    bend = {identity: lambda z: z, relu: lambda z: max(z, 0), square: lambda z: z * z}
    heights = [Fraction(x)]
    for layer in network.layers:
        rows = zip(layer.weights.tolist(), layer.biases.tolist(), strict=True)
        heights = [
            bend[layer.activation](
                sum((Fraction(w) * h for w, h in zip(row, heights, strict=True)), Fraction(bias))
            )
            for row, bias in rows
        ]
    return heights[0]


def largest_gap(network, curve, lipschitz, low, high):
    """An upper bound for how far a network of stairs and a curve are apart, at all points."""
    stairs, out = network.layers
    climbs, k = np.abs(out.weights[0]), float(stairs.weights[0, 0])
    apart = np.diff(-stairs.biases / k).min()  # all edges but the nearest are half of it away
    steepest = k * (climbs.max() / 4 + climbs.sum() * np.exp(-k * apart / 2)) + lipschitz
    x, spacing = np.linspace(low, high, 40_001, retstep=True)
    z = np.outer(x, stairs.weights[:, 0]) + stairs.biases
    said = (1 + np.tanh(z / 2)) / 2 @ out.weights[0] + out.biases[0]
    return np.abs(said - curve(x)).max() + steepest * spacing / 2  # no point is further away


@pytest.mark.claim("twice-the-bumps-half-the-bound")
def test_the_error_of_a_skyline_stays_below_its_bound():
    """The network built by hand stays within its bound of the wild curve, and twice the bumps, with
    edges twice as steep, make half the bound."""
    bounds = []
    for bumps in (5, 10, 20, 40, 80):
        made = approximate(wild, *WILD_RANGE, bumps, WILD_GREATEST_SLOPE, steepness=20 * bumps)
        width, k = mpmath.mpf(2) / bumps, 20 * bumps
        bound = mpmath.mpf("13.5") * (width / 2 + 2 * mpmath.log(2) / k)
        assert largest_gap(made.network, wild, 13.5, 0.0, 2.0) <= bound
        assert made.bound == pytest.approx(float(bound))
        bounds.append(bound)
        for x in (0, 0.3, 1.1, 1.99):
            assert abs(fifty_digits(made.network, [x])[0] - exact_wild(x)) <= bound
    assert [float(a / b) for a, b in pairwise(bounds)] == pytest.approx([2, 2, 2, 2])


@pytest.mark.claim("switches-draw-skylines-too")
def test_a_skyline_of_switches_is_as_good():
    """With switches in place of σ the skyline is, on its stretch, nowhere off by more than half the
    width of a bump times the curve's greatest slope."""
    steepest = 3 + mpmath.mpf(9) / 2 + mpmath.mpf(24) / 4  # of 3 cos 3x + 9/2 cos 9x + 6 cos 24x
    for bumps in (5, 20, 80):
        edges = np.linspace(0, 2, bumps + 1)
        heights = wild((edges[:-1] + edges[1:]) / 2)
        soft = staircase(heights, edges[1:-1], steepness=1.0)
        stairs, out = soft.layers
        network = Network((Layer(stairs.weights, stairs.biases, heaviside), out))
        middles = [exact_wild(mpmath.mpf(2 * n + 1) / bumps) for n in range(bumps)]
        for n in range(bumps):  # level on each piece, and no place on it is further than half a
            inside = np.linspace(edges[n], edges[n + 1], 202)[1:-1]  # width from its own middle
            said = network(inside[:, np.newaxis])[:, 0]
            assert said == pytest.approx(float(middles[n]))
            furthest = max(abs(exact_wild(x) - middles[n]) for x in inside[::10])
            assert furthest <= steepest / bumps
        for at, x in enumerate(edges):  # at an edge it says what one of the two pieces says
            (said,) = network([[x]])[0]
            assert any(said == pytest.approx(float(m)) for m in middles[max(at - 1, 0) : at + 1])
            assert abs(said - exact_wild(x)) <= steepest / bumps


@pytest.mark.claim("level-far-out")
def test_a_layer_of_sigmoids_goes_level_far_out():
    """However its knobs stand, a network with one input and one hidden layer of σ goes level far to
    the left and far to the right."""
    # far out each σ comes as near to 0 or 1 as you like, or stands still if its weight is 0
    for seed, count in enumerate((1, 3, 10, 30)):
        network = Network.random([1, count, 1], sigmoid, identity, seed=seed, scale=3.0)
        hidden, out = network.layers
        for side in (-1, 1):
            on = [w * side > 0 for w in hidden.weights[:, 0]]
            level = mpmath.fsum(v for v, each in zip(out.weights[0], on, strict=True) if each)
            level += mpmath.mpf(out.biases[0])
            last = mpmath.inf
            for far in (10**2, 10**3, 10**4, 10**5):
                off = abs(fifty_digits(network, [side * far])[0] - level)
                assert off <= last
                last = off
            assert last < 1e-12


@pytest.mark.claim("sine-for-ever-is-missed")
def test_no_layer_of_sigmoids_follows_sine_for_ever():
    """However many σ stand in its one hidden layer, a network with one input misses sine by 1 or
    more at some place."""
    # the proof for every network is the last block of the page; here the places, for four of them
    for seed, count in enumerate((1, 3, 10, 30)):
        network = Network.random([1, count, 1], sigmoid, identity, seed=seed, scale=3.0)
        peak = (2 * 10**5 + mpmath.mpf(1) / 2) * mpmath.pi  # far out, where the network is level
        trough = peak + mpmath.pi
        misses = [abs(fifty_digits(network, [x])[0] - mpmath.sin(x)) for x in (peak, trough)]
        assert max(misses) >= 1


@pytest.mark.claim("squares-stay-polynomials")
def test_layers_of_squares_stay_polynomials():
    """However many neurons they have, one hidden layer of squares draws a line or a parabola, two
    draw a polynomial of degree at most 4, three of degree at most 8."""
    random = np.random.default_rng(0)
    for hidden, widths in ((1, (1, 3, 40)), (2, (2, 5)), (3, (2, 3))):
        degree = 2**hidden
        for width in widths:
            sizes = [1, *[width] * hidden, 1]
            layers = [
                Layer(
                    random.integers(-3, 4, (n_out, n_in)),
                    random.integers(-3, 4, n_out),
                    square if place < hidden else identity,
                )
                for place, (n_in, n_out) in enumerate(pairwise(sizes))
            ]
            heights = [exactly(Network(tuple(layers)), n) for n in range(degree + 6)]
            for at in range(5):  # differences of one order more than the degree are all 0
                terms = [
                    (-1) ** j * comb(degree + 1, j) * heights[at + j] for j in range(degree + 2)
                ]
                assert sum(terms) == 0


@pytest.mark.claim("no-parabola-comes-near")
def test_no_parabola_comes_near_the_wild_curve():
    """Every parabola is off from the wild curve by at least 1 somewhere between 0 and 2."""
    points = [mpmath.mpf(n) / 20 for n in (0, 17, 25, 40)]
    shares = [
        1 / mpmath.fprod(here - other for other in points if other != here) for here in points
    ]
    for power in (0, 1, 2):  # so weighed, the heights of any parabola cancel
        assert abs(mpmath.fsum(c * x**power for c, x in zip(shares, points, strict=True))) < 1e-40
    left = abs(mpmath.fsum(c * exact_wild(x) for c, x in zip(shares, points, strict=True)))
    assert left / mpmath.fsum(map(abs, shares)) > 1  # misses up to m leave at most m of the shares


@pytest.mark.claim("multiplies-on-a-range")
def test_a_network_of_sigmoids_multiplies_on_a_range():
    """A network of 158 σ, built by hand, multiplies any two numbers from −1 to 1 with an error
    below 0.08."""
    made = approximate(square, -2.0, 2.0, 80, lipschitz=4.0)
    gap = largest_gap(made.network, np.square, 4.0, -2.0, 2.0)
    assert (gap + gap) / 4 < 0.08  # since xy = ((x + y)² − (x − y)²) / 4
    stairs, out = made.network.layers
    both = np.vstack([stairs.weights @ [[1, 1]], stairs.weights @ [[1, -1]]])
    hidden = Layer(both, np.tile(stairs.biases, 2), sigmoid)
    product = Network((hidden, Layer(np.hstack([out.weights, -out.weights]) / 4, [0], identity)))
    assert product.sizes == (2, 158, 1)
    for x, y in np.random.default_rng(0).uniform(-1, 1, size=(10, 2)):
        parts = [fifty_digits(made.network, [each])[0] for each in (x + y, x - y)]
        assert product([[x, y]])[0, 0] == pytest.approx(float(parts[0] - parts[1]) / 4, abs=1e-12)
        assert product([[x, y]])[0, 0] == pytest.approx(x * y, abs=0.08)


@pytest.mark.claim("folding-doubles-the-pieces")
def test_each_layer_of_two_hinges_can_double_the_pieces():
    """With two hinges in each of its layers, a network can draw a zigzag whose straight pieces
    double with every layer: ten layers make 1024 of them."""
    first = Layer([[1.0], [1.0]], [0.0, -0.5], relu)
    again = Layer([[2.0, -4.0], [2.0, -4.0]], [0.0, -0.5], relu)
    last = Layer([[2.0, -4.0]], [0.0], identity)
    for layers in (1, 2, 3, 10):
        network = Network((first, *[again] * (layers - 1), last))
        pieces = 2**layers
        corners = [exactly(network, Fraction(n, pieces)) for n in range(pieces + 1)]
        assert corners == [n % 2 for n in range(pieces + 1)]  # down, up, down: a bend at each
        for n in range(0, pieces, max(1, pieces // 16)):
            for share in (Fraction(1, 3), Fraction(3, 4)):
                between = exactly(network, (n + share) / pieces)
                assert between == corners[n] + share * (corners[n + 1] - corners[n])
