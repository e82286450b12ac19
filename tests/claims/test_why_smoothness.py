"""Proofs for *Why smoothness? Why not an on/off switch?*

Checked against exact fractions, fifty digits and interval arithmetic (mpmath), never against the
library's own output.
"""

from fractions import Fraction
from itertools import pairwise, product

import mpmath
import numpy as np
import pytest

from explainer.activations import ACTIVATIONS, heaviside, relu, sigmoid
from explainer.datasets import logic_gate
from explainer.losses import squared_error
from explainer.neuron import Neuron
from explainer.story import cinema, cinema_switch, evenings

mpmath.mp.dps = 50
STEEPNESS = (1, 3, 10, 100, 1000)


def exact_sigmoid(z):
    """σ(z) to fifty digits, for a float or a fraction taken at its exact value."""
    z = mpmath.mpf(z.numerator) / z.denominator if isinstance(z, Fraction) else mpmath.mpf(z)
    return 1 / (1 + mpmath.exp(-z))


def exact_switch(neuron, inputs):
    """What a switch says, its weighted sum added up without rounding."""
    terms = zip(map(Fraction, neuron.weights), map(Fraction, inputs), strict=True)
    return int(sum((w * x for w, x in terms), Fraction(neuron.bias)) > 0)


@pytest.mark.claim("switch-all-or-nothing")
def test_a_switch_moves_by_nothing_or_by_everything():
    """However small the nudge, a switch's output stays as it is, or moves by exactly 1."""
    friend_comes = np.array([1.0, 0.0, 0.0])
    for size in [sign * 2.0**-n for n in range(50) for sign in (1, -1)]:
        changes = set()
        for weight in (2.0, -2.0, 0.0, -size / 2, -size, size / 4):
            before = Neuron([weight, 4.0, -3.0], 0.0, heaviside)
            after = before.nudged(weights=[size, 0.0, 0.0])
            change = after.output(friend_comes) - before.output(friend_comes)
            assert change == exact_switch(after, friend_comes) - exact_switch(before, friend_comes)
            changes.add(float(change))
        assert changes == {0.0, 1.0 if size > 0 else -1.0}


@pytest.mark.claim("switch-slope-zero")
def test_the_slope_of_a_switch_is_zero_everywhere_but_at_the_jump():
    """A switch's slope is 0 everywhere except at the jump, and at the jump it has none."""
    for z in (-5.0, -1.0, -1e-9, 1e-9, 1.0, 5.0):
        for h in (abs(z) / 2, abs(z) / 1e6):
            assert heaviside(z + h) - heaviside(z) == 0 == heaviside(z) - heaviside(z - h)
        assert heaviside.slope(z) == 0
    quotients = [(heaviside(h) - heaviside(0.0)) / h for h in (1e-1, 1e-5, 1e-9)]
    assert quotients == pytest.approx([1e1, 1e5, 1e9])  # grows without end: no slope there


@pytest.mark.claim("small-in-small-out")
def test_the_output_never_moves_more_than_a_quarter_of_the_sum():
    """σ's output never moves by more than a quarter of the change in its weighted sum, and close
    to z = 0 it comes as near to a quarter as you like.
    """
    points = [Fraction(n, 7) for n in range(-70, 71, 3)]
    for u in points:
        for v in points:
            moved = abs(exact_sigmoid(v) - exact_sigmoid(u))
            assert moved <= mpmath.mpf(abs(v - u).numerator) / abs(v - u).denominator / 4
            assert float(moved) == pytest.approx(float(abs(sigmoid(float(v)) - sigmoid(float(u)))))
    for h in (Fraction(1, 10**n) for n in range(1, 12)):
        ratio = (exact_sigmoid(h) - exact_sigmoid(-h)) / (
            2 * mpmath.mpf(h.numerator) / h.denominator
        )
        assert mpmath.mpf(1) / 4 * (1 - mpmath.mpf(h.numerator) ** 2 / h.denominator**2) < ratio
    assert sigmoid.lipschitz == 0.25


@pytest.mark.claim("line-keeps-small-small")
def test_a_straight_line_keeps_small_changes_small_too():
    """A straight line turns small changes into small changes too, so that alone is not what
    singles σ out.
    """
    line = ACTIVATIONS["identity"]
    for u, v in ((0.0, 0.5), (-3.0, -2.75), (100.0, 100.125)):
        assert Fraction(float(line(v))) - Fraction(float(line(u))) == Fraction(v) - Fraction(u)


@pytest.mark.claim("sigmoid-becomes-switch")
def test_a_steep_sigmoid_is_close_to_the_switch():
    r"""Away from 0 a steeper and steeper σ becomes the switch: at any z but 0, σ(kz) is within
    $e^{-k|z|}$ of it.
    """
    for k in STEEPNESS:
        for z in (Fraction(n, 20) for n in range(-60, 61) if n):
            gap = abs(exact_sigmoid(k * z) - (z > 0))
            bound = mpmath.exp(-k * abs(mpmath.mpf(z.numerator) / z.denominator))
            assert gap <= bound + mpmath.mpf(10) ** -48  # σ is rounded at the fiftieth digit
            assert float(sigmoid(k * float(z))) == pytest.approx(
                float(exact_sigmoid(k * z)), rel=1e-14
            )


@pytest.mark.claim("never-everywhere-at-once")
def test_some_place_always_stays_half_way():
    """Yet however steep you make σ, some z still keeps it almost ½ away from the switch."""
    for k in STEEPNESS:
        for missing in (1e-3, 1e-6, 1e-9):
            z = Fraction(missing) / k
            assert (1 - exact_sigmoid(k * z)) > 0.5 - missing  # the switch says 1 there
            assert exact_sigmoid(-k * z) > 0.5 - missing  # and 0 there
            assert heaviside(float(z)) - sigmoid(k * float(z)) > 0.5 - missing


@pytest.mark.claim("half-at-zero")
def test_at_zero_it_stays_half():
    """At z = 0, σ(kz) is ½ for every k, however large."""
    for k in (*STEEPNESS, 1e300):
        assert sigmoid(k * 0.0) == 0.5 == exact_sigmoid(Fraction(0))


@pytest.mark.claim("corner-is-harmless")
def test_relu_has_a_corner_and_a_slope_that_helps():
    """ReLU has no slope at one point either; but unlike the switch it has a slope other than 0 for
    every z above 0.
    """
    right, left = [(relu(h) - relu(0.0)) / h for h in (1e-6, -1e-6)]
    assert (right, left) == (1.0, 0.0)  # two answers at 0: a corner, no slope
    for z in np.geomspace(1e-6, 1e6, 25):
        assert (relu(z * 1.5) - relu(z)) / (z * 0.5) == pytest.approx(1.0)


@pytest.mark.claim("switch-error-is-stairs")
def test_the_error_of_a_switch_is_a_staircase():
    """As the friend's weight turns, a switch's error over the story's eight evenings is flat
    between a few jumps."""
    past = evenings()
    _, film, rain = map(Fraction, cinema_switch.weights)
    jumps = sorted(
        -(film * Fraction(f) + rain * Fraction(r) + Fraction(cinema_switch.bias))
        for friend, f, r in past.inputs
        if friend == 1
    )
    far = Fraction(10**6)
    edges = sorted({-far, *jumps, far})
    for low, high in pairwise(edges):
        inside = [float(low + (high - low) * Fraction(n, 9)) for n in range(1, 9)]
        assert len({_error(weight, past) for weight in inside}) == 1
    levels = {_error(float((low + high) / 2), past) for low, high in pairwise(edges)}
    assert 2 <= len(levels) <= len(edges) - 1 <= len(past.inputs)


def _error(weight, past):
    switch = Neuron([weight, *cinema_switch.weights[1:]], cinema_switch.bias, heaviside)
    return squared_error.mean(switch.output(past.inputs)[:, np.newaxis], past.targets)


@pytest.mark.claim("sigmoid-error-has-a-way-down")
def test_the_error_of_a_sigmoid_slopes_towards_the_best_weight():
    """On these eight evenings, with the other knobs held, σ's error slopes at every friend's
    weight from −6 to 6 except one, near 2, and always down towards that one.
    """
    low, high = 1.8, 2.2  # interval arithmetic: each sign holds for every weight in its interval
    for n in range(-600, 600):
        piece = mpmath.iv.mpf([n / 100, (n + 1) / 100])
        if piece.b <= low:
            assert _error_slope(piece).b < 0
        elif piece.a >= high:
            assert _error_slope(piece).a > 0
        else:
            assert _error_bend(piece).a > 0  # the slope rises all the way, so it is 0 only once
    assert _error_slope(mpmath.iv.mpf(low)).b < 0 < _error_slope(mpmath.iv.mpf(high)).a


def _outputs(weight):
    """σ's output on each evening when the friend comes, and the answer wanted, as intervals."""
    _, film, rain = cinema.weights
    past = evenings()
    for (friend, f, r), (target,) in zip(past.inputs, past.targets, strict=True):
        if friend == 1:
            z = weight + mpmath.iv.mpf(film) * f + mpmath.iv.mpf(rain) * r + cinema.bias
            yield 1 / (1 + mpmath.iv.exp(-z)), target


def _error_slope(weight):
    """Eight times the slope of the error, σ's own slope being a(1 − a)."""
    return sum((a - target) * a * (1 - a) for a, target in _outputs(weight))


def _error_bend(weight):
    """Eight times the slope of that slope."""
    return sum(
        a * (1 - a) * (a * (1 - a) + (a - target) * (1 - 2 * a)) for a, target in _outputs(weight)
    )


@pytest.mark.claim("perceptron-rule-learns")
def test_a_single_switch_learns_by_the_perceptron_rule():
    """A single switch can learn AND, and OR, by the perceptron rule, which uses no slope."""
    for name, answers in {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1)}.items():
        weights, bias, wrong = [0, 0], 0, True
        while wrong:  # whole numbers only, added and taken away
            wrong = False
            for inputs, answer in zip(product((0, 1), repeat=2), answers, strict=True):
                said = int(weights[0] * inputs[0] + weights[1] * inputs[1] + bias > 0)
                wrong = wrong or said != answer
                weights = [w + (answer - said) * x for w, x in zip(weights, inputs, strict=True)]
                bias += answer - said
        gate = logic_gate(name)
        assert Neuron(weights, bias, heaviside).output(gate.inputs).tolist() == list(answers)
