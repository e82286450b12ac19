"""Networks: layers, what a run of them leaves behind, and straight stacks that are one layer."""

import copy
from fractions import Fraction

import numpy as np
import pytest
from exact import CURVES, mp
from hypothesis import given
from strategies import seeds, straight_networks, trainings

from explainer.activations import ACTIVATIONS, heaviside, identity, relu, sigmoid, tanh
from explainer.backprop import backpropagate
from explainer.losses import squared_error
from explainer.network import Layer, Network, Trace
from explainer.neuron import Neuron

LAYER = Layer([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [0.0, 1.0, 2.0])


def exactly(network, row):
    """What a network of identities makes of one example, in fractions."""
    outputs = [Fraction(x) for x in row]
    for layer in network.layers:
        outputs = [
            sum((Fraction(w) * x for w, x in zip(weights, outputs, strict=True)), Fraction(bias))
            for weights, bias in zip(layer.weights.tolist(), layer.biases.tolist(), strict=True)
        ]
    return outputs


@given(straight_networks())
def test_a_straight_network_is_exact_where_float64_is(case):
    network, inputs, _ = case
    assert network(inputs).tolist() == [exactly(network, row) for row in inputs.tolist()]


@given(straight_networks())
def test_collapse_is_the_composition_of_the_layers(case):
    network, inputs, _ = case
    (layer,) = network.collapse().layers
    assert layer.activation is identity
    assert network.collapse()(inputs).tolist() == [exactly(network, row) for row in inputs.tolist()]


@given(trainings())
def test_every_layer_of_a_trace_reads_the_one_below(case):
    network, inputs, _, _ = case
    trace = network.forward(inputs)
    read = inputs
    for layer, z, a in zip(network.layers, trace.weighted_inputs, trace.outputs, strict=True):
        knobs = list(zip(layer.weights, layer.biases, strict=True))
        by_hand = [[w @ x + b for w, b in knobs] for x in read]
        np.testing.assert_allclose(z, by_hand, rtol=1e-13, atol=1e-13)
        np.testing.assert_array_equal(a, layer.activation(z))
        read = a
    assert trace.output is trace.outputs[-1]
    np.testing.assert_array_equal(network(inputs), trace.output)


def test_a_network_agrees_with_fifty_digits():
    network = Network.random([2, 3, 2], tanh, sigmoid, seed=4)
    outputs = [mp.mpf("0.5"), mp.mpf("-1.25")]
    for layer in network.layers:
        knobs = zip(layer.weights.tolist(), layer.biases.tolist(), strict=True)
        z = [mp.fdot(zip(weights, outputs, strict=True)) + bias for weights, bias in knobs]
        outputs = [CURVES[layer.activation.name](each) for each in z]
    np.testing.assert_allclose(network([[0.5, -1.25]]), [[float(a) for a in outputs]], rtol=1e-15)


@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_a_layer_is_neurons_side_by_side(curve):
    random = np.random.default_rng(1)
    layer = Layer(random.normal(size=(3, 2)), random.normal(size=3), curve)
    inputs = random.normal(size=(5, 2))
    neurons = [Neuron(w, b, curve) for w, b in zip(layer.weights, layer.biases, strict=True)]
    side_by_side = np.stack([neuron.output(inputs) for neuron in neurons], axis=1)
    np.testing.assert_allclose(Network((layer,))(inputs), side_by_side, rtol=1e-13, atol=1e-15)


def test_two_switches_and_a_third_are_exclusive_or():
    hidden = Layer([[1.0, 1.0], [-1.0, -1.0]], [-0.5, 1.5], heaviside)
    network = Network((hidden, Layer([[1.0, 1.0]], [-1.5], heaviside)))
    assert network([[0, 0], [0, 1], [1, 0], [1, 1]]).ravel().tolist() == [0, 1, 1, 0]


# --- What a run leaves behind ---------------------------------------------------------------------


def test_a_run_changes_neither_network_nor_inputs():
    network, inputs = Network.random([2, 3, 1], seed=1), np.array([[1.0, 2.0]])
    before = copy.deepcopy(network)
    network.forward(inputs)
    network(inputs)
    assert vars(network).keys() == vars(before).keys() == {"layers"}
    for layer, was in zip(network.layers, before.layers, strict=True):
        assert vars(layer).keys() == {"weights", "biases", "activation"}
        np.testing.assert_array_equal(layer.weights, was.weights)
        np.testing.assert_array_equal(layer.biases, was.biases)
    assert inputs.tolist() == [[1.0, 2.0]]
    assert inputs.flags.writeable


def test_a_trace_keeps_its_own_numbers():
    network, inputs = Network.random([2, 3, 1], identity, seed=1), np.array([[1.0, 2.0]])
    trace = network.forward(inputs)
    for array in (trace.inputs, *trace.weighted_inputs, *trace.outputs):
        assert array.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            array += 1.0
    inputs[0, 0] = 7.0
    assert trace.inputs.tolist() == [[1.0, 2.0]]


def test_a_layer_keeps_its_own_numbers():
    weights, biases = np.array([[1.0, 2.0]]), np.array([3.0])
    layer = Layer(weights, biases, identity)
    weights[0, 0] = biases[0] = 9.0
    assert layer.weights.tolist() == [[1.0, 2.0]]
    assert layer.biases.tolist() == [3.0]
    with pytest.raises(ValueError, match="read-only"):
        layer.weights[0, 0] = 0.0
    with pytest.raises(ValueError, match="read-only"):
        layer.biases[0] = 0.0
    with pytest.raises(AttributeError):
        layer.weights = weights
    assert Layer([[1]], [2]).activation is sigmoid


def test_networks_are_the_same_only_if_they_are_one():
    network, twin = Network([LAYER]), Network([Layer(LAYER.weights, LAYER.biases)])
    trace, again = network.forward([[1.0, 2.0]]), network.forward([[1.0, 2.0]])
    for one, other in ((LAYER, twin.layers[0]), (network, twin), (trace, again)):
        assert one == one
        assert one != other
        with pytest.raises(AttributeError):
            setattr(one, next(iter(vars(one))), None)


def test_layers_may_come_in_any_sequence():
    assert Network([LAYER]).layers == (LAYER,)


# --- Random networks ------------------------------------------------------------------------------


@given(seeds)
def test_the_same_seed_gives_the_same_network(seed):
    one, same, other = (Network.random([3, 2], seed=s) for s in (seed, seed, seed + 1))
    np.testing.assert_array_equal(one.layers[0].weights, same.layers[0].weights)
    np.testing.assert_array_equal(one.layers[0].biases, same.layers[0].biases)
    assert (one.layers[0].weights != other.layers[0].weights).all()
    zero, unsaid = Network.random([3, 2], seed=0), Network.random([3, 2])
    np.testing.assert_array_equal(zero.layers[0].weights, unsaid.layers[0].weights)


def test_sizes_parameters_and_curves_are_as_asked():
    network = Network.random((4, 3, 2, 1), relu, tanh)
    assert network.sizes == (4, 3, 2, 1)
    assert network.parameter_count == (4 * 3 + 3) + (3 * 2 + 2) + (2 * 1 + 1)
    assert [layer.activation for layer in network.layers] == [relu, relu, tanh]
    assert [layer.activation for layer in Network.random((1, 1, 1), relu).layers] == [relu, relu]
    assert Network.random([1, 1]).layers[0].activation is sigmoid


def test_random_sums_have_spread_one_whatever_the_width():
    # The spread of n numbers of spread s is within 5 s / sqrt(2 n) of s, but for one in a million.
    for n in (4, 100):
        first, second = Network.random([n, 300, 200], seed=n).layers
        for array, fan_in in ((first.weights, n), (first.biases, n), (second.weights, 300)):
            spread = fan_in**-0.5
            assert abs(array.mean()) < 5 * spread * array.size**-0.5
            assert abs(array.std() - spread) < 5 * spread * (2 * array.size) ** -0.5


def test_a_scale_replaces_the_spread():
    plain, scaled = Network.random([4, 3, 2]), Network.random([4, 3, 2], scale=3.0)
    for one, other in zip(plain.layers, scaled.layers, strict=True):
        fan_in = one.weights.shape[1]
        np.testing.assert_allclose(other.weights, 3.0 * fan_in**0.5 * one.weights, rtol=1e-14)
        np.testing.assert_allclose(other.biases, 3.0 * fan_in**0.5 * one.biases, rtol=1e-14)
    assert not any(layer.weights.any() for layer in Network.random([4, 3], scale=0).layers)


# --- What it refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (
            lambda: Layer([1.0], [1.0]),
            ValueError,
            r"weights must have shape \(n_out, n_in\), .* \(1,\)",
        ),
        (lambda: Layer([[]], [1.0]), ValueError, r"weights must have shape .* \(1, 0\)"),
        (
            lambda: Layer([[1.0]], [1.0, 2.0]),
            ValueError,
            r"biases must have shape \(1,\), .* \(2,\)",
        ),
        (lambda: Layer([[np.nan]], [1.0]), ValueError, "weights must be finite, but it was nan"),
        (lambda: Layer([["a"]], [1.0]), TypeError, "weights must hold real numbers"),
        (lambda: Layer([[1.0]], [1.0], "relu"), TypeError, "activation must be of type Activation"),
        (lambda: Network(()), ValueError, "layers must hold at least one layer, but it was empty"),
        (lambda: Network((LAYER, "b")), TypeError, "each of layers must be of type Layer"),
        (
            lambda: Network((LAYER, Layer([[1.0, 2.0, 3.0]], [0.0]), LAYER)),
            ValueError,
            "layer 2 gives 1 outputs and layer 3 takes 2 inputs",
        ),
        (
            lambda: Network((Layer([[1.0, 2.0, 3.0]], [0.0]), LAYER)),
            ValueError,
            "layer 1 gives 1 outputs and layer 2 takes 2 inputs",
        ),
        (
            lambda: Network((LAYER, Layer([[1.0]], [0.0]))),
            ValueError,
            "layer 1 gives 3 outputs and layer 2 takes 1 inputs",
        ),
        (
            lambda: Network.random([3]),
            ValueError,
            r"sizes must hold at least two numbers, .* \[3\]",
        ),
        (
            lambda: Network.random([3, 0]),
            ValueError,
            "each of sizes must be at least 1, but it was 0",
        ),
        (lambda: Network.random([3, 1.0]), TypeError, "each of sizes must be a whole number"),
        (
            lambda: Network.random([1, 1], "tanh"),
            TypeError,
            "^activation must be of type Activation",
        ),
        (
            lambda: Network.random([1, 1], tanh, "tanh"),
            TypeError,
            "output_activation must be of type",
        ),
        (lambda: Network.random([1, 1], seed=-1), ValueError, "seed must be at least 0"),
        (lambda: Network.random([1, 1], scale=-1), ValueError, "scale must be at least 0"),
        (lambda: Network((LAYER,))([1.0, 2.0]), ValueError, r"inputs must have shape \(m, 2\)"),
        (
            lambda: Network((LAYER,))([[1.0]]),
            ValueError,
            r"inputs must have shape \(m, 2\), .* \(1, 1\)",
        ),
        (lambda: Network((LAYER,))(np.empty((0, 2))), ValueError, r"inputs must have .* \(0, 2\)"),
        (lambda: Network((LAYER,))([[1.0, np.inf]]), ValueError, "inputs must be finite"),
        (lambda: Network((LAYER,))([[1.0, 1j]]), TypeError, "inputs must hold real numbers"),
        (
            lambda: Trace([[1.0]], ([[1.0], [2.0]],), ()),
            ValueError,
            r"weighted_inputs\[0\] must have",
        ),
        (
            lambda: Trace([[1.0]], (), ([[1.0]], [[np.nan]])),
            ValueError,
            r"outputs\[1\] must be finite",
        ),
        (lambda: Trace([1.0], (), ()), ValueError, r"inputs must have shape \(m, n\)"),
    ],
)
def test_what_does_not_fit_is_named(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_only_straight_layers_collapse():
    network = Network.random([2, 3, 3, 1], identity)
    bent = Network((network.layers[0], Layer(np.eye(3), np.zeros(3), tanh), network.layers[2]))
    with pytest.raises(ValueError, match=r"identity .* to collapse, but layer 2 has tanh"):
        bent.collapse()


def test_overflow_on_the_way_is_an_error_and_no_warning():
    huge = Layer([[1e200]], [0.0], identity)
    with pytest.raises(ValueError, match="z must be finite, but it was inf"):
        Network((huge, huge))([[1.0]])
    with pytest.raises(ValueError, match=r"z must be finite, but it was (inf|nan)"):
        Network((Layer([[1e300, 1e300]], [0.0], identity),))([[1e300, -1e300]])
    with pytest.raises(ValueError, match="weights must be finite, but it was inf"):
        Network((huge, huge)).collapse()


# --- Dead neurons ---------------------------------------------------------------------------------


def test_a_neuron_is_dead_where_no_example_moves_it():
    hidden = Layer([[1.0], [1.0], [-1.0], [0.0]], [5.0, 0.0, -5.0, -1.0], relu)
    network = Network((hidden, Layer([[1.0, 1.0, 1.0, 1.0]], [0.0], sigmoid)))
    assert network.dead_neurons([[1.0], [2.0]]) == (2, 0)  # the last two never get above 0
    assert network.dead_neurons([[-1.0], [0.0]]) == (3, 0)  # at the kink the slope is the left one
    assert network.dead_neurons([[-9.0]]) == (3, 0)


def test_switches_are_dead_and_straight_neurons_never():
    inputs = np.random.default_rng(0).normal(size=(9, 2))
    assert Network.random([2, 3, 1], heaviside, identity).dead_neurons(inputs) == (3, 0)


def test_a_dead_neuron_has_no_gradient_and_a_live_one_has():
    for seed in range(20):
        random = np.random.default_rng(seed)
        network = Network.random([2, 5, 1], relu, identity, seed=seed)
        inputs, targets = random.normal(size=(3, 2)), random.normal(size=(3, 1))
        found = backpropagate(network, network.forward(inputs), targets, squared_error)
        still = (found.weights[0] == 0.0).all(axis=1) & (found.biases[0] == 0.0)
        assert network.dead_neurons(inputs)[0] == np.count_nonzero(still)


def test_dead_neurons_are_counted_only_of_what_the_network_can_read():
    network = Network.random([2, 1])
    with pytest.raises(ValueError, match=r"inputs must have shape \(m, 2\)"):
        network.dead_neurons([[1.0]])
    with pytest.raises(TypeError, match="inputs must hold real numbers"):
        network.dead_neurons([["a", "b"]])
