"""Proofs for *But I saw a perceptron being trained! How, without a slope?*"""

import math
from collections import deque
from dataclasses import replace

import numpy as np
import pytest

from explainer.activations import heaviside, identity, sigmoid
from explainer.datasets import digits, split
from explainer.losses import categorical_cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent


@pytest.mark.claim("flickering-switches-learn", kind="source")
def test_flickering_switches_had_a_rule_in_1985(cite):
    """In 1985 Ackley, Hinton and Sejnowski gave “a general learning rule for modifying the
    connection strengths” of networks of flickering switches, hidden ones among them.

    Ackley, Hinton and Sejnowski 1985, page 147, in the abstract."""
    cite(
        "ackley1985",
        page="147",
        quotation="a general learning rule for modifying the connection strengths",
        known="read",
    )


@pytest.mark.claim("straight-through", kind="source")
def test_the_straight_through_estimator_has_its_name_from_2013(cite):
    """In 2013 Bengio, Léonard and Courville compared four ways to send blame through switches that
    flicker; one passes on what comes back as if there were no switch, and “we call this the
    straight-through estimator”.

    Bengio, Léonard and Courville 2013, in the abstract."""
    cite(
        "bengio2013",
        page="abstract",
        quotation="we call this the straight-through estimator",
        known="read",
    )


@pytest.mark.claim("targets-sent-back", kind="source")
def test_targets_can_be_sent_back_in_place_of_slopes(cite):
    """Lee and others wrote in 2015, of sending targets back, that “it can be applied even when
    units exchange stochastic bits”.

    Lee, Zhang, Fischer and Bengio 2015, in the abstract."""
    cite(
        "lee2015",
        page="abstract",
        quotation="it can be applied even when units exchange stochastic bits",
        known="read",
    )


@pytest.mark.claim("lent-slope-reads-digits", kind="experiment")
def test_switches_that_are_lent_a_slope_learn_to_read(
    kept=0.25, hidden=30, seed=0, learning_rate=0.1, batch_size=8, rounds=20, too_high=10.0
):
    """From the same random start, thirty hidden switches that are lent the slope of σ come to read
    at least 93 in 100 unseen digits right; with their own slope, 0, fewer than 80 in 100.

    A share of 0.25 is kept back; there are 30 hidden switches and ten outputs with softmax, the
    seeds are 0, the error is cross-entropy, the learning rate is 0.1, and there are 20 rounds in
    batches of 8, in float64. At a learning rate of 10.0 those with a lent slope read fewer than 80
    in 100, too."""
    train, unseen = split(digits(), kept, seed=seed, stratify=True)
    lent = replace(heaviside, name="lent", slope=sigmoid.slope, slope_from_output=None)

    def share_read(curve, rate):
        walk = gradient_descent(
            Network.random([64, hidden, 10], curve, output_activation=identity, seed=seed),
            train.inputs,
            train.targets,
            loss=categorical_cross_entropy,
            learning_rate=rate,
            batch_size=batch_size,
            steps=rounds * math.ceil(len(train.inputs) / batch_size),
        )
        first, end = deque(walk, maxlen=1).pop().network.layers
        on = np.einsum("mi,oi->mo", unseen.inputs, first.weights) + first.biases > 0
        logits = np.einsum("mi,oi->mo", on, end.weights) + end.biases
        return (logits.argmax(axis=1) == unseen.targets.argmax(axis=1)).mean()

    assert share_read(lent, learning_rate) >= 0.93
    assert share_read(heaviside, learning_rate) < 0.80
    assert share_read(lent, too_high) < 0.80
