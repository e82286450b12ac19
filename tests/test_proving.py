"""The tools that prove claims refuse what is false, and what they cannot decide."""

import pytest
import sympy
from ball_arithmetic import between, exactly, normal, prove_positive, sigma
from exact_algebra import h, k, logistic, prove, prove_equal, z
from sympy import Abs, Rational, exp, log, sqrt

a = logistic(z)

EQUAL = {
    "slope": (sympy.diff(a, z), a * (1 - a)),
    "tanh": (sympy.tanh(z), 2 * logistic(2 * z) - 1),
    "base two": (1 / (1 + 2 ** (-z)), logistic(z * log(2))),
    "nudge": (logistic(z + h) - a, a * (1 - a) * (exp(h) - 1) / (1 + a * (exp(h) - 1))),
    "square": ((z + h) ** 2, z**2 + 2 * z * h + h**2),
}

HOLDS = {
    "at most a quarter": (a * (1 - a) <= Rational(1, 4), []),
    "below 1": (a < 1, []),
    "greatest bend": (Abs(a * (1 - a) * (1 - 2 * a)) <= 1 / (6 * sqrt(3)), []),
    "condition": (z**2 > z, [z > 1]),
}

FAILS = {
    "reached at 0": (a * (1 - a) < Rational(1, 4), []),
    "constant": (a * (1 - a) <= Rational(6, 25), []),
    "sign": (a * (1 + a) <= Rational(1, 4), []),
    "without its condition": (z**2 > z, []),
    "absolute value left out": (a * (1 - a) * (1 - 2 * a) > -1 / (7 * sqrt(3)), []),
}


@pytest.mark.parametrize("name", EQUAL)
def test_what_is_equal_is_proved(name):
    prove_equal(*EQUAL[name])


@pytest.mark.parametrize("name", EQUAL)
def test_what_is_nearly_equal_is_refused(name):
    left, right = EQUAL[name]
    with pytest.raises(AssertionError, match="their difference is"):
        prove_equal(left, right + Rational(1, 10**12) * z)


@pytest.mark.parametrize("name", HOLDS)
def test_an_inequality_that_holds_is_proved(name):
    prove(*HOLDS[name])


@pytest.mark.parametrize("name", FAILS)
def test_an_inequality_that_fails_somewhere_is_refused(name):
    with pytest.raises(AssertionError, match="fails where"):
        prove(*FAILS[name])


def test_what_is_beyond_algebra_is_refused():
    with pytest.raises(TypeError, match="beyond algebra"):
        prove(a > sympy.sin(k))
    with pytest.raises(AssertionError, match="fails where"):
        prove(exp(z) >= 1 + z)  # true, but not of z and any number above 0


def test_a_sign_on_a_stretch_is_proved_or_refused():
    def gap(u):
        return abs(sigma(exactly("1.702") * u) - normal(u))

    prove_positive(lambda u: exactly("0.01") - gap(u), -8, 8)
    with pytest.raises(AssertionError, match="cannot be told from"):
        prove_positive(lambda u: exactly("0.009") - gap(u), -8, 8)
    with pytest.raises(AssertionError, match="not above 0 from"):
        prove_positive(lambda u: u - 2, -1, 1)
    with pytest.raises(AssertionError, match="cannot be told from"):
        prove_positive(lambda u: u * u, -1, 2)


def test_a_ball_contains_all_between():
    ball = sigma(between(-1, 2))
    assert all(ball.contains(sigma(exactly(n) / 7)) for n in range(-7, 15))
