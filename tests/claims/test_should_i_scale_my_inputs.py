"""Proofs for *Should I scale my inputs?*

Decided by sympy for every smooth loss, by z3 over all real numbers, and by ball arithmetic.
"""

import pytest
import sympy
import z3
from flint import arb


@pytest.mark.claim("larger-input-steeper-valley", kind="theorem")
def test_the_loss_curves_more_along_the_weight_of_a_larger_input():
    """Measure one input in a unit *k* times as small, so that all its numbers are *k* times as
    large. Where the neuron says the same as before, the slope of the loss along this input's weight
    is then *k* times as large, and it curves *k* times *k* times as strongly.

    The weight w meets the input kx, and only kw·x matters: the new loss is M(w) = L(kw). So
    M′(v/k) = k L′(v) and M″(v/k) = k² L″(v), for any loss L with two derivatives.
    """
    w, v = sympy.symbols("w v", real=True)
    k = sympy.symbols("k", positive=True)
    loss = sympy.Function("L")
    for order in (1, 2):
        new = loss(k * w).diff(w, order).subs(w, v / k).doit()
        old = loss(v).diff(v, order)
        assert sympy.simplify(new - k**order * old) == 0


@pytest.mark.claim("one-rate-does-not-suit-both", kind="theorem")
def test_a_rate_that_does_not_bounce_across_creeps_along():
    """Say that the loss is a parabola along each of two weights, and *k* times as strongly curved
    along the first as along the second. Then each learning rate that brings the first weight
    nearer to its best place takes less than the share 2/*k* off the second's way, step by step.

    The losses are kc·d₁²/2 and c·d₂²/2, with c > 0 and k > 1. A step at rate η leaves (1 − ηkc)d₁
    and (1 − ηc)d₂. If |1 − ηkc| < 1, then 0 < ηc < 2/k.
    """
    rate, c, k = z3.Reals("rate c k")
    solver = z3.Solver()
    solver.add(c > 0, k > 1, z3.Abs(1 - rate * k * c) < 1)
    solver.add(z3.Not(z3.And(rate * c > 0, rate * c * k < 2)))
    assert solver.check() == z3.unsat
    # the step is the one named: distance less rate times the derivative of the parabola
    d, s_rate, s_c = sympy.symbols("d rate c")
    step = d - s_rate * sympy.diff(s_c * d**2 / 2, d)
    assert sympy.expand(step - (1 - s_rate * s_c) * d) == 0


@pytest.mark.claim("far-out-sigma-is-flat", kind="theorem")
def test_fifty_out_the_slope_is_next_to_nothing():
    """Where z is 50 or more, or −50 or less, the slope of σ is below a billionth of a billionth.

    σ′(z) = E/(1 + E)² < E with E = exp(−|z|), and E ≤ e⁻⁵⁰ < 10⁻¹⁸.
    """
    z = sympy.symbols("z", real=True)
    e = sympy.symbols("E", positive=True)
    sigma = 1 / (1 + sympy.exp(-z))
    for side in (1, -1):  # E is exp(−z) to the right of 0 and exp(z) to the left
        slope = sigma.diff(z).subs(z, -side * sympy.log(e))
        assert sympy.simplify(slope - e / (1 + e) ** 2) == 0
    assert sympy.factor(e - e / (1 + e) ** 2).is_positive  # so the slope is below E
    assert arb(-50).exp() < arb(10) ** -18
