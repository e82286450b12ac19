"""Proofs for *What is a partial derivative?*

Every rate is measured anew, to fifty digits and one knob at a time, and compared with what the
library says and with a formula for the slope that the library does not use.
"""

from fractions import Fraction
from itertools import product

import mpmath
import pytest

from explainer.neuron import Neuron
from explainer.story import cinema, tonight

mpmath.mp.dps = 50
NEURONS = [
    ([2.0, 4.0, -3.0], -2.0),
    ([0.5, -1.25, 3.0], 0.75),
    ([-6.0, 0.0, 2.5], -4.0),
    ([8.0, 8.0, 8.0], 1.0),
]
INPUTS = [(1.0, 0.5, 0.0), (1.0, 0.5, 1.0), (0.0, 1.0, 0.25), (-2.0, 0.125, 3.0)]
FRIEND, FILM, RAIN, BIAS = range(4)


def weighted_sum(knobs, inputs):
    """The weights and then the bias, each times what it takes in, added up to fifty digits."""
    taken = (*map(float, inputs), 1.0)
    return sum(mpmath.mpf(k) * mpmath.mpf(x) for k, x in zip(knobs, taken, strict=True))


def output(knobs, inputs):
    """What a sigmoid neuron says, to fifty digits."""
    return 1 / (1 + mpmath.exp(-weighted_sum(knobs, inputs)))


def measured(knobs, knob, inputs, nudge):
    """The change of the output divided by the nudge of one knob, all others held."""
    turned = [mpmath.mpf(k) + (nudge if j == knob else 0) for j, k in enumerate(knobs)]
    return (output(turned, inputs) - output(knobs, inputs)) / nudge


def slope(z):
    """σ's slope by the hyperbolic cosine: 1/(4 cosh²(z/2))."""
    return 1 / (2 * mpmath.cosh(z / 2)) ** 2


def story():
    """The knobs of the cinema neuron: three weights and the bias."""
    return [*map(float, cinema.weights), cinema.bias]


@pytest.mark.claim("measured-rate-settles")
def test_the_measured_rate_settles():
    """Measure the friend's rate with a smaller and smaller nudge and it settles on one number: with
    a nudge of size h, the measured rate is wrong by less than a twentieth of h."""
    settled = slope(weighted_sum(story(), tonight))
    assert mpmath.nstr(settled, 3) == "0.105"
    for size in [mpmath.mpf(2) ** -n for n in range(-3, 60)]:
        for nudge in (size, -size):
            off = abs(measured(story(), FRIEND, tonight, nudge) - settled)
            assert 0 < off < size / 20
    assert cinema.gradient(tonight).weights[FRIEND] == pytest.approx(float(settled), rel=1e-15)


@pytest.mark.claim("rate-is-input-times-slope")
def test_the_rate_of_a_knob_is_its_input_times_the_slope():
    """The measured rate of each weight settles on its input times σ's slope at z, and the measured
    rate of the bias on that slope itself."""
    tiny = mpmath.mpf(10) ** -20
    for (weights, bias), inputs in product(NEURONS, INPUTS):
        knobs = [*weights, bias]
        steep = slope(weighted_sum(knobs, inputs))
        rates = [measured(knobs, knob, inputs, tiny) for knob in range(4)]
        for rate, taken in zip(rates, (*inputs, 1.0), strict=True):
            assert abs(rate - taken * steep) < 100 * tiny
        gradient = Neuron(weights, bias).gradient(inputs)
        stated = [*gradient.weights, gradient.bias]
        assert stated == pytest.approx([float(rate) for rate in rates], rel=1e-13, abs=1e-15)


@pytest.mark.claim("zero-input-zero-rate")
def test_a_knob_on_an_input_of_zero_does_nothing():
    """A weight on an input of 0 has rate 0, and no turn of it, large or small, moves the output."""
    for turn in (Fraction(1, 10**9), Fraction(1, 10), 1, -1000):
        exact = sum(
            (Fraction(w) + (turn if j == RAIN else 0)) * Fraction(x)
            for j, (w, x) in enumerate(zip(cinema.weights, tonight, strict=True))
        )
        assert exact + Fraction(cinema.bias) == 2  # tonight's z, whatever the rain's weight
        nudge = cinema.nudge(tonight, weights=[0.0, 0.0, float(turn)])
        assert nudge.actual == nudge.predicted == 0.0
        assert measured(story(), RAIN, tonight, mpmath.mpf(float(turn))) == 0
    assert cinema.gradient(tonight).weights[RAIN] == 0.0


@pytest.mark.claim("rates-share-one-slope")
def test_rates_stand_to_each_other_as_the_inputs_do():
    """Tonight the friend's input is 1 and the film's is ½, so the friend's rate is twice the
    film's, wherever the knobs stand."""
    tiny = mpmath.mpf(10) ** -20
    for weights, bias in NEURONS:
        friend, film = (measured([*weights, bias], knob, tonight, tiny) for knob in (FRIEND, FILM))
        assert abs(friend / film - 2) < 100 * tiny
        gradient = Neuron(weights, bias).gradient(tonight).weights
        assert gradient[FRIEND] == 2 * gradient[FILM] > 0


@pytest.mark.claim("rate-depends-on-all-knobs")
def test_a_rate_changes_when_another_knob_is_turned():
    """A knob's rate can depend on the other knobs too: turn the film's weight from 4 to 0, and the
    friend's rate goes from about 0.105 to exactly a quarter."""
    tiny = mpmath.mpf(10) ** -20
    before = measured(story(), FRIEND, tonight, tiny)
    assert mpmath.nstr(before, 3) == "0.105"
    turned = [knob if j != FILM else 0.0 for j, knob in enumerate(story())]
    assert weighted_sum(turned, tonight) == 0
    assert slope(mpmath.mpf(0)) == mpmath.mpf(1) / 4
    assert abs(measured(turned, FRIEND, tonight, tiny) - mpmath.mpf(1) / 4) < tiny
    assert Neuron(turned[:BIAS], turned[BIAS]).gradient(tonight).weights[FRIEND] == 0.25


@pytest.mark.claim("rate-says-which-way")
def test_a_rate_says_which_way_the_output_goes():
    """A small enough turn up of one knob raises the output if the knob's rate is above 0, and
    lowers it if the rate is below 0."""
    bend = 1 / (12 * mpmath.sqrt(3))  # a turn h is off by at most bend (input × h)²
    for (weights, bias), inputs in product(NEURONS, INPUTS):
        gradient = Neuron(weights, bias).gradient(inputs)
        rates = [*gradient.weights, gradient.bias]
        for knob, (rate, taken) in enumerate(zip(rates, (*inputs, 1.0), strict=True)):
            if rate == 0.0:
                continue
            small_enough = abs(mpmath.mpf(float(rate))) / (bend * mpmath.mpf(taken) ** 2)
            for turn in (small_enough * share for share in (0.99, 0.5, 0.01, 1e-9)):
                moved = turn * measured([*weights, bias], knob, inputs, turn)
                assert mpmath.sign(moved) == mpmath.sign(rate) == mpmath.sign(taken)
