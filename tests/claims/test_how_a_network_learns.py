"""Proofs for *How does a network learn with these slopes?*

Checked against fifty digits (mpmath), exact fractions, symbols that stand for every number, and
multiplications counted one by one, never against the library's own output.
"""

import math
from collections import deque
from fractions import Fraction
from itertools import pairwise

import mpmath
import numpy as np
import pytest
import sympy
import z3

from explainer.activations import heaviside, identity, sigmoid, softplus, tanh
from explainer.backprop import backpropagate
from explainer.datasets import digits, split
from explainer.losses import categorical_cross_entropy, squared_error
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
CLOSE = 1e-9
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


def slopes_by_nudging(network, inputs, targets, nudge):
    """Nudge each knob alone, up and down, and divide the change of the error by both nudges."""
    layers, measured = lists(network, mpmath.mpf), []
    for row, i in knobs(layers):
        here = row[i]
        row[i] = here + nudge
        ahead = half_squares(layers, inputs, targets)
        row[i] = here - nudge
        behind = half_squares(layers, inputs, targets)
        row[i] = here
        measured.append(float((ahead - behind) / (2 * nudge)))
    return measured


@pytest.mark.claim("backprop-equals-nudging", kind="cases")
def test_backpropagation_gives_what_nudging_each_knob_gives():
    """For every knob of twelve networks, backpropagation gives the slope that you measure by
    nudging that knob alone, to ten digits.

    The networks have the sizes 1-1, 3-2-1, 2-4-3-2 and 1-1-1-1-1, each with σ, tanh and softplus in
    all its layers. The error is half the squared error, the mean of two examples; the nudge is
    $10^{-15}$ up and down, and the slope is measured with fifty digits."""
    nudge = mpmath.mpf(10) ** -15
    for seed, sizes in enumerate(SHAPES):
        inputs, targets = examples(sizes, seed)
        for curve in (sigmoid, tanh, softplus):
            network = Network.random(sizes, curve, seed=seed)
            measured = slopes_by_nudging(network, inputs.tolist(), targets.tolist(), nudge)
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
    network, random = Network.random(sizes, seed=1), np.random.default_rng(1)
    inputs, targets = random.normal(size=(1, sizes[0])), random.random((1, sizes[-1]))
    layers = [
        ([[Counted(w) for w in row] for row in layer.weights], [Counted(b) for b in layer.biases])
        for layer in network.layers
    ]
    Counted.count = 0
    outputs = counted_forward(layers, [Counted(v) for v in inputs[0]])
    there, Counted.count = Counted.count, 0
    slopes = counted_backward(layers, outputs, [Counted(y) for y in targets[0]])
    found = backpropagate(network, network.forward(inputs), targets, squared_error)
    for ours, theirs in zip(slopes, found.weights, strict=True):
        assert [[d.value for d in row] for row in ours] == pytest.approx(theirs, rel=CLOSE)
    return there, Counted.count


def layer_costs(reads, neurons, *, first):
    """Count the multiplications of one layer, by the loops of the code above: there, and back."""
    i, j = sympy.symbols("i j")
    each_weight = sympy.Sum(sympy.Sum(1, (j, 1, reads)), (i, 1, neurons)).doit()
    each_neuron = sympy.Sum(1, (i, 1, neurons)).doit()
    handed_through = 0 if first else each_weight
    return each_weight, 2 * each_neuron + each_weight + handed_through


def all_costs(sizes):
    """Add up the costs of all layers: there, and back."""
    pairs = enumerate(pairwise(sizes))
    costs = [layer_costs(reads, neurons, first=not number) for number, (reads, neurons) in pairs]
    return tuple(map(sum, zip(*costs, strict=True)))


def never_negative(polynomial, *symbols):
    """Whether no coefficient is below 0, so that no value at numbers from 0 on is."""
    return all(c.is_nonnegative for c in sympy.Poly(sympy.expand(polynomial), *symbols).coeffs())


@pytest.mark.claim("backward-costs-a-few-forwards", kind="theorem")
def test_a_backward_pass_costs_fewer_than_four_forward_passes():
    """With layers of σ, each neuron reading all of the layer before, and squared error, a backward
    pass takes fewer than four times the multiplications of a forward pass, however many layers
    there are and however wide. If each neuron reads ten numbers or more, at most 2.2 times.

    Forward and back are counted on one example by the four lines of the page's last block, with
    σ′ = a(1 − a); additions, and the work within σ, are left out. With $n$ numbers read at least,
    the bound is $2 + 2/n$."""
    m, n, w = sympy.symbols("m n w", positive=True)
    p, q = sympy.symbols("p q", nonnegative=True)
    any_widths, reading_w = {m: 1 + p, n: 1 + q}, {m: w + p, n: 1 + q}
    bound = 2 + 2 / w
    assert bound.subs(w, 10) == sympy.Rational(22, 10)
    # Start with one layer, of n neurons that read m numbers. Step: one more layer of that kind.
    for first in (True, False):
        there, back = layer_costs(m, n, first=first)
        spare = (4 * there - back).subs(any_widths)
        assert never_negative(spare, p, q)
        if first:
            in_the_smallest = spare.subs({p: 0, q: 0})
            assert in_the_smallest > 0
        spare = ((bound * there - back) * w).subs(reading_w)
        assert never_negative(spare, p, q, w)
    for sizes in (*SHAPES, [1] * 40, [64, 30, 10], [1, 300, 1], [300, 1, 300]):
        assert counts(sizes) == all_costs(sizes)


def heights(start, learning_rate, steps):
    """The error after each step of a walk over the eight past evenings, to fifty digits."""
    past = evenings()
    walk = gradient_descent(
        start,
        past.inputs,
        past.targets,
        loss=squared_error,
        learning_rate=learning_rate,
        steps=steps,
    )
    inputs, targets = past.inputs.tolist(), past.targets.tolist()
    return [half_squares(lists(here.network, mpmath.mpf), inputs, targets) for here in walk]


@pytest.mark.claim("a-step-goes-down", kind="experiment")
def test_every_step_of_the_walk_goes_down(
    friend=-3.0, film=-2.0, learning_rate=1.0, steps=100, too_high=30.0
):
    """From a start at −3 and −2, and the other two knobs as the cinema has them, each of a hundred
    steps against the slopes lowers the error on the eight past evenings, at a learning rate of 1.

    The friend's weight starts at $-3$, the film's at $-2$; all four knobs are turned. The error is
    the mean of half the squared error, the learning rate is 1.0, and there are 100 steps, in
    float64. At a learning rate of 30.0, some of the 100 steps raise the error."""
    start = Network((Layer([[friend, film, cinema.weights[2]]], [cinema.bias]),))
    walk = heights(start, learning_rate, steps)
    assert len(walk) == steps + 1
    assert all(after < before for before, after in pairwise(walk))
    assert any(after > before for before, after in pairwise(heights(start, too_high, steps)))


@pytest.mark.claim("too-long-a-step-climbs", kind="experiment")
def test_too_long_a_step_goes_up(learning_rate=1.0, too_high=1000.0, steps=1):
    """From the cinema's own knobs one step at a learning rate of 1 lowers the error on those eight
    evenings, and one step along the same slopes at a learning rate of 1000 raises it.

    All four knobs are turned, 1 step at a learning rate of 1.0 or of 1000.0; the error is the mean
    of half the squared error, in float64."""
    start = Network((Layer([cinema.weights], [cinema.bias]),))
    before, after = heights(start, learning_rate, steps)
    assert after < before
    before, after = heights(start, too_high, steps)
    assert after > before


def proved(fact):
    """Whether no numbers make the fact false."""
    solver = z3.Solver()
    solver.add(z3.Not(fact))
    return solver.check() == z3.unsat


def safe_nudge(layers, x):
    """A size below which no nudges of all knobs together flip a switch, for one example."""
    smallest = None
    for weights, biases, curve in layers:
        room = 1 + sum(map(abs, x))
        sums = [
            sum((w * v for w, v in zip(row, x, strict=True)), b)
            for row, b in zip(weights, biases, strict=True)
        ]
        least = min(map(abs, sums)) / room
        smallest = least if smallest is None else min(smallest, least)
        x = [EXACT[curve](z) for z in sums]
    return smallest


def try_safe_nudges(sizes, seed):
    """Nudge all knobs of a network of switches at once, by nearly what the theorem allows."""
    inputs, targets = examples(sizes, seed)
    network = Network.random(sizes, heaviside, seed=seed)
    found = backpropagate(network, network.forward(inputs), targets, squared_error)
    assert not flat(found).any()
    exact_inputs = [[Fraction(v) for v in row] for row in inputs.tolist()]
    layers = lists(network, Fraction)
    before = [forward(layers, example) for example in exact_inputs]
    step = min(safe_nudge(layers, example) for example in exact_inputs) * Fraction(999, 1000)
    signs = np.random.default_rng(seed)
    for row, i in knobs(layers):
        row[i] += step * int(signs.choice((-1, 1)))
    assert [forward(layers, example) for example in exact_inputs] == before


@pytest.mark.claim("switches-feel-no-slope", kind="theorem")
def test_a_network_of_switches_has_no_slope_to_follow():
    """In a network made of switches alone, with no *z* exactly at a jump, every knob has slope 0:
    small enough nudges of all its knobs change no output at all. So gradient descent moves none.

    If each knob is nudged by at most $\\varepsilon$, with
    $\\varepsilon\\,(1 + \\sum_i |x_i|) < |z|$ for every neuron, where $x_i$ are the numbers that
    it reads, then every switch says what it said."""
    moved, room, x, nudge, epsilon, z = z3.Reals("moved room x nudge epsilon z")
    within = z3.And(-epsilon <= nudge, nudge <= epsilon)
    limit = epsilon * room
    so_far = z3.And(-limit <= moved, moved <= limit)
    # Start: the bias, which reads 1, moves z by at most ε.
    start = z3.substitute(so_far, (moved, nudge), (room, z3.RealVal(1)))
    assert proved(z3.Implies(within, start))
    # Step: a weight on x moves it by at most ε |x| more.
    more_room = room + z3.If(x < 0, -x, x)
    further = z3.substitute(so_far, (moved, moved + nudge * x), (room, more_room))
    assert proved(z3.Implies(z3.And(so_far, within), further))
    # So no switch flips if ε is small enough, and the next layer reads what it read before.
    far = z3.And(so_far, limit < z3.If(z < 0, -z, z))
    before, after = z > 0, z + moved > 0
    assert proved(z3.Implies(far, before == after))
    # With each layer's outputs unchanged, the last one's are, and a change of 0 has the slope 0.
    for seed, sizes in enumerate(SHAPES):
        try_safe_nudges(sizes, seed)


@pytest.mark.claim("only-the-straight-end-learns", kind="experiment")
def test_behind_a_straight_end_the_switches_still_do_not_move(
    seeds=(0, 1, 2, 3, 4), switches=6, examples=9, learning_rate=0.1, steps=300, too_high=0.8
):
    """Six switches read a number, and one straight neuron reads them. In 300 steps from five random
    starts the straight neuron's knobs move and the error falls; no knob of the switches moves.

    The starts have the seeds 0, 1, 2, 3 and 4, with 6 switches each. The task is to say x² at 9
    places from −1 to 1; the error is the mean of half the squared error, and the learning rate is
    0.1, for 300 steps, in float64. At a learning rate of 0.8 the error rises from all five starts,
    and no knob of the switches moves either."""
    inputs = np.linspace(-1, 1, examples)[:, np.newaxis]
    targets = inputs**2
    exact = [[Fraction(v) for v in row] for row in inputs.tolist()]
    wanted = [[Fraction(v) for v in row] for row in targets.tolist()]
    for seed in seeds:
        sizes = [1, switches, 1]
        start = Network.random(sizes, heaviside, output_activation=identity, seed=seed)
        before = lists(start, Fraction)
        error = half_squares(before, exact, wanted)
        for rate, falls in ((learning_rate, True), (too_high, False)):
            walk = gradient_descent(
                start, inputs, targets, loss=squared_error, learning_rate=rate, steps=steps
            )
            after = lists(deque(walk, maxlen=1).pop().network, Fraction)
            assert after[0] == before[0]
            assert after[1] != before[1]
            assert (half_squares(after, exact, wanted) < error) == falls


def share_read(start, train, unseen, **how):
    """The share of unseen digits that a trained network reads right, run by the definition."""
    walk = gradient_descent(
        start, train.inputs, train.targets, loss=categorical_cross_entropy, **how
    )
    hidden, end = deque(walk, maxlen=1).pop().network.layers
    sums = np.einsum("mi,oi->mo", unseen.inputs, hidden.weights) + hidden.biases
    logits = np.einsum("mi,oi->mo", 1 / (1 + np.exp(-sums)), end.weights) + end.biases
    pairs = zip(logits.tolist(), unseen.targets.tolist(), strict=True)
    right = sum(target[max(range(10), key=row.__getitem__)] == 1 for row, target in pairs)
    return Fraction(right, len(unseen.targets))


@pytest.mark.claim("digits-read", kind="experiment")
def test_the_network_reads_digits_it_has_never_seen(
    kept=0.25,
    hidden=30,
    seed=0,
    learning_rate=0.5,
    batch_size=8,
    rounds=30,
    too_high=10.0,
):
    """Trained from one random start on three quarters of 1797 handwritten digits, a network of 64
    inputs, 30 hidden σ and ten outputs with softmax reads at least 95 in 100 of the others right.

    A share of 0.25 is kept back, and as large a share of each digit. There are 30 hidden σ, the
    seeds of the split and of the start are 0, the spread of the starting weights is 1 divided by
    the square root of the number of inputs, the error is cross-entropy, the learning rate is 0.5,
    and there are 30 rounds in batches of 8, in float64. At a learning rate of 10.0 it reads fewer
    than 50 in 100."""
    everything = digits()
    train, unseen = split(everything, kept, seed=seed, stratify=True)
    seen = {image.tobytes() for image in train.inputs}
    assert not seen & {image.tobytes() for image in unseen.inputs}
    assert len(train.inputs) + len(unseen.inputs) == 1797
    assert np.abs(3 * unseen.targets.sum(axis=0) - train.targets.sum(axis=0)).max() <= 3
    start = Network.random([64, hidden, 10], output_activation=identity, seed=seed)
    steps = rounds * math.ceil(len(train.inputs) / batch_size)
    how = {"batch_size": batch_size, "steps": steps}
    assert share_read(start, train, unseen, learning_rate=learning_rate, **how) >= Fraction(95, 100)
    assert share_read(start, train, unseen, learning_rate=too_high, **how) < Fraction(1, 2)


@pytest.mark.claim("thirteen-other-hands", kind="source")
def test_other_people_wrote_the_other_digits_of_the_collection(cite):
    """The makers of the collection write that, of 43 people, “30 contributed to the training set
    and different 13 to the test set”; all our digits are from that test set.

    Alpaydin and Kaynak 1998, in the description of the data set."""
    cite(
        "alpaydin1998",
        page="section “Additional Information”",
        quotation="30 contributed to the training set and different 13 to the test set",
        known="read",
    )


@pytest.mark.claim("all-slopes-cost-threefold", kind="source")
def test_baur_and_strassen_bound_the_cost_of_all_slopes(cite):
    """Baur and Strassen proved in 1983: where a result is worked out by adding, multiplying and
    dividing, it and all its slopes together take at most three times the multiplications and
    divisions of the result, those by fixed numbers not counted.

    Baur and Strassen 1983, page 317, inequality (1): $L(f, \\partial f/\\partial x_1, \\dots,
    \\partial f/\\partial x_n) \\le 3\\,L(f)$, where $L$ counts nonscalar multiplications and
    divisions."""
    cite("baur1983", page="317", known="read")


@pytest.mark.claim("momentum-in-1986", kind="source")
def test_the_paper_of_1986_walks_with_momentum(cite):
    """The paper of 1986 already had this, which is now called momentum: “the current gradient is
    used to modify the velocity of the point”.

    Rumelhart, Hinton and Williams 1986, in the sentence before equation 9."""
    cite(
        "rumelhart1986nature",
        page="equation 9",
        quotation="the current gradient is used to modify the velocity of the point",
        known="read",
    )
