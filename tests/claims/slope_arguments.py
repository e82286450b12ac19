"""Prove inequalities by slopes, where a number stands both inside and outside an exponent.

What is not below 0 at the start, and has a slope that is never below 0 from there on, never falls,
and so stays at 0 or above. The same goes for the slope itself, by the slope of the slope, and so
on. Each derivative takes away a power of what stands outside, until algebra can decide the rest.

    prove_not_negative(h / 4 - (logistic(z + h) - logistic(z)), h, by_slope=1, place=z + h)
"""

import sympy
from exact_algebra import h, logistic, prove, z

#: The size of the error of slope times change is at most this times the square of the change.
MOST = 1 / (12 * sympy.sqrt(3))

p = sympy.Symbol("p", positive=True)  # below 1: σ of some z, and of one only


def prove_not_negative(function, variable, by_slope, place):
    """Prove that a function is 0 or above for every z, and wherever a variable is 0 or above.

    Parameters
    ----------
    function : SymPy expression
        Of z, and of the variable if that is another.
    variable : SymPy symbol
        It starts at 0 and goes up.
    by_slope : int
        Which derivative is decided: 1 the slope, 2 the slope of the slope.
    place : SymPy expression
        What σ is taken of in that derivative, such as z + h: again any number.

    Raises
    ------
    AssertionError
        If a derivative before that is below 0 at the start, or the last one is somewhere.
    """
    for times in range(by_slope):
        at_start = sympy.diff(function, variable, times).subs(variable, 0)
        prove(_in_terms_of_output(at_start, z) >= 0, given=[p < 1])
    last = sympy.diff(function, variable, by_slope)
    prove(_in_terms_of_output(last, place) >= 0, given=[p < 1])


def error_of_the_guess(change):
    """Return the true change of σ from z, less slope times change."""
    a = logistic(z)
    return logistic(z + change) - a - a * (1 - a) * change


def prove_error_bound():
    """Prove that the error of slope times change is at most MOST times its square, for all z."""
    for change in (h, -h):
        error = error_of_the_guess(change)
        prove_not_negative(MOST * h**2 - error, h, by_slope=2, place=z + change)
        prove_not_negative(MOST * h**2 + error, h, by_slope=2, place=z + change)


def _in_terms_of_output(expression, place):
    """Name σ(place) p, so that e to the −place is (1 − p)/p: what is left is algebra."""
    named = sympy.log(p / (1 - p)) - (place - z)
    return sympy.factor(sympy.simplify(sympy.expand_power_exp(expression.subs(z, named))))
