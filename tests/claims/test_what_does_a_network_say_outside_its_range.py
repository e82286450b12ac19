"""Proofs for *What does a network say outside the range it learned?*

Decided by z3 for one hinge at any setting; a sum of straight lines is one, by induction.
"""

import pytest
import sympy
import z3


@pytest.mark.claim("straight-beyond-the-last-bend", kind="theorem")
def test_one_hidden_layer_of_relu_goes_straight_on_for_ever():
    """Take a network with one hidden layer of ReLU and a straight neuron at the end, and walk
    through its inputs along a straight line. Beyond the last bend the answer is a straight line,
    too: it changes at one rate for ever, or stays level.

    At p + td, for t ≥ 0, a hidden neuron has z = kt + m with k = w·d and m = w·p + b. It bends
    where z = 0. For all t beyond that its output is kt + m if k > 0, and 0 if k < 0; if k = 0 it is
    level.
    """
    k, m, t, bend = z3.Reals("k m t bend")
    hinge = z3.If(k * t + m > 0, k * t + m, 0)
    climb = z3.If(k > 0, k, 0)
    height = z3.If(k > 0, m, z3.If(k < 0, 0, z3.If(m > 0, m, 0)))
    solver = z3.Solver()
    solver.add(z3.Implies(k != 0, k * bend + m == 0), t >= bend)
    solver.add(z3.Not(hinge == climb * t + height))
    assert solver.check() == z3.unsat
    # start: the last bias is level. Step: a line and a weight times one more line are a line
    x, slope, start, weight, other, begin = sympy.symbols("x slope start weight other begin")
    total = slope * x + start + weight * (other * x + begin)
    assert sympy.diff(total, x, 2) == 0
