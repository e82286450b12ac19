"""Proofs for *How do I keep exp from overflowing?*

The limits of float64 in ball arithmetic; the safe formulas by symbolic algebra.
"""

import math
import sys
import warnings

import numpy as np
import pytest
import sympy
from flint import arb, ctx

from explainer.activations import sigmoid
from explainer.losses import cross_entropy_from_logits


@pytest.mark.claim("exp-is-too-large-from-710", kind="cases")
def test_exp_overflows_between_709_78_and_709_79():
    """In the usual numbers of a computer (float64), e to the power x is too large from 709.79 on.
    So the textbook's 1 over 1 plus e to the −z overflows on its way for z of −709.79 or less:
    NumPy warns, goes on with infinity and says 0; Python's own `math.exp` stops with an error.
    Where infinity is divided by infinity, as in the textbook's softmax, NumPy has no number left.

    The largest float64 is M = (2 − 2⁻⁵²)2¹⁰²³, and 709.78 < ln M < 709.79; e to the x rises with x.
    """
    largest = arb(2) ** 1024 - arb(2) ** 971
    assert float(sys.float_info.max) == 2.0**1023 * (2 - 2.0**-52)
    assert arb("709.78") < largest.log()
    assert (arb(2) ** 1024).log() < arb("709.79")  # from here on nothing rounds to M any more
    assert math.isfinite(math.exp(709.78))
    with pytest.raises(OverflowError):
        math.exp(709.79)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        assert 1 / (1 + np.exp(-np.float64(-709.79))) == 0
        powers = np.exp(np.array([710.0, 710.0]))
        assert np.isnan(powers / powers.sum()).all()
    assert "overflow" in str(heard[0].message)


@pytest.mark.claim("minus-the-size-never-overflows", kind="theorem")
def test_the_safe_forms_are_the_same_numbers_and_cannot_overflow():
    """Let E be e to the power of minus the size of z: a number above 0 and at most 1, whatever z
    is. Then σ is 1 over 1 plus E for z from 0 up, and E over 1 plus E below 0. The cross-entropy
    with target y is the larger of z and 0, less y times z, plus the logarithm of 1 plus E. None of
    these has a large power in it.

    With E = exp(−|z|): −y ln σ(z) − (1 − y) ln(1 − σ(z)) = max(z, 0) − yz + ln(1 + E).
    """
    y = sympy.symbols("y", real=True)
    size = sympy.symbols("size", nonnegative=True)
    e = sympy.exp(-size)
    assert e.is_positive
    assert sympy.ask(sympy.Q.nonnegative(size))  # so E is at most 1, as exp(−size) falls
    assert sympy.diff(e, size).is_negative
    assert e.subs(size, 0) == 1
    for z, safe, hinge in ((size, 1 / (1 + e), size), (-size, e / (1 + e), 0)):
        sigma = 1 / (1 + sympy.exp(-z))
        assert sympy.simplify(sigma - safe) == 0
        # ln σ(z) = z − ln(1 + exp z) and ln(1 − σ(z)) = −ln(1 + exp z), so the loss is this:
        assert sympy.simplify(sympy.exp(z) / (1 + sympy.exp(z)) - sigma) == 0
        loss = sympy.log(1 + sympy.exp(z)) - y * z
        short = hinge - y * z + sympy.log(1 + e)
        gap = sympy.exp(loss - short)  # 1 if the two are the same
        assert sympy.simplify(gap) == 1
    extremes = [-sys.float_info.max, -710.0, 710.0, sys.float_info.max]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert sigmoid(extremes).tolist() == pytest.approx([0, 0, 1, 1], abs=1e-300)


@pytest.mark.claim("the-loss-from-z-goes-on", kind="cases")
def test_at_forty_the_textbook_loss_is_infinite_and_the_safe_one_is_not():
    """At z = 40 with target 0 the textbook's cross-entropy is infinite in float64, since the output
    was rounded to 1. Worked out from z it is 40, to sixteen digits.

    −ln(1 − a) with a = 1/(1 + exp(−40)) rounded, against ln(1 + exp 40) = 40 + 4.2…·10⁻¹⁸.
    """
    output = 1 / (1 + np.exp(-np.float64(40)))
    assert output == 1
    with np.errstate(divide="ignore"):
        assert -np.log(1 - output) == np.inf
    assert cross_entropy_from_logits(40.0, 0.0) == 40
    with ctx.workprec(200):
        exact = (1 + arb(40).exp()).log()
        assert abs(exact - 40) < arb("5e-18")


@pytest.mark.claim("softmax-may-be-shifted", kind="theorem")
def test_taking_one_number_from_all_logits_changes_no_share():
    """Softmax turns each z into its share: e to the power z, divided by the sum of all these
    powers. Take one and the same number from all z, and every share stays as it was.

    exp(z − m) = exp(z) exp(−m), and the sum of the powers is multiplied by exp(−m) as well.
    """
    z, m, powers, one_more = sympy.symbols("z m powers one_more", real=True)
    shrunk = sympy.exp(-m)
    assert sympy.simplify(sympy.exp(z - m) - shrunk * sympy.exp(z)) == 0
    # start: an empty sum is 0 both times. Step: one power more, and the factor comes out again
    step = shrunk * powers + sympy.exp(one_more - m) - shrunk * (powers + sympy.exp(one_more))
    assert sympy.simplify(step) == 0
    assert sympy.simplify(shrunk * sympy.exp(z) / (shrunk * powers) - sympy.exp(z) / powers) == 0
