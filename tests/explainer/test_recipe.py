"""What a formula is seen to do is what it does, in order."""

import numpy as np
import pytest

from explainer.activations import ACTIVATIONS, Formula
from explainer.drawing.recipe import operations


@pytest.mark.parametrize(
    ("formula", "done"),
    [
        (lambda a: a * (1.0 - a), ("subtract", "multiply")),
        (lambda a: -np.exp(a) + a, ("exp", "negative", "add")),
        (lambda a: np.where(a > 0.0, a, 0.0) / 2.0, ("greater", "divide")),
        (np.ones_like, ()),
    ],
)
def test_operations_come_in_their_order(formula, done):
    assert operations(Formula(formula), 0.5) == done


def test_the_normal_curve_searches_for_its_place():
    done = operations(ACTIVATIONS["normal_cdf"].slope_from_output, 0.5)
    assert any(name.startswith("inv_cdf") for name in done)
    assert done.index("divide") > done.index("exp")
