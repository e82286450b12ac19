"""Proofs for *What is a dead ReLU neuron?*

The theorems are decided by z3 over all real numbers, for any number of inputs by induction.
"""

import pytest
import z3

from explainer.activations import leaky_relu, relu, sigmoid
from explainer.datasets import two_rings
from explainer.losses import LOSSES
from explainer.network import Network
from explainer.training import gradient_descent


def follows(conclusion, *premises):
    """Whether the conclusion holds for all real numbers for which the premises hold."""
    solver = z3.Solver()
    solver.add(*premises, z3.Not(conclusion))
    return solver.check() == z3.unsat


@pytest.mark.claim("dead-relu-has-no-slope", kind="theorem")
def test_a_small_turn_of_a_dead_neuron_changes_nothing():
    """If a ReLU neuron's weighted sum is below 0 for every example, a small enough turn of its
    weights and its bias changes none of its outputs. So the slope of the loss along each of them is
    0, whatever the loss makes of the network's answers, and whatever stands behind the neuron.

    Let z ≤ −m < 0 for each of finitely many examples x, and let S be the greatest of their sums
    |x₁| + … + |xₙ|. If no weight and no bias turns by more than δ, where δ(S + 1) < m, then z stays
    below 0 for each example.
    """
    z, m, s, size, d, x, change, bias = z3.Reals("z m s size d x change bias")
    turned_at_most = [z3.Abs(d) <= size, size > 0]
    # start: without inputs, the weighted sum moves by the turn of the bias alone
    assert follows(z3.Abs(bias) <= size * (0 + 1), z3.Abs(bias) <= size)
    # step: one input more, turned by d, adds at most δ|x| to what the others move it by
    so_far = z3.Abs(change) <= size * (s + 1)
    one_more = z3.Abs(change + d * x) <= size * (s + z3.Abs(x) + 1)
    assert follows(one_more, so_far, *turned_at_most, s >= 0)
    # so a neuron that was flat stays flat, before and after the turn
    hinge = z3.If(z + change > 0, z + change, 0)
    small = [size * (s + 1) < m, z <= -m, m > 0]
    assert follows(hinge == 0, so_far, *small)
    assert relu([-1e300, -1.0, -1e-300, 0.0]).tolist() == [0, 0, 0, 0]


@pytest.mark.claim("leaky-relu-is-flat-nowhere", kind="theorem")
def test_leaky_relu_rises_between_any_two_places():
    """Leaky ReLU is flat nowhere: between any two places it rises by at least a hundredth of the
    step from the one to the other.

    With f(z) = max(z, z/100), f(u) − f(v) ≥ (u − v)/100 for all u > v.
    """
    u, v = z3.Reals("u v")

    def leaky(z):
        return z3.If(z > 0, z, z / 100)

    assert follows(leaky(u) - leaky(v) >= (u - v) / 100, u > v)
    assert leaky_relu([-100.0, 0.0, 100.0]).tolist() == [-1, 0, 100]


@pytest.mark.claim("long-steps-kill-hinges", kind="experiment")
def test_long_steps_leave_most_hinges_flat(
    points=60,
    hidden=20,
    learning_rates=(0.3, 10.0),
    steps=20,
    seeds=(0, 1, 2),
    loss="cross_entropy",
):
    """A network of 20 ReLU neurons is trained to tell two rings of dots apart, from three random
    starts. After twenty steps at a learning rate of 0.3, at most one neuron more lies flat for
    every dot than at the start. At a learning rate of 10, at least 19 of the 20 do. With leaky
    ReLU none does at either rate.

    60 points; sizes 2, 20, 1, a σ at the end; cross-entropy; plain gradient descent on all points,
    20 steps, learning rates 0.3 and 10; seeds 0, 1 and 2, weights and biases of spread 1/√n for n
    inputs; float64.
    """
    rings = two_rings(points)

    def flat(curve, seed, rate):
        start = Network.random([2, hidden, 1], curve, sigmoid, seed=seed)
        *_, last = gradient_descent(
            start,
            rings.inputs,
            rings.targets,
            loss=LOSSES[loss],
            learning_rate=rate,
            steps=steps,
        )
        counts = [each.dead_neurons(rings.inputs)[0] for each in (start, last.network)]
        return tuple(counts)

    short, long = learning_rates
    for seed in seeds:
        before, after = flat(relu, seed, short)
        assert after <= before + 1
        assert flat(relu, seed, long)[1] >= hidden - 1
        assert flat(leaky_relu, seed, short) == flat(leaky_relu, seed, long) == (0, 0)
