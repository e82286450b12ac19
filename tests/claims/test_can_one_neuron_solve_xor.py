"""Proofs for *Can one neuron solve XOR?*

Exact values by sympy for the four evenings; z3 for every neuron whose curve never falls.
"""

from itertools import product

import numpy as np
import pytest
import sympy
import z3

from explainer.activations import sine, square
from explainer.neuron import Neuron


def follows(conclusion):
    """Whether the conclusion holds for all real numbers."""
    solver = z3.Solver()
    solver.add(z3.Not(conclusion))
    return solver.check() == z3.unsat


@pytest.mark.claim("curves-that-come-back-do-xor", kind="cases")
def test_a_sine_and_a_square_say_exactly_what_xor_wants():
    """A single neuron does XOR without a mistake if its curve is a sine, both weights are half of π
    and the bias is 0. So does one whose curve is the square, with weights 1 and −1 and bias 0.

    For x and y each 0 or 1, sin(πx/2 + πy/2) and (x − y)² are 1 if x ≠ y, and else 0.
    """
    half_pi = sympy.pi / 2
    wave = Neuron([np.pi / 2, np.pi / 2], 0.0, sine)
    parabola = Neuron([1.0, -1.0], 0.0, square)
    for x, y in product((0, 1), repeat=2):
        wanted = int(x != y)
        assert sympy.sin(half_pi * x + half_pi * y) == wanted
        assert (x - y) ** 2 == wanted
        assert wave.output([x, y]) == pytest.approx(wanted, abs=1e-15)
        assert parabola.output([x, y]) == wanted


@pytest.mark.claim("no-climbing-curve-does-xor", kind="theorem")
def test_a_curve_that_never_falls_cannot_do_xor():
    """A single neuron whose curve never falls cannot do XOR, whatever its weights and its bias: one
    of the two evenings with one friend never gets more than one of the other two. With a curve
    that never rises it cannot either.

    The weighted sums obey z(0,0) + z(1,1) = z(0,1) + z(1,0). So some yes-evening has a z at most
    that of some no-evening, and some has one at least that.
    """
    w, v, b = z3.Reals("w v b")
    none, one, other, both = b, v + b, w + b, w + v + b
    assert follows(none + both - one - other == 0)
    # so, if the curve never falls, some yes-evening gets no more than some no-evening
    assert follows(z3.Or(one <= none, one <= both, other <= none, other <= both))
    # and if it never rises, too: there the larger z gets no more
    assert follows(z3.Or(one >= none, one >= both, other >= none, other >= both))
    assert not follows(z3.Or(one <= none, other <= none))  # neither of the two will do alone
    assert not follows(z3.Or(one <= both, other <= both))
