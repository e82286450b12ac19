"""Training: steps that are the textbook's and keep their numbers; learning as the pages say."""

import itertools
import tracemalloc
from collections import deque
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import knobs, seeds, trainings

from explainer._formula import Formula
from explainer.activations import ACTIVATIONS, heaviside, identity, normal_cdf, relu, sigmoid, tanh
from explainer.backprop import backpropagate
from explainer.datasets import digits, logic_gate, noisy_line, split, xor
from explainer.losses import (
    categorical_cross_entropy,
    cross_entropy,
    cross_entropy_from_logits,
    squared_error,
)
from explainer.network import Layer, Network
from explainer.softmax import softmax_cross_entropy
from explainer.training import BLOCK, TrainingState, gradient_descent


def last(steps):
    return deque(steps, maxlen=1)[0]


# --- Steps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [None, 2])
def test_steps_keep_their_numbers_when_later_ones_come(size):
    data = xor()
    network = Network.random([2, 3, 1], seed=1)
    walk = {"loss": squared_error, "learning_rate": 0.5, "steps": 6, "batch_size": size}
    one_by_one = [
        (knobs(each.network), each.loss)
        for each in gradient_descent(network, data.inputs, data.targets, **walk)
    ]
    together = list(gradient_descent(network, data.inputs, data.targets, **walk))
    assert [each.index for each in together] == list(range(7))
    for each, (numbers, loss) in zip(reversed(together), reversed(one_by_one), strict=True):
        np.testing.assert_array_equal(knobs(each.network), numbers)
        assert each.loss == loss
    assert len({loss for _, loss in one_by_one}) == 7
    assert repr(together[0]) == f"TrainingState(index=0, loss={together[0].loss!r})"
    assert isinstance(together[0], TrainingState)


def test_no_steps_are_the_start_alone():
    (start,) = gradient_descent(
        Network.random([1, 1]), [[1]], [[0]], loss=squared_error, learning_rate=1, steps=0
    )
    assert start.index == 0


def test_the_seed_decides_the_order():
    data = noisy_line()
    walk = {"loss": squared_error, "learning_rate": 0.1, "steps": 5, "batch_size": 3}
    network = Network.random([1, 1], identity)
    ends = [
        knobs(last(gradient_descent(network, data.inputs, data.targets, **walk, seed=seed)).network)
        for seed in (3, 3, 4)
    ]
    np.testing.assert_array_equal(ends[0], ends[1])
    assert (ends[0] != ends[2]).all()
    unsaid = gradient_descent(network, data.inputs, data.targets, **walk)
    zero = gradient_descent(network, data.inputs, data.targets, **walk, seed=0)
    np.testing.assert_array_equal(knobs(last(unsaid).network), knobs(last(zero).network))


@pytest.mark.parametrize("size", [None, 3])
def test_network_and_examples_stay_as_they_were(size):
    random = np.random.default_rng(1)
    inputs, targets = random.normal(size=(8, 4)), random.uniform(size=(8, 2))
    network = Network.random([2, 3, 1], tanh, sigmoid, seed=1)
    before = [np.copy(array) for array in (inputs, targets, knobs(network))]
    for loss in (squared_error, cross_entropy):
        # Every second column, and Fortran's order: views that are not contiguous.
        half, target = inputs[:, ::2], np.asfortranarray(targets)[:, :1]
        end = last(
            gradient_descent(
                network, half, target, loss=loss, learning_rate=1, steps=9, batch_size=size
            )
        )
        assert not np.array_equal(knobs(end.network), before[2])
    for array, was in zip((inputs, targets, knobs(network)), before, strict=True):
        np.testing.assert_array_equal(array, was)


def test_two_descents_by_turns_do_not_meet():
    data, network = xor(), Network.random([2, 3, 1], seed=1)
    walk = {"loss": squared_error, "learning_rate": 0.5, "steps": 4}
    alone = [knobs(s.network) for s in gradient_descent(network, data.inputs, data.targets, **walk)]
    pair = [gradient_descent(network, data.inputs, data.targets, **walk) for _ in range(2)]
    for numbers, one, other in zip(alone, *pair, strict=True):
        np.testing.assert_array_equal(knobs(one.network), numbers)
        np.testing.assert_array_equal(knobs(other.network), numbers)


@pytest.mark.parametrize("size", [None, 32])
def test_training_needs_less_room_than_its_data(size):
    data, network = digits(), Network.random([64, 30, 10])
    steps = gradient_descent(
        network,
        data.inputs,
        data.targets,
        loss=squared_error,
        learning_rate=0.1,
        steps=3,
        batch_size=size,
    )
    tracemalloc.start()
    assert last(steps).loss > 0.0
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak <= data.inputs.nbytes + data.targets.nbytes + 8 * network.parameter_count


# --- The fast step is the textbook's --------------------------------------------------------------


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


@pytest.mark.parametrize("size", [None, 3])
def test_a_network_that_ends_in_softmax_walks_by_the_textbook(size):
    random = np.random.default_rng(7)
    inputs, targets = random.normal(size=(7, 2)), np.eye(4)[random.integers(4, size=7)]
    network = Network.random([2, 3, 4], output_activation=identity, seed=7)
    order = np.arange(7) if size is None else np.random.default_rng(0).permutation(7)
    start, after = gradient_descent(
        network,
        inputs,
        targets,
        loss=categorical_cross_entropy,
        learning_rate=0.5,
        steps=1,
        batch_size=size,
    )
    rows = order[:size]
    found = textbook(network, inputs[rows], targets[rows], categorical_cross_entropy, 0.5)
    same(after.network, found, rtol=1e-13)
    surprise = softmax_cross_entropy(network(inputs), targets)
    assert start.loss == pytest.approx(surprise.mean(), rel=1e-13)


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


# --- Facts the pages tell -------------------------------------------------------------------------


@pytest.mark.parametrize("loss", [squared_error, cross_entropy], ids=lambda loss: loss.name)
def test_a_hidden_layer_of_sigmoids_learns_exclusive_or(loss):
    data = xor()
    network = Network.random([2, 3, 1], seed=0, scale=1.0)
    rate, steps = (5.0, 3000) if loss is squared_error else (1.0, 2000)
    end = last(
        gradient_descent(
            network, data.inputs, data.targets, loss=loss, learning_rate=rate, steps=steps
        )
    )
    assert np.abs(end.network(data.inputs) - data.targets).max() < 0.1


def test_a_straight_network_lands_on_least_squares():
    data = noisy_line(seed=3)
    network = Network.random([1, 3, 1], identity, seed=1)
    *_, end = gradient_descent(
        network, data.inputs, data.targets, loss=squared_error, learning_rate=0.1, steps=2000
    )
    design = np.c_[data.inputs, np.ones(len(data.inputs))]
    (slope, intercept), *_ = np.linalg.lstsq(design, data.targets, rcond=None)
    (line,) = end.network.collapse().layers
    np.testing.assert_allclose(line.weights, [slope], rtol=1e-9)
    np.testing.assert_allclose(line.biases, intercept, rtol=1e-9)


def test_the_best_straight_answer_to_exclusive_or_is_a_half():
    data = xor()
    network = Network.random([2, 2, 1], identity, seed=1)
    *_, end = gradient_descent(
        network, data.inputs, data.targets, loss=squared_error, learning_rate=0.5, steps=3000
    )
    np.testing.assert_allclose(end.network(data.inputs), 0.5, atol=1e-9)


def test_switches_do_not_move():
    data = xor()
    network = Network.random([2, 3, 1], heaviside, seed=1)
    for each in gradient_descent(
        network, data.inputs, data.targets, loss=squared_error, learning_rate=10.0, steps=20
    ):
        np.testing.assert_array_equal(knobs(each.network), knobs(network))


@pytest.mark.parametrize("name", ["and", "or", "nand"])
def test_one_sigmoid_learns_a_gate_that_a_line_can_draw(name):
    gate = logic_gate(name)
    *_, end = gradient_descent(
        Network.random([2, 1]),
        gate.inputs,
        gate.targets,
        loss=cross_entropy,
        learning_rate=5.0,
        steps=500,
    )
    np.testing.assert_array_equal(end.network(gate.inputs) > 0.5, gate.targets == 1.0)


def test_the_loss_falls_by_the_rate_times_the_square_of_the_gradient():
    data, rate = noisy_line(seed=1), 1e-6
    network = Network.random([1, 4, 1], tanh, seed=1)
    start, after = gradient_descent(
        network, data.inputs, data.targets, loss=squared_error, learning_rate=rate, steps=1
    )
    found = backpropagate(network, network.forward(data.inputs), data.targets, squared_error)
    square = sum((array**2).sum() for array in (*found.weights, *found.biases))
    assert start.loss - after.loss == pytest.approx(rate * square, rel=1e-4)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_small_network_reads_unseen_digits(seed):
    train, unseen = split(digits(), 0.25, seed=seed, stratify=True)
    epoch = -(-len(train.inputs) // 32)
    steps = gradient_descent(
        Network.random([64, 30, 10], seed=seed),
        train.inputs,
        train.targets,
        loss=cross_entropy,
        learning_rate=0.5,
        steps=50 * epoch,
        batch_size=32,
        seed=seed,
    )
    read = last(steps).network(unseen.inputs).argmax(axis=1)
    assert (read == unseen.targets.argmax(axis=1)).mean() >= 0.95


# --- What it refuses ------------------------------------------------------------------------------


def test_overflow_names_the_step_and_the_rate_and_is_no_warning():
    data = noisy_line()
    network = Network.random([1, 1], identity)
    walk = {"loss": squared_error, "learning_rate": 1e30, "steps": 100}
    for size in (None, 5):
        seen = []
        steps = gradient_descent(network, data.inputs, data.targets, **walk, batch_size=size)
        with pytest.raises(
            ValueError, match=r"learning_rate 1e\+30 they overflowed at step"
        ) as caught:
            seen.extend(steps)
        assert str(caught.value).endswith(f"at step {len(seen)}")
        assert 1 < len(seen) < 12
        assert all(np.isfinite(knobs(each.network)).all() for each in seen)


def test_a_loss_that_overflows_when_asked_for_says_so():
    data = noisy_line()
    network = Network([Layer([[1e100]], [0.0], identity), Layer([[1e100]], [0.0], identity)])
    walk = {"loss": squared_error, "learning_rate": 1e-300, "steps": 1}
    lazy = next(gradient_descent(network, data.inputs, data.targets, **walk, batch_size=1))
    with pytest.raises(ValueError, match="learning_rate 1e-300 they overflowed at step 0"):
        _ = lazy.loss
    with pytest.raises(ValueError, match="learning_rate 1e-300 they overflowed at step 0"):
        next(gradient_descent(network, data.inputs, data.targets, **walk))


LINE = Network.random([1, 1], identity)
GOOD = {
    "network": LINE,
    "inputs": [[0.0], [1.0]],
    "targets": [[0.0], [1.0]],
    "loss": squared_error,
    "learning_rate": 0.1,
    "steps": 1,
}


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"network": [LINE]}, TypeError, "network must be of type Network"),
        ({"inputs": [0.0, 1.0]}, ValueError, r"inputs must have shape \(m, 1\), .* \(2,\)"),
        ({"inputs": np.empty((0, 1))}, ValueError, r"inputs must have shape \(m, 1\), .* \(0, 1\)"),
        ({"inputs": [[0.0], [np.nan]]}, ValueError, r"inputs must be finite, but it was nan"),
        ({"inputs": [["a"], ["b"]]}, TypeError, "inputs must hold real numbers"),
        ({"targets": [[0.0]]}, ValueError, r"targets must have shape \(2, 1\), .* \(1, 1\)"),
        ({"targets": [[0.0], [-np.inf]]}, ValueError, "targets must be finite, but it was -inf"),
        ({"loss": "squared_error"}, TypeError, "loss must be of type Loss"),
        ({"learning_rate": 0.0}, ValueError, "learning_rate must be above 0, but it was 0.0"),
        ({"learning_rate": np.inf}, ValueError, "learning_rate must be finite"),
        ({"learning_rate": "fast"}, TypeError, "learning_rate must be one real number"),
        ({"steps": -1}, ValueError, "steps must be at least 0, but it was -1"),
        ({"steps": 2.5}, TypeError, "steps must be a whole number"),
        ({"batch_size": 0}, ValueError, "batch_size must be at least 1, but it was 0"),
        ({"batch_size": 3}, ValueError, "batch_size must be at most .* examples, 2, but it was 3"),
        ({"batch_size": 1.0}, TypeError, "batch_size must be a whole number"),
        ({"seed": -1}, ValueError, "seed must be at least 0"),
        ({"loss": cross_entropy}, ValueError, "needs them from 0 to 1, .* activation is identity"),
        (
            {"loss": cross_entropy, "network": Network.random([1, 1], relu)},
            ValueError,
            "loss must be defined for all outputs, .* activation is relu",
        ),
        (
            {"loss": cross_entropy, "network": Network.random([1, 1], tanh)},
            ValueError,
            "activation is tanh",
        ),
        (
            {
                "loss": cross_entropy,
                "network": Network.random([1, 1], normal_cdf),
                "targets": [[0.0], [1.5]],
            },
            ValueError,
            "targets must be from 0 to 1, but it was 1.5",
        ),
    ],
)
def test_what_does_not_fit_is_named_at_once(wrong, error, message):
    gradient_descent(**GOOD)
    with pytest.raises(error, match=message):
        gradient_descent(**{**GOOD, **wrong})
