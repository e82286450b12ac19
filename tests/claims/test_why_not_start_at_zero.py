"""Proofs for *Why not start all weights at 0?*

Symbolic algebra, for any loss, any hidden curve that is 0 at 0, and one neuron among any number.
"""

import pytest
import sympy


@pytest.mark.claim("all-zero-leaves-the-last-bias", kind="theorem")
def test_from_zero_only_the_last_bias_ever_moves():
    """Take one hidden layer with a smooth curve that is 0 at 0, such as tanh, and set all weights
    and biases to 0. Then gradient descent moves the bias at the end and nothing else, at every
    step, whatever the examples and the loss.

    The last z is the sum of vf(wx + b) over the hidden neurons, plus c. Where w, b and v are 0, its
    slopes along v, w and b are f(0) = 0, vf′(0)x = 0 and vf′(0) = 0, whatever c is.
    """
    w, b, v, c, x = sympy.symbols("w b v c x", real=True)
    f, loss = sympy.Function("f"), sympy.Function("L")
    total = loss(v * f(w * x + b) + c)  # the other hidden neurons add 0, and no slope along these
    for knob in (v, w, b):
        slope = total.diff(knob).subs({w: 0, b: 0, v: 0}).doit()
        assert slope.subs(f(0), 0) == 0
    assert total.diff(c).subs({w: 0, b: 0, v: 0}).doit().subs(f(0), 0) != 0  # c may move


@pytest.mark.claim("zero-start-splits-the-next-step", kind="theorem")
def test_with_sigma_the_hidden_neurons_get_one_and_the_same_step():
    """With σ in the hidden layer the weights behind it do move from a start at 0, but every one of
    them by the same step. So all hidden neurons are alike, and stay so.

    At 0 each hidden σ says ½, so the slope along each weight behind it is half the slope along c,
    and the slopes along all that a hidden neuron reads are 0 or the same for each.
    """
    w1, w2, b1, b2, v1, v2, c, x = sympy.symbols("w1 w2 b1 b2 v1 v2 c x", real=True)
    loss = sympy.Function("L")

    def sigma(z):
        return 1 / (1 + sympy.exp(-z))

    total = loss(v1 * sigma(w1 * x + b1) + v2 * sigma(w2 * x + b2) + c)
    zero = dict.fromkeys((w1, w2, b1, b2, v1, v2), 0)
    first, second, last = (total.diff(knob).subs(zero).doit() for knob in (v1, v2, c))
    assert sympy.simplify(first - last / 2) == sympy.simplify(second - last / 2) == 0
    # and whenever two are alike, their slopes are: the loss does not change if they are swapped
    alike = {w2: w1, b2: b1, v2: v1}
    for one, other in ((w1, w2), (b1, b2), (v1, v2)):
        difference = (total.diff(one) - total.diff(other)).subs(alike).doit()
        assert sympy.simplify(difference) == 0
