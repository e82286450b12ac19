"""A neuron against exact fractions and eighty digits, and what a nudge of its knobs does to it."""

import math
from dataclasses import FrozenInstanceError
from fractions import Fraction

import numpy as np
import pytest
from exact import CURVES, mp, slope
from hypothesis import given
from hypothesis import strategies as st

from explainer.activations import ACTIVATIONS, heaviside, identity, relu, sigmoid, square
from explainer.neuron import Neuron

CURVE = pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
knobs = st.lists(st.floats(-4.0, 4.0), min_size=3, max_size=3)
turns = st.lists(st.floats(-2.0, 2.0), min_size=3, max_size=3)
biases = st.floats(-4.0, 4.0)


def weighed(weights, x, bias):
    """The weighted input, added up without rounding."""
    terms = zip(map(Fraction, weights), map(Fraction, x), strict=True)
    total = sum((w * number for w, number in terms), Fraction(bias))
    return mp.mpf(total.numerator) / total.denominator


@given(knobs, knobs, biases)
def test_the_weighted_input_is_every_input_times_what_it_counts(weights, x, bias):
    z = Neuron(weights, bias).weighted_input(x)
    assert type(z) is np.float64
    assert abs(mp.mpf(float(z)) - weighed(weights, x, bias)) < 1e-14


@CURVE
@given(weights=knobs, x=knobs, bias=biases)
def test_the_output_is_the_curve_at_the_weighted_input(curve, weights, x, bias):
    neuron = Neuron(weights, bias, curve)
    exact = CURVES[curve.name](weighed(weights, x, bias))
    if curve is not heaviside or abs(weighed(weights, x, bias)) > 1e-13:
        assert neuron.output(x) == pytest.approx(float(exact), rel=1e-10, abs=1e-13)


@CURVE
def test_the_rate_of_every_knob_is_what_turning_it_alone_measures(curve):
    weights, x, bias = [0.7, -1.3, 0.4], [0.9, 0.2, -1.6], 0.35
    gradient = Neuron(weights, bias, curve).gradient(x)

    def output(j, h):
        turned = [mp.mpf(w) for w in weights] + [mp.mpf(bias)]
        turned[j] += h
        terms = zip(turned, [*x, 1.0], strict=True)
        return CURVES[curve.name](mp.fsum(w * mp.mpf(number) for w, number in terms))

    h = mp.mpf(10) ** -30
    measured = [float((output(j, h) - output(j, -h)) / (2 * h)) for j in range(4)]
    assert gradient.weights.tolist() == pytest.approx(measured[:3], rel=1e-13)
    assert gradient.bias == pytest.approx(measured[3], rel=1e-13)
    assert type(gradient.bias) is np.float64


def test_a_weight_on_an_input_of_nothing_has_no_rate():
    gradient = Neuron([2.0, 4.0, -3.0], -2.0).gradient([1.0, 0.5, 0.0])
    assert gradient.weights[2] == 0.0
    assert gradient.bias == gradient.weights[0] == 2.0 * gradient.weights[1] != 0.0


def test_nudged_turns_every_knob_and_leaves_the_neuron_as_it_was():
    neuron = Neuron([1.0, 2.0], 3.0, square)
    nudged = neuron.nudged([0.5, -0.25], 4.0)
    assert nudged.weights.tolist() == [1.5, 1.75]
    assert nudged.bias == 7.0
    assert nudged.activation is square
    assert neuron.nudged(0.5).weights.tolist() == [1.5, 2.5]
    assert neuron.nudged(bias=1.0).weights.tolist() == [1.0, 2.0]
    assert neuron.nudged(bias=1.0).bias == 4.0
    assert neuron.nudged([1.0, 1.0]).bias == 3.0
    assert neuron.weights.tolist() == [1.0, 2.0]
    assert neuron.bias == 3.0


@given(weights=knobs, x=knobs, bias=biases, turn=turns, more=st.floats(-2.0, 2.0))
def test_a_nudge_is_predicted_and_measured_as_to_eighty_digits(weights, x, bias, turn, more):
    nudge = Neuron(weights, bias).nudge(x, turn, more)
    z = weighed(weights, x, bias)
    change = weighed(turn, x, more)
    actual = CURVES["sigmoid"](z + change) - CURVES["sigmoid"](z)
    predicted = slope("sigmoid", float(z)) * change
    assert nudge.weighted_input_change == pytest.approx(float(change), abs=1e-14)
    assert nudge.predicted == pytest.approx(float(predicted), abs=1e-13)
    assert nudge.actual == pytest.approx(float(actual), abs=1e-14)
    assert nudge.error == pytest.approx(float(actual - predicted), abs=1e-13)
    assert nudge.bound == pytest.approx(float(change**2 / (12 * mp.sqrt(3))), rel=1e-11, abs=1e-13)


@CURVE
@given(weights=knobs, x=knobs, bias=biases, turn=turns, more=st.floats(-2.0, 2.0))
def test_no_error_of_a_prediction_exceeds_its_bound(curve, weights, x, bias, turn, more):
    nudge = Neuron(weights, bias, curve).nudge(x, turn, more)
    assert abs(nudge.error) <= nudge.bound + 1e-11
    assert nudge.error == nudge.actual - nudge.predicted


def test_a_bound_on_a_nudge_cannot_be_drawn_closer():
    steepest_bend = math.log(2.0 + math.sqrt(3.0))
    nudge = Neuron([1.0], 0.0).nudge([steepest_bend], bias=1e-3)
    assert abs(nudge.error) / nudge.bound == pytest.approx(1.0, abs=1e-3)
    bent = Neuron([1.0], 0.0, square).nudge([3.0], bias=0.5)
    assert bent.error == bent.bound == 0.25


def test_where_the_slope_jumps_only_no_change_is_sure_to_be_no_error():
    for curve in (relu, heaviside):
        neuron = Neuron([1.0, 1.0], 0.0, curve)
        assert neuron.nudge([1.0, 2.0], bias=0.5).bound == math.inf
        assert neuron.nudge([1.0, 2.0]).bound == 0.0
        assert neuron.nudge([1.0, 1.0], [0.5, -0.5]).bound == 0.0
    straight = Neuron([2.0], 1.0, identity).nudge([3.0], 0.5, 0.25)
    assert straight.bound == straight.error == 0.0
    assert straight.predicted == straight.actual == straight.weighted_input_change == 1.75
    assert Neuron([1.0], 0.0).nudge([1.0], bias=1e200).bound == math.inf


def test_one_number_nudges_every_weight():
    nudge = Neuron([1.0, 2.0], 0.0).nudge([3.0, 4.0], 0.1)
    assert nudge.weighted_input_change == pytest.approx(0.7)


def test_many_inputs_at_once_are_each_input_alone():
    neuron = Neuron([0.5, -1.5, 2.5], 0.25)
    x = np.random.default_rng(1).normal(size=(4, 2, 3))
    x.flags.writeable = False
    turn = np.array([0.1, 0.2, -0.3])
    gradient, nudge = neuron.gradient(x), neuron.nudge(x, turn, 0.4)
    assert gradient.weights.shape == (4, 2, 3)
    for i in np.ndindex(4, 2):
        alone, moved = neuron.gradient(x[i]), neuron.nudge(x[i], turn, 0.4)
        assert neuron.weighted_input(x)[i] == pytest.approx(neuron.weighted_input(x[i]), rel=1e-14)
        assert neuron.output(x)[i] == pytest.approx(neuron.output(x[i]), rel=1e-14)
        assert gradient.weights[i].tolist() == pytest.approx(alone.weights.tolist(), rel=1e-14)
        assert gradient.bias[i] == pytest.approx(alone.bias, rel=1e-14)
        for what in ("weighted_input_change", "predicted", "actual", "error", "bound"):
            assert getattr(nudge, what).shape == (4, 2)
            assert getattr(nudge, what)[i] == pytest.approx(getattr(moved, what), abs=1e-14)
    assert turn.tolist() == [0.1, 0.2, -0.3]
    assert neuron.output(np.ones((0, 3))).shape == (0,)
    assert neuron.gradient(np.ones((0, 3))).weights.shape == (0, 3)


def test_a_neuron_cannot_be_changed():
    weights = np.array([1.0, 2.0])
    neuron = Neuron(weights, 1)
    weights[0] = 9.0
    assert neuron.weights.tolist() == [1.0, 2.0]
    assert type(neuron.bias) is float
    assert neuron.activation is sigmoid
    with pytest.raises(ValueError, match="read-only"):
        neuron.weights[0] = 9.0
    with pytest.raises(FrozenInstanceError):
        neuron.bias = 2.0
    assert neuron != Neuron([1.0, 2.0], 1.0)  # a neuron is itself and no other
    assert len({neuron, neuron, Neuron([1.0, 2.0], 1.0)}) == 2


def test_what_a_neuron_refuses():
    for wrong, error, message in (
        (([], 0.0), ValueError, r"weights must have shape \(n,\), but it had shape \(0,\)"),
        ((1.0, 0.0), ValueError, r"weights must have shape \(n,\), but it had shape \(\)"),
        (([[1.0]], 0.0), ValueError, r"weights must have shape \(n,\), but it had shape \(1, 1\)"),
        (([math.nan], 0.0), ValueError, r"weights must be finite, but it was nan at index \(0,\)"),
        (([1.0], math.inf), ValueError, "bias must be finite, but it was inf"),
        ((["1"], 0.0), TypeError, r"weights must hold real numbers, but it was \['1'\]"),
        (([1.0], "0"), TypeError, "bias must be one real number, but it was '0'"),
        (
            ([1.0], 0.0, "step"),
            TypeError,
            "activation must be of type Activation, but it was 'step'",
        ),
    ):
        with pytest.raises(error, match=f"^{message}"):
            Neuron(*wrong)


def test_what_its_methods_refuse():
    neuron = Neuron([1.0, 2.0], 0.0)
    for method in (neuron.weighted_input, neuron.output, neuron.gradient, neuron.nudge):
        for wrong, error, message in (
            (1.0, ValueError, r"x must have shape \(..., 2\), but it had shape \(\)"),
            ([1.0], ValueError, r"x must have shape \(..., 2\), but it had shape \(1,\)"),
            ([[1.0, math.nan]], ValueError, r"x must be finite, but it was nan at index \(0, 1\)"),
            (["a", "b"], TypeError, "x must hold real numbers"),
        ):
            with pytest.raises(error, match=f"^{message}"):
                method(wrong)
    for method in (neuron.nudged, lambda *turn: neuron.nudge([1.0, 1.0], *turn)):
        for wrong, error, message in (
            (([1.0],), ValueError, r"weights must have shape \(2,\), but it had shape \(1,\)"),
            ((math.nan,), ValueError, "weights must be finite, but it was nan"),
            ((True,), TypeError, "weights must hold real numbers, but it was True"),
            ((0.0, [1.0]), TypeError, r"bias must be one real number, but it was \[1.0\]"),
            ((0.0, math.inf), ValueError, "bias must be finite, but it was inf"),
        ):
            with pytest.raises(error, match=f"^{message}"):
                method(*wrong)


def test_what_is_too_large_for_a_float_is_refused_and_warns_of_nothing():
    line, bowl = Neuron([1.0], 0.0, identity), Neuron([1e160], 0.0, square)
    z = "the weighted input must be finite, but it was -?inf$"
    for attempt, message in (
        (lambda: Neuron([1e308, 1e308], 0.0).output([1.0, 1.0]), z),
        (lambda: Neuron([1.0], 1e308).output([1e308]), z),
        (lambda: line.nudge([1e308], 2.0), z),
        (lambda: line.nudged(1e308).nudged(1e308), r"weights must be finite, but it was inf"),
        (lambda: line.nudged(bias=1e308).nudged(bias=1e308), "bias must be finite, but it was inf"),
        (
            lambda: Neuron([1e-160, 0.0], 1e149, square).gradient([1.0, 1e200]),
            "the gradient must be",
        ),
        (lambda: bowl.nudge([1e-11], bias=1.7e308), "z must be from -1e\\+150 to 1e\\+150"),
        (lambda: line.nudge([-1e308], -2.7), z),
    ):
        with pytest.raises(ValueError, match=f"^{message}"):
            attempt()
