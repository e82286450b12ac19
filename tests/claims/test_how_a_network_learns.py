"""Proofs for *How does a network learn with these slopes?*

Checked against fifty digits (mpmath), exact fractions, and multiplications counted one by one,
never against the library's own output.
"""

from fractions import Fraction
from itertools import pairwise

import mpmath
import numpy as np
import pytest

from explainer.activations import heaviside, identity, sigmoid, softplus, tanh
from explainer.backprop import backpropagate
from explainer.datasets import digits, split
from explainer.losses import cross_entropy, squared_error
from explainer.network import Layer, Network
from explainer.story import cinema, evenings
from explainer.training import gradient_descent

mpmath.mp.dps = 50

EXACT = {
    sigmoid: lambda z: 1 / (1 + mpmath.exp(-z)),
    tanh: mpmath.tanh,
    softplus: lambda z: mpmath.log(1 + mpmath.exp(z)),
    identity: lambda z: z,
    heaviside: lambda z: int(z > 0),
}
SHAPES = ([1, 1], [3, 2, 1], [2, 4, 3, 2], [1, 1, 1, 1, 1])


def forward(layers, x):
    """Run one example through (weights, biases, activation) layers, without numpy."""
    for weights, biases, curve in layers:
        x = [
            EXACT[curve](sum((w * v for w, v in zip(row, x, strict=True)), b))
            for row, b in zip(weights, biases, strict=True)
        ]
    return x


def lists(network, number):
    """The network's knobs as lists of exact numbers, so that one of them can be nudged."""
    return [
        ([[number(w) for w in row] for row in layer.weights.tolist()],
         [number(b) for b in layer.biases.tolist()], layer.activation)
        for layer in network.layers
    ]  # fmt: skip


def knobs(layers):
    """Every list that holds knobs, with the place of each knob in it, in the library's order."""
    for weights, biases, _ in layers:
        yield from ((row, i) for row in weights for i in range(len(row)))
        yield from ((biases, i) for i in range(len(biases)))


def flat(found):
    """The library's slopes in that same order."""
    both = zip(found.weights, found.biases, strict=True)
    return np.concatenate([np.concatenate([w.ravel(), b]) for w, b in both])


def half_squares(layers, inputs, targets):
    """The mean over examples of half the squared distance, one example at a time."""
    errors = [
        sum((a - y) ** 2 for a, y in zip(forward(layers, x), target, strict=True)) / 2
        for x, target in zip(inputs, targets, strict=True)
    ]
    return sum(errors) / len(errors)


def examples(sizes, seed):
    random = np.random.default_rng(seed)
    return random.normal(size=(2, sizes[0])), random.random((2, sizes[-1]))


@pytest.mark.claim("backprop-equals-nudging")
def test_backpropagation_gives_what_nudging_each_knob_gives():
    """For every knob, backpropagation gives the slope that you measure by nudging that knob alone:
    on four network shapes with three curves, to ten digits."""
    nudge = mpmath.mpf(10) ** -15
    for seed, sizes in enumerate(SHAPES):
        inputs, targets = examples(sizes, seed)
        for curve in (sigmoid, tanh, softplus):
            network = Network.random(sizes, curve, seed=seed)
            layers = lists(network, mpmath.mpf)
            measured = []
            for row, i in knobs(layers):
                here = row[i]
                row[i] = here + nudge
                ahead = half_squares(layers, inputs.tolist(), targets.tolist())
                row[i] = here - nudge
                behind = half_squares(layers, inputs.tolist(), targets.tolist())
                row[i] = here
                measured.append(float((ahead - behind) / (2 * nudge)))
            found = backpropagate(network, network.forward(inputs), targets, squared_error)
            assert flat(found) == pytest.approx(measured, rel=1e-10, abs=0)


class Counted:
    """A number that counts how often it is multiplied."""

    count = 0

    def __init__(self, value):
        self.value = value

    def __mul__(self, other):
        Counted.count += 1
        return Counted(self.value * other.value)

    def __add__(self, other):
        return Counted(self.value + other.value)

    def __sub__(self, other):
        return Counted(self.value - other.value)


ONE, NOUGHT = Counted(1.0), Counted(0.0)


def total(numbers):
    return sum(numbers, NOUGHT)


def counted_forward(layers, x):
    """Forward by the definition, noting every layer's outputs."""
    outputs = [x]
    for weights, biases in layers:
        sums = [
            total(w * v for w, v in zip(row, outputs[-1], strict=True)) + b
            for row, b in zip(weights, biases, strict=True)
        ]
        outputs.append([Counted(1 / (1 + np.exp(-z.value))) for z in sums])
    return outputs


def counted_backward(layers, outputs, target):
    """Blame by the chain rule, and from it the slope of every weight; a bias's is the blame."""
    slopes = []
    ahead = [a - y for a, y in zip(outputs[-1], target, strict=True)]
    for number in reversed(range(len(layers))):
        delta = [g * (a * (ONE - a)) for g, a in zip(ahead, outputs[number + 1], strict=True)]
        slopes.append([[d * v for v in outputs[number]] for d in delta])
        if number:
            columns = zip(*layers[number][0], strict=True)
            ahead = [total(w * d for w, d in zip(column, delta, strict=True)) for column in columns]
    return slopes[::-1]


def counts(sizes):
    """How many multiplications forward and backward take, and the slopes that came out."""
    network, (inputs, targets) = Network.random(sizes, seed=1), examples(sizes, 1)
    layers = [
        ([[Counted(w) for w in row] for row in layer.weights], [Counted(b) for b in layer.biases])
        for layer in network.layers
    ]
    Counted.count = 0
    outputs = counted_forward(layers, [Counted(v) for v in inputs[0]])
    there, Counted.count = Counted.count, 0
    slopes = counted_backward(layers, outputs, [Counted(y) for y in targets[0]])
    found = backpropagate(network, network.forward(inputs[:1]), targets[:1], squared_error)
    for ours, theirs in zip(slopes, found.weights, strict=True):
        assert [[d.value for d in row] for row in ours] == pytest.approx(theirs, rel=1e-9)
    return there, Counted.count


@pytest.mark.claim("backward-costs-a-few-forwards")
def test_a_backward_pass_costs_fewer_than_four_forward_passes():
    """With squared error, one backward pass through σ layers takes fewer than four times the
    multiplications of a forward pass, however many weights there are; through wide layers, about
    twice as many or fewer."""
    shapes = (*SHAPES, [1] * 40, [64, 30, 10], [40, 40, 40, 40], [1, 300, 1], [300, 1, 300])
    for sizes in shapes:
        weights = [a * b for a, b in pairwise(sizes)]
        forth, back = counts(sizes)
        assert forth == sum(weights)
        # a slope each, a delta handed through each but the first layer's, and two for each neuron;
        # as each neuron has a weight of its own, that is below 2 + 2 times the weights
        assert back == 2 * sum(weights) - weights[0] + 2 * sum(sizes[1:])
        assert sum(sizes[1:]) <= sum(weights)
        assert back < 4 * forth
    for wide in ([100, 100, 100, 100], [100, 10], [64, 30, 10]):
        forth, back = counts(wide)
        narrowest = min(wide[:-1])  # each neuron has that many weights at least
        assert back <= (2 + 2 / narrowest) * forth


@pytest.mark.claim("a-step-goes-down")
def test_every_step_of_the_walk_goes_down():
    """From a start at −3 and −2, and the other two knobs as the cinema has them, each of a hundred
    steps against the slopes lowers the error on the eight past evenings, if the stride is 1."""
    past = evenings()
    start = Network((Layer([[-3.0, -2.0, cinema.weights[2]]], [cinema.bias]),))
    walk = gradient_descent(
        start, past.inputs, past.targets, loss=squared_error, learning_rate=1.0, steps=100
    )
    inputs, targets = past.inputs.tolist(), past.targets.tolist()
    heights = [half_squares(lists(here.network, mpmath.mpf), inputs, targets) for here in walk]
    assert len(heights) == 101
    assert all(after < before for before, after in pairwise(heights))


@pytest.mark.claim("too-long-a-step-climbs")
def test_too_long_a_step_goes_up():
    """From the cinema's own knobs one step with a stride of 1 lowers that error, and one step along
    the same slopes with a stride of 1000 raises it."""
    past = evenings()
    start = Network((Layer([cinema.weights], [cinema.bias]),))
    inputs, targets = past.inputs.tolist(), past.targets.tolist()
    before = half_squares(lists(start, mpmath.mpf), inputs, targets)
    for stride, down in ((1.0, True), (1000.0, False)):
        _, there = gradient_descent(
            start, past.inputs, past.targets, loss=squared_error, learning_rate=stride, steps=1
        )
        after = half_squares(lists(there.network, mpmath.mpf), inputs, targets)
        assert (after < before) == down
        assert after != before


@pytest.mark.claim("switches-feel-no-slope")
def test_a_network_of_switches_has_no_slope_to_follow():
    """In a network made of switches alone, with no z exactly at a jump, every knob has slope 0: a
    small enough nudge changes no output at all. So a thousand steps move no knob."""
    for seed, sizes in enumerate(SHAPES):
        inputs, targets = examples(sizes, seed)
        network = Network.random(sizes, heaviside, seed=seed)
        trace = network.forward(inputs)
        assert all((z != 0).all() for z in trace.weighted_inputs)
        assert not flat(backpropagate(network, trace, targets, squared_error)).any()
        exact_inputs = [[Fraction(v) for v in row] for row in inputs.tolist()]
        layers = lists(network, Fraction)
        before = [forward(layers, x) for x in exact_inputs]
        for row, i in knobs(layers):
            here = row[i]
            for nudge in (Fraction(1, 10**6), Fraction(-1, 10**6)):
                row[i] = here + nudge
                assert [forward(layers, x) for x in exact_inputs] == before
            row[i] = here
        *_, last = gradient_descent(
            network, inputs, targets, loss=squared_error, learning_rate=1.0, steps=1000
        )
        assert lists(last.network, Fraction) == layers


@pytest.mark.claim("only-the-straight-end-learns")
def test_behind_a_straight_end_the_switches_still_do_not_move():
    """Six switches read a number, and one straight neuron reads them. In 300 steps from five random
    starts the straight neuron's knobs move and the error falls; no knob of the switches moves."""
    inputs = np.linspace(-1, 1, 9)[:, np.newaxis]
    targets = inputs**2
    exact = [[Fraction(v) for v in row] for row in inputs.tolist()]
    wanted = [[Fraction(v) for v in row] for row in targets.tolist()]
    for seed in range(5):
        start = Network.random([1, 6, 1], heaviside, output_activation=identity, seed=seed)
        *_, last = gradient_descent(
            start, inputs, targets, loss=squared_error, learning_rate=0.1, steps=300
        )
        before, after = lists(start, Fraction), lists(last.network, Fraction)
        assert after[0] == before[0]
        assert after[1] != before[1]
        assert half_squares(after, exact, wanted) < half_squares(before, exact, wanted)


@pytest.mark.claim("digits-read")
def test_the_network_reads_digits_it_has_never_seen():
    """Trained from one random start on three quarters of 1797 handwritten digits, a network of 64
    inputs, 30 hidden σ and 10 σ at the end reads at least 95 in 100 of the others right."""
    everything = digits()
    train, unseen = split(everything, 0.25, seed=0, stratify=True)
    seen = {image.tobytes() for image in train.inputs}
    assert not seen & {image.tobytes() for image in unseen.inputs}
    assert len(train.inputs) + len(unseen.inputs) == 1797
    assert np.abs(3 * unseen.targets.sum(axis=0) - train.targets.sum(axis=0)).max() <= 3
    rounds = 30 * -(-len(train.inputs) // 8)
    start = Network.random([64, 30, 10], seed=0)
    *_, last = gradient_descent(
        start,
        train.inputs,
        train.targets,
        loss=cross_entropy,
        learning_rate=0.2,
        steps=rounds,
        batch_size=8,
    )
    outputs = unseen.inputs
    for layer in last.network.layers:  # run forward by the definition
        outputs = 1 / (1 + np.exp(-np.einsum("mi,oi->mo", outputs, layer.weights) - layer.biases))
    right = sum(
        target[max(range(10), key=row.__getitem__)] == 1
        for row, target in zip(outputs.tolist(), unseen.targets.tolist(), strict=True)
    )
    assert right >= Fraction(95, 100) * len(unseen.targets)
