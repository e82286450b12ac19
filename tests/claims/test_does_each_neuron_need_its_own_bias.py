"""Proofs for *Does each neuron need its own bias?*

Symbolic algebra, for any number of neurons and of examples.
"""

import pytest
import sympy


@pytest.mark.claim("no-biases-no-hill", kind="theorem")
def test_without_biases_the_two_sides_add_up_to_the_same():
    """Take one hidden layer of σ without biases, and a straight neuron at the end, with one input.
    Its answers at x and at −x add up to the same number for every x. So if it says the same on
    both sides, it is level: it cannot draw a hill.

    σ(wx) + σ(−wx) = 1, so the answers add up to v₁ + … + vₙ + 2c, whatever the weights w.
    """
    w, x, v, c, total, rest = sympy.symbols("w x v c total rest", real=True)

    def sigma(z):
        return 1 / (1 + sympy.exp(-z))

    assert sympy.simplify(sigma(w * x) + sigma(-w * x)) == 1
    # start: the bias of the end alone gives 2c. Step: one neuron more adds its v, and no x
    both = c + c
    assert both.diff(x) == 0
    step = sympy.simplify(total + v * sigma(w * x) + v * sigma(-w * x))
    assert step == total + v
    # the same on both sides: N(x) = N(−x) = half of a number without x in it
    assert sympy.solve(sympy.Eq(rest + rest, total), rest) == [total / 2]


@pytest.mark.claim("centring-takes-the-bias-away", kind="theorem")
def test_taking_away_the_mean_over_the_examples_takes_away_the_bias():
    """If what follows takes from each weighted sum its mean over the examples, a bias changes
    nothing, however many examples there are.

    The mean of z₁ + b, …, zₘ + b is the mean of the z plus b, and so b drops out of the difference.
    """
    m = sympy.symbols("m", integer=True, positive=True)
    i, j = sympy.symbols("i j", integer=True)
    b = sympy.symbols("b", real=True)
    z = sympy.IndexedBase("z")

    def centred(bias):
        mean = sympy.Sum(z[i], (i, 1, m)) / m + sympy.Sum(bias, (i, 1, m)).doit() / m
        return z[j] + bias - mean

    added = sympy.Sum(z[i] + b, (i, 1, m)).expand()
    assert added == sympy.Sum(z[i], (i, 1, m)) + sympy.Sum(b, (i, 1, m))
    assert sympy.simplify(centred(b) - centred(sympy.Integer(0))) == 0
