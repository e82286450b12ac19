"""Prove an inequality on a whole stretch of numbers, by ball arithmetic.

A ball is an interval of real numbers, and a function of a ball contains the function of every
number in it (python-flint's ``arb``, rounding included). So a sign that holds for a ball holds for
all its numbers. Where a ball is too coarse to tell it is halved, and halved again.

    prove_positive(lambda u: bound - abs(sigma(u) - normal(u)), -8, 8)
"""

from fractions import Fraction

from flint import arb, fmpq

HALVINGS = 30  # after which a stretch is too short to be worth halving: the sign is not certain


def exactly(number):
    """Return a number as a ball: a whole number, a fraction or a float, without rounding."""
    fraction = Fraction(number)
    return arb(fmpq(fraction.numerator, fraction.denominator))


def between(low, high):
    """Return a ball that contains every number from low to high."""
    return exactly(low).union(exactly(high))


def prove_positive(function, low, high):
    """Prove that a function of balls is above 0 at every number from low to high.

    Raise AssertionError, with the stretch, where that is false or cannot be told.
    """
    waiting = [(Fraction(low), Fraction(high), 0)]
    while waiting:
        low, high, halvings = waiting.pop()
        value = function(between(low, high))
        if value > 0:
            continue
        stretch = f"from {float(low)!r} to {float(high)!r}"
        assert not value <= 0, f"it is not above 0 {stretch}: {value}"
        assert halvings < HALVINGS, f"its sign cannot be told {stretch}: {value}"
        middle = (low + high) / 2
        waiting += [(low, middle, halvings + 1), (middle, high, halvings + 1)]


def sigma(z):
    """Return σ of a ball. It rises, so its values at both ends contain all between."""
    ends = [1 / (1 + (-end).exp()) for end in (arb(z.lower()), arb(z.upper()))]
    return ends[0].union(ends[1])


def normal(u):
    """Return the share of a bell curve below u, of a ball."""
    ends = [(-end / arb(2).sqrt()).erfc() / 2 for end in (arb(u.lower()), arb(u.upper()))]
    return ends[0].union(ends[1])
