"""Proofs for *Why is σ's derivative so simple, and what does it simplify?*

Checked against exact fractions, fifty digits (mpmath), differential equations solved by Taylor
series, and root finding; never against the library's own output.
"""

from fractions import Fraction
from itertools import pairwise

import mpmath
import numpy as np
import pytest

from explainer.activations import ACTIVATIONS, arctan, normal_cdf, sigmoid, softplus, tanh
from explainer.losses import cross_entropy, output_delta, squared_error

mpmath.mp.dps = 50
PLACES = [mpmath.mpf(n) / 4 for n in range(-40, 41)]
TINY = mpmath.mpf(10) ** -20


def logistic(z):
    """σ(z) to fifty digits."""
    return 1 / (1 + mpmath.exp(-z))


@pytest.mark.claim("height-times-headroom")
def test_the_slope_is_height_times_headroom():
    """At every z the slope of σ is its height times its headroom: σ(z) times 1 − σ(z)."""
    # With e = e^-z, both sides over (1 + e)^2 are polynomials of degree 2 in e at most. They agree
    # at more than three values of e, without rounding, so they agree at all of them.
    for e in (Fraction(n, 7) for n in range(1, 12)):
        a, inner = 1 / (1 + e), -e  # the slope of e^-z is -e^-z
        outer = Fraction(-1) / (1 + e) ** 2  # the slope of 1/s is -1/s^2
        assert outer * inner == a * (1 - a)
    for z in PLACES:
        a = logistic(z)
        assert abs(mpmath.diff(logistic, z) - a * (1 - a)) < TINY
        assert sigmoid.slope(float(z)) == pytest.approx(float(a * (1 - a)), rel=1e-14)


@pytest.mark.claim("steepest-in-the-middle")
def test_the_slope_is_a_quarter_in_the_middle_and_less_elsewhere():
    """The slope of σ is ¼ at z = 0 and less than ¼ everywhere else."""
    for a in (Fraction(n, 101) for n in range(1, 101)):  # a(1 − a) is ¼ less a square
        assert a * (1 - a) == Fraction(1, 4) - (a - Fraction(1, 2)) ** 2
    assert sigmoid.slope(0.0) == 0.25
    for z in PLACES:
        assert z == 0 or mpmath.diff(logistic, z) < mpmath.mpf(1) / 4
        assert z == 0 or sigmoid.slope(float(z)) < 0.25


@pytest.mark.claim("rumour-is-sigma")
def test_sigma_is_the_only_rumour_that_starts_at_a_half():
    """If the slope is height times headroom everywhere, and the height at 0 is ½, then the curve is
    σ and no other."""
    with mpmath.workdps(25):
        ahead = mpmath.odefun(lambda _, y: y * (1 - y), 0, mpmath.mpf(1) / 2)
        back = mpmath.odefun(lambda _, y: -y * (1 - y), 0, mpmath.mpf(1) / 2)
        for z in (mpmath.mpf(n) / 2 for n in range(11)):
            assert abs(ahead(z) - logistic(z)) < TINY
            assert abs(back(z) - logistic(-z)) < TINY
            assert sigmoid(float(z)) == pytest.approx(float(ahead(z)), rel=1e-14)
    # No other: whatever follows the rule has log-odds that climb at the rate 1, so they are z.
    for y in (Fraction(n, 13) for n in range(1, 13)):
        rate_of_log_odds = (1 / y + 1 / (1 - y)) * (y * (1 - y))
        assert rate_of_log_odds == 1
    for z in PLACES:  # and z are the log-odds of σ(z) alone
        assert abs(mpmath.log(logistic(z) / (1 - logistic(z))) - z) < TINY


def _scaled_sigma(low, high, pull, start):
    """The curve with slope pull·(f − low)(high − f) and height `start` at 0, made from σ."""
    shift = mpmath.log((start - low) / (high - start))
    return lambda z: low + (high - low) * logistic(pull * (high - low) * z + shift)


@pytest.mark.claim("lowest-degree-is-two")
def test_degree_two_is_the_lowest_and_gives_only_scaled_sigmas():
    """Take a curve over all z that has a floor and a ceiling, is not flat, and whose slope is a
    polynomial in its height. The degree is at least 2, and if it is 2 the curve is σ: scaled,
    shifted, perhaps turned over."""
    random = np.random.default_rng(0)
    for _ in range(8):
        low, gap, pull, share = (mpmath.mpf(int(n)) / 8 for n in random.integers(1, 8, 4))
        low, high = low - 1, low - 1 + gap
        for way in (pull, -pull):  # as it is, and turned over
            with mpmath.workdps(22):
                _between_two_zeros(low, high, way, low + gap * share)
            for start in (low - gap, high + gap):
                _runs_off(low, high, way, start)
        _degree_below_two_is_unbounded(low, gap, pull)
        _no_zero_or_a_double_one_is_unbounded(low, gap, pull)


def _between_two_zeros(low, high, pull, start):
    """Degree 2, started between its zeros: solved by Taylor series, it is a scaled σ."""
    curve = _scaled_sigma(low, high, pull, start)
    solved = mpmath.odefun(lambda _, f: pull * (f - low) * (high - f), 0, start)
    for z in (mpmath.mpf(1) / 3, mpmath.mpf(2)):
        assert abs(solved(z) - curve(z)) < mpmath.mpf(10) ** -15


def _runs_off(low, high, pull, start):
    """Degree 2, started outside its zeros: the same formula, but it bursts at a finite z."""

    def curve(z):
        odds = (start - low) / (high - start) * mpmath.exp(pull * (high - low) * z)
        return (low + high * odds) / (1 + odds)

    for z in (mpmath.mpf(0), mpmath.mpf(1) / 1000):
        f = curve(z)
        assert abs(mpmath.diff(curve, z) - pull * (f - low) * (high - f)) < TINY
    bursts = mpmath.log(-(high - start) / (start - low)) / (pull * (high - low))
    assert abs(curve(bursts + TINY)) > mpmath.mpf(10) ** 15


def _degree_below_two_is_unbounded(start, rate, growth):
    """Slope constant: a line. Slope rate + growth·height: an exponential, or it never moves."""

    def line(z):
        return start + rate * z

    def exponential(z):
        return (start + rate / growth) * mpmath.exp(growth * z) - rate / growth

    for z in (mpmath.mpf(-1), mpmath.mpf(3)):
        assert abs(mpmath.diff(line, z) - rate) < TINY
        assert abs(mpmath.diff(exponential, z) - rate - growth * exponential(z)) < TINY
    for curve in (line, exponential):
        moved = curve(mpmath.mpf(10) ** 4) - start
        assert moved == 0 or abs(moved) > 100


def _no_zero_or_a_double_one_is_unbounded(zero, size, pull):
    """Slope pull·((f − zero)² + size²): a tangent. Slope pull·(f − zero)²: a hyperbola."""

    def tangent(z):
        return zero + size * mpmath.tan(pull * size * z)

    def hyperbola(z):
        return zero + size / (1 - pull * size * z)

    for z in (mpmath.mpf(0), mpmath.mpf(1) / 100):
        f, g = tangent(z), hyperbola(z)
        assert abs(mpmath.diff(tangent, z) - pull * ((f - zero) ** 2 + size**2)) < TINY
        assert abs(mpmath.diff(hyperbola, z) - pull * (g - zero) ** 2) < TINY
    bursts = mpmath.pi / (2 * pull * size), 1 / (pull * size)
    for curve, at in zip((tangent, hyperbola), bursts, strict=True):
        assert abs(curve(at - TINY)) > mpmath.mpf(10) ** 15


@pytest.mark.claim("every-rising-curve-has-a-rule")
def test_a_rising_curve_tells_its_slope_by_its_height():
    """Every smooth curve that rises everywhere has some rule that gives its slope from its
    height."""
    lumpy = [(1, -3, 2), (2, 0, 5), (1, 2, 1)]  # a rising curve that nobody has a name for
    curves = {
        lambda z: sum(w * logistic(k * (z - c)) for w, c, k in lumpy): None,
        mpmath.ncdf: normal_cdf,
        mpmath.atan: arctan,
        mpmath.tanh: tanh,
        lambda z: mpmath.log(1 + mpmath.exp(z)): softplus,
    }
    with mpmath.workdps(25):
        for curve, ours in curves.items():
            heights = [curve(mpmath.mpf(n) / 4) for n in range(-12, 13)]
            assert all(one < two for one, two in pairwise(heights))  # no height comes twice
            for n in range(-2, 3):
                z = mpmath.mpf(n)
                height = curve(z)
                place = _place_of(height, curve, -8, 9)  # so a height alone leads back to its z
                assert abs(place - z) < mpmath.mpf(10) ** -12
                slope = float(mpmath.diff(curve, place))
                if ours is not None:
                    assert ours.slope_from_output(float(height)) == pytest.approx(slope, rel=1e-9)


def _place_of(height, curve, low, high):
    """Find where a curve that rises from low to high has the height, by halving."""
    low, high = mpmath.mpf(low), mpmath.mpf(high)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if curve(middle) < height else (low, middle)
    return low


@pytest.mark.claim("no-polynomial-for-the-normal-curve")
def test_no_polynomial_gives_the_slope_of_the_normal_curve():
    """No polynomial in the height gives the slope of the normal curve, whatever its degree."""
    # As the height falls to 0 so does the slope, so the polynomial p would need p(0) = 0, and then
    # p(height) / height has a limit. But slope / height is above |z|, which has none.
    for z in (mpmath.mpf(-(10**n)) for n in range(6)):
        height = mpmath.erfc(-z / mpmath.sqrt(2)) / 2
        slope = mpmath.npdf(z)
        assert slope / height > -z
        # The gap slope + z·height falls to 0 at −∞ and has slope `height`, so it is above 0.
    for z in (mpmath.mpf(-n) for n in range(1, 9)):
        gap_slope = mpmath.diff(lambda x: mpmath.npdf(x) + x * mpmath.ncdf(x), z)
        assert abs(gap_slope - mpmath.ncdf(z)) < TINY
        assert normal_cdf.slope(float(z)) / normal_cdf(float(z)) > -z


RULES = {  # the slope at height a, in words of mpmath
    "heaviside": lambda a: 0 * a,
    "identity": lambda a: 1 + 0 * a,
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a**2,
    "softsign": lambda a: (1 - abs(a)) ** 2,
    "relu": lambda a: int(a > 0),
    "leaky_relu": lambda a: 1 if a > 0 else mpmath.mpf(1) / 100,
    "softplus": lambda a: 1 - mpmath.exp(-a),
    "arctan": lambda a: mpmath.cos(a) ** 2,
    "normal_cdf": lambda a: mpmath.npdf(mpmath.sqrt(2) * mpmath.erfinv(2 * a - 1)),
}
TWICE = {  # a place of the curve, and a stretch where it comes to that height again
    "sine": (mpmath.sin, 2, (0, 1.5)),
    "square": (lambda z: z**2, -1, (0, 3)),
    "gelu": (lambda z: z * mpmath.ncdf(z), -2, (-0.7, 1)),
    "silu": (lambda z: z * logistic(z), -3, (-1.2, 1)),
}


@pytest.mark.claim("output-tells-the-slope-or-not")
def test_ten_curves_tell_their_slope_by_the_output_and_four_do_not():
    """Of our fourteen curves ten tell their slope, wherever they have one, by the output alone.
    Sine, the square, GELU and SiLU do not: they come to some heights with two slopes."""
    assert {*RULES, *TWICE} == {*ACTIVATIONS}
    for name, rule in RULES.items():
        curve = ACTIVATIONS[name]
        for z in (n / 8 for n in range(-24, 25) if n):  # at 0 some have none
            tilt = (curve(z + 1e-5) - curve(z - 1e-5)) / 2e-5  # measured, not told
            assert curve.slope_from_output(curve(z)) == pytest.approx(tilt, rel=1e-6, abs=1e-9)
            assert float(rule(mpmath.mpf(float(curve(z))))) == pytest.approx(
                tilt, rel=1e-6, abs=1e-9
            )
    for name, (curve, here, stretch) in TWICE.items():
        there = _place_of(curve(here), curve, *stretch)
        assert abs(curve(here) - curve(there)) < TINY
        assert mpmath.diff(curve, here) < 0 < mpmath.diff(curve, there)
        ours = ACTIVATIONS[name]
        assert ours(float(here)) == pytest.approx(float(curve(there)))
        assert ours.slope_from_output is None


class Counted:
    """A number that counts what is done to it."""

    def __init__(self, value, done=None):
        self.value, self.done = value, [] if done is None else done

    def _did(self, what, value):
        self.done.append(what)
        return Counted(value, self.done)

    def __rsub__(self, other):
        return self._did("subtraction", Fraction(other) - self.value)

    def __mul__(self, other):
        return self._did("multiplication", self.value * other.value)


@pytest.mark.claim("one-multiplication")
def test_the_slope_costs_one_subtraction_and_one_multiplication():
    """With its output in hand, the slope of σ costs one subtraction and one multiplication."""
    for a in (Fraction(1, 2), Fraction(22, 25)):
        output = Counted(a)
        slope = sigmoid.slope_from_output.raw(output)
        assert output.done == ["subtraction", "multiplication"]
        assert slope.value == a - a**2


@pytest.mark.claim("x-is-already-the-output")
def test_x_times_one_minus_x_is_right_for_the_output_only():
    """x(1 − x) is the slope of σ if x is the output. If x is the weighted sum it is in
    general wrong: at z = 2 it gives −2, and the slope of σ is never below 0."""
    x = Fraction(2)
    assert x * (1 - x) == -2
    high = [z * (1 - z) > logistic(z) * logistic(-z) for z in PLACES]
    assert sum(a != b for a, b in pairwise(high)) == 2  # by luck it is right between 0 and 1, twice
    for z in PLACES:
        slope = mpmath.diff(logistic, z)
        assert slope > 0
        assert sigmoid.slope_from_output(sigmoid(float(z))) == pytest.approx(
            float(slope), rel=1e-11
        )


@pytest.mark.claim("two-minuses-cancel")
def test_the_two_minus_signs_cancel():
    """There are two minus signs on the way to the slope of σ: 1/s falls as s grows, and s itself
    falls as z grows. Together they make a rise."""
    for z in PLACES:
        s = 1 + mpmath.exp(-z)
        outer = mpmath.diff(lambda x: 1 / x, s)
        inner = mpmath.diff(lambda x: 1 + mpmath.exp(-x), z)
        assert outer < 0
        assert inner < 0
        assert sigmoid.slope(float(z)) == pytest.approx(float(outer * inner), rel=1e-13)


def _rates(z, y):
    """How fast each error changes with z, measured at fifty digits on the textbook formulas."""

    def surprise(x):
        return -y * mpmath.log(logistic(x)) - (1 - y) * mpmath.log(1 - logistic(x))

    def distance(x):
        return (logistic(x) - y) ** 2 / 2

    return {cross_entropy: mpmath.diff(surprise, z), squared_error: mpmath.diff(distance, z)}


@pytest.mark.claim("cross-entropy-cancels-the-slope")
def test_cross_entropy_cancels_the_slope():
    """On a σ neuron at the output, with output a and right answer y, the push of cross-entropy is
    a − y. With half the squared error it is (a − y)a(1 − a)."""
    for y in (mpmath.mpf(0), mpmath.mpf(1), mpmath.mpf(1) / 4):
        for z in PLACES[::4]:
            a = logistic(z)
            said = {cross_entropy: a - y, squared_error: (a - y) * a * (1 - a)}
            for loss, measured in _rates(z, y).items():
                assert abs(measured - said[loss]) < TINY
                ours = output_delta(loss, sigmoid, float(z), float(a), float(y))
                assert ours == pytest.approx(float(measured), rel=1e-10, abs=1e-15)


@pytest.mark.claim("a-hundred-and-fifty-times")
def test_squared_error_pushes_a_hundred_and_fifty_times_less():
    """At z = 5 with target 0 the push with squared error is 150 times smaller than with
    cross-entropy; at z = 10 it is more than 22 000 times smaller."""
    for z, low, high in ((5, 150, 151), (10, 22_000, 22_100)):
        rates = _rates(z, 0)
        ratio = rates[cross_entropy] / rates[squared_error]
        assert low < ratio < high
        assert abs(ratio - 2 - 2 * mpmath.cosh(z)) < mpmath.mpf(10) ** -9  # 1/(a(1 − a))
        a = sigmoid(float(z))
        ours = {loss: output_delta(loss, sigmoid, float(z), a, 0.0) for loss in rates}
        assert ours[cross_entropy] / ours[squared_error] == pytest.approx(float(ratio), rel=1e-9)


@pytest.mark.derivation("headroom-as-a-fraction")
def test_the_headroom_as_a_fraction(derive):
    """What is left from σ up to 1, as one fraction."""
    derive(
        ("1 - a = (1 + E)/(1 + E) - 1/(1 + E)", "the same denominator"),
        ("= E/(1 + E)", "subtract."),
        where={"a": "1/(1 + E)"},
        positive=["E"],
    )


@pytest.mark.derivation("slope-by-the-chain-rule")
def test_the_slope_by_the_chain_rule(derive):
    """The slope of σ is its height times its headroom, by the chain rule."""
    derive(
        ("sigma' = -1/s**2 @ s'", "chain rule"),
        ("= -1/s**2 @ (-exp(-z))", "the derivative of $e^{-z}$"),
        ("= 1/s @ (exp(-z)/s)", "the two minus signs cancel"),
        ("= 1/s @ ((s - 1)/s)", "as $e^{-z} = s - 1$"),
        ("= sigma*(1 - sigma)", r"as $\tfrac{s - 1}{s} = 1 - \tfrac1s$."),
        where={"s": "1 + exp(-z)", "s'": "d(s, z)", "sigma": "1/s", "sigma'": "d(1/s, z)"},
    )
