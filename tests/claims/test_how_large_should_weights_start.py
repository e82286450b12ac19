"""Proofs for *How large should weights be at the start?*

Moments by symbolic algebra and induction over the inputs; z3 for the hinge.
"""

import pytest
import sympy
import z3


@pytest.mark.claim("a-sum-grows-with-its-inputs", kind="theorem")
def test_the_mean_square_of_a_sum_is_the_number_of_inputs_times_the_spread_squared():
    """Draw the weights independently, with mean 0 and the same spread, for *n* inputs that are each
    1 or −1. Then the weighted sum, without the bias, has a spread of the root of *n* times theirs:
    with a hundred inputs ten times. To keep it at 1, the weights' spread must be 1 divided by the
    root of *n*.

    E z² = s²(x₁² + … + xₙ²) for weights of mean 0 and mean square s², whatever the inputs x.
    """
    z, w, x, s, so_far = sympy.symbols("z w x s so_far", real=True)
    # start: nothing added up yet, mean square 0 = s²·0. Step: one independent weight more
    square = sympy.Poly(sympy.expand((z + w * x) ** 2), z, w)
    moments = {(2, 0): s**2 * so_far, (1, 1): 0, (0, 2): s**2, (0, 0): 1}  # E zw = E z · E w = 0
    mean = sum(coefficient * moments[powers] for powers, coefficient in square.terms())
    assert sympy.expand(mean - s**2 * (so_far + x**2)) == 0
    n = sympy.symbols("n", positive=True)
    spread = sympy.sqrt(s**2 * n)  # n inputs of size 1
    assert spread.subs({n: 100, s: 1}) == 10
    assert sympy.simplify(spread.subs(s, 1 / sympy.sqrt(n))) == 1


@pytest.mark.claim("relu-passes-on-half", kind="theorem")
def test_relu_passes_on_half_of_the_mean_square():
    """If a weighted sum is as often at −z as at z, for every z, ReLU passes on half of its mean
    square.

    max(z, 0)² + max(−z, 0)² = z², and both parts have the same mean.
    """
    z = z3.Real("z")

    def hinge(at):
        return z3.If(at > 0, at, 0)

    solver = z3.Solver()
    solver.add(z3.Not(hinge(z) * hinge(z) + hinge(-z) * hinge(-z) == z * z))
    assert solver.check() == z3.unsat
