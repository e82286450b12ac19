"""Proofs for *How can Δoutput be linear when the neuron is curved?*

Checked against fifty digits and exact fractions; the slope is taken from a hyperbolic cosine,
which the library does not use.
"""

from fractions import Fraction
from itertools import pairwise, product

import mpmath
import numpy as np
import pytest

from explainer.activations import sigmoid
from explainer.neuron import Neuron
from explainer.story import cinema, tonight

mpmath.mp.dps = 50
NEURONS = [
    ([2.0, 4.0, -3.0], -2.0),
    ([0.5, -1.25, 3.0], 0.75),
    ([-6.0, 0.0, 2.5], -4.0),
]
INPUTS = [(1.0, 0.5, 0.0), (0.0, 1.0, 0.25), (-2.0, 0.125, 3.0)]
NUDGES = [(0.1, -0.1, 0.2, 0.1), (0.5, 0.25, -0.75, 1.0), (-0.001, 0.002, 0.003, -0.004)]
FRIEND = np.array([1.0, 0.0, 0.0])


def exact(z):
    """σ to fifty digits."""
    return 1 / (1 + mpmath.exp(-z))


def slope(z):
    """σ's slope by the hyperbolic cosine: 1/(4 cosh²(z/2))."""
    return 1 / (2 * mpmath.cosh(z / 2)) ** 2


def weighted_sum(knobs, inputs):
    """The knobs, bias last, each times what it takes in, added up without rounding."""
    taken = map(Fraction, (*map(float, inputs), 1.0))
    return sum(Fraction(k) * x for k, x in zip(knobs, taken, strict=True))


def digits(number):
    """A fraction to fifty digits."""
    return mpmath.mpf(number.numerator) / number.denominator


def bill_and_truth(knobs, inputs, nudges):
    """What the rates predict, knob by knob, and by how much the output moves."""
    before, change = weighted_sum(knobs, inputs), weighted_sum(nudges, inputs)
    taken = (*map(float, inputs), 1.0)
    steep = slope(digits(before))
    bill = sum(x * steep * mpmath.mpf(by) for x, by in zip(taken, nudges, strict=True))
    return bill, exact(digits(before + change)) - exact(digits(before))


def story():
    """The knobs of the cinema neuron: three weights and the bias."""
    return [*map(float, cinema.weights), cinema.bias]


@pytest.mark.claim("prediction-error-bound")
def test_slope_times_nudge_is_off_by_little():
    """σ's slope times the change in z misses the true change of the output by at most
    Δz²/(12√3)."""
    worst = 1 / (12 * mpmath.sqrt(3))
    for n in range(-24, 25):
        z = mpmath.mpf(n) / 4
        steep = slope(z)
        for change in (mpmath.mpf(m) / 4 for m in range(-16, 17) if m):
            missed = abs(exact(z + change) - exact(z) - steep * change)
            assert missed <= worst * change**2
            nudge = Neuron([1.0], float(z)).nudge([0.0], bias=float(change))
            assert abs(nudge.error) == pytest.approx(float(missed), rel=1e-9, abs=1e-15)
            assert nudge.bound == pytest.approx(float(worst * change**2))
    most_bent = mpmath.log(2 + mpmath.sqrt(3))
    small = mpmath.mpf(1) / 10**6
    missed = exact(most_bent + small) - exact(most_bent) - slope(most_bent) * small
    assert abs(missed) / small**2 == pytest.approx(worst, rel=1e-5)  # no smaller constant will do
    assert sigmoid.slope_lipschitz / 2 == pytest.approx(float(worst))


@pytest.mark.claim("greatest-bend")
def test_the_slope_never_changes_faster_than_this():
    """σ's slope changes at most 1/(6√3) times as fast as z does, and exactly that fast where z is
    ±ln(2 + √3)."""
    for t in (Fraction(n, 7) for n in range(4)):  # equal at four points: equal as cubics
        square_of_bend = t * (1 - t) ** 2 / 16  # t = (1 − 2σ)², the bend is σ(1 − σ)(1 − 2σ)
        assert (
            Fraction(1, 108) - square_of_bend
            == (t - Fraction(1, 3)) ** 2 * (Fraction(4, 3) - t) / 16
        )  # never below 0, since t is at most 1; and (1/(6√3))² is 1/108
    for z in (mpmath.mpf(n) / 8 for n in range(-80, 81)):
        a = exact(z)
        assert abs(mpmath.diff(slope, z) - a * (1 - a) * (1 - 2 * a)) < mpmath.mpf(10) ** -25
    for z in (mpmath.log(2 + mpmath.sqrt(3)), -mpmath.log(2 + mpmath.sqrt(3))):
        steepest = abs(mpmath.diff(slope, z))
        assert abs(steepest - 1 / (6 * mpmath.sqrt(3))) < mpmath.mpf(10) ** -25


@pytest.mark.claim("bill-error-bound")
def test_the_bill_of_many_knobs_is_off_by_little():
    """Nudge as many knobs as you like: the bill misses the true change by at most Δz²/(12√3),
    where Δz is how far all the nudges together move z."""
    for (weights, bias), inputs, nudges in product(NEURONS, INPUTS, NUDGES):
        bill, truth = bill_and_truth([*weights, bias], inputs, nudges)
        change = digits(weighted_sum(nudges, inputs))
        assert abs(truth - bill) <= change**2 / (12 * mpmath.sqrt(3))
        made = Neuron(weights, bias).nudge(inputs, weights=nudges[:3], bias=nudges[3])
        assert made.predicted == pytest.approx(float(bill), rel=1e-12, abs=1e-16)
        assert made.actual == pytest.approx(float(truth), rel=1e-9, abs=1e-15)


@pytest.mark.claim("sum-is-exactly-linear")
def test_the_weighted_sum_is_exactly_linear():
    """While the inputs stay as they are, the weighted sum z is exactly linear in the weights and
    the bias: it moves by each input times its nudge, plus the bias's nudge, with nothing left
    over.
    """
    for (weights, bias), inputs, nudges in product(NEURONS, INPUTS, NUDGES):
        knobs = [*weights, bias]
        turned = [Fraction(k) + Fraction(by) for k, by in zip(knobs, nudges, strict=True)]
        moved = weighted_sum(turned, inputs) - weighted_sum(knobs, inputs)
        assert moved == weighted_sum(nudges, inputs)
        made = Neuron(weights, bias).nudge(inputs, weights=nudges[:3], bias=nudges[3])
        assert made.weighted_input_change == pytest.approx(float(moved), rel=1e-12)


@pytest.mark.claim("bill-is-linear-in-the-nudges")
def test_the_bill_is_linear_in_the_nudges():
    """At one setting of the knobs the bill is linear in the nudges: twice the nudges make twice
    the bill, and two lots of nudges together make the two bills together."""
    for (weights, bias), inputs in product(NEURONS, INPUTS):
        knobs, neuron = [*weights, bias], Neuron(weights, bias)
        for one, other in product(NUDGES, NUDGES):
            together = [Fraction(a) + Fraction(b) for a, b in zip(one, other, strict=True)]
            bills = [bill_and_truth(knobs, inputs, lot)[0] for lot in (one, other)]
            made = neuron.nudge(inputs, [float(n) for n in together[:3]], float(together[3]))
            assert made.predicted == pytest.approx(float(sum(bills)), rel=1e-12, abs=1e-16)


@pytest.mark.claim("output-is-not-linear")
def test_the_output_is_not_linear():
    """The output itself is linear neither in the nudges nor in the inputs: tonight twice an upward
    nudge of the friend's weight moves it by less than twice as much, and the film adds less
    from ½ to 1 than from 0 to ½.
    """
    for size in (Fraction(n, 10) for n in range(1, 200)):
        once, twice = (exact(digits(2 + size * times)) - exact(2) for times in (1, 2))
        assert once < twice < 2 * once
        moved = [cinema.nudge(tonight, float(n) * FRIEND).actual for n in (size, 2 * size)]
        assert moved == pytest.approx([float(once), float(twice)], rel=1e-10)
    films = [exact(digits(weighted_sum(story(), (1.0, film, 0.0)))) for film in (0.0, 0.5, 1.0)]
    assert 0 < films[2] - films[1] < films[1] - films[0]
    said = cinema.output([[1.0, film, 0.0] for film in (0.0, 0.5, 1.0)])
    assert said == pytest.approx([float(each) for each in films], rel=1e-14)


@pytest.mark.claim("tenth-nudge-hundredth-error")
def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error():
    """A tenth of a small nudge leaves about a hundredth of the error: tonight, for a nudge of 0.1
    or less, up or down, it divides the error by a number between 95 and 105.
    """
    for share in (mpmath.mpf(n) / 20 for n in range(-20, 21) if n):  # this nudge, then its tenths
        errors = [_missed(2, share / 10**n) for n in range(1, 8)]
        for before, after in pairwise(errors):
            assert 95 < before / after < 105
    for way in (1, -1):
        made = [cinema.nudge(tonight, way * size * FRIEND).error for size in (0.1, 0.01)]
        assert 95 < made[0] / made[1] < 105


@pytest.mark.claim("thousandth-at-zero")
def test_where_there_is_no_bend_the_error_shrinks_faster():
    """At z = 0, where σ stops bending one way and starts bending the other, a tenth of a small
    nudge (0.1 or less) leaves about a thousandth of the error."""
    assert abs(mpmath.diff(slope, 0)) < mpmath.mpf(10) ** -25
    for z in (mpmath.mpf(n) / 8 for n in range(1, 81)):
        assert mpmath.diff(slope, -z) > 0 > mpmath.diff(slope, z)
    for share in (mpmath.mpf(n) / 20 for n in range(-20, 21) if n):
        errors = [_missed(0, share / 10**n) for n in range(1, 8)]
        for before, after in pairwise(errors):
            assert 995 < before / after < 1005
    for size in (0.5, 0.1, 0.01):
        error = Neuron([1.0], 0.0).nudge([0.0], bias=size).error
        assert abs(error) <= size**3 / 48


def _missed(z, change):
    """How far slope times change is from the truth."""
    z = mpmath.mpf(z)
    return abs(exact(z + change) - exact(z) - slope(z) * change)


@pytest.mark.claim("tonights-nudge")
def test_tonights_nudge():
    """Nudge the friend's weight by 0.1 tonight: rate times nudge says 0.01050, and the output moves
    by 0.01011."""
    bill, truth = bill_and_truth(story(), tonight, (0.1, 0.0, 0.0, 0.0))
    assert (f"{float(bill):.5f}", f"{float(truth):.5f}") == ("0.01050", "0.01011")
    made = cinema.nudge(tonight, 0.1 * FRIEND)
    assert made.predicted == pytest.approx(float(bill), rel=1e-13)
    assert made.actual == pytest.approx(float(truth), rel=1e-12)


@pytest.mark.claim("tonights-bill")
def test_tonights_bill():
    """Tonight turn the friend's weight up by 0.1, the film's down by 0.1, the rain's up by 0.2 and
    the bias up by 0.1: the bill says 0.01575, and the output moves by 0.01487."""
    bill, truth = bill_and_truth(story(), tonight, (0.1, -0.1, 0.2, 0.1))
    assert (f"{float(bill):.5f}", f"{float(truth):.5f}") == ("0.01575", "0.01487")
    made = cinema.nudge(tonight, weights=[0.1, -0.1, 0.2], bias=0.1)
    assert made.predicted == pytest.approx(float(bill), rel=1e-12)
    assert made.actual == pytest.approx(float(truth), rel=1e-12)


@pytest.mark.claim("slope-tells-changes")
def test_slope_times_z_is_not_the_output():
    """Slope times z is not the output: tonight slope times z is about 0.21, and the output is about
    0.88."""
    z = digits(weighted_sum(story(), tonight))
    assert (f"{float(slope(z) * z):.2f}", f"{float(exact(z)):.2f}") == ("0.21", "0.88")
    assert cinema.output(tonight) == pytest.approx(float(exact(z)), rel=1e-14)
    assert cinema.gradient(tonight).bias == pytest.approx(float(slope(z)), rel=1e-14)
