"""Softmax and its loss: to eighty digits, by the sigmoid for two answers, and by differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from explainer.activations import sigmoid
from explainer.losses import cross_entropy_from_logits
from explainer.softmax import softmax, softmax_cross_entropy, softmax_delta

logits = st.lists(st.floats(-800, 800), min_size=1, max_size=6)


@st.composite
def questions(draw):
    """Return logits, and shares that add up to 1: often all on one answer."""
    z = draw(logits)
    if draw(st.booleans()):
        return z, np.eye(len(z))[draw(st.integers(0, len(z) - 1))]
    weights = np.array(draw(st.lists(st.floats(0.01, 1), min_size=len(z), max_size=len(z))))
    return z, weights / weights.sum()


def exact_shares(z):
    powers = [mp.exp(mp.mpf(each)) for each in z]
    return [each / mp.fsum(powers) for each in powers]


def exact_loss(z, y):
    total = mp.log(mp.fsum(mp.exp(mp.mpf(each)) for each in z))
    return mp.fsum(mp.mpf(float(b)) * (total - mp.mpf(a)) for a, b in zip(z, y, strict=True))


@given(logits)
def test_shares_are_the_exact_ones_and_add_up_to_one(z):
    found = softmax(z)
    with mp.workdps(80):
        for ours, share in zip(found, exact_shares(z), strict=True):
            assert abs(ours - share) <= share * mp.mpf(10) ** -12 + mp.mpf(10) ** -320
    assert found.sum() == pytest.approx(1.0, rel=1e-15)
    assert found.max() >= 1 / len(z) * (1 - 1e-15)


@given(questions())
def test_the_loss_is_exact_even_next_to_zero(case):
    z, y = case
    with mp.workdps(800):  # e^-1600 must not be lost beside 1
        expected = exact_loss(z, y)
        slack = mp.mpf(10) ** -12 * expected + abs(1 - mp.fsum(map(float, y))) * 1700
        assert abs(softmax_cross_entropy(z, y) - expected) <= slack + mp.mpf(10) ** -320


@given(questions())
def test_delta_is_how_fast_the_loss_rises(case):
    z, y = case
    found, h = softmax_delta(z, y), mp.mpf(10) ** -30
    with mp.workdps(80):
        for k in range(len(z)):
            up, down = ([mp.mpf(a) + s * h * (j == k) for j, a in enumerate(z)] for s in (1, -1))
            rise = (exact_loss(up, y) - exact_loss(down, y)) / (2 * h)
            assert abs(found[k] - rise) <= 1e-12


@given(st.floats(-700, 700), st.floats(-30, 30), st.floats(0, 1))
def test_two_answers_are_the_sigmoid_of_the_difference(z, other, y):
    pair = np.array([z + other, other])
    gap = pair[0] - pair[1]
    np.testing.assert_allclose(softmax(pair)[0], sigmoid(gap), rtol=1e-12)
    found = softmax_cross_entropy(pair, [y, 1 - y])
    np.testing.assert_allclose(found, cross_entropy_from_logits(gap, y), rtol=1e-9, atol=1e-12)


def test_a_row_is_a_question_of_its_own():
    z = np.random.default_rng(0).normal(size=(2, 3, 4))
    y = softmax(np.random.default_rng(1).normal(size=(2, 3, 4)))
    for function in (softmax_cross_entropy, softmax_delta):
        together = function(z, y)
        alone = [[function(z[i, j], y[i, j]) for j in range(3)] for i in range(2)]
        np.testing.assert_allclose(together, alone, rtol=1e-14)
    assert softmax(z).shape == z.shape


def test_huge_numbers_give_no_warning_and_no_nan():
    np.testing.assert_array_equal(softmax([1e150, -1e150, 0.0]), [1.0, 0.0, 0.0])
    assert softmax_cross_entropy([1e150, -1e150], [0.0, 1.0]) == 2e150
    assert softmax_cross_entropy([1e150, -1e150], [1.0, 0.0]) == 0.0
    assert softmax_cross_entropy([0.0, -50.0], [1.0, 0.0]) == pytest.approx(float(mp.exp(-50)))


@pytest.mark.parametrize(
    ("z", "y", "error", "message"),
    [
        (["a"], [1.0], TypeError, "z must hold real numbers"),
        (1.0, 1.0, ValueError, r"z must have shape \(..., n\), but it had shape \(\)"),
        ([], [], ValueError, r"z must have shape \(..., n\), but it had shape \(0,\)"),
        ([np.nan], [1.0], ValueError, "z must be finite, but it was nan"),
        ([1e151], [1.0], ValueError, r"z must be from -1e\+150 to 1e\+150"),
        ([1.0, 2.0], [1.0], ValueError, r"y must have the shape of z, \(2,\)"),
        ([1.0, 2.0], [1.5, -0.5], ValueError, "y must be from 0 to 1, but it was 1.5"),
        ([[1.0, 2.0]], [[0.5, 0.25]], ValueError, "y must add up to 1 .* came to .*0.75"),
    ],
)
def test_what_does_not_fit_is_named(z, y, error, message):
    for function in (softmax_cross_entropy, softmax_delta):
        with pytest.raises(error, match=message):
            function(z, y)
