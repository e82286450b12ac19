"""Optimizers: each direction by its formula, exactly or to fifty digits, and what it is for."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from strategies import knobs

from explainer.activations import identity, sigmoid
from explainer.backprop import backpropagate
from explainer.datasets import xor
from explainer.losses import squared_error
from explainer.network import Layer, Network
from explainer.optimizers import Adam, Momentum, Optimizer
from explainer.training import gradient_descent

slopes = st.lists(st.integers(-64, 64).map(lambda n: n / 16), min_size=1, max_size=12)


@given(slopes, st.sampled_from([0.0, 0.25, 0.5, 0.75]))
def test_momentum_is_the_sum_of_all_gradients_each_decayed_since(gradients, decay):
    direction = Momentum(decay).direction(1)
    for t, gradient in enumerate(gradients):
        found = direction(np.array([gradient]))[0]
        terms = (Fraction(decay) ** (t - s) * Fraction(gradients[s]) for s in range(t + 1))
        assert Fraction(float(found)) == sum(terms)


@given(slopes, st.floats(0, 0.99), st.floats(0, 0.9999), st.floats(1e-9, 1.0))
def test_adam_is_the_ratio_of_two_weighted_means(gradients, one, two, epsilon):
    """The paper's sums written out: both means weigh gradient s by its decay since, all over 1."""
    direction = Adam(one, two, epsilon).direction(1)
    with mp.workdps(50):
        for t, gradient in enumerate(gradients, start=1):
            found = direction(np.array([gradient]))[0]
            one_, two_ = mp.mpf(one), mp.mpf(two)
            means = [
                mp.fsum(decay ** (t - s) * g**power for s, g in enumerate(gradients[:t], start=1))
                / mp.fsum(decay ** (t - s) for s in range(1, t + 1))
                for decay, power in ((one_, 1), (two_, 2))
            ]
            expected = means[0] / (mp.sqrt(means[1]) + mp.mpf(epsilon))
            assert abs(found - expected) <= 1e-11


@given(st.floats(1e-3, 1e3), st.sampled_from([1, -1]))
def test_on_a_steady_slope_momentum_grows_and_adam_does_not(steepness, sign):
    gradient = np.array([sign * steepness])
    ball, adam = Momentum(0.9).direction(1), Adam().direction(1)
    for _ in range(400):
        rolled, stepped = ball(gradient.copy()), adam(gradient.copy())
        assert stepped == pytest.approx(sign * steepness / (steepness + 1e-8), rel=1e-12)
    assert rolled == pytest.approx(10 * gradient, rel=1e-12)


@pytest.mark.parametrize("optimizer", [Optimizer(), Momentum(), Adam()], ids=repr)
def test_what_is_returned_may_be_overwritten(optimizer):
    kept, spoilt = optimizer.direction(2), optimizer.direction(2)
    for gradient in ([1.0, -2.0], [0.5, 3.0], [0.0, 1.0]):
        expected, found = kept(np.array(gradient)).copy(), spoilt(np.array(gradient))
        np.testing.assert_array_equal(found, expected)
        found[...] = np.nan


@pytest.mark.parametrize("optimizer", [None, Optimizer(), Momentum(0.5), Adam()], ids=repr)
@pytest.mark.parametrize("size", [None, 3])
def test_descent_steps_against_the_directions_of_its_gradients(optimizer, size):
    data, network = xor(), Network.random([2, 3, 1], seed=1)
    direction = (optimizer or Optimizer()).direction(network.parameter_count)
    shuffle, batches = np.random.default_rng(0), []
    for _ in range(4):
        order = np.arange(4) if size is None else shuffle.permutation(4)
        batches += [order] if size is None else [order[:size], order[size:]]
    walk = gradient_descent(
        network, data.inputs, data.targets, loss=squared_error, learning_rate=0.1, steps=4,
        batch_size=size, optimizer=optimizer,
    )  # fmt: skip
    expected = knobs(network)
    for state, rows in zip(walk, batches, strict=False):
        np.testing.assert_allclose(knobs(state.network), expected, rtol=1e-12)
        trace = state.network.forward(data.inputs[rows])
        found = backpropagate(state.network, trace, data.targets[rows], squared_error)
        gradient = knobs_like(found)
        expected = expected - 0.1 * direction(gradient)


def knobs_like(gradient):
    """Return a gradient in the order of the knobs."""
    pairs = zip(gradient.weights, gradient.biases, strict=True)
    return np.concatenate([np.r_[w.ravel(), b] for w, b in pairs])


def test_along_a_narrow_valley_momentum_goes_faster():
    """The loss is (a x)^2 / 2 with x from 1 to 10, so one rate is too small or too large for it."""
    network = Network([Layer([[1.0, 1.0]], [0.0], identity)])
    inputs, targets = [[10.0, 0.0], [0.0, 1.0]], [[0.0], [0.0]]
    how = {"loss": squared_error, "learning_rate": 0.01, "steps": 300}
    *_, plain = gradient_descent(network, inputs, targets, **how)
    *_, ball = gradient_descent(network, inputs, targets, **how, optimizer=Momentum(0.9))
    assert ball.loss < plain.loss / 100


def test_two_descents_with_one_optimizer_do_not_meet():
    data, network, optimizer = xor(), Network.random([2, 3, 1], sigmoid, seed=1), Adam()
    how = {"loss": squared_error, "learning_rate": 0.1, "steps": 5, "optimizer": optimizer}
    pair = [gradient_descent(network, data.inputs, data.targets, **how) for _ in range(2)]
    for one, other in zip(*pair, strict=True):
        np.testing.assert_array_equal(knobs(one.network), knobs(other.network))


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Momentum(1.0), ValueError, "decay must be below 1, but it was 1.0"),
        (lambda: Momentum(-0.1), ValueError, "decay must be from 0 to 1, but it was -0.1"),
        (lambda: Momentum("0.9"), TypeError, "decay must be one real number"),
        (lambda: Adam(mean_decay=1), ValueError, "mean_decay must be below 1, but it was 1"),
        (lambda: Adam(square_decay=2.0), ValueError, "square_decay must be from 0 to 1"),
        (lambda: Adam(epsilon=0.0), ValueError, "epsilon must be above 0, but it was 0.0"),
        (
            lambda: gradient_descent(
                Network.random([1, 1]), [[1]], [[1]], loss=squared_error, learning_rate=1,
                steps=1, optimizer="adam",
            ),
            TypeError,
            "optimizer must be of type Optimizer, but it was 'adam'",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(make, error, message):
    with pytest.raises(error, match=message):
        make()
