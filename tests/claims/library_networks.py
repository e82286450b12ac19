"""The library's networks beside exact fractions and fifty digits, in a few examples of theorems."""

from fractions import Fraction
from itertools import pairwise, product

import mpmath
import numpy as np
import pytest

from explainer.activations import heaviside, identity, relu, sigmoid
from explainer.approximation import bump
from explainer.network import Layer, Network
from explainer.neuron import Neuron

mpmath.mp.dps = 50


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


def check_stacks_collapse():
    """Check that stacks of straight layers and their one layer say what fractions say."""
    for seed, sizes in enumerate(([1, 3, 2, 1], [2, 5, 5, 3], [4, 1, 4], [3, 8, 8, 8, 8, 2])):
        stack = Network.random(sizes, identity, seed=seed)
        for point in np.random.default_rng(seed).normal(size=(20, sizes[0])):
            said = [float(each) for each in exactly(stack, point)]
            for network in (stack, stack.collapse()):
                assert network([point])[0] == pytest.approx(said, rel=1e-12, abs=1e-12)


def check_narrow_layers_that_lose_nothing():
    """Check that squeezed straight networks say what one layer says."""
    random = np.random.default_rng(0)
    for n_in, n_out in ((1, 1), (1, 4), (4, 1)):
        weights, biases = random.normal(size=(n_out, n_in)), random.normal(size=n_out)
        first, second = ([[1.0]], weights) if n_in == 1 else (weights, [[1.0]])
        squeezed = Network((Layer(first, [0.0], identity), Layer(second, biases, identity)))
        line = Network((Layer(weights, biases, identity),))
        for point in random.normal(size=(20, n_in)):
            assert exactly(squeezed, point) == exactly(line, point)


def misses_when_squeezed():
    """Add up the squared distances if (±1, 0) and (0, ±1) are given back: squeezed, and not."""
    squeezed = Network((Layer([[1, 0]], [0], identity), Layer([[1], [0]], [0, 0], identity)))
    wide = Network((Layer(np.eye(2), [0, 0], identity),))
    totals = []
    for network in (squeezed, wide):
        made = [(exactly(network, at), at) for at in ((1, 0), (-1, 0), (0, 1), (0, -1))]
        totals.append(sum((a - b) ** 2 for both in made for a, b in zip(*both, strict=True)))
    return totals


def check_yes_is_a_sum_above_zero():
    """Check that a switch and a σ neuron say more than ½ where the sum is above 0, else not."""
    corners = np.array(list(product((0.0, 1.0), repeat=2)))
    for bend in (heaviside, sigmoid):
        for knobs in np.random.default_rng(0).normal(size=(300, 3)):
            says = Neuron(knobs[:2], knobs[2], bend).output(corners)
            assert ((says > 0.5) == (corners @ knobs[:2] + knobs[2] > 0)).all()


def check_straight_edges():
    """Check that σ neurons say ½ along a line, and what σ says beside it."""
    for (w1, w2), bias in (((4.0, 2.0), -2.0), ((3.0, 0.0), 1.0), ((0.0, -2.0), 5.0)):
        neuron, norm = Neuron([w1, w2], bias), w1 * w1 + w2 * w2
        for n, off in product(range(-5, 6), (-0.5, 0.0, 0.5)):
            at = [(off - bias) * w1 / norm + w2 * n, (off - bias) * w2 / norm - w1 * n]
            said = float(1 / (1 + mpmath.exp(-off)))
            assert neuron.output(at) == pytest.approx(said, abs=1e-12)


def bends_of_hinges():
    """Count the bends of eight hinges added up, and of a hinge that reads 1 less another one."""
    spread = Layer(np.ones((8, 1)), -np.arange(8.0), relu)
    many = Network((spread, Layer(np.ones((1, 8)), [0.0], identity)))
    nested = Network((Layer([[1.0]], [0.0], relu), Layer([[-1.0]], [1.0], relu)))
    bends = []
    for network in (many, nested):
        heights = [exactly(network, [Fraction(n, 2)])[0] for n in range(-2, 18)]
        slopes = [high - low for low, high in pairwise(heights)]
        bends.append(sum(after != before for before, after in pairwise(slopes)))
    return bends


def check_gaps_of_hinges():
    """Check how far hinges that meet the parabola x² from −1 to 1 are off half-way between."""
    for count in (2, 4, 8, 16):
        width = Fraction(2, count)
        corners = [-1 + n * width for n in range(count + 1)]
        slopes = [(b * b - a * a) / (b - a) for a, b in pairwise(corners)]
        climbs = [slopes[0], *(b - a for a, b in pairwise(slopes))]
        hidden = Layer(np.ones((count, 1)), [-float(c) for c in corners[:-1]], relu)
        network = Network((hidden, Layer([[float(c) for c in climbs]], [1.0], identity)))
        for low, high in pairwise(corners):
            gaps = [exactly(network, [at])[0] - at**2 for at in (low, (low + high) / 2, high)]
            assert gaps == [0, width**2 / 4, 0]


def check_bumps():
    """Check that the library's bumps are a σ less a later one."""
    for low, high, steepness in ((0.5, 1.5, 10.0), (-1.0, 2.0, 1.0), (0.0, 0.25, 3.0)):
        network = bump(low, high, 1.0, steepness)
        for at in np.linspace(-2, 3, 41):
            sums = (mpmath.mpf(steepness) * (mpmath.mpf(at) - side) for side in (low, high))
            up, down = (1 / (1 + mpmath.exp(-each)) for each in sums)
            assert network([[at]])[0, 0] == pytest.approx(float(up - down), abs=1e-14)
