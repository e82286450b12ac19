"""Proofs for *Which curve belongs on the output: σ, softmax, or none?*

Softmax of n sums is e^z of each, divided by the total T of all. A sum over n answers is proved by
induction: a start with none, and a step from what some of them give to what one more gives.
"""

import pytest
import sympy
from exact_algebra import logistic, prove, prove_equal

z, z1, z2, c, y = sympy.symbols("z z1 z2 c y", real=True)
power, powers_so_far, total, rest = sympy.symbols("power powers_so_far total rest", positive=True)


@pytest.mark.claim("ten-sigmas-need-not-add-up", kind="theorem")
def test_ten_sigmas_add_up_to_anything_between_nought_and_ten():
    """Ten σ can add up to any number between 0 and 10, and to no other.

    For $0 < s < 10$, ten σ with $z = \\ln\\frac{s}{10 - s}$ add up to $s$."""
    one = logistic(z)
    ten = 10 * one
    least, most = sympy.limit(ten, z, -sympy.oo), sympy.limit(ten, z, sympy.oo)
    assert (least, most) == (0, 10)
    low, high = least / 10, most / 10
    prove(one > low)  # so that ten different ones are above the least and below the most
    prove(one < high)
    s = sympy.Symbol("s", positive=True)
    odds = s / (most - s)
    prove(odds > 0, given=[s < most])  # so that it has a logarithm
    prove_equal(ten.subs(z, sympy.log(odds)), s)


@pytest.mark.claim("softmax-adds-up-to-one", kind="theorem")
def test_the_shares_of_softmax_add_up_to_one():
    """The shares that softmax gives are all above 0, and together they are 1, however many answers
    there are."""
    so_far, share = powers_so_far / total, power / total
    with_one_more = (powers_so_far + power) / total
    # Start: no answer, no power, and the shares so far are 0. Step: one answer more.
    assert so_far.subs(powers_so_far, 0) == 0
    prove_equal(so_far + share, with_one_more)
    # End: the powers so far are all of them.
    assert so_far.subs(powers_so_far, total) == 1
    prove(share > 0)


@pytest.mark.claim("softmax-of-two-is-sigma", kind="theorem")
def test_softmax_of_two_is_sigma_of_the_difference():
    """With two answers, the share of the first is σ of how far its weighted sum is above the
    other's.

    $\\frac{e^{z_1}}{e^{z_1} + e^{z_2}} = \\sigma(z_1 - z_2)$."""
    share = sympy.exp(z1) / (sympy.exp(z1) + sympy.exp(z2))
    prove_equal(share, logistic(z1 - z2))


@pytest.mark.claim("softmax-feels-differences-only", kind="theorem")
def test_adding_one_number_to_all_sums_changes_no_share():
    """Add the same number to all the weighted sums, and softmax gives the same shares.

    $\\frac{e^{z_k + c}}{\\sum_j e^{z_j + c}} = \\frac{e^{z_k}}{\\sum_j e^{z_j}}$."""
    factor = sympy.exp(c)
    prove_equal(sympy.exp(z + c), factor * sympy.exp(z))
    # So each power is multiplied by the factor, and so is their total, by induction.
    grown, grown_so_far = factor * power, factor * powers_so_far
    assert grown_so_far.subs(powers_so_far, 0) == 0
    prove_equal(grown_so_far + grown, factor * (powers_so_far + power))
    prove_equal(grown / (factor * total), power / total)


@pytest.mark.claim("said-minus-wanted", kind="theorem")
def test_the_blame_at_the_end_is_what_was_said_less_what_was_wanted():
    """With cross-entropy behind σ or behind softmax, and with half the square of the miss behind a
    straight neuron, the error rises with each weighted sum at the rate of what was said minus what
    was wanted.

    For σ the wanted $y$ is from 0 to 1; for softmax the $y_k$ add up to 1. There $L = -\\sum_k y_k
    \\ln p_k$, and $\\frac{\\partial L}{\\partial z_k} = p_k - y_k$."""
    said = logistic(z)
    surprise = -y * sympy.log(said) - (1 - y) * sympy.log(1 - said)
    prove_equal(sympy.diff(surprise, z), said - y)
    squared_error = (z - y) ** 2 / 2
    prove_equal(sympy.diff(squared_error, z), z - y)
    # Softmax: as all y add up to 1, those of the others make up 1 - y; T is e^z + rest.
    constant = sympy.Symbol("constant", real=True)  # the part of the others that has no z in it
    share = sympy.exp(z) / (sympy.exp(z) + rest)
    log_total = sympy.log(sympy.exp(z) + rest)
    surprise = y * (log_total - z) + (1 - y) * log_total - constant
    prove_equal(sympy.diff(surprise, z), share - y)
