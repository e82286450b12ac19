"""Proofs for *Why does my XOR network stay at ½?*

The shelf by symbolic algebra, for any hidden curve and any number of hidden neurons.
"""

import numpy as np
import pytest
import sympy

from explainer.datasets import xor
from explainer.losses import LOSSES
from explainer.network import Network
from explainer.training import gradient_descent

EVENINGS = (((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0))


@pytest.mark.claim("half-everywhere-is-a-shelf", kind="theorem")
def test_where_xor_gets_half_from_dead_inputs_all_slopes_are_zero():
    """Set all weights on the two inputs to 0, so that a network with one hidden layer and a σ at
    the end cannot tell the evenings of XOR apart, and let it say ½. Then every slope of the loss is
    0, and no step of gradient descent moves anything, with cross-entropy or squared error.

    For any hidden curve f with a slope, and any number of hidden neurons: the last z is
    vf(wx + uy + b) + r, where the rest r is the same for all four evenings, as w = u = 0 there too.
    """
    w, u, b, v, r = sympy.symbols("w u b v r", real=True)
    f = sympy.Function("f")
    rest = -v * f(b)  # what makes the last z, and so the answer ½, for w = u = 0

    def slopes(loss):
        total = 0
        for (x, y), wanted in EVENINGS:
            output = 1 / (1 + sympy.exp(-(v * f(w * x + u * y + b) + r)))
            total += loss(output, wanted)
        at = {w: 0, u: 0, r: rest}
        return [sympy.simplify(total.diff(knob).subs(at).doit()) for knob in (w, u, b, v, r)]

    def surprise(a, wanted):
        return -sympy.log(a) if wanted else -sympy.log(1 - a)

    def square(a, wanted):
        return (a - wanted) ** 2 / 2

    assert slopes(surprise) == slopes(square) == [0] * 5


@pytest.mark.claim("small-starts-stay-at-half", kind="experiment")
def test_small_starts_and_short_steps_stay_at_half(
    hidden=3,
    seeds=(0, 1, 2, 3, 4, 5),
    small_spread=0.1,
    small_rate=0.1,
    many_steps=2000,
    spread=1.0,
    learning_rates=(5.0, 1.0),
    steps=500,
    loss="cross_entropy",
):
    """Six random starts with three hidden σ: with weights and biases of spread 0.1 and a learning
    rate of 0.1, all answers are still within 0.01 of ½ after 2000 steps. With spread 1 and a
    learning rate of 5, every answer is right to 0.02 after 500.

    Sizes 2, 3, 1, seeds 0 to 5; cross-entropy, all four evenings at each step, plain gradient
    descent, float64. In between: spread 1 and rate 1 are right to 0.12 after 500 steps.
    """
    friends = xor()

    def answers(seed, spread, learning_rate, steps):
        *_, last = gradient_descent(
            Network.random([2, hidden, 1], seed=seed, scale=spread),
            friends.inputs,
            friends.targets,
            loss=LOSSES[loss],
            learning_rate=learning_rate,
            steps=steps,
        )
        return last.network(friends.inputs)

    for seed in seeds:
        stuck = answers(seed, small_spread, small_rate, many_steps)
        assert np.abs(stuck - 0.5).max() < 0.01
        for rate, off in zip(learning_rates, (0.02, 0.12), strict=True):
            learned = answers(seed, spread, rate, steps)
            assert np.abs(learned - friends.targets).max() < off
