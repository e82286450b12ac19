"""Proofs for *How can Δoutput be linear when the neuron is curved?*"""

import mpmath
import pytest

from explainer.activations import sigmoid
from explainer.neuron import Neuron

mpmath.mp.dps = 50


@pytest.mark.claim("prediction-error-bound")
def test_slope_times_nudge_is_off_by_little():
    """σ's slope times the change in z misses the true change of the output by at most
    Δz²/(12√3)."""

    def exact(z):
        return 1 / (1 + mpmath.exp(-z))

    worst = 1 / (12 * mpmath.sqrt(3))
    for n in range(-60, 61):
        z = mpmath.mpf(n) / 10
        slope = mpmath.diff(exact, z)
        for change in (mpmath.mpf(m) / 8 for m in range(-32, 33) if m):
            missed = abs(exact(z + change) - exact(z) - slope * change)
            assert missed <= worst * change**2
            nudge = Neuron([1.0], float(z)).nudge([0.0], bias=float(change))
            assert abs(nudge.error) == pytest.approx(float(missed), rel=1e-9, abs=1e-15)
            assert nudge.bound == pytest.approx(float(worst * change**2))
    steepest_bend = mpmath.log(2 + mpmath.sqrt(3))
    small = mpmath.mpf(1) / 10**6
    missed = exact(steepest_bend + small) - exact(steepest_bend)
    missed -= mpmath.diff(exact, steepest_bend) * small
    assert abs(missed) / small**2 == pytest.approx(worst, rel=1e-5)  # no smaller constant will do
    assert sigmoid.greatest_curvature / 2 == pytest.approx(float(worst))
