"""The library's curves beside textbook formulas and fifty digits, in many places and examples."""

import math
from fractions import Fraction
from itertools import product

import mpmath
import numpy as np
import pytest
import sympy
from fourteen_curves import CURVES, z

from explainer.activations import (
    ACTIVATIONS,
    heaviside,
    identity,
    log_odds,
    normal_cdf,
    sigmoid,
    sine,
    tanh,
)
from explainer.network import Layer, Network
from explainer.neuron import Neuron
from explainer.story import cinema

mpmath.mp.dps = 50
PLACES = [n / 4 for n in range(-40, 41)]
RANDOM = np.random.default_rng(0).uniform(-40, 40, 2000)
EVERYWHERE = np.union1d(np.arange(-2048, 2049) / 128, RANDOM)


def logistic(z):
    """σ(z) to fifty digits."""
    return 1 / (1 + mpmath.exp(-mpmath.mpf(z)))


def described_wishes(name):
    """Which wishes a curve meets by the library's description, from which the picture is drawn."""
    curve = ACTIVATIONS[name]
    slopes = curve.slope(EVERYWHERE)
    return (
        slopes.any(),
        math.isfinite(curve.lipschitz),
        curve.slope_lipschitz > 0,
        math.isfinite(curve.slope_lipschitz),
        (slopes >= 0).all(),
        np.isfinite(curve.bounds).all(),
        curve.bounds == (0, 1),
        curve.slope_from_output is not None,
    )


def check_curve(name):
    """Compare the library's curve and its slope with their formulas, at thousands of places."""
    curve = ACTIVATIONS[name]
    places = (EVERYWHERE[EVERYWHERE <= 0], EVERYWHERE[EVERYWHERE > 0])
    for (height, slope, _), at in zip(CURVES[name].sides, places, strict=True):
        value, rises = (sympy.lambdify(z, each, "math") for each in (height, slope))
        close = {"rtol": 1e-12, "atol": 1e-14}
        np.testing.assert_allclose(curve(at), [value(one) for one in at.tolist()], **close)
        off = at[at != 0]  # at 0 there may be a jump or a corner
        slopes = [rises(one) for one in off.tolist()]
        np.testing.assert_allclose(curve.slope(off), slopes, **close)
        if curve.slope_from_output:
            told = curve.slope_from_output(curve(off))
            np.testing.assert_allclose(told, slopes, rtol=0, atol=1e-9)


def check_sigma():
    """Compare the library's σ with fifty digits, and with itself the other way round."""
    check_curve("sigmoid")
    for at in PLACES:
        assert sigmoid(at) == pytest.approx(float(logistic(at)), rel=1e-14)
        assert np.sign(sigmoid(at) - 0.5) == np.sign(at)
        assert sigmoid(at) / (1 - sigmoid(at)) == pytest.approx(math.exp(at), rel=1e-10)


def check_gap_to_normal():
    """Compare the gap between the library's stretched σ and its normal curve with fifty digits."""
    for u in np.linspace(-8, 8, 81):
        gap = logistic(1.702 * u) - mpmath.ncdf(u)
        assert sigmoid(1.702 * u) - normal_cdf(u) == pytest.approx(float(gap), abs=1e-14)


def check_tanh():
    """Compare the library's tanh, and its σ stretched and moved, with fifty digits."""
    for at in PLACES:
        assert tanh(at) == pytest.approx(float(mpmath.tanh(at)), rel=1e-14)
        assert 2 * sigmoid(2 * at) - 1 == pytest.approx(float(mpmath.tanh(at)), abs=1e-15)


def check_tanh_network():
    """Compare a network with a hidden layer of tanh with its twin of σ."""
    random = np.random.default_rng(5)
    first, out = random.integers(-4, 5, size=(5, 3)), random.integers(-4, 5, size=(2, 5))
    bias, last = random.integers(-4, 5, size=5), random.integers(-4, 5, size=2)
    ours = Network((Layer(first, bias, tanh), Layer(out, last, identity)))
    twin = Network(
        (Layer(2 * first, 2 * bias, sigmoid), Layer(2 * out, last - out.sum(axis=1), identity))
    )
    for inputs in product((-1, 0, 2), repeat=3):
        assert twin([inputs])[0] == pytest.approx(ours([inputs])[0], abs=1e-13)


def check_base_two():
    """Check that a neuron of weight ln 2 is the curve with 2 in place of e."""
    for at in PLACES:
        said = float(1 / (1 + mpmath.mpf(2) ** -at))
        assert Neuron([math.log(2)], 0.0).output([at]) == pytest.approx(said, rel=1e-13)


def check_two_heaps():
    """Check that a σ neuron says which share of two heaps of one spread is of the second kind."""
    centres, spread = ([0.25, 0, 1], [1, -0.5, 0.5]), [[2, 0.5, 0], [0.5, 1, -0.25], [0, -0.25, 1]]
    weights = np.linalg.solve(spread, np.subtract(*centres[::-1]))
    neuron = Neuron(weights, math.log(0.2 / 0.8) - weights @ np.add(*centres) / 2)
    for seen in product((-1, 0, 0.5, 2), repeat=3):
        away = [np.subtract(seen, centre) for centre in centres]
        bells = [np.exp(-each @ np.linalg.solve(spread, each) / 2) for each in away]
        share = 0.2 * bells[1] / (0.8 * bells[0] + 0.2 * bells[1])
        assert neuron.output(seen) == pytest.approx(float(share), rel=1e-12)


def check_crowd():
    """Count the switches of a crowd that is spread like the slope of σ, without luck."""
    points = log_odds((np.arange(2000) + 0.5) / 2000)
    for point, share in zip(points[::199], (np.arange(2000) / 2000)[::199], strict=True):
        assert heaviside(point - points).mean() == share
        assert abs(share - 1 / (1 + math.exp(-point))) < 1 / 2000


def check_sine():
    """Check that the library's sine comes back after a turn."""
    for at in PLACES:
        assert sine(at + 2 * math.pi) == pytest.approx(float(mpmath.sin(at)), abs=1e-13)


def check_no_logarithm():
    """Check that Python has no logarithm at 0 and below, where our neuron's sum can be."""
    for number in (0.0, -1.0):
        with pytest.raises(ValueError, match=r"domain error|positive input"):
            math.log(number)
    knobs = [Fraction(knob) for knob in (*cinema.weights, cinema.bias)]
    for evening, total in (([1, Fraction(1, 2), 1, 1], -1), ([0, Fraction(1, 2), 0, 1], 0)):
        assert sum(knob * each for knob, each in zip(knobs, evening, strict=True)) == total
        assert cinema.weighted_input([float(each) for each in evening[:3]]) == total


def check_shifted_neurons():
    """Compare neurons with a weight and a bias with σ, moved and stretched."""
    for weight, bias in product((0.5, 3.0, 10.0), (-5.0, 0.0, 2.0)):
        for at in (-1.0, 0.25, 2.0):
            said = float(logistic(mpmath.mpf(weight) * (at + mpmath.mpf(bias) / weight)))
            assert Neuron([weight], bias).output([at]) == pytest.approx(said, rel=1e-12)
