"""Every loss against eighty digits, and every gradient against complex steps."""

import math
from itertools import product

import numpy as np
import pytest
from exact import CURVES, mp, slope, value
from hypothesis import given
from hypothesis import strategies as st

from explainer.activations import (
    ACTIVATIONS,
    heaviside,
    identity,
    normal_cdf,
    sigmoid,
    square,
    tanh,
)
from explainer.losses import (
    LOSSES,
    Loss,
    categorical_cross_entropy,
    cross_entropy,
    cross_entropy_from_logits,
    loss,
    output_delta,
    raw_output_delta,
    squared_error,
)

numbers = st.floats(-1e3, 1e3)
shares = st.floats(0.0, 1.0)
SHARES = (0.0, 5e-324, 1e-300, 1e-17, 1e-3, 0.3, 0.5, 0.7, 1 - 1e-3, 1 - 2.0**-53, 1.0)


def surprise(a, y):
    """The cross-entropy to eighty digits; what has no weight does not count."""
    yes = mp.mpf(float(y))
    total = -yes * mp.log(a) if yes else mp.zero
    return total - (1 - yes) * mp.log1p(-a) if yes != 1 else total


def complex_step(function, at):
    h = mp.mpf(10) ** -40 * abs(mp.mpf(float(at)))
    return mp.im(function(mp.mpc(float(at), h))) / h


def close(got, exact, ulps=4.0):
    return abs(mp.mpf(float(got)) - exact) <= ulps * math.ulp(float(exact))


# --- Squared error --------------------------------------------------------------------------------


@given(numbers, numbers)
def test_squared_error_is_half_the_square_of_the_distance(a, y):
    distance = mp.mpf(a) - mp.mpf(y)
    assert close(squared_error.value(a, y), distance**2 / 2)
    assert close(squared_error.gradient(a, y), distance)
    assert squared_error.value(a, y) == squared_error.value(y, a)
    assert squared_error.gradient(a, y) == -squared_error.gradient(y, a)


def test_squared_errors_must_fit():
    assert squared_error.value(1e150, -1e150) == pytest.approx(2e300)
    for wrong in ((1.1e150, 0.0), (0.0, -1.1e150)):
        for formula in (squared_error.value, squared_error.gradient):
            with pytest.raises(ValueError, match=r"must be from -1e\+150 to 1e\+150, but it was"):
                formula(*wrong)


# --- Cross-entropy --------------------------------------------------------------------------------


def test_cross_entropy_keeps_its_digits_in_both_tails():
    for a, y in product(SHARES, SHARES):
        got = cross_entropy.value(a, y)
        if (a == 0.0 and y > 0.0) or (a == 1.0 and y < 1.0):
            assert got == math.inf
        else:
            assert close(got, surprise(mp.mpf(a), y)), (a, y)


def test_the_slope_of_cross_entropy_keeps_its_digits_in_both_tails():
    for a, y in product(SHARES[1:-1], SHARES):
        exact = complex_step(lambda at, y=y: surprise(at, y), a)
        got = cross_entropy.gradient(a, y)
        if abs(exact) > np.finfo(float).max:
            assert got == math.copysign(math.inf, exact)
        else:
            assert close(got, exact) or abs(mp.mpf(float(got)) - exact) < 1e-30, (a, y)


def test_certainty_is_mild_when_right_and_endless_when_wrong():
    assert cross_entropy.value(0.0, 0.0) == cross_entropy.value(1.0, 1.0) == 0.0
    assert not np.signbit(cross_entropy.value([0.0, 1.0], [0.0, 1.0])).any()
    assert cross_entropy.gradient(0.0, 0.0) == 1.0  # the limit of 1/(1 - a)
    assert cross_entropy.gradient(1.0, 1.0) == -1.0  # the limit of -1/a
    for y in (0.25, 1.0):
        assert cross_entropy.gradient(0.0, y) == -math.inf
    for y in (0.0, 0.25):
        assert cross_entropy.gradient(1.0, y) == math.inf
    assert cross_entropy.gradient(0.25, 0.25) == 0.0


@given(shares, shares)
def test_cross_entropy_is_least_where_the_output_is_the_target(a, y):
    least = cross_entropy.value(y, y)
    assert 0.0 <= least <= math.log(2.0) + 1e-16
    assert cross_entropy.value(a, y) >= least - 1e-15
    assert cross_entropy.value(a, y) == pytest.approx(
        cross_entropy.value(1 - a, 1 - y), rel=1e-9
    ) or (
        min(a, 1 - a, y, 1 - y) < 1e-6  # where 1 - a has lost its digits
    )


def test_cross_entropy_is_for_shares():
    for wrong in ((1.1, 0.5), (-0.1, 0.5), (0.5, 1.1), (0.5, -0.1)):
        for formula in (cross_entropy.value, cross_entropy.gradient):
            with pytest.raises(
                ValueError, match=r"^(output|target) must be from 0 to 1, but it was"
            ):
                formula(*wrong)


def test_cross_entropy_from_logits_keeps_its_digits_in_both_tails():
    far = (0.0, 1e-9, 0.3, 1.0, 5.0, 36.7, 40.0, 300.0, 700.0, 1e5, 1e308)
    for z, y in product((*far, *(-z for z in far)), (0.0, 1e-17, 0.25, 0.5, 1.0)):
        softplus = mp.log1p(mp.exp(-abs(mp.mpf(z))))
        exact = softplus + (max(mp.mpf(z), 0) - mp.mpf(y) * mp.mpf(z))
        assert close(cross_entropy_from_logits(z, y), exact), (z, y)


@given(st.floats(-30.0, 30.0), shares)
def test_cross_entropy_from_logits_is_that_of_the_sigmoid(z, y):
    assert cross_entropy_from_logits(z, y) == pytest.approx(
        float(surprise(value("sigmoid", z), y)), rel=1e-14, abs=5e-324
    )


def test_what_cross_entropy_from_logits_refuses():
    with pytest.raises(ValueError, match=r"^z must be finite, but it was nan$"):
        cross_entropy_from_logits(math.nan, 0.0)
    for y in (-0.1, 1.1):
        with pytest.raises(ValueError, match=r"^y must be from 0 to 1, but it was"):
            cross_entropy_from_logits(0.0, y)
    with pytest.raises(ValueError, match=r"^y must have the shape of z, \(2,\), but .* \(1,\)$"):
        cross_entropy_from_logits([0.0, 1.0], [1.0])
    with pytest.raises(TypeError, match=r"^y must hold real numbers"):
        cross_entropy_from_logits(0.0, True)
    assert type(cross_entropy_from_logits(0.0, 1)) is np.float64
    assert cross_entropy_from_logits([[0.0], [1.0]], [[1], [0]]).shape == (2, 1)


# --- Softmax with its cross-entropy ---------------------------------------------------------------


def exact_surprises(z):
    """Return -ln p of each answer, to eight hundred digits: e^-1600 must not be lost beside 1."""
    total = mp.log(mp.fsum(mp.exp(mp.mpf(each)) for each in z))
    return [total - mp.mpf(each) for each in z]


@given(st.lists(st.tuples(st.floats(-800, 800), st.floats(0, 1)), min_size=1, max_size=5))
def test_categorical_cross_entropy_is_the_exact_one_and_so_is_its_gradient(pairs):
    z, y = zip(*pairs, strict=True)
    with mp.workdps(800):
        surprises = exact_surprises(z)
        total = mp.fsum(map(mp.mpf, y))
        losses = [mp.mpf(b) * each for b, each in zip(y, surprises, strict=True)]
        rises = [mp.exp(-each) * total - mp.mpf(b) for b, each in zip(y, surprises, strict=True)]
        found = categorical_cross_entropy.value(z, y)
        assert all(
            abs(ours - exact) <= mp.mpf(10) ** -12 * exact + mp.mpf(10) ** -320
            for ours, exact in zip(found, losses, strict=True)
        )
        found = categorical_cross_entropy.gradient(z, y)
        assert all(abs(a - b) <= 1e-12 for a, b in zip(found, rises, strict=True))


def test_rows_of_logits_are_separate_questions():
    z, y = np.random.default_rng(2).uniform(size=(2, 4, 3))
    for formula in (categorical_cross_entropy.value, categorical_cross_entropy.gradient):
        alone = [formula(*row) for row in zip(z, y, strict=True)]
        np.testing.assert_array_equal(formula(z, y), alone)


# --- The gradient at the output -------------------------------------------------------------------


def chained(each, curve, z, y):
    """dL/dz to eighty digits, by a complex step through curve and loss together."""
    if each is squared_error:
        return complex_step(lambda at: (CURVES[curve.name](at) - mp.mpf(y)) ** 2 / 2, z)
    return complex_step(lambda at: surprise(CURVES[curve.name](at), y), z)


@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_the_squared_error_rises_with_z_as_the_chain_rule_says(curve):
    for z, y in product((-3.3, -1.0, -0.2, 0.7, 2.9), (-1.0, 0.0, 0.4, 2.0)):
        delta = output_delta(squared_error, curve, z, curve(z), y)
        assert float(chained(squared_error, curve, z, y)) == pytest.approx(
            delta, rel=1e-13, abs=1e-15
        )


@pytest.mark.parametrize("curve", [sigmoid, normal_cdf], ids=lambda c: c.name)
def test_cross_entropy_rises_with_z_as_the_chain_rule_says(curve):
    for z, y in product((-3.3, -1.0, -0.2, 0.7, 2.9), (0.0, 0.4, 1.0)):
        delta = output_delta(cross_entropy, curve, z, curve(z), y)
        assert float(chained(cross_entropy, curve, z, y)) == pytest.approx(delta, rel=1e-11)


@given(numbers, shares)
def test_cross_entropy_with_the_sigmoid_cancels_to_output_less_target(z, y):
    assert output_delta(cross_entropy, sigmoid, z, sigmoid(z), y) == sigmoid(z) - y


def test_only_the_sigmoid_cancels_and_only_with_cross_entropy():
    z, a, y = 5.0, float(sigmoid(5.0)), 0.0
    slow = output_delta(squared_error, sigmoid, z, a, y)
    assert slow == pytest.approx(float(value("sigmoid", z) * slope("sigmoid", z)), rel=1e-14)
    assert output_delta(cross_entropy, sigmoid, z, a, y) / slow > 150.0
    stranger = Loss("stranger", "", cross_entropy.value, cross_entropy.gradient)
    assert output_delta(stranger, sigmoid, z, a, y) == pytest.approx(a, rel=1e-13)


def test_an_endless_gradient_on_a_flat_slope_counts_as_nothing():
    for y in (0.0, 0.5, 1.0):
        assert output_delta(cross_entropy, heaviside, [2.0, -2.0], [1.0, 0.0], [y, y]).tolist() == [
            0,
            0,
        ]
    assert output_delta(cross_entropy, normal_cdf, 40.0, 1.0, 0.0) == 0.0


def test_the_unchecked_delta_is_the_checked_one():
    z = np.linspace(-3.0, 3.0, 7)
    y = np.linspace(0.0, 1.0, 7)
    for each, curve in product((squared_error, cross_entropy), (sigmoid, normal_cdf)):
        a = curve(z)
        raw = raw_output_delta(each, curve, z, a, y)
        np.testing.assert_array_equal(raw, output_delta(each, curve, z, a, y))


def test_what_output_delta_refuses():
    good = {"loss": squared_error, "activation": tanh, "z": 0.0, "a": 0.0, "y": 0.0}
    for name, wrong, message in (
        ("loss", "squared_error", "loss must be of type Loss, but it was 'squared_error'"),
        ("activation", "tanh", "activation must be of type Activation, but it was 'tanh'"),
        ("z", "0", "z must hold real numbers"),
        ("a", "0", "a must hold real numbers"),
        ("y", "0", "y must hold real numbers"),
    ):
        with pytest.raises(TypeError, match=f"^{message}"):
            output_delta(**(good | {name: wrong}))
    for changed, message in (
        ({"z": math.nan}, "z must be finite"),
        ({"a": 1e151}, "a must be from "),
        ({"y": -1e151}, "y must be from "),
        ({"a": -1e151}, "a must be from "),
        ({"y": 1e151}, "y must be from "),
        ({"activation": square, "z": 1e151}, "z must be from "),
        ({"activation": square, "z": -1e151}, "z must be from "),
        ({"loss": cross_entropy, "a": 1.5}, "a must be from 0 to 1"),
        ({"loss": cross_entropy, "y": -0.5}, "y must be from 0 to 1"),
        ({"a": [0.0]}, r"a must have the shape of z, \(\), but it had shape \(1,\)"),
        ({"y": [0.0]}, r"y must have the shape of z, \(\), but it had shape \(1,\)"),
    ):
        with pytest.raises(ValueError, match=f"^{message}"):
            output_delta(**(good | changed))
    assert type(output_delta(squared_error, identity, 1, 1, 0)) is np.float64


# --- Means, shapes, names -------------------------------------------------------------------------


def test_the_mean_is_over_samples_of_the_sum_over_outputs():
    output = [[1.0, 2.0, 3.0], [0.0, 0.0, 2.0]]
    target = [[0.0, 0.0, 0.0], [0.0, 4.0, 0.0]]
    # (1 + 4 + 9) / 2 and (16 + 4) / 2, and the mean of the two.
    assert squared_error.mean(output, target) == (7.0 + 10.0) / 2.0
    assert squared_error.mean([1.0, 3.0], [0.0, 0.0]) == (0.5 + 4.5) / 2.0
    assert squared_error.mean(3, 0) == 4.5
    assert squared_error.mean([[[1.0], [2.0]]], [[[0.0], [0.0]]]) == 2.5
    assert type(squared_error.mean(3, 0)) is float
    assert cross_entropy.mean([[0.5, 0.5]], [[1, 0]]) == pytest.approx(2.0 * math.log(2.0))
    for shape in ((0,), (0, 2), (2, 0)):
        with pytest.raises(ValueError, match=r"^output must hold a number, but it had shape \("):
            squared_error.mean(np.ones(shape), np.ones(shape))


@pytest.mark.parametrize("each", LOSSES.values(), ids=LOSSES)
def test_shapes_are_kept_and_nothing_is_changed(each):
    for formula in (each.value, each.gradient):
        assert type(formula(1, 0.5)) is np.float64
        for shape in ((0,), (3,), (2, 0), (2, 3, 4)):
            a, y = np.random.default_rng(1).uniform(0.1, 0.9, (2, *shape))
            a.flags.writeable = y.flags.writeable = False
            result = formula(a, y)
            assert result.shape == shape
            assert result.dtype == np.float64
            assert not np.shares_memory(result, a)
            assert not np.shares_memory(result, y)


@pytest.mark.parametrize("each", LOSSES.values(), ids=LOSSES)
def test_what_losses_refuse(each):
    for formula in (each.value, each.gradient, each.mean):
        for name, pair in (("output", (math.nan, 0.5)), ("target", (0.5, math.nan))):
            with pytest.raises(ValueError, match=f"^{name} must be finite, but it was nan$"):
                formula(*pair)
        for name, pair in (("output", ("a", 0.5)), ("target", (0.5, "a"))):
            with pytest.raises(TypeError, match=f"^{name} must hold real numbers, but it was 'a'"):
                formula(*pair)
        message = r"^target must have the shape of output, \(2, 1\), but it had shape \(2,\)$"
        with pytest.raises(ValueError, match=message):
            formula([[0.1], [0.2]], [0.1, 0.2])


def test_losses_are_found_by_name():
    assert list(LOSSES) == ["squared_error", "cross_entropy"]
    for name, each in LOSSES.items():
        assert isinstance(each, Loss)
        assert loss(name) is each
        assert each.name == name
        assert repr(each) == f"<{name}: {each.formula}>"
    with pytest.raises(ValueError, match=r"^name must be one of .*_entropy, but it was 'hinge'$"):
        loss("hinge")
    with pytest.raises(TypeError, match=r"^name must be of type str"):
        loss(squared_error)
    with pytest.raises(TypeError):
        LOSSES["squared_error"] = cross_entropy
