"""Layer normalization: to fifty digits, and what it leaves alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from explainer.normalization import layer_normalize

rows = st.lists(st.floats(-100, 100), min_size=1, max_size=6)


@given(rows, st.floats(1e-8, 1.0), st.floats(-3, 3), st.floats(-3, 3))
def test_each_row_is_what_the_formula_says(z, epsilon, gain, bias):
    found = layer_normalize(z, gain, bias, epsilon=epsilon)
    with mp.workdps(50):
        mean = mp.fsum(z) / len(z)
        square = mp.fsum((mp.mpf(each) - mean) ** 2 for each in z) / len(z)
        for ours, each in zip(found, z, strict=True):
            expected = gain * (mp.mpf(each) - mean) / mp.sqrt(square + mp.mpf(epsilon)) + bias
            assert abs(ours - expected) <= 1e-8


@given(rows)
def test_the_mean_is_zero_and_the_mean_square_just_below_one(z):
    found, square = layer_normalize(z), np.var(z)
    assert abs(found.mean()) < 1e-9
    assert np.square(found).mean() == pytest.approx(square / (square + 1e-5), abs=1e-9)


@given(rows, st.floats(-50, 50), st.floats(0.5, 2))
def test_adding_to_all_or_multiplying_all_changes_next_to_nothing(z, added, factor):
    same = layer_normalize(z, epsilon=1e-12)
    np.testing.assert_allclose(layer_normalize(np.add(z, added), epsilon=1e-12), same, atol=1e-5)
    if np.var(z) > 1e-3:
        stretched = layer_normalize(np.multiply(z, factor), epsilon=1e-12)
        np.testing.assert_allclose(stretched, same, atol=1e-6)


def test_rows_are_apart_and_neurons_have_a_gain_and_a_bias_each():
    z = np.random.default_rng(0).normal(size=(2, 3, 4))
    gain, bias = np.array([1.0, 2.0, 0.0, -1.0]), np.array([0.0, 1.0, 5.0, 0.5])
    alone = [[gain * layer_normalize(z[i, j]) + bias for j in range(3)] for i in range(2)]
    np.testing.assert_allclose(layer_normalize(z, gain, bias), alone, rtol=1e-13, atol=1e-15)


def test_equal_numbers_become_zero():
    np.testing.assert_array_equal(layer_normalize([[3.0, 3.0], [-1e150, -1e150]]), 0.0)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"z": ["a"]}, TypeError, "z must hold real numbers"),
        ({"z": 1.0}, ValueError, r"z must have shape \(..., n\)"),
        ({"z": [np.inf]}, ValueError, "z must be finite"),
        ({"z": [1e151]}, ValueError, r"z must be from -1e\+150 to 1e\+150"),
        ({"gain": [1.0]}, ValueError, r"gain must have shape \(2,\), but it had shape \(1,\)"),
        ({"bias": [[1.0, 2.0]]}, ValueError, r"bias must have shape \(2,\)"),
        ({"epsilon": 0.0}, ValueError, "epsilon must be above 0, but it was 0.0"),
        ({"gain": 1.7e308, "bias": 1.7e308}, ValueError, "the normalized z must be finite"),
    ],
)
def test_what_does_not_fit_is_named(arguments, error, message):
    with pytest.raises(error, match=message):
        layer_normalize(**{"z": [0.0, 1.0]} | arguments)
