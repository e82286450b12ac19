"""Proofs for *Why not set the slopes to zero and solve?*

Symbolic algebra, for any examples and any number of them.
"""

import pytest
import sympy


@pytest.mark.claim("a-straight-neuron-can-be-solved", kind="theorem")
def test_for_a_straight_neuron_the_slopes_are_zero_at_one_place():
    """For one straight neuron with one input and squared error, “all slopes are 0” is two equations
    with the weight and the bias to the first power only. If the inputs are not all the same, they
    have one solution, the trendline, and a formula gives it.

    With the means of x, y, x² and xy written X, Y, Q and P: w = (P − XY)/(Q − X²) and b = Y − wX.
    Q − X² is the mean of (x − X)², which is above 0.
    """
    w, b, x, y, mean_x, mean_y, mean_xx, mean_xy = sympy.symbols("w b x y X Y Q P", real=True)
    means = {x**2: mean_xx, x * y: mean_xy, x: mean_x, y: mean_y}

    def mean(expression):
        """The mean over the examples: it goes through sums, and numbers come out of it."""
        total = 0
        for term in sympy.Add.make_args(sympy.expand(expression)):
            number, rest = term.as_independent(x, y)
            total += number * means.get(rest, rest)
        return total

    slopes = [mean(((w * x + b - y) ** 2 / 2).diff(knob)) for knob in (w, b)]
    assert all(sympy.Poly(slope, w, b).total_degree() == 1 for slope in slopes)
    (found,) = sympy.solve(slopes, [w, b], dict=True)
    slope = (mean_xy - mean_x * mean_y) / (mean_xx - mean_x**2)
    assert sympy.simplify(found[w] - slope) == 0
    assert sympy.simplify(found[b] - (mean_y - slope * mean_x)) == 0
    assert sympy.expand(mean((x - mean_x) ** 2) - (mean_xx - mean_x**2)) == 0


@pytest.mark.claim("no-lowest-place-to-solve-for", kind="theorem")
def test_one_sigma_neuron_may_have_no_lowest_place():
    """Take one σ neuron with one input and no bias, and two examples: a yes at 1 and a no at −1.
    Its cross-entropy falls for ever as the weight grows. So no weight has slope 0, and there is
    nothing to solve for.

    The mean loss is ln(1 + exp(−w)), with the slope −1/(1 + exp w), which is below 0 for every w.
    """
    w = sympy.symbols("w", real=True)

    def output(x):
        return 1 / (1 + sympy.exp(-w * x))

    loss = (-sympy.log(output(1)) - sympy.log(1 - output(-1))) / 2
    slope = sympy.simplify(loss.diff(w))
    assert sympy.simplify(slope + 1 / (1 + sympy.exp(w))) == 0
    assert (-1 / (1 + sympy.exp(w))).is_negative
