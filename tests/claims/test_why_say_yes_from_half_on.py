"""Proofs for *Why say yes from ½ on?*

Decided by z3 over all chances and costs, and by sympy for the edge.
"""

import pytest
import sympy
import z3


@pytest.mark.claim("costs-set-the-threshold", kind="theorem")
def test_the_threshold_is_a_share_of_the_costs():
    """Let a needless yes cost *a* and a missed yes cost *b*, both above 0, and let the chances be
    true. Then a yes costs less on average exactly where the chance is above *a* divided by *a* plus
    *b*. With equal costs that is ½; with *b* four times *a* it is a fifth.

    A yes costs a(1 − p) on average and a no costs bp; a(1 − p) < bp if and only if p > a/(a + b).
    """
    p, a, b = z3.Reals("p a b")
    solver = z3.Solver()
    solver.add(a > 0, b > 0, p >= 0, p <= 1)
    solver.add((a * (1 - p) < b * p) != (p > a / (a + b)))
    assert solver.check() == z3.unsat
    share = sympy.Rational(1, 1) / (1 + sympy.Symbol("ratio"))
    assert [share.subs("ratio", times) for times in (1, 4)] == [
        sympy.Rational(1, 2),
        sympy.Rational(1, 5),
    ]


@pytest.mark.claim("every-threshold-a-parallel-edge", kind="theorem")
def test_another_threshold_only_moves_the_edge():
    """To move the threshold of a σ neuron is to move its bias. So, unless all weights are 0, every
    threshold between 0 and 1 has a straight edge, a line for two inputs and a plane for three, and
    all of them are parallel.

    σ(z) > t if and only if z > ln(t/(1 − t)). The right side does not depend on the inputs, so that
    taking it off the bias puts the edge back to ½.
    """
    z, s = sympy.symbols("z s", real=True)
    t = 1 / (1 + sympy.exp(-s))  # any t between 0 and 1, written as σ(s)
    odds = sympy.simplify(t / (1 - t))
    assert sympy.simplify(odds - sympy.exp(s)) == 0  # so ln(t/(1 − t)) is s
    # with u = exp(−z) and v = exp(−s): σ(z) > t where u < v, and that is where z > s
    u, v = z3.Reals("u v")
    solver = z3.Solver()
    solver.add(u > 0, v > 0, (1 / (1 + u) > 1 / (1 + v)) != (u < v))
    assert solver.check() == z3.unsat
    assert sympy.diff(sympy.exp(-z), z).is_negative  # exp(−z) falls, so u < v where z > s
