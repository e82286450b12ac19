"""Backpropagation against complex steps of eighty digits, fractions and finite differences."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from exact import CURVES, mp
from hypothesis import assume, given
from strategies import knobs, seeds, straight_networks, trainings

from explainer.activations import heaviside, identity, sigmoid, tanh
from explainer.backprop import NetworkGradient, backpropagate
from explainer.losses import LOSSES, cross_entropy, squared_error
from explainer.network import Layer, Network, Trace
from explainer.story import cinema, tonight

# --- The loss once more, in whatever kind of number it is given -----------------------------------


def flat(pairs):
    """One list of all weights and biases, layer by layer."""
    return np.concatenate([np.r_[np.ravel(w), b] for w, b in pairs])


def as_vector(found):
    return flat(zip(found.weights, found.biases, strict=True))


def run(numbers, sizes, curves, row):
    """What comes out for one example, with the knobs of all layers in one list."""
    left, outputs = iter(numbers), list(row)
    for (_, n_out), curve in zip(pairwise(sizes), curves, strict=True):
        weighted = [[next(left) * x for x in outputs] for _ in range(n_out)]
        outputs = [curve(sum(terms) + next(left)) for terms in weighted]
    return outputs


def half_square(a, y):
    return (a - y) ** 2 / 2


def surprise(a, y):
    return -y * mp.log(a) - (1 - y) * mp.log(1 - a)


FORMULAS = {"squared_error": half_square, "cross_entropy": surprise}


def mean_loss(numbers, network, inputs, targets, formula, curves, kind):
    total = 0
    for row, wanted in zip(inputs.tolist(), targets.tolist(), strict=True):
        outputs = run(numbers, network.sizes, curves, [kind(x) for x in row])
        total += sum(formula(a, kind(y)) for a, y in zip(outputs, wanted, strict=True))
    return total / len(inputs)


# --- Against other mathematics --------------------------------------------------------------------


@given(trainings(), seeds)
def test_the_slope_in_any_direction_is_that_of_a_complex_step(case, seed):
    """L(θ + ihv) = L(θ) + ih ∇L·v + O(h²): no difference is taken, so no digit is lost."""
    network, inputs, targets, loss = case
    curves = [layer.activation for layer in network.layers]
    found = as_vector(backpropagate(network, network.forward(inputs), targets, loss))
    direction, h = np.random.default_rng(seed).normal(size=found.size), mp.mpf(10) ** -40
    turned = [mp.mpc(k, h * v) for k, v in zip(knobs(network), direction.tolist(), strict=True)]
    exact = [CURVES[curve.name] for curve in curves]
    slope = (
        mp.im(mean_loss(turned, network, inputs, targets, FORMULAS[loss.name], exact, mp.mpf)) / h
    )
    scale = np.linalg.norm(found) * np.linalg.norm(direction)
    assert found @ direction == pytest.approx(float(slope), rel=1e-9, abs=1e-10 * scale + 1e-15)


@given(straight_networks())
def test_a_straight_network_has_the_gradient_of_fractions(case):
    """In each knob alone its squared error is a parabola, whose slope any symmetric chord has."""
    network, inputs, targets = case
    numbers, curves = [Fraction(k) for k in knobs(network).tolist()], [Fraction] * 3

    def error(place, turn):
        turned = [*numbers[:place], numbers[place] + turn, *numbers[place + 1 :]]
        straight = curves[: len(network.layers)]
        return mean_loss(turned, network, inputs, targets, half_square, straight, Fraction)

    chords = [(error(place, 1) - error(place, -1)) / 2 for place in range(len(numbers))]
    found = backpropagate(network, network.forward(inputs), targets, squared_error)
    assert as_vector(found).tolist() == chords


@given(trainings())
def test_every_knob_has_the_slope_of_a_small_difference(case):
    network, inputs, targets, loss = case
    assume(all(np.isfinite(layer.activation.slope_lipschitz) for layer in network.layers))
    trace, here, h = network.forward(inputs), knobs(network), 1e-5
    assume(all(np.abs(z).max() < 5.0 for z in trace.weighted_inputs))

    def at(numbers):
        layers, start = [], 0
        for layer in network.layers:
            end = start + layer.weights.size
            weights, start = numbers[start:end], end + layer.biases.size
            layers.append(
                Layer(weights.reshape(layer.weights.shape), numbers[end:start], layer.activation)
            )
        return loss.mean(Network(layers)(inputs), targets)

    differences = [(at(here + turn) - at(here - turn)) / (2 * h) for turn in h * np.eye(here.size)]
    found = as_vector(backpropagate(network, trace, targets, loss))
    np.testing.assert_allclose(found, differences, rtol=1e-5, atol=1e-5 * (1 + np.abs(found).max()))


@given(trainings())
def test_the_mean_over_examples_is_the_mean_of_theirs(case):
    network, inputs, targets, loss = case
    together = as_vector(backpropagate(network, network.forward(inputs), targets, loss))
    alone = [
        as_vector(backpropagate(network, network.forward([x]), [y], loss))
        for x, y in zip(inputs, targets, strict=True)
    ]
    scale = np.abs(alone).max() + 1e-300
    np.testing.assert_allclose(together / scale, np.mean(alone, axis=0) / scale, atol=1e-14)


def test_one_neuron_is_its_own_rates_times_the_slope_of_the_loss():
    network = Network([Layer([cinema.weights], [cinema.bias])])
    found = backpropagate(network, network.forward([tonight]), [[1.0]], squared_error)
    rates, miss = cinema.gradient(tonight), cinema.output(tonight) - 1.0
    np.testing.assert_allclose(found.weights[0][0], miss * rates.weights, rtol=1e-14)
    np.testing.assert_allclose(found.biases[0], miss * rates.bias, rtol=1e-14)


# --- Facts the pages tell -------------------------------------------------------------------------


@given(seeds)
def test_switches_feel_no_slope_at_all(seed):
    random = np.random.default_rng(seed)
    network = Network.random([3, 4, 2], heaviside, seed=seed)
    trace = network.forward(random.normal(size=(5, 3)))
    for loss in LOSSES.values():
        found = backpropagate(network, trace, random.uniform(size=(5, 2)), loss)
        assert not as_vector(found).any()


def test_switches_below_a_sigmoid_feel_none_either():
    network = Network.random([3, 4, 2], heaviside, sigmoid, seed=1)
    random = np.random.default_rng(1)
    trace = network.forward(random.normal(size=(5, 3)))
    found = backpropagate(network, trace, random.uniform(size=(5, 2)), cross_entropy)
    assert not found.weights[0].any()
    assert not found.biases[0].any()
    assert found.weights[1].all()


def test_blame_passes_a_sure_and_wrong_sigmoid_only_with_cross_entropy():
    network = Network([Layer([[1.0]], [0.0], tanh), Layer([[1.0]], [100.0])])
    trace = network.forward([[0.5]])
    stuck = backpropagate(network, trace, [[0.0]], squared_error)
    assert abs(as_vector(stuck)).max() < 1e-40
    moving = backpropagate(network, trace, [[0.0]], cross_entropy)
    assert moving.biases[1].tolist() == [1.0]
    assert moving.biases[0].tolist() == pytest.approx([1 - np.tanh(0.5) ** 2])


# --- What it leaves alone, and what it refuses ----------------------------------------------------


def test_nothing_is_changed_and_nothing_can_be():
    network, inputs = Network.random([2, 3, 1], seed=1), np.array([[1.0, 2.0], [3.0, 4.0]])
    trace, target = network.forward(inputs), np.array([[0.0], [1.0]])
    before, found = knobs(network), backpropagate(network, trace, target, cross_entropy)
    again = backpropagate(network, trace, target, cross_entropy)
    np.testing.assert_array_equal(as_vector(found), as_vector(again))
    np.testing.assert_array_equal(knobs(network), before)
    assert inputs.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert target.tolist() == [[0.0], [1.0]]
    for array, layer in zip(found.weights, network.layers, strict=True):
        assert (array.shape, array.dtype) == (layer.weights.shape, np.float64)
        assert not array.flags.writeable
    for array, layer in zip(found.biases, network.layers, strict=True):
        assert (array.shape, array.dtype) == (layer.biases.shape, np.float64)
        assert not array.flags.writeable


NETWORK = Network.random([2, 3, 1], seed=1)
TRACE = NETWORK.forward([[1.0, 2.0], [3.0, 4.0]])
TARGET = [[0.0], [1.0]]
OTHER = Network.random([2, 4, 1]).forward(TRACE.inputs)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("net", TRACE, TARGET, squared_error), TypeError, "network must be of type Network"),
        ((NETWORK, "trace", TARGET, squared_error), TypeError, "trace must be of type Trace"),
        ((NETWORK, TRACE, TARGET, "squared"), TypeError, "loss must be of type Loss"),
        ((NETWORK, TRACE, [["a"], ["b"]], squared_error), TypeError, "target must hold real"),
        (
            (NETWORK, TRACE, [0.0, 1.0], squared_error),
            ValueError,
            r"target must have shape \(2, 1\), but it had shape \(2,\)",
        ),
        ((NETWORK, TRACE, [[0.0], [np.nan]], squared_error), ValueError, "target must be finite"),
        ((NETWORK, TRACE, [[0.0], [2.0]], cross_entropy), ValueError, "must be from 0 to 1"),
        (
            (NETWORK, OTHER, TARGET, squared_error),
            ValueError,
            r"trace must come from this network, of sizes \(2, 3, 1\), .* \(2, 4, 1\)",
        ),
        (
            (
                NETWORK,
                Trace(TRACE.inputs, TRACE.weighted_inputs, OTHER.outputs),
                TARGET,
                squared_error,
            ),
            ValueError,
            r"trace must .* sizes \(2, 4, 1\)",
        ),
        (
            (NETWORK, Trace(TRACE.inputs, (), ()), TARGET, squared_error),
            ValueError,
            r"trace must .* sizes \(2,\)",
        ),
    ],
)
def test_what_does_not_fit_is_named(arguments, error, message):
    with pytest.raises(error, match=message):
        backpropagate(*arguments)


def test_overflow_is_an_error_and_no_warning():
    steep = Layer([[1e140]], [0.0], identity)
    network = Network([Layer([[1e-300]], [0.0], identity), steep, steep, steep])
    trace = network.forward([[1e5]])
    with pytest.raises(ValueError, match=r"weights\[0\] must be finite, but it was inf"):
        backpropagate(network, trace, [[0.0]], squared_error)


def test_gradients_keep_their_own_numbers():
    weights = np.ones((1, 1))
    found = NetworkGradient((weights,), ([2],))
    weights[0, 0] = 5.0
    assert found.weights[0].tolist() == [[1.0]]
    assert found.biases[0].dtype == np.float64
    with pytest.raises(ValueError, match=r"biases\[1\] must be finite"):
        NetworkGradient((), ([1.0], [np.inf]))
