"""Proofs for *Why not a plain slope? Why so fancy?*

Checked against exact fractions, fifty digits (mpmath), normal equations and NumPy's least squares,
never against the library's own output.
"""

from fractions import Fraction
from itertools import pairwise, product

import mpmath
import numpy as np
import pytest

from explainer.activations import heaviside, identity, relu, sigmoid
from explainer.approximation import bump
from explainer.datasets import noisy_line, xor
from explainer.losses import cross_entropy, squared_error
from explainer.network import Layer, Network
from explainer.neuron import Neuron
from explainer.training import gradient_descent

mpmath.mp.dps = 50
CORNERS = list(product((0, 1), repeat=2))


def exactly(network, inputs):
    """What a network of straight layers, hinges or switches makes of one input, in fractions."""
    bend = {identity: lambda z: z, relu: lambda z: max(z, 0), heaviside: lambda z: int(z > 0)}
    x = [Fraction(each) for each in inputs]
    for layer in network.layers:
        rows = zip(layer.weights.tolist(), layer.biases.tolist(), strict=True)
        x = [
            bend[layer.activation](
                sum((Fraction(w) * each for w, each in zip(row, x, strict=True)), Fraction(bias))
            )
            for row, bias in rows
        ]
    return x


def fifty_digits(network, inputs):
    """What a network of σ and straight layers makes of one input, to fifty digits."""
    x = [mpmath.mpf(each) for each in inputs]
    for layer in network.layers:
        z = [mpmath.fdot(row, x) + b for row, b in zip(layer.weights, layer.biases, strict=True)]
        x = [1 / (1 + mpmath.exp(-each)) for each in z] if layer.activation is sigmoid else z
    return x


def straight_fit(inputs, targets):
    """The line of least squared error, by NumPy: one row of weights an input, then the biases."""
    columns = np.column_stack([inputs, np.ones(len(inputs))])
    return np.linalg.lstsq(columns, targets, rcond=None)[0]


def last_step(network, examples, **how):
    """Where a walk downhill ends."""
    *_, last = gradient_descent(network, examples[0], examples[1], **how)
    return last


@pytest.mark.claim("straight-layers-are-one-layer")
def test_any_stack_of_straight_layers_equals_one():
    """Any stack of straight layers does the same as one straight layer, up to rounding."""
    for seed, sizes in enumerate(([1, 3, 2, 1], [2, 5, 5, 3], [4, 1, 4], [3, 8, 8, 8, 8, 2])):
        stack = Network.random(sizes, identity, seed=seed)
        corner, *sides = [[0] * sizes[0], *np.eye(sizes[0], dtype=int).tolist()]
        start = exactly(stack, corner)  # one layer is known by what it says there and at each side
        rows = [[a - b for a, b in zip(exactly(stack, x), start, strict=True)] for x in sides]
        for point in np.random.default_rng(seed).normal(size=(20, sizes[0])):
            terms = [
                [Fraction(each) * r for r in row] for each, row in zip(point, rows, strict=True)
            ]
            one = [sum(column) for column in zip(start, *terms, strict=True)]
            assert one == exactly(stack, point)  # in fractions nothing is rounded
            one = [float(each) for each in one]
            assert stack([point])[0] == pytest.approx(one, rel=1e-12, abs=1e-12)
            assert stack.collapse()([point])[0] == pytest.approx(one, rel=1e-12, abs=1e-12)


@pytest.mark.claim("straight-training-is-the-trendline")
def test_a_trained_straight_network_lands_on_the_trendline():
    """Trained with squared error on forty scattered points, a network of two straight layers landed
    on the trendline from each of four random starts."""
    points = noisy_line()
    x, y = (list(map(Fraction, each.ravel().tolist())) for each in (points.inputs, points.targets))
    n, sx, sy = len(x), sum(x), sum(y)
    sxx, sxy = sum(a * a for a in x), sum(a * b for a, b in zip(x, y, strict=True))
    slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)  # the formulas of every spreadsheet
    start = (sy - slope * sx) / n
    for seed in range(4):
        begin = Network.random([1, 4, 1], identity, seed=seed)
        examples = points.inputs, points.targets
        end = last_step(begin, examples, loss=squared_error, learning_rate=0.1, steps=300).network
        at_0, at_1 = (exactly(end, [each])[0] for each in (0, 1))
        assert n == 40
        assert float(at_1 - at_0) == pytest.approx(float(slope), abs=1e-6)
        assert float(at_0) == pytest.approx(float(start), abs=1e-6)


@pytest.mark.claim("narrow-layer-can-lose")
def test_a_narrow_straight_layer_can_do_worse_than_the_trendline():
    """With two inputs and two outputs, squeezing a straight network through one neuron can make
    its best error worse than the trendline's."""
    inputs = targets = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    assert straight_fit(inputs, targets) == pytest.approx(np.array([[1, 0], [0, 1], [0, 0]]))
    best = []
    for angle in np.linspace(0, np.pi, 721):  # the neuron may look in every direction
        seen = inputs @ [np.cos(angle), np.sin(angle)]
        fit = straight_fit(seen, targets)
        made = np.column_stack([seen, np.ones(4)]) @ fit
        best.append(((made - targets) ** 2).sum(axis=1).mean() / 2)
    # what comes out lies on one line, and each line misses the four by as much
    assert best == pytest.approx([0.25] * len(best))  # and the trendline's error is 0
    examples = inputs, targets
    squeezed = Network.random([2, 1, 2], identity, seed=0)
    assert last_step(squeezed, examples, loss=squared_error, learning_rate=0.2, steps=300).loss == (
        pytest.approx(0.25)
    )
    wide = Network.random([2, 2, 2], identity, seed=0)
    assert last_step(wide, examples, loss=squared_error, learning_rate=0.2, steps=600).loss < 1e-6


@pytest.mark.claim("narrow-layer-is-free-with-one-input")
def test_with_one_input_or_one_output_a_narrow_layer_costs_nothing():
    """With one input, or with one output, a straight network squeezed through one neuron can still
    do whatever one straight layer can.
    """
    random = np.random.default_rng(0)
    for n_in, n_out in ((1, 1), (1, 4), (4, 1)):
        weights, biases = random.normal(size=(n_out, n_in)), random.normal(size=n_out)
        first, second = ([[1.0]], weights) if n_in == 1 else (weights, [[1.0]])
        layers = Layer(first, [0.0], identity), Layer(second, biases, identity)
        squeezed, line = Network(layers), Network((Layer(weights, biases, identity),))
        assert squeezed.sizes == (n_in, 1, n_out)
        for point in random.normal(size=(20, n_in)):
            assert exactly(squeezed, point) == exactly(line, point)


@pytest.mark.claim("best-line-on-xor-is-level")
def test_the_best_line_on_xor_answers_one_half_everywhere():
    """The straight neuron with the least squared error on “exactly one friend” is level: it
    answers ½ everywhere."""
    answers = [Fraction(a ^ b) for a, b in CORNERS]
    columns = [[Fraction(a), Fraction(b), Fraction(1)] for a, b in CORNERS]
    line = [Fraction(0), Fraction(0), Fraction(1, 2)]
    misses = [
        sum(w * x for w, x in zip(line, row, strict=True)) - y
        for row, y in zip(columns, answers, strict=True)
    ]
    for each in zip(*columns, strict=True):  # the normal equations; their solution is the only one
        assert sum(x * miss for x, miss in zip(each, misses, strict=True)) == 0
    assert np.linalg.matrix_rank(np.array(columns, float)) == 3
    evenings = xor()
    assert evenings.targets[:, 0].tolist() == answers
    begin, examples = Network.random([2, 1], identity), (evenings.inputs, evenings.targets)
    end = last_step(
        begin, examples, loss=squared_error, learning_rate=0.5, steps=400
    ).network.layers[0]
    assert [*end.weights[0], *end.biases] == pytest.approx([0, 0, 0.5], abs=1e-9)


@pytest.mark.claim("no-line-splits-xor")
def test_no_weighted_sum_decides_xor():
    """However its knobs stand, a neuron's weighted sums for “neither” and “both” add up to the
    same as those for “only Ada” and “only Ben”. So it cannot be that the last two lie above some
    mark and the first two below it.
    """
    choices = [Fraction(n, 3) for n in range(-6, 7)]
    for knobs in product(choices, repeat=3):
        sums = {(a, b): knobs[0] * a + knobs[1] * b + knobs[2] for a, b in CORNERS}
        assert sums[0, 0] + sums[1, 1] == sums[0, 1] + sums[1, 0]
    for bend in (
        heaviside,
        sigmoid,
    ):  # ½ is where a σ turns from stay to go, and it does so at z = 0
        for knobs in np.random.default_rng(0).normal(size=(300, 3)):
            says_go = Neuron(knobs[:2], knobs[2], bend).output(np.array(CORNERS, float)) > 0.5
            assert says_go.tolist() != [False, True, True, False]


@pytest.mark.claim("two-hidden-sigmas-learn-xor")
def test_a_hidden_layer_of_two_sigmas_learns_xor():
    """With two hidden σ, ten of the first twelve random starts learn “exactly one friend” in 1500
    steps, and the other two do not."""
    evenings, learned = xor(), []
    how = {"loss": cross_entropy, "learning_rate": 2.0, "steps": 1500}
    for seed in range(12):
        begin = Network.random([2, 2, 1], seed=seed)
        end = last_step(begin, (evenings.inputs, evenings.targets), **how).network
        says = [fifty_digits(end, corner)[0] for corner in CORNERS]
        misses = [abs(said - (a ^ b)) for said, (a, b) in zip(says, CORNERS, strict=True)]
        assert max(misses) < 0.02 or max(misses) > 0.49  # learned well, or not at all
        learned.append(max(misses) < 0.02)
    assert learned.count(True) == 10


@pytest.mark.claim("two-hidden-switches-decide-xor")
def test_a_hidden_layer_of_switches_decides_xor_too():
    """A hidden layer of two switches decides “exactly one friend” without a mistake, once its
    knobs are set by hand."""
    at_least_one, both = [1.0, 1.0], [1.0, 1.0]
    hidden = Layer([at_least_one, both], [-0.5, -1.5], heaviside)
    network = Network((hidden, Layer([[1.0, -1.0]], [-0.5], heaviside)))
    for a, b in CORNERS:
        assert exactly(network, [a, b]) == [a ^ b] == network([[a, b]])[0].tolist()


@pytest.mark.claim("switch-layer-has-no-slope")
def test_the_hidden_knobs_of_switches_have_no_slope():
    """Nudge any knob of the hidden switches that decide “exactly one friend” by up to a tenth, and
    no answer changes: there is no slope there."""
    for knob in range(6):
        for nudge in (Fraction(1, 10), Fraction(-1, 10), Fraction(1, 1000)):
            knobs = [1, 1, Fraction(-1, 2), 1, 1, Fraction(-3, 2)]
            knobs[knob] += nudge
            for a, b in CORNERS:
                one, both = (int(v * a + w * b + c > 0) for v, w, c in (knobs[:3], knobs[3:]))
                assert (one, both) == (int(a + b >= 1), int(a + b == 2))


@pytest.mark.claim("one-neuron-straight-edge")
def test_a_single_sigmoid_bends_its_answer_but_not_its_edge():
    """With two inputs, one σ neuron's answer bends, yet unless both weights are 0 the places where
    it says ½ lie on a straight line.
    """
    random = np.random.default_rng(0)
    drawn = [*random.integers(-8, 9, (20, 2)).tolist(), [3, 0], [0, -2]]
    for (p, q), bias in zip(drawn, random.integers(-9, 9, len(drawn)).tolist(), strict=True):
        assert p or q
        neuron, square = Neuron([float(p), float(q)], float(bias)), p * p + q * q
        for n, off in product(range(-5, 6), (Fraction(-1, 8), Fraction(0), Fraction(1, 8))):
            # a point of the line p·x + q·y + b = 0, and its neighbours straight across it
            x, y = Fraction(-bias * p, square) + q * n, Fraction(-bias * q, square) - p * n
            x, y = x + p * off, y + q * off
            z = p * x + q * y + bias
            assert z == square * off  # exact, so on the line z is 0, and off it it is not
            says = 1 / (1 + mpmath.exp(-mpmath.mpf(z.numerator) / z.denominator))
            assert (says == 0.5) == (off == 0)
            at = [float(x), float(y)]
            assert neuron.output(at) == pytest.approx(float(says), abs=1e-12)
    low, middle, high = (1 / (1 + mpmath.exp(-z)) for z in (0, 2, 4))
    assert middle - low > 3 * (high - middle)  # equal steps in z, unequal ones in the answer


@pytest.mark.claim("hinges-count-the-bends")
def test_a_layer_of_hinges_draws_no_more_bends_than_it_has_hinges():
    """With one input, one hidden layer of hinges draws a line of straight pieces with at most as
    many bends as hinges, and it can have that many."""
    random = np.random.default_rng(0)
    for count in (1, 2, 5, 8):
        weights = random.choice([-2, -1, 1, 3], size=(count, 1))
        biases, outer = random.integers(-40, 40, count) / 8, random.choice([-1, 2, 3], (1, count))
        hidden = Layer(weights, biases, relu)
        network = Network((hidden, Layer(outer, [0.5], identity)))
        places = sorted(
            {Fraction(-b) / int(w) for w, b in zip(weights[:, 0], biases.tolist(), strict=True)}
        )
        assert len(places) <= count
        for low, high in pairwise([places[0] - 9, *places, places[-1] + 9]):
            quarter = (high - low) / 4
            heights = [exactly(network, [low + n * quarter])[0] for n in range(5)]
            assert len({b - a for a, b in pairwise(heights)}) == 1  # straight between the places
    spread = Layer(np.ones((8, 1)), -np.arange(8.0), relu)
    many = Network((spread, Layer(np.ones((1, 8)), [0.0], identity)))
    heights = [exactly(many, [Fraction(n, 2)])[0] for n in range(-2, 18)]
    assert len({b - a for a, b in pairwise(heights)}) == 9  # slopes 0 to 8: eight bends


@pytest.mark.claim("twice-the-hinges-quarter-the-gap")
def test_twice_as_many_hinges_leave_a_quarter_of_the_gap():
    """Let evenly spread hinges draw a line from −1 to 1 that meets a parabola at its bends and at
    both ends. Twice as many hinges then leave a quarter of the gap."""
    for count in (2, 4, 8, 16):
        width = Fraction(2, count)
        corners = [-1 + n * width for n in range(count + 1)]
        slopes = [(b * b - a * a) / (b - a) for a, b in pairwise(corners)]
        climbs = [slopes[0], *(b - a for a, b in pairwise(slopes))]
        hidden = Layer(np.ones((count, 1)), [-float(c) for c in corners[:-1]], relu)
        network = Network((hidden, Layer([[float(c) for c in climbs]], [1.0], identity)))
        for a, b in pairwise(corners):  # (x − a)(b − x), the gap, is widest in the middle
            gaps = [exactly(network, [x])[0] - x * x for x in (a, (3 * a + b) / 4, (a + b) / 2, b)]
            assert gaps == [0, 3 * width**2 / 16, width**2 / 4, 0]


@pytest.mark.claim("two-sigmas-make-a-bump")
def test_an_s_less_a_later_s_is_a_bump():
    """A σ minus the same σ further right is a bump: above 0, highest half-way between their
    middles, and falling away to both sides."""
    for left, right, k in ((0.5, 1.5, 10.0), (-1.0, 2.0, 1.0), (0.0, 0.25, 3.0)):
        network, middle = bump(left, right, 1.0, k), (left + right) / 2
        tall = k * (mpmath.mpf(right) - left) / 2
        last = mpmath.inf
        for n in range(40):
            off = mpmath.mpf(n) / 8
            # the difference of two tanh, by the addition formula: falls as cosh rises with `off`
            height = mpmath.sinh(tall) / (mpmath.cosh(tall) + mpmath.cosh(k * off))
            assert 0 < height < last
            last = height
            for x in (middle - n / 8, middle + n / 8):
                assert fifty_digits(network, [x])[0] == pytest.approx(height, rel=1e-30)
                assert network([[x]])[0, 0] == pytest.approx(float(height), abs=1e-14)


@pytest.mark.claim("learned-bends-beat-held-ones")
def test_learning_where_to_bend_beats_the_best_with_bends_held():
    """On the hill of dots, two σ whose climbs may move and sharpen end with less than a fiftieth
    of the best error that is possible with their places and steepness held."""
    x = np.linspace(-2, 2, 41)
    s = 1 / (1 + np.exp(-8 * (x + 0.5))) - 1 / (1 + np.exp(-8 * (x - 0.7)))
    first = Layer([[4.0], [4.0]], [5.2, -5.2], sigmoid)
    start = Network((first, Layer([[1.0, -1.0]], [0.0], identity)))
    held = np.column_stack([1 / (1 + np.exp(-4 * (x - side))) for side in (-1.3, 1.3)])
    fit = straight_fit(held, s)
    best = np.mean((np.column_stack([held, np.ones(41)]) @ fit - s) ** 2) / 2
    examples = x[:, np.newaxis], s[:, np.newaxis]
    end = last_step(start, examples, loss=squared_error, learning_rate=0.3, steps=2000).network
    misses = [fifty_digits(end, [at])[0] - y for at, y in zip(x, s, strict=True)]
    assert sum(miss**2 for miss in misses) / (2 * 41) < best / 50
