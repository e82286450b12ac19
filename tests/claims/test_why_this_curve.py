"""Proofs for *How did they know to pick this curve?*

Checked against exact fractions, fifty digits and integrals (mpmath), and a second library of
matrices (numpy.linalg), never against the library's own output.
"""

import math
from fractions import Fraction
from itertools import pairwise, product

import mpmath
import numpy as np
import pytest

from explainer.activations import ACTIVATIONS, heaviside, log_odds, normal_cdf, sigmoid, sine, tanh
from explainer.network import Layer, Network
from explainer.neuron import Neuron
from explainer.story import cinema

mpmath.mp.dps = 50
PLACES = [mpmath.mpf(n) / 4 for n in range(-40, 41)]
TINY = mpmath.mpf(10) ** -20


def logistic(z):
    """σ(z) to fifty digits."""
    return 1 / (1 + mpmath.exp(-z))


TEXTBOOK = {
    "heaviside": lambda z: mpmath.mpf(z > 0),
    "identity": lambda z: z,
    "sigmoid": logistic,
    "tanh": mpmath.tanh,
    "relu": lambda z: max(z, 0),
    "leaky_relu": lambda z: max(z, z / 100),
    "softplus": lambda z: mpmath.log(1 + mpmath.exp(z)),
    "arctan": mpmath.atan,
    "normal_cdf": mpmath.ncdf,
    "softsign": lambda z: z / (1 + abs(z)),
    "sine": mpmath.sin,
    "square": lambda z: z**2,
    "gelu": lambda z: z * mpmath.ncdf(z),
    "silu": lambda z: z * logistic(z),
}


def quotient(curve, low, high):
    """How much a curve rises from low to high, for each step to the right."""
    return (curve(high) - curve(low)) / (high - low)


@pytest.mark.claim("eleven-have-what-learning-needs")
def test_eleven_of_fourteen_curves_have_what_learning_needs():
    """Eleven of our fourteen curves have a tilt, are never too steep, and are not straight. The
    other three are the switch, the straight line and the square."""
    assert {*TEXTBOOK} == {*ACTIVATIONS}
    lacking = set()
    for name, curve in TEXTBOOK.items():
        near = [quotient(curve, z - TINY, z + TINY) for z in PLACES if z]  # off 0, where one jumps
        wide = [quotient(curve, low, high) for low, high in pairwise(PLACES)]
        jumps = quotient(curve, -TINY, TINY) > 10**6
        runs_off = quotient(curve, mpmath.mpf(10) ** 9, mpmath.mpf(10) ** 9 + 1) > 10**6
        wishes = {"tilt": any(near), "not steep": not (jumps or runs_off), "bent": len({*wide}) > 1}
        if wishes["not steep"]:
            assert max(map(abs, near)) < mpmath.mpf("1.13")  # GELU is the steepest of them
        if not all(wishes.values()):
            lacking.add(name)
        ours = ACTIVATIONS[name]
        assert wishes["tilt"] == ours.slope([float(z) for z in PLACES]).any()
        assert wishes["not steep"] == math.isfinite(ours.lipschitz)
        assert wishes["bent"] == (ours.slope_lipschitz > 0)
    assert lacking == {"heaviside", "identity", "square"}


@pytest.mark.claim("two-meet-every-wish")
def test_sigma_and_the_normal_curve_meet_every_wish():
    """Of our fourteen curves two meet all eight wishes: σ and the normal curve."""

    def falls(curve):
        return any(curve(low) > curve(high) for low, high in pairwise(PLACES))

    def leaves_the_unit(curve):
        return not all(0 <= curve(z) <= 1 for z in PLACES)

    def is_flat_or_jumps(curve):
        return all(quotient(curve, z - TINY, z + TINY) == 0 for z in PLACES if z)

    breaks = (falls, leaves_the_unit, is_flat_or_jumps)
    meeting = {name for name, curve in TEXTBOOK.items() if not any(b(curve) for b in breaks)}
    assert meeting == {"sigmoid", "normal_cdf"}
    far = mpmath.mpf(200)
    densities = {"sigmoid": lambda z: logistic(z) * logistic(-z), "normal_cdf": mpmath.npdf}
    for name, slope in densities.items():
        curve, ours = TEXTBOOK[name], ACTIVATIONS[name]
        assert curve(-far) < TINY
        assert 1 - curve(far) < TINY
        for z in PLACES:  # a slope above 0: it never falls, and each height has one z, one slope
            assert 0 < slope(z) < mpmath.mpf("0.4")
            assert abs(mpmath.diff(curve, z) - slope(z)) < TINY
            assert abs(mpmath.diff(slope, z)) < mpmath.mpf("0.25")  # no corner
            told = ours.slope_from_output(float(curve(z))) if abs(z) < 6 else float(slope(z))
            assert told == pytest.approx(float(slope(z)), rel=1e-6)
        assert ours.bounds == (0, 1)


@pytest.mark.claim("normal-curve-within-a-hundredth")
def test_sigma_stretched_stays_within_a_hundredth_of_the_normal_curve():
    """σ(1.702u) stays within 0.01 of the normal curve, for every u."""
    # Both rise, σ(1.702u) never faster than 1.702/4 and the normal curve more slowly, so between
    # two neighbours of the grid their gap grows by less than that times half the spacing.
    # Beyond 8 both are closer than 0.01 to their ends, and the left side mirrors the right.
    spacing, steepest = 1 / 500, 1.702 / 4
    assert steepest > 1 / math.sqrt(2 * math.pi)
    for n in range(8 * 500 + 1):
        u = n * spacing
        gap = 1 / (1 + math.exp(-1.702 * u)) - (1 - math.erfc(u / math.sqrt(2)) / 2)
        assert abs(gap) + steepest * spacing / 2 < 0.01
        if n % 100 == 0:
            for side in (u, -u):
                assert abs(sigmoid(1.702 * side) - normal_cdf(side)) == pytest.approx(abs(gap))
    assert math.exp(-1.702 * 8) < 0.01 > math.erfc(8 / math.sqrt(2)) / 2


@pytest.mark.claim("tanh-is-a-stretched-sigma")
def test_tanh_is_sigma_stretched_and_moved():
    """tanh is σ, stretched and moved: tanh(z) = 2σ(2z) − 1 for every z."""
    # With q = e^z, tanh is (q − 1/q)/(q + 1/q) and 2σ(2z) − 1 is 2/(1 + 1/q²) − 1. Times
    # q(1 + q²), both are polynomials of degree 3 at most: agreeing at more than four q is enough.
    for q in (Fraction(n, 7) for n in range(1, 12)):
        assert (q - 1 / q) / (q + 1 / q) == 2 / (1 + 1 / q**2) - 1
    for z in map(float, PLACES):
        assert tanh(z) == pytest.approx(float(mpmath.tanh(z)), rel=1e-14)
        assert 2 * sigmoid(2 * z) - 1 == pytest.approx(float(mpmath.tanh(z)), abs=1e-15)


@pytest.mark.claim("tanh-network-is-a-sigma-network")
def test_a_network_of_tanh_is_a_network_of_sigma():
    """For every network with a hidden layer of tanh there is one with σ in its place that says the
    same to every input: double the weights and biases of that layer, double the weights that read
    it, and take their old values, from before, off the next bias."""
    random = np.random.default_rng(5)
    first, out = random.integers(-4, 5, size=(5, 3)), random.integers(-4, 5, size=(2, 5))
    bias, last = random.integers(-4, 5, size=5), random.integers(-4, 5, size=2)
    straight = ACTIVATIONS["identity"]
    twin = Network(
        (Layer(2 * first, 2 * bias), Layer(2 * out, last - out.sum(axis=1), straight))  # σ
    )
    for x in product((-1, 0, 2), repeat=3):
        sums = [mpmath.fdot(map(int, row), x) + int(b) for row, b in zip(first, bias, strict=True)]
        hidden = [mpmath.tanh(z) for z in sums]
        said = [
            mpmath.fdot(map(int, row), hidden) + int(b) for row, b in zip(out, last, strict=True)
        ]
        assert twin([x])[0] == pytest.approx([float(each) for each in said], abs=1e-13)


@pytest.mark.claim("base-two-rescales")
def test_two_in_place_of_e_rescales_z():
    """With 2 in place of e the curve is σ again, of a z that is ln 2 times as large, and its slope
    is ln 2 times its height times what is left from there up to 1."""
    ln2 = mpmath.log(2)
    for z in PLACES:
        a = 1 / (1 + mpmath.mpf(2) ** -z)
        assert abs(a - logistic(ln2 * z)) < TINY
        slope = mpmath.diff(lambda x: 1 / (1 + mpmath.mpf(2) ** -x), z)
        assert abs(slope - ln2 * a * (1 - a)) < TINY
        neuron = Neuron([math.log(2)], 0.0)  # so a weight does all of it
        assert neuron.output([float(z)]) == pytest.approx(float(a), rel=1e-13)


def bell(x, centre, spread):
    """How thick a bell curve around `centre` lies at x: several numbers, and a matrix of spread."""
    away = mpmath.matrix(x) - mpmath.matrix(centre)
    inverse = mpmath.matrix(spread) ** -1
    return mpmath.exp(-(away.T * inverse * away)[0] / 2) / mpmath.sqrt(mpmath.det(spread))


@pytest.mark.claim("equal-spread-gives-sigma")
def test_two_bell_curves_of_one_spread_make_sigma():
    """If two kinds of thing are spread in bell curves, equally wide for both in every direction
    you look, then the chance that a thing is of the second kind is exactly σ of a weighted sum
    of what you see of it, however common each kind is.
    """
    kinds = (([0.25, 0, 1], [1, -0.5, 0.5]), ([-1, 2, 0], [0, 0, 0.75]))
    spread = np.array([[2, 0.5, 0], [0.5, 1, -0.25], [0, -0.25, 1]])
    for (first, second), common in zip(kinds, (Fraction(1, 2), Fraction(1, 5)), strict=True):
        weights = np.linalg.solve(spread, np.subtract(second, first))
        middle = np.add(first, second) / 2
        neuron = Neuron(weights, math.log(common / (1 - common)) - weights @ middle)
        share = mpmath.mpf(common.numerator) / common.denominator
        for x in product((-1, 0, 0.5, 2), repeat=3):
            two = share * bell(x, second, mpmath.matrix(spread.tolist()))
            one = (1 - share) * bell(x, first, mpmath.matrix(spread.tolist()))
            assert neuron.output(x) == pytest.approx(float(two / (one + two)), rel=1e-12)


@pytest.mark.claim("unequal-spread-does-not")
def test_two_bell_curves_of_two_spreads_do_not():
    """If one bell curve over x is wider than the other, the chance is not σ of any wx + b:
    somewhere it turns back, which σ(wx + b) never does."""
    for narrow, wide in ((1, 2), (mpmath.mpf("0.9"), 1), (mpmath.mpf("0.1"), mpmath.mpf("0.3"))):

        def chance(x, narrow=narrow, wide=wide):
            two, one = bell([x], [1], [[narrow**2]]), bell([x], [0], [[wide**2]])
            return two / (one + two)

        # the log-odds bend down everywhere, at one rate: highest at one place, falling from there
        bend = 1 / mpmath.mpf(wide) ** 2 - 1 / mpmath.mpf(narrow) ** 2
        top = 1 / (-bend * mpmath.mpf(narrow) ** 2)
        for x in (-2, 0, mpmath.mpf(1) / 2, 3):
            odds = [mpmath.log(chance(x + h) / (1 - chance(x + h))) for h in (-1, 0, 1)]
            assert abs(odds[0] - 2 * odds[1] + odds[2] - bend) < TINY
        assert bend < 0
        assert chance(top - 1) < chance(top) > chance(top + 1)
    for w, b in product((-3.0, 0.0, 2.0), (-1.0, 4.0)):
        outputs = Neuron([w], b).output([[-2.0], [0.5], [3.0]])
        assert sorted(outputs) in (outputs.tolist(), outputs.tolist()[::-1])


@pytest.mark.claim("logistic-crowd-is-sigma")
def test_a_crowd_of_switches_shows_the_spread_of_its_flipping_points():
    """On average, the share of a crowd of switches that is on at z is the share of flipping points
    below z. That is σ if the points are spread like the slope of σ, and the normal curve if they
    are spread in a bell curve."""
    crowds = {sigmoid: lambda t: mpmath.sech(t / 2) ** 2 / 4, normal_cdf: mpmath.npdf}
    for curve, thickness in crowds.items():
        for z in (mpmath.mpf(n) / 2 for n in range(-10, 11)):
            with mpmath.workdps(25):
                on = mpmath.quad(thickness, [-mpmath.inf, -1, 0, z])  # where z − t is above 0
            assert curve(float(z)) == pytest.approx(float(on), rel=1e-11)
    points = log_odds((np.arange(2000) + 0.5) / 2000)  # a crowd of that spread, without luck
    for point, share in zip(points[::199], (np.arange(2000) / 2000)[::199], strict=True):
        assert heaviside(point - points).mean() == share
        assert abs(share - 1 / (1 + math.exp(-point))) < 1 / 2000


@pytest.mark.claim("adding-multiplies-the-odds")
def test_adding_to_z_multiplies_the_odds():
    """Add 1 to z, and the odds, σ(z) over 1 − σ(z), are multiplied by e, wherever z stands. Of the
    curves that say ½ at 0 and whose odds are multiplied by $e^h$ for each $h$ added, σ is the only
    one."""
    for q in (Fraction(n, 7) for n in range(1, 40)):  # q = e^z
        a = 1 / (1 + 1 / q)
        assert a / (1 - a) == q
    for z in PLACES:
        odds = [a / (1 - a) for a in map(logistic, (z, z + 1))]
        assert abs(odds[1] / odds[0] - mpmath.e) < TINY
        # The only one: odds of 1 at 0, multiplied by e^z, are e^z, and one chance has such odds.
        chance = mpmath.exp(z) / (1 + mpmath.exp(z))
        assert sigmoid(float(z)) == pytest.approx(float(chance), rel=1e-14)


@pytest.mark.claim("most-undecided-is-sigma")
def test_the_most_undecided_chance_under_a_pull_is_sigma():
    """Of all chances p, the one for which the pull z times p, plus how undecided p is (its
    entropy, with the natural logarithm), comes out greatest is σ(z).
    """

    def worth(p, z):
        return z * p - p * mpmath.log(p) - (1 - p) * mpmath.log(1 - p)

    for z in PLACES[::4]:
        best = mpmath.mpf(float(sigmoid(float(z))))
        exact = logistic(z)
        assert float(best) == pytest.approx(float(exact), rel=1e-14)
        # At 39 chances; for every one between 0 and 1 it is derived in the page's calculus block.
        for p in (mpmath.mpf(n) / 40 for n in range(1, 40)):
            # What p falls short by is a distance (Kullback's and Leibler's), 0 for p = σ(z) alone.
            short = p * mpmath.log(p / exact) + (1 - p) * mpmath.log((1 - p) / (1 - exact))
            assert abs(worth(exact, z) - worth(p, z) - short) < TINY
            assert short > 0 or p == exact


@pytest.mark.claim("sine-comes-back")
def test_sine_comes_back():
    """Raise z by 2π and sine says what it said before; σ always says more."""
    turn = 2 * mpmath.pi
    for z in PLACES:
        assert abs(mpmath.sin(z + turn) - mpmath.sin(z)) < TINY
        assert logistic(z + turn) > logistic(z)
        assert sine(float(z) + 2 * math.pi) == pytest.approx(float(sine(float(z))), abs=1e-13)
        assert sigmoid(float(z) + 2 * math.pi) > sigmoid(float(z))


@pytest.mark.claim("no-logarithm-at-or-below-zero")
def test_no_logarithm_at_or_below_zero():
    """No power of e is 0 or less, so 0 and the numbers below it have no logarithm; but a weighted
    sum may well be one of these."""
    for power in (-(10**6), -1, 0, 1, 10**6):
        assert mpmath.exp(power) > 0
    for z in (0.0, -1.0):
        with pytest.raises(ValueError, match=r"domain error|positive input"):
            math.log(z)
    knobs = [Fraction(w) for w in (*cinema.weights, cinema.bias)]
    for rainy, z in (([1, Fraction(1, 2), 1, 1], -1), ([0, Fraction(1, 2), 0, 1], 0)):
        assert sum(w * x for w, x in zip(knobs, rainy, strict=True)) == z
        assert cinema.weighted_input([float(x) for x in rainy[:3]]) == z


@pytest.mark.claim("below-zero-less-than-half")
def test_sigma_says_less_than_a_half_below_zero():
    """σ says less than ½ below 0 and more than ½ above it, and it is the same both ways round:
    σ(−z) = 1 − σ(z)."""
    for q in (Fraction(n, 7) for n in range(1, 40)):  # q = e^-z, above 1 where z is below 0
        a, mirrored = 1 / (1 + q), 1 / (1 + 1 / q)
        assert (a < Fraction(1, 2)) == (q > 1)
        assert mirrored == 1 - a
    for z in map(float, PLACES):
        assert np.sign(sigmoid(z) - 0.5) == np.sign(z)
        assert sigmoid(-z) == pytest.approx(1 - sigmoid(z), rel=1e-11)


@pytest.mark.claim("bias-shifts-weight-steepens")
def test_the_bias_shifts_and_the_weight_steepens():
    """With one input x of weight w, above 0, a σ neuron says ½ where x is −b/w, and there its slope
    is w/4. So the bias b shifts the curve, and the weight says how steep it is."""
    for w, b in product((Fraction(1, 2), Fraction(3), Fraction(10)), map(Fraction, (-5, 0, 2))):
        half = -b / w
        assert w * half + b == 0  # and σ(0) = ½, by 1/(1 + 1)
        neuron, plain = Neuron([float(w)], float(b)), Neuron([float(w)], 0.0)
        at = mpmath.mpf(half.numerator) / half.denominator
        weight, bias = (mpmath.mpf(n.numerator) / n.denominator for n in (w, b))
        assert (
            abs(mpmath.diff(lambda x, w=weight, b=bias: logistic(w * x + b), at) - weight / 4)
            < TINY
        )
        for x in (-1.0, 0.25, 2.0):  # the same curve, moved sideways
            there = plain.output([x - float(half)])
            assert neuron.output([x]) == pytest.approx(float(there), rel=1e-12)
            assert there == pytest.approx(float(logistic(weight * (x - at))), rel=1e-12)
