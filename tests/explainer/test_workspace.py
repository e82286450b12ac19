"""The fast step is the textbook's step: what `_workspace` computes is what `backprop` says."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import knobs, seeds, trainings

from explainer._formula import Formula
from explainer._workspace import BLOCK
from explainer.activations import ACTIVATIONS, normal_cdf, sigmoid, tanh
from explainer.backprop import backpropagate
from explainer.datasets import xor
from explainer.losses import cross_entropy, cross_entropy_from_logits, squared_error
from explainer.network import Layer, Network
from explainer.training import gradient_descent


def textbook(network, inputs, targets, loss, rate):
    """One step downhill, by the code that is written to be read."""
    found = backpropagate(network, network.forward(inputs), targets, loss)
    triples = zip(network.layers, found.weights, found.biases, strict=True)
    return Network(
        [
            Layer(layer.weights - rate * w, layer.biases - rate * b, layer.activation)
            for layer, w, b in triples
        ]
    )


def same(one, other, rtol=1e-9):
    scale = 1.0 + np.abs(knobs(other)).max()
    np.testing.assert_allclose(knobs(one), knobs(other), rtol=rtol, atol=rtol * scale)


@given(trainings(), st.floats(0.001, 0.1))
def test_a_full_batch_step_is_the_textbooks(case, rate):
    network, inputs, targets, loss = case
    start, after = gradient_descent(
        network, inputs, targets, loss=loss, learning_rate=rate, steps=1
    )
    same(start.network, network, rtol=0.0)
    expected = textbook(network, inputs, targets, loss, rate)
    same(after.network, expected)
    for network_, layer in zip(network.layers, after.network.layers, strict=True):
        assert layer.activation is network_.activation


@given(trainings(examples=9), st.integers(1, 9), seeds)
def test_mini_batches_are_the_textbooks_in_shuffled_order(case, size, seed):
    network, inputs, targets, loss = case
    m = len(inputs)
    size = min(size, m)
    shuffle = np.random.default_rng(seed)
    orders = [shuffle.permutation(m) for _ in range(2)]
    batches = [order[i : i + size] for order in orders for i in range(0, m, size)]
    steps = gradient_descent(
        network,
        inputs,
        targets,
        loss=loss,
        learning_rate=0.01,
        steps=len(batches),
        batch_size=size,
        seed=seed,
    )
    for rows, (before, after) in zip(batches, itertools.pairwise(steps), strict=True):
        same(after.network, textbook(before.network, inputs[rows], targets[rows], loss, 0.01))


@pytest.mark.parametrize("m", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
def test_many_examples_are_taken_block_by_block(m):
    random = np.random.default_rng(m)
    inputs, targets = random.normal(size=(m, 3)), random.uniform(size=(m, 2))
    network = Network.random([3, 5, 2], tanh, sigmoid, seed=1)
    for loss in (squared_error, cross_entropy):
        data = {"inputs": inputs, "targets": targets, "loss": loss, "learning_rate": 0.5}
        for start, after in (
            gradient_descent(network, **data, steps=1),
            gradient_descent(network, **data, steps=1, batch_size=m),
        ):
            assert start.loss == pytest.approx(loss.mean(network(inputs), targets), rel=1e-13)
            same(after.network, textbook(network, inputs, targets, loss, 0.5), rtol=1e-13)


@given(trainings(examples=9), st.sampled_from([None, 1, 2]))
def test_the_loss_of_a_step_is_over_all_examples(case, size):
    network, inputs, targets, loss = case
    size = size and min(size, len(inputs))
    fits = {"loss": loss, "learning_rate": 1e-3, "batch_size": size}
    for each in gradient_descent(network, inputs, targets, **fits, steps=2):
        expected = loss.mean(each.network(inputs), targets)
        assert each.loss == pytest.approx(expected, rel=1e-9)
        assert each.loss == each.loss


@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_every_curve_trains_inside_and_at_the_end(curve):
    random = np.random.default_rng(5)
    inputs, targets = random.normal(size=(20, 2)), random.uniform(size=(20, 1))
    network = Network.random([2, 4, 1], curve, seed=2, scale=0.3)
    expected = network
    for each in gradient_descent(
        network, inputs, targets, loss=squared_error, learning_rate=0.01, steps=5
    ):
        same(each.network, expected, rtol=1e-12)
        expected = textbook(expected, inputs, targets, squared_error, 0.01)


def test_a_curve_of_ones_own_trains_with_either_loss():
    half = replace(
        sigmoid,
        name="half",
        value=Formula(lambda z: 0.25 + sigmoid.value.raw(z) / 2),
        slope=Formula(lambda z: sigmoid.slope.raw(z) / 2),
        slope_from_output=None,
        bounds=(0.25, 0.75),
    )
    network, data = Network.random([2, 3, 1], half, seed=1), xor()
    for loss in (squared_error, cross_entropy):
        _, after = gradient_descent(
            network, data.inputs, data.targets, loss=loss, learning_rate=1, steps=1
        )
        same(after.network, textbook(network, data.inputs, data.targets, loss, 1), rtol=1e-13)


@pytest.mark.parametrize("sizes", [[2, 1], [2, 3, 1], [2, 3, 3, 1]])
def test_cross_entropy_works_below_another_share_than_the_sigmoids(sizes):
    random = np.random.default_rng(6)
    inputs, targets = random.normal(size=(20, 2)), random.uniform(size=(20, 1))
    network = Network.random(sizes, sigmoid, normal_cdf, seed=2)
    data = {"inputs": inputs, "targets": targets, "loss": cross_entropy, "learning_rate": 0.1}
    start, after = gradient_descent(network, **data, steps=1)
    assert start.loss == pytest.approx(cross_entropy.mean(network(inputs), targets), rel=1e-13)
    same(after.network, textbook(network, inputs, targets, cross_entropy, 0.1), rtol=1e-13)


def test_a_sure_and_wrong_sigmoid_has_a_finite_loss_and_goes_on_learning():
    network = Network([Layer([[1.0]], [800.0])])
    start, after = gradient_descent(
        network, [[0.0]], [[0.0]], loss=cross_entropy, learning_rate=100.0, steps=1
    )
    assert start.loss == cross_entropy_from_logits(800.0, 0.0) == 800.0
    assert after.network.layers[0].biases.tolist() == [700.0]
    low = Network([Layer([[1.0]], [-800.0])])  # e^800 overflows on the way to an output of 0
    start, after = gradient_descent(
        low, [[0.0]], [[1.0]], loss=cross_entropy, learning_rate=100.0, steps=1
    )
    assert start.loss == 800.0
    assert after.network.layers[0].biases.tolist() == [-700.0]
