"""Proofs for *Is the error convex, and why does it matter?*

Symbolic algebra, with exp(−z) as a positive unknown; z3 for the order of four numbers; ball
arithmetic for the network that is set by hand.
"""

import pytest
import sympy
import z3
from flint import arb

Z, V, Y = sympy.symbols("z v y", real=True)
E = sympy.symbols("E", positive=True)  # exp(−z), which may be any number above 0
T = sympy.symbols("t", real=True)


def curvature(loss, output):
    """The second derivative of a loss in t, where z is z + tv, with E in place of exp(−z)."""
    second = loss(output(Z + T * V)).diff(T, 2).subs(T, 0)
    return sympy.simplify(second.subs(Z, -sympy.log(E)))


def sigma(z):
    return 1 / (1 + sympy.exp(-z))


@pytest.mark.claim("cross-entropy-is-one-bowl", kind="theorem")
def test_the_cross_entropy_of_one_sigma_neuron_bends_down_nowhere():
    """For one σ neuron the mean cross-entropy is convex in its weights and its bias, whatever the
    examples: walk along any straight line through the settings, and it never bends down. So a
    place where all its slopes are 0 is a lowest place.

    Along any line the z of an example is z + tv. Its loss has the second derivative v²a(1 − a) ≥ 0
    in t, where a = σ(z), for every target y. A mean of such losses has none below 0 either; so it
    lies nowhere below its tangents, and a level tangent is a floor.
    """
    bend = curvature(lambda a: -Y * sympy.log(a) - (1 - Y) * sympy.log(1 - a), sigma)
    assert sympy.simplify(bend - V**2 * E / (1 + E) ** 2) == 0
    assert (V**2 * E / (1 + E) ** 2).is_nonnegative
    # so it lies above its tangents: g(1) − g(0) − g′(0) is the integral of (1 − s)g″(s) from 0 to 1
    s, g = sympy.symbols("s", real=True), sympy.Function("g")
    whole = (1 - s) * g(s).diff(s) + g(s)  # g(1) at s = 1, and g′(0) + g(0) at s = 0
    assert sympy.simplify(whole.diff(s) - (1 - s) * g(s).diff(s, 2)) == 0


@pytest.mark.claim("squared-error-bends-down", kind="theorem")
def test_squared_error_behind_sigma_bends_down_where_it_is_badly_wrong():
    """Behind a σ, the squared error of an example bends down wherever the output is wrong by more
    than ⅔: above ⅔ if the target is 0, below ⅓ if it is 1. So it is not convex.

    With a = σ(z), the second derivative of a²/2 in z is a²(1 − a)(2 − 3a), and that of (a − 1)²/2
    is (1 − a)²a(3a − 1).
    """
    a = 1 / (1 + E)
    line = [(V, 1)]
    zero = curvature(lambda out: out**2 / 2, sigma).subs(line)
    one = curvature(lambda out: (out - 1) ** 2 / 2, sigma).subs(line)
    assert sympy.simplify(zero - a**2 * (1 - a) * (2 - 3 * a)) == 0
    assert sympy.simplify(one - (1 - a) ** 2 * a * (3 * a - 1)) == 0
    p = sympy.symbols("p", real=True)
    inside = sympy.Interval.open(0, 1)
    below = sympy.solveset(p**2 * (1 - p) * (2 - 3 * p) < 0, p, inside)
    assert below == sympy.Interval.open(sympy.Rational(2, 3), 1)
    below = sympy.solveset((1 - p) ** 2 * p * (3 * p - 1) < 0, p, inside)
    assert below == sympy.Interval.open(0, sympy.Rational(1, 3))


@pytest.mark.claim("a-network-is-not-one-bowl", kind="theorem")
def test_halfway_between_two_solutions_of_xor_there_is_none():
    """Two hidden σ can do XOR (“one or the other, not both”), and swapping them changes no answer.
    Half-way between the one setting and the swapped one they are alike, and alike they cannot do
    it. So with cross-entropy, too, the loss of this network is not convex.

    Set by hand, its mean loss is below 0.01 before the swap and after. Half-way, the output depends
    on one hidden number only; then the mean loss is at least ½ ln 2.
    """

    def s(z):
        return 1 / (1 + arb(-z).exp())

    def answer(x, y):  # hidden: at least one; both
        return s(20 * s(20 * x + 20 * y - 10) - 20 * s(20 * x + 20 * y - 30) - 10)

    right = [1 - answer(0, 0), answer(0, 1), answer(1, 0), 1 - answer(1, 1)]
    assert sum(-each.log() for each in right) / 4 < arb("0.01")

    # alike: the hidden number of the four evenings is h(z), with z(0,0) + z(1,1) = z(0,1) + z(1,0),
    # and the output rises or falls with it. Some yes-evening then says no more than some no-evening
    none, one, other, both = z3.Reals("none one other both")
    solver = z3.Solver()
    solver.add(none + both == one + other)
    no = [none, both]
    rising = z3.Or([yes <= each for yes in (one, other) for each in no])
    falling = z3.Or([yes >= each for yes in (one, other) for each in no])
    solver.add(z3.Not(z3.And(rising, falling)))
    assert solver.check() == z3.unsat
    # these two alone cost −ln a − ln(1 − b) with a ≤ b, so at least −ln a(1 − a) ≥ 2 ln 2
    a = sympy.symbols("a", real=True)
    quarter = sympy.Rational(1, 4)
    assert sympy.expand(quarter - a * (1 - a) - (a - sympy.Rational(1, 2)) ** 2) == 0
    assert arb(2).log() / 2 > arb("0.01")
