"""Proofs for *Which curve belongs on the output: σ, softmax, or none?*

Softmax of n sums is e^z of each, divided by the total T of all. A sum over n answers is proved by
induction: a start with none, and a step from what some of them give to what one more gives.
"""

import numpy as np
import pytest
import sympy
from exact_algebra import logistic, prove, prove_equal

from explainer.activations import sigmoid
from explainer.softmax import softmax, softmax_delta

z, z1, z2, c, y = sympy.symbols("z z1 z2 c y", real=True)
power, powers_so_far, total, rest = sympy.symbols("power powers_so_far total rest", positive=True)


@pytest.mark.claim("ten-sigmas-need-not-add-up", kind="theorem")
def test_ten_sigmas_add_up_to_anything_between_nought_and_ten():
    """Ten σ can add up to any number between 0 and 10, and to no other; that number is 1 only by
    chance, or by training.

    For $0 < s < 10$, ten σ with $z = \\ln\\frac{s}{10 - s}$ add up to $s$."""
    s = sympy.Symbol("s", positive=True)
    alike = sympy.log(s / (10 - s))
    prove_equal(10 * logistic(alike), s)
    prove(s / (10 - s) > 0, given=[s < 10])  # so that it has a logarithm
    one = logistic(z)
    prove(one > 0)
    prove(one < 1)  # so that ten of them are above 0 and below 10
    assert 10 * sigmoid(np.log(1 / 9)) == pytest.approx(1.0)


@pytest.mark.claim("softmax-adds-up-to-one", kind="theorem")
def test_the_shares_of_softmax_add_up_to_one():
    """The shares that softmax gives are all above 0, and together they are 1, however many answers
    there are."""
    # Start: no answer, and a share of 0. Step: with one more, what was A / T becomes (A + p) / T.
    prove_equal((powers_so_far / total).subs(powers_so_far, 0), 0)
    prove_equal(powers_so_far / total + power / total, (powers_so_far + power) / total)
    # End: the powers so far are all of them.
    prove_equal((powers_so_far / total).subs(powers_so_far, total), 1)
    prove(power / (power + rest) > 0)
    for n in (1, 2, 10, 1000):
        shares = softmax(np.random.default_rng(n).normal(size=n))
        assert shares.sum() == pytest.approx(1.0, rel=1e-14)
        assert (shares > 0).all()


@pytest.mark.claim("softmax-of-two-is-sigma", kind="theorem")
def test_softmax_of_two_is_sigma_of_the_difference():
    """With two answers, the share of the first is σ of how far its weighted sum is above the
    other's.

    $\\frac{e^{z_1}}{e^{z_1} + e^{z_2}} = \\sigma(z_1 - z_2)$."""
    share = sympy.exp(z1) / (sympy.exp(z1) + sympy.exp(z2))
    prove_equal(share, logistic(z1 - z2))
    pair = np.array([1.5, -0.25])
    assert softmax(pair)[0] == pytest.approx(sigmoid(1.75), rel=1e-14)


@pytest.mark.claim("softmax-feels-differences-only", kind="theorem")
def test_adding_one_number_to_all_sums_changes_no_share():
    """Add the same number to all the weighted sums, and softmax gives the same shares.

    $\\frac{e^{z_k + c}}{\\sum_j e^{z_j + c}} = \\frac{e^{z_k}}{\\sum_j e^{z_j}}$."""
    factor = sympy.exp(c)
    prove_equal(sympy.exp(z + c), factor * sympy.exp(z))
    # So each power is multiplied by the factor; and, by induction, so is their total.
    prove_equal((factor * powers_so_far).subs(powers_so_far, 0), 0)
    grown = factor * powers_so_far + factor * power
    prove_equal(grown, factor * (powers_so_far + power))
    prove_equal(factor * power / (factor * total), power / total)
    sums = np.array([1.0, -2.0, 0.5])
    np.testing.assert_allclose(softmax(sums + 300.0), softmax(sums), rtol=1e-12)


@pytest.mark.claim("said-minus-wanted", kind="theorem")
def test_the_blame_at_the_end_is_what_was_said_less_what_was_wanted():
    """With cross-entropy behind σ or behind softmax, and with squared error behind a straight
    neuron, the error rises with each weighted sum at the rate of what was said minus what was
    wanted.

    For σ the wanted $y$ is from 0 to 1; for softmax the $y_k$ add up to 1. There $L = -\\sum_k y_k
    \\ln p_k$, and $\\frac{\\partial L}{\\partial z_k} = p_k - y_k$."""
    said = logistic(z)
    surprise = -y * sympy.log(said) - (1 - y) * sympy.log(1 - said)
    prove_equal(sympy.diff(surprise, z), said - y)
    prove_equal(sympy.diff((z - y) ** 2 / 2, z), z - y)
    # Softmax: as the y add up to 1, L = ln T - y z - what has no z in it, where T = e^z + rest.
    other_y = 1 - y
    constant = sympy.Symbol("constant", real=True)
    log_total = sympy.log(sympy.exp(z) + rest)
    surprise = y * (log_total - z) + other_y * log_total - constant
    prove_equal(sympy.diff(surprise, z), sympy.exp(z) / (sympy.exp(z) + rest) - y)
    sums, wanted = np.array([0.3, -1.0, 2.0]), np.array([0.0, 1.0, 0.0])
    np.testing.assert_allclose(softmax_delta(sums, wanted), softmax(sums) - wanted)
