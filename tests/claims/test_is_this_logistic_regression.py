"""Proofs for *Is this the same as logistic regression?*

Symbolic algebra for the names that mean the same, and for the training Newton's method, the one
that programs for statistics use, written out here.
"""

import numpy as np
import pytest
import sympy

from explainer.activations import sigmoid
from explainer.losses import LOSSES
from explainer.network import Layer, Network
from explainer.training import gradient_descent


@pytest.mark.claim("cross-entropy-is-minus-log-likelihood", kind="theorem")
def test_the_sum_of_cross_entropies_is_minus_the_log_of_the_likelihood():
    """Let the outputs be the chances of a yes, and the answers be independent. Then the chance that
    all of them come out as they did is called the likelihood, and the sum of the cross-entropies is
    minus its logarithm. So where the likelihood is greatest, the cross-entropy is least.

    −y ln a − (1 − y) ln(1 − a) is −ln a for y = 1 and −ln(1 − a) for y = 0, and the sum of
    logarithms is the logarithm of the product.
    """
    a, so_far, chance = sympy.symbols("a L q", positive=True)
    surprise = {y: -y * sympy.log(a) - (1 - y) * sympy.log(1 - a) for y in (0, 1)}
    assert surprise[1] == -sympy.log(a)
    assert surprise[0] == -sympy.log(1 - a)
    # start: no answer has likelihood 1, and minus ln 1 is 0. Step: one answer of chance q more
    assert -sympy.log(sympy.Integer(1)) == 0
    step = -sympy.log(so_far * chance) - (-sympy.log(so_far) - sympy.log(chance))
    assert sympy.expand_log(step) == 0
    # minus ln falls, so it is least where the likelihood is greatest
    assert sympy.diff(-sympy.log(so_far), so_far).is_negative


@pytest.mark.claim("a-weight-multiplies-the-odds", kind="theorem")
def test_one_more_of_an_input_multiplies_the_odds():
    """Raise one input of a σ neuron by 1 and hold the others. The odds, the output over 1 minus the
    output, are multiplied by e to the power of that input's weight, wherever you started.

    With z = wx + r, where r is the rest of the sum, the odds are σ(z)/(1 − σ(z)) = exp(z).
    """
    w, x, r = sympy.symbols("w x r", real=True)

    def odds(at):
        output = 1 / (1 + sympy.exp(-(w * at + r)))
        return output / (1 - output)

    assert sympy.simplify(odds(x) - sympy.exp(w * x + r)) == 0
    assert sympy.simplify(odds(x + 1) / odds(x) - sympy.exp(w)) == 0


@pytest.mark.claim("descent-finds-what-statistics-finds", kind="experiment")
def test_gradient_descent_lands_where_newtons_method_lands(
    points=100,
    weights=(1, -2),
    bias=0.5,
    seed=0,
    learning_rate=1.0,
    steps=500,
    loss="cross_entropy",
):
    """On a hundred points, gradient descent on one σ neuron with cross-entropy ends at the weights
    and the bias that Newton's method, the usual one in statistics, finds for logistic regression.

    100 points with two inputs from a bell curve (seed 0); each is a yes with the chance that a σ
    neuron with weights 1 and −2 and bias 0.5 says. Start at 0, all points at each step, learning
    rate 1, 500 steps, float64: the two agree to a millionth.
    """
    random = np.random.default_rng(seed)
    inputs = random.normal(size=(points, 2))
    answers = (random.random(points) < sigmoid(inputs @ weights + bias)).astype(float)
    start = Network((Layer([[0.0, 0.0]], [0.0]),))
    *_, last = gradient_descent(
        start,
        inputs,
        answers[:, np.newaxis],
        loss=LOSSES[loss],
        learning_rate=learning_rate,
        steps=steps,
    )
    (layer,) = last.network.layers

    columns = np.column_stack([inputs, np.ones(points)])
    found = np.zeros(3)
    for _ in range(20):
        chances = 1 / (1 + np.exp(-columns @ found))
        curvature = (columns.T * chances * (1 - chances)) @ columns
        found += np.linalg.solve(curvature, columns.T @ (answers - chances))
    assert columns.T @ (answers - chances) == pytest.approx(np.zeros(3), abs=1e-9)
    assert [*layer.weights[0], *layer.biases] == pytest.approx(found, abs=1e-6)
