"""Proofs for *What is the delta rule?*

Symbolic algebra, for one example, any other inputs and any smooth curve.
"""

import pytest
import sympy

W, X, R, Y = sympy.symbols("w x r y", real=True)  # one weight, its input, the rest of z, the target
Z = W * X + R
GAP = sympy.symbols("gap", real=True)


@pytest.mark.claim("delta-rule-is-a-step-down", kind="theorem")
def test_the_delta_rule_is_gradient_descent_on_the_squared_error_of_one_neuron():
    """For a straight neuron and half the squared error of one example, the step of gradient descent
    is the delta rule: each weight moves by the learning rate, times the miss (target less output),
    times its input. With another smooth curve, times the slope of the curve as well.

    L = (f(z) − y)²/2 gives −∂L/∂w = (y − f(z)) f′(z) x, and f′ = 1 for a straight neuron.
    """
    curve, at = sympy.Function("f"), sympy.symbols("z", real=True)
    straight = (Z - Y) ** 2 / 2
    assert sympy.expand(-straight.diff(W) - (Y - Z) * X) == 0
    bent = (curve(Z) - Y) ** 2 / 2
    slope = curve(at).diff(at).subs(at, Z)
    assert sympy.simplify((-bent.diff(W) - (Y - curve(Z)) * slope * X).doit()) == 0


@pytest.mark.claim("cross-entropy-brings-the-delta-rule-back", kind="theorem")
def test_sigma_with_cross_entropy_follows_the_plain_delta_rule():
    """For a σ neuron and the cross-entropy of one example, the step of gradient descent is the
    plain delta rule again, without the slope of the curve: rate times miss times input.

    −∂L/∂w = (y − σ(z)) x.
    """
    output = 1 / (1 + sympy.exp(-Z))
    surprise = -Y * sympy.log(output) - (1 - Y) * sympy.log(1 - output)
    assert sympy.simplify(-surprise.diff(W) - (Y - output) * X) == 0
