"""Proofs for *Why is minus the gradient the steepest way down?*

For any number of weights by induction: each step decided by z3 over all real numbers.
"""

import pytest
import z3


def follows(conclusion, *premises):
    """Whether the conclusion holds for all real numbers for which the premises hold."""
    solver = z3.Solver()
    solver.add(*premises, z3.Not(conclusion))
    return solver.check() == z3.unsat


@pytest.mark.claim("against-the-gradient-is-steepest", kind="theorem")
def test_no_step_of_the_same_length_goes_down_more_steeply():
    """Where the loss is smooth and its gradient is not 0, of all steps of the same length none goes
    down more steeply at its beginning than the one straight against the gradient; every other one
    goes down less steeply, or up.

    With gradient g and step d the rise is at first g·d, and (g·d)² ≤ (g·g)(d·d), by Cauchy and
    Schwarz. So g·d ≥ −|g||d|, which d = −cg reaches for c > 0. It is reached by no other d: then
    the sum of squares |(g·g)d − (g·d)g|² = (g·g)((g·g)(d·d) − (g·d)²) would be 0.
    """
    # G, D, P are g·g, d·d, g·d of the weights so far; a and b are the next weight's g and d
    gg, dd, gd, a, b = z3.Reals("gg dd gd a b")
    # start: with one weight, (ab)² = a² b². Step: one weight more keeps the inequality
    assert follows((a * b) ** 2 <= a**2 * b**2)
    so_far = [gg >= 0, dd >= 0, gd**2 <= gg * dd]
    # the cross terms: 2 gd·ab ≤ gg·b² + dd·a², since (gg·b² + dd·a²)² ≥ 4 gg·dd·a²b² ≥ (2 gd·ab)²
    cross = gg * b**2 + dd * a**2 >= 2 * gd * a * b
    assert follows(cross, *so_far)
    assert follows((gd + a * b) ** 2 <= (gg + a**2) * (dd + b**2), *so_far, cross)
    # the step against the gradient, d = −cg, reaches the bound: g·d = −|g||d|, so (g·d)² = gg·dd
    c = z3.Real("c")
    assert follows((-c * gg) ** 2 == gg * (c**2 * gg))
    assert follows(-c * gg <= 0, c > 0, gg >= 0)
    # whoever reaches it is a multiple of g: each term of |gg·d − gd·g|² adds up to what is said
    term = (gg * b - gd * a) ** 2
    assert follows(term == gg**2 * b**2 - 2 * gg * gd * a * b + gd**2 * a**2)
    # summed over all weights: gg²·dd − 2 gg·gd·gd + gd²·gg = gg(gg·dd − gd²)
    assert follows(gg**2 * dd - 2 * gg * gd * gd + gd**2 * gg == gg * (gg * dd - gd**2))


@pytest.mark.claim("another-length-another-steepest", kind="theorem")
def test_measured_by_the_largest_turn_another_way_is_steepest():
    """Call the largest turn of any weight the length of a step instead. Then a steepest way down
    turns every weight that has a slope by the same amount, each against the sign of its slope.

    If no |dᵢ| is above δ, then g·d ≥ −δ(|g₁| + … + |gₙ|), reached by dᵢ = −δ sign gᵢ.
    """
    rise, total, g, d, most = z3.Reals("rise total g d most")
    # start: no weight, no rise, 0 ≥ 0. Step: one weight more, turned by at most δ
    so_far = rise >= -most * total
    one_more = rise + g * d >= -most * (total + z3.Abs(g))
    assert follows(one_more, so_far, z3.Abs(d) <= most, most > 0)
    sign = z3.If(g > 0, z3.RealVal(1), z3.If(g < 0, z3.RealVal(-1), z3.RealVal(0)))
    assert follows(g * (-most * sign) == -most * z3.Abs(g))
