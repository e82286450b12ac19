"""Proofs for *My targets are not between 0 and 1. What now?*"""

import pytest
import sympy
from exact_algebra import logistic, prove, prove_equal

z, target, floor, ceiling = sympy.symbols("z target floor ceiling", real=True)


@pytest.mark.claim("sigma-end-stays-off", kind="theorem")
def test_a_sigma_at_the_end_stays_off_by_what_is_missing():
    """If the last neuron is a σ and the target is above 1, the output is off by more than the
    target is above 1, whatever all the knobs are; and if the target is below 0, by more than it is
    below 0."""
    said = logistic(z)
    floor, ceiling = sympy.limit(said, z, -sympy.oo), sympy.limit(said, z, sympy.oo)
    assert (floor, ceiling) == (0, 1)
    above, below = target - said, said - target
    prove(above > target - ceiling)
    prove(below > floor - target)


@pytest.mark.claim("stretched-sigma-reaches", kind="theorem")
def test_a_stretched_sigma_says_what_lies_between_and_nothing_else():
    """A σ stretched from a floor to a ceiling can say every number between the two, and no other.

    $f + (c - f)\\,\\sigma(z)$ with $f < c$ is $y$ at $z = \\ln\\frac{y - f}{c - y}$, for every $y$
    with $f < y < c$."""
    width, share = ceiling - floor, logistic(z)
    stretched = floor + width * share
    prove(stretched > floor, given=[ceiling > floor])
    prove(stretched < ceiling, given=[ceiling > floor])
    ratio = (target - floor) / (ceiling - target)
    prove(ratio > 0, given=[floor < target, target < ceiling])  # so that it has a logarithm
    above = sympy.Symbol("above", positive=True)  # the ratio, by the line before a number above 0
    prove_equal(share.subs(z, sympy.log(above)), above / (above + 1))
    prove_equal(floor + width * (above / (above + 1)).subs(above, ratio), target)
