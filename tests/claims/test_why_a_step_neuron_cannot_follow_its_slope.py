"""Proofs for *Why can a step neuron not learn by its slope?*"""

import pytest


@pytest.mark.claim("trials-in-place-of-slopes", kind="source")
def test_random_trials_taught_a_body_to_walk(cite):
    """Salimans and others report in 2017 that random trials, on over a thousand workers at once,
    could “solve 3D humanoid walking in 10 minutes”.

    Salimans, Ho, Chen, Sidor and Sutskever 2017, in the abstract; the method is an evolution
    strategy."""
    cite(
        "salimans2017",
        page="abstract",
        quotation="solve 3D humanoid walking in 10 minutes",
        known="read",
    )
