"""Proofs for *Is σ still the right choice?*

Checked against fifty digits (mpmath), exact fractions, finite differences and closed forms, never
against the library's own output.
"""

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest

from explainer.activations import relu, sigmoid, tanh
from explainer.backprop import backpropagate
from explainer.datasets import digits
from explainer.losses import cross_entropy, output_delta, squared_error
from explainer.network import Layer, Network
from explainer.neuron import Neuron
from explainer.training import gradient_descent

mpmath.mp.dps = 50
SHARES = [Fraction(n, 40) for n in range(1, 40)]


def logistic(z):
    """σ(z) to fifty digits."""
    return 1 / (1 + mpmath.exp(-z))


def chain(weights, biases):
    """A row of σ neurons, each reading the one before, as one function of the first input."""

    def run(x):
        for weight, bias in zip(weights, biases, strict=True):
            x = logistic(mpmath.mpf(weight) * x + mpmath.mpf(bias))
        return x

    return run


def library_rate(weights, biases, x):
    """The same row in the library: the product of the rates at which its neurons pass a change."""
    rate = 1.0
    for weight, bias in zip(weights, biases, strict=True):
        neuron = Neuron([weight], bias, sigmoid)
        rate *= weight * float(neuron.gradient([x]).bias)
        x = float(neuron.output([x]))
    return rate


@pytest.mark.claim("chain-of-quarters")
def test_a_chain_passes_on_a_quarter_times_the_weight_at_most():
    """In a row of σ neurons, one a layer, each passes on at most a quarter of its weight: after n
    of them the share that is left of a small change is at most (¼)ⁿ times the product of the
    weights, signs left out."""
    random = np.random.default_rng(0)
    for n in (1, 2, 5, 10):
        for _ in range(6):
            weights, biases = random.normal(0, 4, (2, n)).tolist()
            x = float(random.random())
            rate = mpmath.diff(chain(weights, biases), mpmath.mpf(x))
            bound = mpmath.mpf(1) / 4**n * mpmath.fprod(abs(mpmath.mpf(w)) for w in weights)
            assert abs(rate) <= bound * (1 + mpmath.mpf(10) ** -12)
            assert library_rate(weights, biases, x) == pytest.approx(float(rate), rel=1e-9)
    for a in SHARES:  # each slope is a(1 − a), a quarter at most
        assert a * (1 - a) <= Fraction(1, 4)


@pytest.mark.claim("large-weights-beat-the-quarters")
def test_large_weights_beat_the_quarters():
    """With weights of 8 and every z at 0, ten layers of σ make a small change 1024 times as large:
    the quarters alone are no bound."""
    weights, biases = [8.0] * 10, [-4.0] * 10
    rate = mpmath.diff(chain(weights, biases), mpmath.mpf(1) / 2)
    assert abs(rate - 1024) < mpmath.mpf(10) ** -12
    layer = Layer([[8.0]], [-4.0], sigmoid)
    trace = Network((layer,) * 10).forward([[0.5]])
    assert all(z == 0 for (z,) in (row[0] for row in trace.weighted_inputs))
    assert library_rate(weights, biases, 0.5) == 1024 == (8 * Fraction(1, 4)) ** 10


@pytest.mark.claim("width-softens-the-fading")
def test_wide_layers_fade_far_less():
    """Ten layers of σ, ten random starts, weights drawn from a bell curve of spread 1: two in three
    lie between −1 and 1. With one neuron a layer a typical slope in the first layer is below a
    hundred-thousandth of one in the last each time; with a hundred it is above a twentieth."""
    for seed in range(10):
        assert _first_against_last(1, seed) < 1e-5
        assert _first_against_last(100, seed) > 0.05


def _first_against_last(width, seed):
    """The typical gradient in the first layer next to the last, both checked by wiggling."""
    network = Network.random([width] * 11, seed=seed, scale=1.0)
    inputs = np.random.default_rng(seed).normal(size=(4, width))
    target = np.zeros_like(inputs)
    felt = backpropagate(network, network.forward(inputs), target, squared_error)
    if width > 1 and seed < 3:
        for layer in (0, 9):
            turn = np.random.default_rng(seed).normal(size=(width, width))
            ahead, back = (_loss(network, inputs, layer, sign * 1e-6 * turn) for sign in (1, -1))
            along = (ahead - back) / 2e-6
            assert np.sum(felt.weights[layer] * turn) == pytest.approx(along, rel=1e-4)
    if width == 1:
        assert felt.weights[0][0, 0] == pytest.approx(_exact_first(network, inputs), rel=1e-9)
    sizes = [float(np.sqrt(np.mean(np.square(each)))) for each in felt.weights]
    return sizes[0] / sizes[-1]


def _loss(network, inputs, layer, turn):
    """Half the mean squared output of the network with one layer's weights turned, by hand."""
    outputs = inputs
    for i, each in enumerate(network.layers):
        weights = each.weights + (turn if i == layer else 0.0)
        outputs = (1 + np.tanh((outputs @ weights.T + each.biases) / 2)) / 2
    return np.mean(np.sum(outputs**2, axis=1)) / 2


def _exact_first(network, inputs):
    """The first weight's gradient in a thin chain, at fifty digits."""

    def loss(first):
        weights = [first, *(layer.weights[0, 0] for layer in network.layers[1:])]
        run = chain(weights, [layer.biases[0] for layer in network.layers])
        return sum(run(mpmath.mpf(float(x))) ** 2 for (x,) in inputs) / 2 / len(inputs)

    return float(mpmath.diff(loss, mpmath.mpf(float(network.layers[0].weights[0, 0]))))


@pytest.mark.claim("deep-sigma-stands-still")
def test_five_hidden_layers_of_sigma_stand_still():
    """Five hidden layers of 20, on 300 digits, 400 steps, three random starts: with σ the error
    ends within 1 % of the least that a network can have that ignores the picture. With tanh and
    with ReLU it ends below two thirds of that."""
    images, answers = digits().inputs[:300], digits().targets[:300]
    shares = [Fraction(int(count), 300) for count in answers.sum(axis=0)]
    same = sum(-p * math.log(p) - (1 - p) * math.log(1 - p) for p in map(float, shares))
    for seed in range(3):
        ends = {}
        for curve in (sigmoid, tanh, relu):
            start = Network.random([64, *[20] * 5, 10], curve, output_activation=sigmoid, seed=seed)
            *_, last = gradient_descent(
                start, images, answers, loss=cross_entropy, learning_rate=0.05, steps=400
            )
            a = last.network(images)  # the error again, by the textbook
            ends[curve] = -np.mean(np.sum(np.where(answers, np.log(a), np.log(1 - a)), axis=1))
        assert ends[sigmoid] == pytest.approx(same, rel=0.01)
        assert max(ends[tanh], ends[relu]) < same * 2 / 3


@pytest.mark.claim("never-centred-on-zero")
def test_the_outputs_of_sigma_are_never_centred_on_zero():
    """Whatever goes in, the outputs of σ are all above 0, so their mean is above 0 too. The mean of
    tanh is 0 for inputs that lie evenly about 0; there the mean of σ is ½."""
    random = np.random.default_rng(0)
    for spread in (0.1, 1.0, 10.0):
        z = random.normal(random.normal(), spread, 200)
        assert all(logistic(mpmath.mpf(each)) > 0 for each in z)
        assert sigmoid(z).min() > 0
        even = np.concatenate([z, -z])
        assert np.mean(tanh(even)) == pytest.approx(0, abs=1e-15)
        assert np.mean(sigmoid(even)) == pytest.approx(0.5, abs=1e-15)
        assert abs(sum(logistic(mpmath.mpf(each)) for each in even) / even.size - 0.5) < 1e-40


@pytest.mark.claim("between-0-and-1")
def test_sigma_never_reaches_0_or_1():
    """σ(z) is above 0 and below 1 for every z, and it comes as close to both as you like."""
    for e in (Fraction(10) ** n for n in range(-300, 301, 50)):  # e^-z is some number above 0
        a = 1 / (1 + e)
        assert 0 < a < 1
        assert 1 - a == e / (1 + e)  # less than e, which is as small as you like
    with mpmath.workdps(500):
        for z in (10, 100, 1000):
            assert 0 < 1 - logistic(mpmath.mpf(z)) < mpmath.exp(-z)
            assert 0 < logistic(mpmath.mpf(-z)) < mpmath.exp(-z)


@pytest.mark.claim("rounds-to-one")
def test_a_computer_rounds_sigma_to_one():
    """In the usual numbers of a computer (float64) the textbook formula, $1/(1 + e^{-z})$, gives
    exactly 1 from z = 36.74 on. The float64 nearest to σ(z) is exactly 1 from z = 37.43 on."""
    textbook, nearest = 53 * mpmath.log(2), 54 * mpmath.log(2)  # where the last digit is lost
    assert mpmath.nstr(textbook, 4) == "36.74"
    assert mpmath.nstr(nearest, 4) == "37.43"
    for z in np.linspace(30, 45, 1501):
        z = float(z)
        assert (1 / (1 + math.exp(-z)) == 1) is (z > textbook)
        assert (float(logistic(mpmath.mpf(z))) == 1) is (z > nearest)
        assert (float(sigmoid(z)) == 1) is (z > nearest)


@pytest.mark.claim("learning-goes-on-at-one")
def test_cross_entropy_still_pushes_where_the_output_has_rounded_to_one():
    """At z = 40 the stored output is exactly 1, so a(1 − a) computes to 0; the true slope is about
    e⁻⁴⁰. If the target is 0, squared error, worked out from the stored output, does not
    push at all; the push of cross-entropy is 1."""
    a = float(sigmoid(40.0))
    assert a == 1
    assert sigmoid.slope_from_output(a) == 0
    true = mpmath.diff(logistic, mpmath.mpf(40))
    assert true == pytest.approx(mpmath.exp(-40), rel=1e-15)
    assert sigmoid.slope(40.0) == pytest.approx(float(true), rel=1e-14)
    rates = {
        squared_error: mpmath.diff(lambda z: logistic(z) ** 2 / 2, mpmath.mpf(40)),
        cross_entropy: mpmath.diff(lambda z: mpmath.log(1 + mpmath.exp(z)), mpmath.mpf(40)),
    }
    for loss, rate in rates.items():
        assert output_delta(loss, sigmoid, 40.0, a, 0.0) == pytest.approx(float(rate), rel=1e-12)
    assert rates[squared_error] < 1e-17
    assert abs(rates[cross_entropy] - 1) < 1e-17


@pytest.mark.claim("best-answer-is-the-share")
def test_the_best_fixed_answer_is_the_share_of_yeses():
    """If you must say the same number every time, the share of yeses has the least mean
    cross-entropy, and the least mean squared error too."""
    for share in SHARES[::3]:
        yes, p = share.numerator, mpmath.mpf(share.numerator) / share.denominator
        answers = np.array([1.0] * yes + [0.0] * (share.denominator - yes))

        def surprise(a, p=p):
            return -p * mpmath.log(a) - (1 - p) * mpmath.log(1 - a)

        for other in SHARES:
            a = mpmath.mpf(other.numerator) / other.denominator
            assert surprise(a) >= surprise(p)
            # share (a − 1)² + (1 − share) a² is (a − share)² and something that a cannot change
            mean = share * (other - 1) ** 2 + (1 - share) * other**2
            assert mean == (other - share) ** 2 + share * (1 - share)
            said = np.full(answers.size, float(a))
            assert cross_entropy.mean(said, answers) == pytest.approx(float(surprise(a)))
            assert squared_error.mean(said, answers) == pytest.approx(float(mean) / 2)


@pytest.mark.claim("same-decisions-other-chances")
def test_larger_weights_keep_the_decisions_and_change_the_chances():
    """Make all weights and the bias three times as large. Each yes and each no at ½ stays as it
    was, but every chance that was not ½ moves away from ½."""
    for n in range(-40, 41):
        z = mpmath.mpf(n) / 5
        before, after = logistic(z) - 0.5, logistic(3 * z) - 0.5
        assert mpmath.sign(before) == mpmath.sign(after)
        assert z == 0 or abs(after) > abs(before)
        neurons = [Neuron([size], 0.0, sigmoid) for size in (1.0, 3.0)]
        ours = [float(neuron.output([float(z)])) - 0.5 for neuron in neurons]
        assert ours == pytest.approx([float(before), float(after)], abs=1e-15)
