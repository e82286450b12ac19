"""Proofs for *May one network mix curves?*"""

import numpy as np
import pytest
import sympy

from explainer.activations import relu, sigmoid, tanh
from explainer.datasets import two_rings
from explainer.losses import LOSSES
from explainer.network import Network
from explainer.training import gradient_descent


@pytest.mark.claim("each-neuron-its-own-slope", kind="theorem")
def test_the_way_back_takes_each_neurons_own_slope():
    """Let each neuron of a network have a smooth curve of its own. The slopes of the loss are still
    found on one way back: at each neuron, multiply by the slope of *that* neuron's curve at its
    weighted sum.

    Let a neuron with curve f read x with weight w, so that z = wx + r, and let the neurons k that
    read its output with weights vₖ have zₖ = vₖf(z) + rₖ. With δ for the slope of the loss along
    a neuron's z, the chain rule gives δ = f′(z) Σ vₖδₖ, and wx + r gives δx for the weight. No
    other curve stands in it.
    """
    w, x, r, v1, v2, r1, r2 = sympy.symbols("w x r v1 v2 r1 r2", real=True)
    z, z1, z2 = sympy.symbols("z z1 z2", real=True)
    curve, behind = sympy.Function("f"), sympy.Function("L")  # L: all that is behind z1 and z2
    loss = behind(v1 * curve(z) + r1, v2 * curve(z) + r2)
    reads = {z1: v1 * curve(z) + r1, z2: v2 * curve(z) + r2}
    delta_1, delta_2 = (behind(z1, z2).diff(each).subs(reads) for each in (z1, z2))
    delta = curve(z).diff(z) * (v1 * delta_1 + v2 * delta_2)
    assert sympy.simplify(loss.diff(z).doit() - delta.doit()) == 0
    assert (w * x + r).diff(w) == x
    # one more reader adds one more term: the derivative of a sum, in which f stands again alone
    v3, r3 = sympy.symbols("v3 r3", real=True)
    assert sympy.diff(v3 * curve(z) + r3, z) == v3 * curve(z).diff(z)


@pytest.mark.claim("three-curves-learn-the-rings", kind="experiment")
def test_relu_then_tanh_then_sigma_learn_two_rings(
    points=60,
    sizes=(2, 5, 3, 1),
    seeds=(0, 1, 2),
    learning_rate=0.5,
    steps=400,
    loss="cross_entropy",
):
    """A layer of ReLU, then one of tanh, then a σ: from three random starts this network learned to
    tell all sixty dots on two rings apart.

    Sizes 2, 5, 3, 1; weights and biases of spread 1/√n for n inputs, seeds 0, 1 and 2 for each of
    the three layers; cross-entropy, all 60 dots at each step, learning rate 0.5, 400 steps,
    float64.
    """
    rings = two_rings(points)
    curves = (relu, tanh, sigmoid)
    for seed in seeds:
        shapes = zip(sizes, sizes[1:], curves, strict=False)
        layers = [
            Network.random([n_in, n_out], curve, seed=seed).layers[0]
            for n_in, n_out, curve in shapes
        ]
        *_, last = gradient_descent(
            Network(tuple(layers)),
            rings.inputs,
            rings.targets,
            loss=LOSSES[loss],
            learning_rate=learning_rate,
            steps=steps,
        )
        assert np.array_equal(last.network(rings.inputs) > 0.5, rings.targets == 1)
