"""Proofs for *What edges can a network draw?*

Decided by z3 for every number of neurons and every pair of places.
"""

import pytest
import z3


def follows(conclusion, *premises):
    """Whether the conclusion holds for all numbers for which the premises hold."""
    solver = z3.Solver()
    solver.add(*premises, z3.Not(conclusion))
    return solver.check() == z3.unsat


@pytest.mark.claim("wanting-all-fences-in", kind="theorem")
def test_a_switch_that_wants_all_fences_in_a_piece_without_dents():
    """Take any number of hidden switches, and one at the end that says yes only if all of them do.
    Where it says yes at two places, it says yes all the way between them: the piece that is fenced
    in has straight sides and no dents.

    Hidden switches: wᵢ·x + bᵢ > 0. The end: weights 1 and bias ½ − n, so that k yeses of n make a
    yes if and only if k = n. If wᵢ·p + bᵢ > 0 and wᵢ·q + bᵢ > 0, then so it is at (1 − t)p + tq.
    """
    k, n = z3.Ints("k n")
    end = z3.ToReal(k) + z3.Q(1, 2) - z3.ToReal(n) > 0
    assert follows(end == (k == n), k >= 0, k <= n, n >= 1)
    # the weighted sum of a switch is linear, so along the way it is (1 − t) times one, t the other
    at_p, at_q, t = z3.Reals("at_p at_q t")
    assert follows((1 - t) * at_p + t * at_q > 0, at_p > 0, at_q > 0, t >= 0, t <= 1)


@pytest.mark.claim("wanting-one-joins", kind="theorem")
def test_a_switch_that_wants_one_joins_pieces():
    """A switch that says yes if at least one of those before it does joins their pieces. So with
    two hidden layers and enough switches, a network can say yes on any shape that is put together
    from finitely many fenced-in pieces, and no everywhere else.

    Weights 1 and bias −½: k yeses make a yes if and only if k ≥ 1, however many there are.
    """
    k = z3.Int("k")
    assert follows((z3.ToReal(k) - z3.Q(1, 2) > 0) == (k >= 1), k >= 0)


@pytest.mark.claim("squares-bend-the-edge", kind="theorem")
def test_one_neuron_that_reads_squares_may_have_a_round_edge():
    """A single σ neuron that reads the squares of two inputs, with both weights −1 and a bias above
    0, says more than ½ exactly inside a circle about 0.

    z = b − x² − y² is above 0 if and only if (x, y) is nearer to 0 than r, where r² = b.
    """
    x, y, b, r, away = z3.Reals("x y b r away")
    distance = [away >= 0, away * away == x * x + y * y, r > 0, b == r * r]
    assert follows((b - x * x - y * y > 0) == (away < r), *distance)
    assert follows((b - x * x - y * y == 0) == (away == r), *distance)
