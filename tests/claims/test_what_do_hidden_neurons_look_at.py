"""Proofs for *What do the hidden neurons come to look at?*"""

import math
from collections import deque

import numpy as np
import pytest
import sympy
from exact_algebra import prove_equal

from explainer.activations import identity
from explainer.datasets import digits, split
from explainer.losses import categorical_cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent


def trained(kept, hidden, seed, learning_rate, batch_size, rounds):
    """The pictures to learn from, those kept back, and the network that has learned."""
    train, unseen = split(digits(), kept, seed=seed, stratify=True)
    walk = gradient_descent(
        Network.random([64, hidden, 10], output_activation=identity, seed=seed),
        train.inputs,
        train.targets,
        loss=categorical_cross_entropy,
        learning_rate=learning_rate,
        batch_size=batch_size,
        steps=rounds * math.ceil(len(train.inputs) / batch_size),
    )
    return train, unseen, deque(walk, maxlen=1).pop().network


def hidden_outputs(network, inputs):
    """What the hidden σ say, by the definition."""
    first = network.layers[0]
    return 1 / (1 + np.exp(-np.einsum("mi,oi->mo", inputs, first.weights) - first.biases))


@pytest.mark.claim("no-neuron-for-one-digit", kind="experiment")
def test_each_hidden_neuron_says_much_for_several_digits(
    kept=0.25, hidden=30, seed=0, learning_rate=0.5, batch_size=8, rounds=30, sure=0.9
):
    """Each of the thirty hidden neurons of our digit reader says more than ½, on average, for at
    least two of the ten digits, and less than ½ for at least two.

    The average is over the pictures it learned from. The reader is the one that reads at least 95
    in 100: a share of 0.25 kept back, 30 hidden σ, the seeds 0, cross-entropy, a learning rate of
    0.5, batches of 8, 30 rounds, float64. With 0.9 in place of ½, most neurons have no digit left
    or one."""
    train, _, network = trained(kept, hidden, seed, learning_rate, batch_size, rounds)
    outputs, digit = hidden_outputs(network, train.inputs), train.targets.argmax(axis=1)
    averages = np.array([outputs[digit == n].mean(axis=0) for n in range(10)])
    high = (averages > 0.5).sum(axis=0)
    assert len(high) == hidden
    assert (high >= 2).all()
    assert (high <= 8).all()
    assert ((averages > sure).sum(axis=0) <= 1).mean() > 0.5


@pytest.mark.claim("between-the-ends", kind="experiment")
def test_most_hidden_outputs_stay_between_the_ends(
    kept=0.25, hidden=30, seed=0, learning_rate=0.5, batch_size=8, rounds=30, low=0.1, high=0.9
):
    """Before it learned, nothing that the thirty said was below 0.1 or above 0.9; afterwards about
    four in ten are, and the others lie between.

    Over the pictures it learned from, for that same reader: a share of 0.25 kept back, 30 hidden σ,
    the seeds 0, cross-entropy, a learning rate of 0.5, batches of 8, 30 rounds, float64. The share
    grows with the rounds."""
    shares = []
    for taken in (0, 1, rounds):
        train, _, network = trained(kept, hidden, seed, learning_rate, batch_size, taken)
        outputs = hidden_outputs(network, train.inputs)
        shares.append(((outputs < low) | (outputs > high)).mean())
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert 0.35 < shares[-1] < 0.45


@pytest.mark.claim("unit-one-of-1986", kind="source")
def test_a_unit_of_1986_has_a_name(cite):
    """Of a hidden neuron the paper of 1986 says: “Unit 1 is primarily concerned with the
    distinction between English and Italian”.

    Rumelhart, Hinton and Williams 1986, figure 4."""
    cite(
        "rumelhart1986nature",
        page="figure 4",
        quotation="Unit 1 is primarily concerned with the distinction between English and Italian",
        known="read",
    )


@pytest.mark.claim("traded-starts-trade-parts", kind="theorem")
def test_neurons_that_trade_starts_trade_parts():
    """Let two hidden neurons of a layer trade their starting weights and biases, with those that
    lead on from them, and change nothing else. Then each step of gradient descent leads where it
    did before, with the two traded.

    For neurons with the same curve, the same examples in the same order, and one learning rate.
    With the knobs $p$ and $q$ of the two, and $r$ all others, the error has
    $E(p, q, r) = E(q, p, r)$, and so the slopes are traded too."""
    # What the next layer reads of the two is a sum, which does not change if they are traded.
    curve = sympy.Function("curve")
    x, w1, w2, b1, b2, v1, v2, others = sympy.symbols("x w1 w2 b1 b2 v1 v2 others", real=True)
    read = v1 * curve(w1 * x + b1) + v2 * curve(w2 * x + b2) + others
    trade = {w1: w2, w2: w1, b1: b2, b2: b1, v1: v2, v2: v1}
    prove_equal(read.subs(trade, simultaneous=True), read)
    # So the error is the same: every such E is F(p, q) + F(q, p), with F = E / 2. Here p and q
    # stand for one knob of each of the two, which have the same place; all others are traded too.
    p, q, p_others, q_others, rate = sympy.symbols("p q p_others q_others rate", real=True)
    half = sympy.Function("half")
    error = half(p, q, p_others, q_others) + half(q, p, q_others, p_others)
    swap = {p: q, q: p, p_others: q_others, q_others: p_others}
    assert error.subs(swap, simultaneous=True) == error
    # Step: from traded knobs, one step leads to traded knobs. The start is traded by what is given.
    here_p, here_q = sympy.symbols("here_p here_q", real=True)
    there = sympy.symbols("there_p there_q", real=True)

    def stepped(knob, place):
        values = dict(zip((p, q, p_others, q_others), place, strict=True))
        return (knob - rate * error.diff(knob)).subs(values, simultaneous=True).doit()

    as_it_was = (here_p, here_q, *there)
    traded = (here_q, here_p, *reversed(there))
    assert stepped(p, traded) == stepped(q, as_it_was)
    assert stepped(q, traded) == stepped(p, as_it_was)
