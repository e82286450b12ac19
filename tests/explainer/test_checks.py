"""What an argument may be, and that each error names it, what it must be and what it was."""

import math
import re
from fractions import Fraction

import numpy as np
import pytest

from explainer import _checks
from explainer._checks import (
    as_float,
    as_float_array,
    as_int,
    choice,
    frozen_array,
    instance,
    same_shape,
)


def exactly(message):
    """The pattern that matches this message and no other."""
    return f"^{re.escape(message)}$"


def test_reals_are_float64_in_the_shape_they_came_in():
    for given in (1, 1.5, np.float32(2), np.int8(3), np.array(4), [1, 2], [[1.0], [2.0]], [], ()):
        array = as_float_array("x", given)
        assert type(array) is np.ndarray
        assert array.dtype == np.float64
        assert array.shape == np.shape(given)
        np.testing.assert_array_equal(array, given)


def test_a_float64_array_is_not_copied():
    given = np.array([1.0, 2.0])
    assert as_float_array("x", given) is given


@pytest.mark.parametrize(
    ("given", "was"),
    [
        (True, "True, of type bool"),
        ([True, False], "[True, False], of type list"),
        (np.array([True]), "an array of dtype bool and shape (1,)"),
        (1j, "1j, of type complex"),
        ("one", "'one', of type str"),
        (None, "None, of type NoneType"),
        ([1, "two"], "[1, 'two'], of type list"),
        (np.array(["a", "b"]), "an array of dtype <U1 and shape (2,)"),
        (np.array([[1, None]]), "an array of dtype object and shape (1, 2)"),
        (np.array("2026-01-01", dtype="M8[D]"), "an array of dtype datetime64[D] and shape ()"),
        (10**400, "1" + "0" * 56 + "..., of type int"),
        ("a" * 58, "'" + "a" * 58 + "', of type str"),
    ],
)
def test_what_is_no_real_number_is_a_type_error(given, was):
    with pytest.raises(TypeError, match=exactly(f"rate must hold real numbers, but it was {was}")):
        as_float_array("rate", given)


def test_rows_of_different_length_are_no_array():
    with pytest.raises(ValueError, match=r"^x must be an array, but it was none: .*inhomogeneous"):
        as_float_array("x", [[1.0], [1.0, 2.0]])


def test_numbers_may_add_up_to_more_than_a_float64_holds():
    for given in ([1e308] * 3, [-1e308] * 3, [[1e308, 1e308], [-1e308, -1e308]]):
        np.testing.assert_array_equal(as_float_array("x", given), given)


@pytest.mark.parametrize(
    ("given", "was"),
    [
        (math.nan, "nan"),
        (-math.inf, "-inf"),
        ([1.0, math.inf], "inf at index (1,)"),
        ([1.0, math.inf, -math.inf], "inf at index (1,)"),
        ([[1.0, 2.0], [3.0, math.nan]], "nan at index (1, 1)"),
    ],
)
def test_what_is_not_finite_is_refused_with_its_place(given, was):
    with pytest.raises(ValueError, match=exactly(f"z must be finite, but it was {was}")):
        as_float_array("z", given)


def test_a_longer_float_that_does_not_fit_is_refused():
    with np.errstate(over="ignore"):  # where floats are no longer, the square itself is infinite
        long = np.longdouble(1e308) ** 2
    with pytest.raises(ValueError, match=exactly("z must be finite, but it was inf")):
        as_float_array("z", long)


@pytest.mark.parametrize(
    ("low", "high", "open_", "good", "bad", "must"),
    [
        (0.0, 1.0, False, [0.0, 0.5, 1.0], [-0.1, 1.1], "from 0 to 1"),
        (0.0, 1.0, True, [5e-324, 0.5], [0.0, 1.0, 2.0], "strictly between 0 and 1"),
        (0.5, math.inf, False, [0.5, 1e300], [0.4], "at least 0.5"),
        (0.5, math.inf, True, [0.6], [0.5], "above 0.5"),
        (-math.inf, 2.0, False, [-1e300, 2.0], [2.1], "from -inf to 2"),
    ],
)
def test_ends_belong_to_a_closed_range_and_not_to_an_open_one(low, high, open_, good, bad, must):
    np.testing.assert_array_equal(as_float_array("p", good, low=low, high=high, open_=open_), good)
    for number in bad:
        message = f"p must be {must}, but it was {number} at index (1,)"
        with pytest.raises(ValueError, match=exactly(message)):
            as_float_array("p", [good[0], number], low=low, high=high, open_=open_)


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [
        ((), ()),
        (("n",), (3,)),
        ((2,), (2,)),
        ((0,), (0,)),
        (("m", 2), (5, 2)),
        ((..., 2), (2,)),
        ((..., 2), (0, 4, 2)),
        ((..., "m", 2), (7, 4, 2)),
        ((...,), (0, 0)),
    ],
)
def test_a_shape_that_fits(pattern, shape):
    assert as_float_array("x", np.ones(shape), shape=pattern).shape == shape


@pytest.mark.parametrize(
    ("pattern", "shape", "said"),
    [
        ((), (1,), "()"),
        (("n",), (0,), "(n,)"),
        (("n",), (), "(n,)"),
        ((2,), (3,), "(2,)"),
        (("m", 2), (2,), "(m, 2)"),
        (("m", 2), (2, 5, 2), "(m, 2)"),
        (("m", 2), (5, 3), "(m, 2)"),
        ((..., 2), (), "(..., 2)"),
        ((..., 2), (2, 3), "(..., 2)"),
        ((..., "m", 2), (2,), "(..., m, 2)"),
    ],
)
def test_a_shape_that_does_not_fit_is_named(pattern, shape, said):
    message = f"x must have shape {said}, but it had shape {shape}"
    with pytest.raises(ValueError, match=exactly(message)):
        as_float_array("x", np.ones(shape), shape=pattern)


def test_a_constant_is_a_copy_that_cannot_be_changed():
    given = np.array([1.0, 2.0])
    kept = frozen_array("w", given, shape=("n",))
    given[0] = 9.0
    np.testing.assert_array_equal(kept, [1.0, 2.0])
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 9.0
    with pytest.raises(ValueError, match=r"^w must have shape \(n,\)"):
        frozen_array("w", [[1.0]], shape=("n",))


def test_one_real_number():
    for given in (2, 2.0, np.float64(2), np.int16(2), np.array(2.0), Fraction(2)):
        number = as_float("rate", given)
        assert type(number) is float
        assert number == 2.0
    assert as_float("rate", 1, low=0.0, high=1.0) == 1.0
    with pytest.raises(
        ValueError, match=r"^rate must be strictly between 0 and 1, but it was 1\.0$"
    ):
        as_float("rate", 1, low=0.0, high=1.0, open_=True)
    with pytest.raises(ValueError, match=r"^rate must be at least 0, but it was -1\.0$"):
        as_float("rate", -1, low=0.0)
    with pytest.raises(ValueError, match=r"^rate must be finite, but it was nan$"):
        as_float("rate", math.nan)
    with pytest.raises(ValueError, match=r"^rate must be finite, but it was inf$"):
        as_float("rate", 10**400)
    for wrong in (True, np.True_, "2", 2j, [2.0], np.array([2.0]), None):
        with pytest.raises(TypeError, match=r"^rate must be one real number, but it was .*of "):
            as_float("rate", wrong)


def test_one_whole_number():
    for given in (0, 3, np.int64(3), np.uint8(3)):
        number = as_int("steps", given)
        assert type(number) is int
        assert number == given
    assert as_int("steps", 2, low=2) == 2
    with pytest.raises(ValueError, match=r"^steps must be at least 2, but it was 1$"):
        as_int("steps", 1, low=2)
    with pytest.raises(ValueError, match=r"^steps must be at least 0, but it was -1$"):
        as_int("steps", -1)
    for wrong in (True, np.True_, 3.0, "3", None):
        with pytest.raises(TypeError, match=r"^steps must be a whole number, but it was .*of type"):
            as_int("steps", wrong)


def test_an_instance():
    assert instance("name", "xor", str) == "xor"
    with pytest.raises(TypeError, match=r"^name must be of type str, but it was 3, of type int$"):
        instance("name", 3, str)


def test_a_choice():
    table = {"and": 1, "or": 2}
    assert choice("gate", "or", table) == 2
    with pytest.raises(ValueError, match=r"^gate must be one of and, or, but it was 'xor'$"):
        choice("gate", "xor", table)
    with pytest.raises(TypeError, match=r"^gate must be of type str, but it was 3, of type int$"):
        choice("gate", 3, table)


def test_pairs():
    same_shape("a", np.ones((2, 3)), "b", np.zeros((2, 3)))
    message = "a must have the shape of b, (2,), but it had shape (2, 1)"
    with pytest.raises(ValueError, match=exactly(message)):
        same_shape("a", np.ones((2, 1)), "b", np.ones(2))


def test_long_values_are_cut_at_sixty_characters():
    assert _checks._what("x" * 58) == repr("x" * 58) + ", of type str"
    assert _checks._what("x" * 59) == "'" + "x" * 56 + "..., of type str"
