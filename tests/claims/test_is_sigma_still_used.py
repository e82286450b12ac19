"""Proofs for *Is σ still the right choice?*

Theorems are proved for all numbers, by algebra, by a decision procedure for inequalities or by ball
arithmetic (see exact_algebra). Experiments state their settings as arguments.
"""

import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy
from exact_algebra import logistic, prove, prove_equal, z

from explainer.activations import relu, sigmoid, tanh
from explainer.backprop import backpropagate
from explainer.datasets import digits
from explainer.losses import cross_entropy, output_delta, squared_error
from explainer.network import Layer, Network
from explainer.optimizers import Adam, Momentum
from explainer.rounding import round_to_bfloat16
from explainer.training import gradient_descent

HALF, QUARTER = sympy.Rational(1, 2), sympy.Rational(1, 4)
BINARY_DIGITS = {"float64": 53, "float32": 24, "float16": 11, "bfloat16": 8}


# --- The row of neurons ---------------------------------------------------------------------------


@pytest.mark.claim("chain-of-quarters", kind="theorem")
def test_a_chain_passes_on_a_quarter_times_the_weight_at_most():
    """In a row of σ neurons, each passes on at most a quarter of a small change, times the size
    of its weight; after n of them, at most n such factors, multiplied together.

    $|da_n/da_0| \\le (1/4)^n\\,|w_1| \\cdots |w_n|$ for all weights, biases and inputs."""
    x, w, b = sympy.symbols("x w b", real=True)
    before = sympy.Function("a")(x)  # the output of the row so far
    after = logistic(w * before + b)
    prove_equal(sympy.diff(after, x), after * (1 - after) * w * sympy.diff(before, x))

    slope = logistic(z) * (1 - logistic(z))
    prove(slope > 0)
    prove(slope <= QUARTER)
    # start: with no neuron all is left, (1/4)⁰ = 1; step: one neuron more keeps the bound
    s, size, rate, bound = sympy.symbols("s size rate bound", real=True)
    given = [s > 0, s <= QUARTER, size >= 0, rate <= bound, rate >= -bound]
    prove(s * size * rate <= QUARTER * size * bound, given)
    prove(s * size * rate >= -QUARTER * size * bound, given)


@pytest.mark.claim("large-weights-beat-the-quarters", kind="theorem")
def test_large_weights_beat_the_quarters():
    """With weights of 8 and every z at 0, ten layers of σ make a small change 1024 times as large:
    the quarters alone are no bound."""
    assert logistic(0) == HALF
    assert sympy.diff(logistic(z), z).subs(z, 0) == QUARTER
    assert 8 * HALF - 4 == 0  # an output of ½ gives the next neuron, of bias −4, a z of 0 again
    assert (8 * QUARTER) ** 10 == 1024

    trace = Network((Layer([[8.0]], [-4.0], sigmoid),) * 10).forward([[0.5]])
    assert all(row == 0 for row in trace.weighted_inputs)


@pytest.mark.claim("width-softens-the-fading", kind="experiment")
def test_the_size_of_the_weights_counts_not_the_width(
    layers=10, widths=(10, 100), times=(1, 10), seeds=tuple(range(10)), inputs=10
):
    """Ten layers of σ, ten random starts: with usual weights a typical gradient in the first
    layer is below three millionths of one in the last, in layers of 10 as of 100. With weights
    ten times as large it is above a thousandth, but over half of the outputs are within a
    fiftieth of 0 or 1.

    Weights and biases from a bell curve of spread $t/\\sqrt{\\text{width}}$, with times t = 1, 10;
    layers = 10, widths = 10, 100, seeds = 0 to 9, inputs = 10 examples from a bell curve of
    spread 1, loss = squared error to targets of 0, precision = float64, before any training."""
    for width in widths:
        small, large = (
            [_first_and_last(layers, width, each, seed, inputs) for seed in seeds] for each in times
        )
        assert max(share for share, _ in small) < 3e-6
        assert max(part for _, part in small) < 0.01
        assert min(share for share, _ in large) > 1e-3
        assert np.mean([part for _, part in large]) > 0.5


def _first_and_last(layers, width, times, seed, inputs):
    """The first layer's typical gradient as a share of the last's, and what is saturated."""
    spread = times / math.sqrt(width)
    network = Network.random([width] * (layers + 1), seed=seed, scale=spread)
    examples = np.random.default_rng(seed).normal(size=(inputs, width))
    trace, targets = network.forward(examples), np.zeros_like(examples)
    gradient = backpropagate(network, trace, targets, squared_error).weights
    typical = [float(np.sqrt(np.mean(np.square(each)))) for each in gradient]
    return typical[0] / typical[-1], np.mean(np.abs(np.array(trace.outputs) - 0.5) > 0.48)


# --- The networks that learn digits ---------------------------------------------------------------


def _digits(count):
    """The first digits, and the least mean cross-entropy without a look at them."""
    images, answers = digits().inputs[:count], digits().targets[:count]
    shares = (Fraction(int(yes), count) for yes in answers.sum(axis=0))
    return images, answers, sum(-p * math.log(p) - (1 - p) * math.log(1 - p) for p in shares)


def _trained(network, images, answers, learning_rate, steps, optimizer=None):
    """The outputs after training; NaN if the numbers overflow on the way."""
    how = {"learning_rate": learning_rate, "steps": steps, "optimizer": optimizer}
    try:
        *_, last = gradient_descent(network, images, answers, loss=cross_entropy, **how)
    except ValueError:
        return np.full_like(answers, np.nan)
    return last.network(images)


def _loss(outputs, answers):
    """The mean cross-entropy, worked out from the outputs; infinite where there are none."""
    with np.errstate(divide="ignore"):
        right = np.where(answers == 1, np.log(outputs), np.log1p(-outputs))
    return math.inf if np.isnan(right).any() else -np.mean(np.sum(right, axis=1))


@pytest.mark.claim("deep-sigma-stands-still", kind="experiment")
def test_five_hidden_layers_of_sigma_stand_still(
    hidden=(20, 20, 20, 20, 20), pictures=300, learning_rate=0.05, steps=400, seeds=(0, 1, 2)
):
    """Five hidden layers of 20, 300 digits, usual weights, a learning rate of 0.05, 400 steps,
    three starts: with σ the error ends within 1 % of the least that a network can have that
    ignores the picture; with tanh and with ReLU below two thirds of it.

    hidden = 20, 20, 20, 20, 20 between 64 inputs and ten outputs with σ; pictures = 300, all at
    each step; learning_rate = 0.05, steps = 400, seeds = 0, 1, 2; weights and biases from a bell
    curve of spread $1/\\sqrt{n}$ for n inputs; loss = cross-entropy, summed over the outputs;
    precision = float64. With weights of spread 3 and a learning rate of 0.5 it turns round."""
    images, answers, ignorant = _digits(pictures)
    for seed in seeds:
        ends = {}
        for curve in (sigmoid, tanh, relu):
            sizes = [64, *hidden, 10]
            start = Network.random(sizes, curve, output_activation=sigmoid, seed=seed)
            ends[curve] = _loss(_trained(start, images, answers, learning_rate, steps), answers)
        assert ends[sigmoid] == pytest.approx(ignorant, rel=0.01)
        assert max(ends[tanh], ends[relu]) < ignorant * 2 / 3


@pytest.mark.claim("another-start-turns-it-round", kind="experiment")
def test_with_large_weights_only_sigma_learns(
    hidden=(20, 20, 20, 20, 20),
    pictures=300,
    spread=3.0,
    learning_rate=0.5,
    steps=400,
    seeds=(0, 1, 2),
):
    """The same networks with weights of spread 3 and a learning rate of 0.5: with σ the error
    ends below two thirds of what a network has that ignores the picture; with tanh and with
    ReLU above nine tenths of it, or the numbers overflow.

    hidden = 20, 20, 20, 20, 20 between 64 inputs and ten outputs with σ; pictures = 300, all at
    each step; weights and biases from a bell curve of spread = 3.0; learning_rate = 0.5,
    steps = 400, seeds = 0, 1, 2; loss = cross-entropy, summed over the outputs;
    precision = float64."""
    images, answers, ignorant = _digits(pictures)
    for seed in seeds:
        ends = {}
        for curve in (sigmoid, tanh, relu):
            sizes, last = [64, *hidden, 10], sigmoid
            start = Network.random(sizes, curve, output_activation=last, seed=seed, scale=spread)
            ends[curve] = _loss(_trained(start, images, answers, learning_rate, steps), answers)
        assert ends[sigmoid] < ignorant * 2 / 3
        assert min(ends[tanh], ends[relu]) > ignorant * 0.9


@pytest.mark.claim("frozen-first-layers-will-do", kind="experiment")
def test_the_last_layer_learns_from_frozen_ones_once_centred_and_scaled(
    hidden=(20, 20, 20, 20, 20), pictures=300, learning_rate=0.05, steps=400, seeds=(0, 1, 2)
):
    """Freeze the five hidden layers of a σ network as chance made them, and only centre and
    scale what the fifth gives. The last layer alone then learns: it gets over 70 % of the 300
    digits right. Without that it stands still.

    Its loss then ends below two thirds of what a network has that ignores the picture.
    To centre and scale is to take from each output of the fifth layer its mean over the pictures,
    and to divide by its spread over them; the digits are those learned from. hidden = 20, 20, 20,
    20, 20, pictures = 300, all at each step; learning_rate = 0.05, steps = 400,
    seeds = 0, 1, 2; loss = cross-entropy, precision = float64."""
    images, answers, ignorant = _digits(pictures)
    for seed in seeds:
        network = Network.random([64, *hidden, 10], seed=seed)
        last = Network((network.layers[-1],))
        fifth = network.forward(images).outputs[-2]
        scaled = (fifth - fifth.mean(axis=0)) / fifth.std(axis=0)
        stood = _trained(last, fifth, answers, learning_rate, steps)
        learned = _trained(last, scaled, answers, learning_rate, steps)
        assert _loss(stood, answers) == pytest.approx(ignorant, rel=0.01)
        assert _loss(learned, answers) < ignorant * 2 / 3
        assert np.mean(learned.argmax(axis=1) == answers.argmax(axis=1)) > 0.7


@pytest.mark.claim("four-things-wake-deep-sigma", kind="experiment")
def test_each_of_four_things_gets_deep_sigma_to_move(
    hidden=(20, 20, 20, 20, 20),
    pictures=300,
    learning_rate=0.05,
    steps=400,
    seeds=(0, 1, 2),
    spread=1.5,
    adam=(0.9, 0.999),
    adam_rate=0.01,
    momentum=0.9,
    high_rate=1.0,
):
    """Change one thing in the σ network that stands still, and on each of three starts its
    error ends at least a sixth lower: larger weights, normalisation, residual connections, or
    Adam. Momentum alone, or a learning rate of 1, changes nothing in 400 steps.

    hidden = 20, 20, 20, 20, 20, pictures = 300, all at each step; learning_rate = 0.05,
    steps = 400, seeds = 0, 1, 2; spread = 1.5 in every layer; each z of a hidden layer less its
    mean over the pictures, divided by its spread over them; the output of each hidden layer but the
    first added to its input; Adam with decays 0.9 and 0.999 and adam_rate = 0.01; momentum = 0.9;
    high_rate = 1; loss = cross-entropy, precision = float64."""
    images, answers, ignorant = _digits(pictures)
    sizes, plain = [64, *hidden, 10], (learning_rate, steps)
    for seed in seeds:
        network = Network.random(sizes, seed=seed)
        large = Network.random(sizes, seed=seed, scale=spread)
        moved = [
            _trained(large, images, answers, *plain),
            _trained(network, images, answers, adam_rate, steps, Adam(*adam)),
            _rebuilt_trained(network, images, answers, *plain, normalised=True, residual=False),
            _rebuilt_trained(network, images, answers, *plain, normalised=False, residual=True),
        ]
        stood = [
            _rebuilt_trained(network, images, answers, *plain, normalised=False, residual=False),
            _trained(network, images, answers, *plain, Momentum(momentum)),
            _trained(network, images, answers, high_rate, steps),
        ]
        assert max(_loss(each, answers) for each in moved) < ignorant * 5 / 6
        assert [_loss(each, answers) for each in stood] == pytest.approx([ignorant] * 3, rel=0.01)


def _rebuilt_trained(network, images, answers, learning_rate, steps, *, normalised, residual):
    """The outputs after training with these parts; the first gradient is checked by a wiggle."""
    parts = {"normalised": normalised, "residual": residual}
    layers = [(layer.weights, layer.biases) for layer in network.layers]
    turn = layers[0][0]
    around = [[(layers[0][0] + 1e-4 * s * turn, layers[0][1]), *layers[1:]] for s in (1, -1)]
    ahead, back = (_loss(_rebuilt(each, images, **parts)[-1], answers) for each in around)
    felt = np.sum(_rebuilt_gradient(layers, images, answers, **parts)[0][0] * turn)
    assert felt == pytest.approx((ahead - back) / 2e-4, rel=1e-3, abs=1e-9)
    for _ in range(steps):
        gradient = _rebuilt_gradient(layers, images, answers, **parts)
        pairs = zip(layers, gradient, strict=True)
        layers = [(w - learning_rate * u, b - learning_rate * v) for (w, b), (u, v) in pairs]
    return _rebuilt(layers, images, **parts)[-1]


def _rebuilt(layers, images, *, normalised, residual):
    """What every layer gives, the pictures first."""
    outputs = [images]
    for i, (weights, biases) in enumerate(layers):
        hidden = i < len(layers) - 1
        z = outputs[-1] @ weights.T + biases
        if hidden and normalised:
            z = (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + 1e-5)
        a = (1 + np.tanh(z / 2)) / 2
        outputs.append(a + outputs[-1] if hidden and residual and i > 0 else a)
    return outputs


def _rebuilt_gradient(layers, images, answers, *, normalised, residual):
    """The gradient of every layer's weights and biases, by the chain rule."""
    outputs = _rebuilt(layers, images, normalised=normalised, residual=residual)
    delta = (outputs[-1] - answers) / len(images)  # of σ with cross-entropy
    found, rises = [(delta.T @ outputs[-2], delta.sum(axis=0))], delta @ layers[-1][0]
    for i in reversed(range(len(layers) - 1)):
        (weights, biases), read = layers[i], outputs[i]
        past = residual and i > 0
        a = outputs[i + 1] - read if past else outputs[i + 1]
        delta = rises * a * (1 - a)
        if normalised:
            z = read @ weights.T + biases
            spread = np.sqrt(z.var(axis=0) + 1e-5)
            scaled = (z - z.mean(axis=0)) / spread
            delta = (delta - delta.mean(axis=0) - scaled * (delta * scaled).mean(axis=0)) / spread
        found.append((delta.T @ read, delta.sum(axis=0)))
        rises = delta @ weights + (rises if past else 0.0)
    return found[::-1]


# --- The curve itself -----------------------------------------------------------------------------


@pytest.mark.claim("never-centred-on-zero", kind="theorem")
def test_the_outputs_of_sigma_are_never_centred_on_zero():
    """Whatever goes in, the outputs of σ are above 0, and so is their mean; those of ReLU are
    never below 0. For inputs that lie evenly about 0 the mean of σ is ½, and that of tanh is 0.

    $\\sigma(z) + \\sigma(-z) = 1$ and $\\tanh(z) + \\tanh(-z) = 0$ for all z."""
    prove(logistic(z) > 0)
    total, output = sympy.symbols("total output", positive=True)
    prove(total + output > 0)  # so with each output more the sum stays above 0, and so the mean
    prove(z + sympy.Abs(z) >= 0)  # twice ReLU: 2z above 0, and else 0
    prove_equal((logistic(z) + logistic(-z)) / 2, HALF)  # the mean of each pair z and −z
    prove_equal(sympy.tanh(z), -sympy.tanh(-z))  # each pair adds up to 0


@pytest.mark.derivation("sigma-at-z-and-minus-z")
def test_sigma_at_z_and_at_minus_z(derive):
    """What σ gives at z and at −z adds up to 1."""
    derive(
        ("sigma(z) + sigma(-z) = 1/(1 + t) + 1/(1 + 1/t)", "as $e^{-z} = t$ and $e^{z} = 1/t$"),
        ("= 1/(1 + t) + t/(t + 1)", "times $t$, above and below"),
        ("= 1", "the same denominator."),
        where={"z": "-ln(t)"},
        positive=["t"],
    )


@pytest.mark.claim("between-0-and-1", kind="theorem")
def test_sigma_never_reaches_0_or_1():
    """σ(z) is above 0 and below 1 for every z, and it comes as close to both as you like.

    For every ε above 0, $1 - \\sigma(z) < ε$ where $e^{-z} \\le ε$, and $\\sigma(z) < ε$ where
    $e^{z} \\le ε$."""
    prove(logistic(z) > 0)
    prove_equal(1 - logistic(z), logistic(-z))  # and that is above 0, too
    closeness = sympy.Symbol("closeness", positive=True)
    prove(1 - logistic(z) < closeness, [sympy.exp(-z) <= closeness])
    prove(logistic(z) < closeness, [sympy.exp(z) <= closeness])


@pytest.mark.claim("rounds-to-one", kind="theorem")
def test_a_computer_rounds_sigma_to_one():
    """The number nearest to σ(z) is exactly 1 from about z = 37.43 on in float64, 17.33 in
    float32, 8.32 in float16 and 6.24 in bfloat16. The textbook formula, its sum and its
    quotient rounded, gives 1 from about 36.74, 16.64, 7.62 and 5.55 on.

    With p binary digits (53, 24, 11 and 8), and ties that go to the even number, the nearest number
    is 1 just where $z \\ge \\ln(2^{p+1} - 1)$, and $1/(1 + e^{-z})$ gives 1 just where
    $z \\ge p \\ln 2$."""
    z1, z2, far, half_step = sympy.symbols("z1 z2 far half_step", positive=True)
    prove(logistic(z1) < logistic(z2), [sympy.exp(z1) < sympy.exp(z2)])  # it only rises
    prove_equal(1 - logistic(sympy.log(far)), 1 / (1 + far))  # eᶻ is `far`
    prove_equal((1 / (1 + far)).subs(far, 1 / half_step - 1), half_step)  # 2^(−p−1)
    # just above 1 numbers lie 2^(1−p) apart: 1 + e⁻ᶻ rounds to 1 if e⁻ᶻ is half that at most, and
    # else to the next one or beyond, whose quotient rounds to less than 1
    for p in BINARY_DIGITS.values():
        assert round(2**p / (1 + Fraction(2) ** (1 - p))) < 2**p
    places = {"float64": ("37.43", "36.74"), "float32": ("17.33", "16.64")}
    places |= {"float16": ("8.32", "7.62"), "bfloat16": ("6.24", "5.55")}
    for name, p in BINARY_DIGITS.items():
        thresholds = flint.arb(2 ** (p + 1) - 1).log(), p * flint.arb(2).log()
        for threshold, place in zip(thresholds, places[name], strict=True):
            assert abs(threshold - flint.arb(place)) < flint.arb("0.005")
    _try_every_short_number()


def _try_every_short_number():
    """Of all float16 and bfloat16 numbers below 100 those past the threshold are stored as 1."""
    half = np.arange(2**15, dtype=np.uint16).view(np.float16).astype(float)
    brain = np.concatenate([np.ldexp(np.arange(128, 256) / 128, e) for e in range(-20, 7)])
    for numbers, p in ((half[half < 100], 11), (brain[brain < 100], 8)):
        outputs = sigmoid(numbers)
        stored = round_to_bfloat16(outputs) if p == 8 else outputs.astype(np.float16)
        assert np.array_equal(stored == 1, numbers >= math.log(2 ** (p + 1) - 1))


@pytest.mark.claim("zero-is-further-than-one", kind="theorem")
def test_zero_is_further_than_one():
    """For the nearest number to be 0, *z* must go about twenty times as far down in float64 as
    it must go up for it to be 1; in bfloat16 about fifteen times, in float32 six times, and in
    float16 twice.

    With p binary digits and a least number $2^{-m}$ (m = 1074, 149, 133 and 24) it is 1 from
    $z = \\ln(2^{p+1} - 1)$ up, and 0 from $z = -\\ln(2^{m+1} - 1)$ down."""
    z1, z2, power, half_least = sympy.symbols("z1 z2 power half_least", positive=True)
    prove(logistic(z1) < logistic(z2), [sympy.exp(z1) < sympy.exp(z2)])  # it only rises
    prove_equal(logistic(-sympy.log(power)), 1 / (1 + power))  # e⁻ᶻ is `power`
    prove_equal((1 / (1 + power)).subs(power, 1 / half_least - 1), half_least)  # 2^(−m−1)
    least = {"float64": 1074, "float32": 149, "float16": 24, "bfloat16": 133}
    times = {"float64": 20, "float32": 6, "float16": 2, "bfloat16": 15}
    for name, p in BINARY_DIGITS.items():
        up, down = flint.arb(2 ** (p + 1) - 1).log(), flint.arb(2 ** (least[name] + 1) - 1).log()
        assert abs(down / up - times[name]) < flint.arb("0.5")


@pytest.mark.claim("learning-goes-on-at-one", kind="cases")
def test_cross_entropy_still_pushes_where_the_output_has_rounded_to_one():
    """At z = 40 float64 stores an output of exactly 1, so height times headroom computes to 0.
    If the target is 0, squared error, worked out from that output, does not push at all;
    cross-entropy, worked out as output less target, pushes by 1.

    The true slope, $\\sigma(40)(1 - \\sigma(40))$, is about $4.2 \\cdot 10^{-18}$."""
    t = (-flint.arb(40)).exp()
    true = t / (1 + t) ** 2
    assert flint.arb("4.2e-18") < true < flint.arb("4.3e-18")
    assert t / (1 + t) < flint.arb(2) ** -54  # of 1 − σ: under half the last step, so stored as 1
    stored, target = Fraction(1), Fraction(0)
    assert (stored - target) * stored * (1 - stored) == 0  # squared error: gap times slope
    assert stored - target == 1  # cross-entropy

    a = float(sigmoid(40.0))
    assert a == stored
    assert sigmoid.slope_from_output(a) * squared_error.gradient(a, 0.0) == 0
    assert output_delta(cross_entropy, sigmoid, 40.0, a, 0.0) == 1
    assert float(sigmoid.slope(40.0)) == pytest.approx(float(true), rel=1e-14)


# --- Is it a chance? ------------------------------------------------------------------------------


@pytest.mark.claim("best-answer-is-the-share", kind="theorem")
def test_the_best_fixed_answer_is_the_share_of_yeses():
    """If you must say the same number every time, the share of yeses has the least mean
    cross-entropy, and the least mean squared error too.

    For a share p between 0 and 1 the mean cross-entropy of the answer a falls with a below p and
    rises above it. For p = 1 it is $-\\ln a$, for p = 0 it is $-\\ln(1 - a)$; both are least, and
    0, at a = p. The mean of $(a - y)^2$ is $(a - p)^2 + p(1 - p)$ for every p."""
    a, p = sympy.symbols("a p", real=True)
    surprise = -p * sympy.log(a) - (1 - p) * sympy.log(1 - a)
    slope = (a - p) / (a * (1 - a))
    prove_equal(sympy.diff(surprise, a), slope)
    prove_equal(slope * a * (1 - a), a - p)  # what it is multiplied by is above 0 between 0 and 1:
    prove(logistic(z) * (1 - logistic(z)) > 0)  # each a there is σ(z) for some z
    assert surprise.subs(p, 1) == -sympy.log(a)  # all yes: falls all the way to −ln 1 = 0
    assert surprise.subs(p, 0) == -sympy.log(1 - a)  # all no: the mirror image
    mean = p * (a - 1) ** 2 + (1 - p) * a**2
    prove_equal(mean, (a - p) ** 2 + p * (1 - p))
    prove(mean >= p * (1 - p))  # and equal at a = p


@pytest.mark.derivation("mean-square-about-the-share")
def test_the_mean_square_about_the_share(derive):
    """The mean squared error of one answer is least at the share of yeses."""
    derive(
        ("p*(a - 1)**2 + (1 - p)*a**2 = a**2 - 2*p*a + p", "multiply out"),
        ("= (a**2 - 2*p*a + p**2) + (p - p**2)", "add and subtract $p^2$"),
        ("= (a - p)**2 + p*(1 - p)", "the square of a difference."),
    )


@pytest.mark.derivation("slope-of-the-mean-cross-entropy")
def test_the_slope_of_the_mean_cross_entropy(derive):
    """The slope of the mean cross-entropy of one answer."""
    derive(
        ("d(-p*ln(a) - (1 - p)*ln(1 - a), a) = -p/a + (1 - p)/(1 - a)", "derivative of ln"),
        ("= (-p*(1 - a) + (1 - p)*a)/(a*(1 - a))", "the same denominator"),
        ("= (a - p)/(a*(1 - a))", "in the numerator $pa$ cancels."),
        between=["a"],
    )


@pytest.mark.claim("same-decisions-other-chances", kind="theorem")
def test_larger_weights_keep_the_decisions_and_change_the_chances():
    """Make all weights and the bias three times as large. Each yes and each no at ½ stays as it
    was, but every chance that was not ½ moves away from ½.

    $\\sigma(3z)$ lies between $\\sigma(z)$ and 1 if z > 0, between 0 and $\\sigma(z)$ if z < 0."""
    x, w, b = sympy.symbols("x w b", real=True)
    prove_equal((3 * w) * x + 3 * b, 3 * (w * x + b))  # so z is three times as large
    before, after = logistic(z), logistic(3 * z)
    above, below = [sympy.exp(-z) < 1], [sympy.exp(-z) > 1]  # z above 0, and below
    prove(before > HALF, above)
    prove(after > before, above)
    prove(before < HALF, below)
    prove(after < before, below)
    assert before.subs(z, 0) == after.subs(z, 0) == HALF


# --- What people wrote and did --------------------------------------------------------------------


@pytest.mark.claim("few-modern-networks-use-sigmoid", kind="source")
def test_a_film_of_2017_says_that_few_networks_use_it(cite):
    """In a film of 2017 that many learners start with, we hear that “relatively few modern networks
    actually use sigmoid anymore”.

    Sanderson 2017, chapter 1, from 17:30 on, in a talk with Lisha Li."""
    quotation = "relatively few modern networks actually use sigmoid anymore"
    cite("sanderson2017ch1", page="17:30", quotation=quotation, known="read")


@pytest.mark.claim("unsuited-because-of-its-mean", kind="source")
def test_a_study_of_2010_blames_the_mean(cite):
    """A study of 2010 found σ unsuited for deep networks with random starts “because of its mean
    value, which can drive especially the top hidden layer into saturation”.

    Glorot and Bengio 2010, abstract."""
    reason = "which can drive especially the top hidden layer into saturation"
    quotation = f"because of its mean value, {reason}"
    cite("glorot2010", page="abstract", quotation=quotation, known="read")


@pytest.mark.claim("normalisation-let-sigma-train", kind="source")
def test_a_deep_network_of_sigma_trained_once_it_was_normalised(cite):
    """In 2015 a large network that names what photos show was trained with σ throughout, once
    its sums were normalised. Without that it “remained at the accuracy equivalent to chance”.

    Ioffe and Szegedy 2015, section 4.2.2, the network called BN-x5-Sigmoid."""
    quotation = "remained at the accuracy equivalent to chance"
    cite("ioffe2015", page="section 4.2.2", quotation=quotation, known="read")


@pytest.mark.claim("gates-are-made-of-sigma", kind="source")
def test_gates_in_networks_with_a_memory_are_made_of_sigma(cite):
    """Gates made of σ decide what is kept, and what let through, in the LSTM (1997), the GRU
    (2014), highway networks (2015) and gated linear units (2016).

    The first three are from memory; of the last, the abstract of Shazeer 2020 says that one of its
    two factors is first passed through a sigmoid function."""
    cite("hochreiter1997", page="section 4", known="memory")
    cite("cho2014", page="section 2.3", known="memory")
    cite("srivastava2015", page="section 2", known="memory")
    cite("dauphin2017", page="equation 1", known="quoted", by="shazeer2020")


@pytest.mark.claim("silu-gates-language-models", kind="source")
def test_silu_is_the_gate_in_language_models(cite):
    """SiLU is the gate in layers called SwiGLU (2020). The published code of two language
    models, LLaMA 2 (2023) and DeepSeek-V3 (2024), is built of such layers.

    `w2(silu(w1(x)) * w3(x))` in llama/model.py, FeedForward, and in inference/model.py, MLP and
    Expert. The name SwiGLU is in section 2 of Shazeer 2020, from memory."""
    cite("shazeer2020", page="section 2", known="memory")
    cite("touvron2023", page="llama/model.py, class FeedForward", known="read")
    cite("deepseek2024", page="inference/model.py, classes MLP and Expert", known="read")


@pytest.mark.claim("clip-has-a-quick-gelu", kind="source")
def test_clip_has_a_quick_gelu(cite):
    """CLIP (2021), which matches pictures with words, uses a “QuickGELU”: *z* times
    σ(1.702 *z*).

    The class of that name in clip/model.py of the published code."""
    cite("radford2021", page="clip/model.py", quotation="QuickGELU", known="read")


@pytest.mark.claim("experts-scored-by-sigma", kind="source")
def test_deepseek_scored_its_experts_by_sigma(cite):
    """DeepSeek-V3 (2024) “uses the sigmoid function to compute the affinity scores” by which it
    picks its parts, called experts, for a word. DeepSeek-V4 (2026) uses another curve there.

    DeepSeek-V3, section 2.1.2; DeepSeek-V4, section 2.1: the square root of softplus."""
    quotation = "uses the sigmoid function to compute the affinity scores"
    cite("deepseek2024", page="section 2.1.2", quotation=quotation, known="read")
    cite("deepseek2026", page="section 2.1", known="read")


@pytest.mark.claim("sigma-in-attention", kind="source")
def test_sigma_in_attention(cite):
    """A study of 2024 found that “properly normalized sigmoid attention matches the strong
    performance of softmax attention”. By one of 2025, a σ gate behind attention “consistently
    improves performance”.

    Ramapuram and others, abstract; Qiu and others, abstract, which adds that the models called
    Qwen3-Next have such gates."""
    matches = "matches the strong performance of softmax attention"
    quotation = f"properly normalized sigmoid attention {matches}"
    cite("ramapuram2024", page="abstract", quotation=quotation, known="read")
    cite("qiu2025", page="abstract", quotation="consistently improves performance", known="read")


@pytest.mark.claim("siglip-judges-each-pair", kind="source")
def test_siglip_judges_each_pair(cite):
    """SigLIP (2023) learns which caption goes with which picture. Its “sigmoid loss operates
    solely on image-text pairs”: a yes or no for each pair.

    Zhai and others 2023, abstract."""
    quotation = "sigmoid loss operates solely on image-text pairs"
    cite("zhai2023", page="abstract", quotation=quotation, known="read")


@pytest.mark.claim("preferences-by-a-sigma", kind="source")
def test_preferences_are_a_sigma_of_a_difference(cite):
    """Which of two answers will people like better? InstructGPT’s reward model (2022) and DPO
    (2023) say it by σ of a difference of scores, in the model of Bradley and Terry (1952).

    DPO: `logsigmoid` in trainers.py of the authors' code; the others from memory."""
    cite("bradley1952", page="section 2", known="memory")
    cite("ouyang2022", page="equation 1", known="memory")
    cite("rafailov2023", page="trainers.py, preference_loss", known="read")


@pytest.mark.claim("labels-one-by-one", kind="source")
def test_a_detector_asks_label_by_label(cite):
    """YOLOv3 (2018), which finds things in photos, asks label by label: “we simply use
    independent logistic classifiers”.

    Redmon and Farhadi 2018, section 2.2."""
    quotation = "we simply use independent logistic classifiers"
    cite("redmon2018", page="section 2.2", quotation=quotation, known="read")


@pytest.mark.claim("bfloat16-for-training", kind="source")
def test_bfloat16_is_used_to_train_networks(cite):
    """Bfloat16 is a short format of numbers, with 8 binary digits, in which networks are trained.

    Kalamkar and others 2019, abstract, from memory."""
    cite("kalamkar2019", page="abstract", known="memory")


@pytest.mark.claim("modern-networks-are-too-sure", kind="source")
def test_modern_networks_are_poorly_calibrated(cite):
    """A study of 2017 found that “modern neural networks, unlike those from a decade ago, are
    poorly calibrated”. (One of 2021 found newer ones among the best.) A cure is older: in 1999
    Platt fitted a σ to the finished scores.

    Guo and others 2017, abstract; on Platt scaling, its section on calibration methods."""
    who, found = "modern neural networks, unlike those from a decade ago", "are poorly calibrated"
    cite("guo2017", page="abstract", quotation=f"{who}, {found}", known="read")
    cite("minderer2021", page="abstract", known="read")
    cite("platt1999", page="section 2", known="quoted", by="guo2017")


@pytest.mark.claim("fading-was-found-early", kind="source")
def test_fading_was_worked_out_in_1991(cite):
    """That a change can fade, or explode, on its way back through many steps was worked out by
    Hochreiter in 1991, and by Bengio, Simard and Frasconi in 1994.

    From memory."""
    cite("hochreiter1991", page="chapter 3", known="memory")
    cite("bengio1994", page="157", known="memory")


@pytest.mark.claim("relu-trained-deep-networks", kind="source")
def test_relu_trained_deep_networks_in_2011(cite):
    """In 2011 ReLU was shown to train deep networks well.

    Glorot, Bordes and Bengio 2011, from memory."""
    cite("glorot2011", page="abstract", known="memory")
