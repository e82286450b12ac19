"""Proofs."""

import pytest
from explainer.curves import double, triple


@pytest.mark.claim("doubles", kind="cases")
def test_doubles():
    """The double of $x$ is $x + x$."""
    assert double(4) == 4 + 4


@pytest.mark.claim("triples", kind="cases")
@pytest.mark.parametrize("x", [1, 4])
def test_triples(x):
    """The triple of $x$ is $x + x + x$."""
    assert triple(x) == x + x + x


@pytest.mark.claim("halves", kind="cases")
def test_halves():
    """A half and a half make one."""
    assert 0.5 + 0.5 == 1
