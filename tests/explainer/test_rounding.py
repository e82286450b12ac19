"""Rounding: float32 as NumPy has it, bfloat16 as the upper half of a float32's bits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.rounding import round_to_bfloat16, round_to_float32

LARGEST = {round_to_float32: (2 - 2**-23) * 2.0**127, round_to_bfloat16: (2 - 2**-7) * 2.0**127}


def every_bfloat16():
    """Return all finite ones, rising: 16 bits are the upper half of a float32."""
    bits = np.arange(2**16, dtype=np.uint32) << 16
    numbers = bits.view(np.float32)
    return np.unique(numbers[np.isfinite(numbers)].astype(np.float64))


EVERY = every_bfloat16()


def is_even(number):
    return (np.float32(number).view(np.uint32) >> 16) % 2 == 0


@given(st.floats(-LARGEST[round_to_float32], LARGEST[round_to_float32]))
def test_float32_is_numpys(x):
    assert round_to_float32(x) == np.float64(np.float32(x))


@given(st.floats(-LARGEST[round_to_bfloat16], LARGEST[round_to_bfloat16]))
def test_bfloat16_is_the_nearest_of_all(x):
    above = min(np.searchsorted(EVERY, x), len(EVERY) - 1)
    around = EVERY[max(above - 1, 0) : above + 1]
    nearest = min(around, key=lambda each: abs(each - x))
    assert abs(round_to_bfloat16(x) - x) == abs(nearest - x)
    assert round_to_bfloat16(x) in around


def test_every_bfloat16_stays_and_every_tie_goes_to_the_even():
    np.testing.assert_array_equal(round_to_bfloat16(EVERY), EVERY)
    halfway = (EVERY[1:] + EVERY[:-1]) / 2
    rounded = round_to_bfloat16(halfway)
    assert all(is_even(each) for each in rounded)
    assert ((rounded == EVERY[1:]) | (rounded == EVERY[:-1])).all()


def test_few_digits_lose_a_small_change():
    assert round_to_bfloat16(256.0 + 1.0) == 256.0
    assert round_to_bfloat16(256.0 + 2.0) == 258.0
    assert round_to_float32(2.0**24 + 1.0) == 2.0**24
    assert round_to_float32([[0.1]]).shape == (1, 1)
    assert np.signbit(round_to_bfloat16(-0.0))


@pytest.mark.parametrize("function", LARGEST)
def test_what_has_no_place_is_refused_by_name(function):
    largest = LARGEST[function]
    assert function([largest, -largest]).tolist() == [largest, -largest]
    with pytest.raises(ValueError, match="x must be from"):
        function(np.nextafter(largest, np.inf))
    with pytest.raises(ValueError, match="x must be finite"):
        function(np.nan)
    with pytest.raises(TypeError, match="x must hold real numbers"):
        function("0.1")
