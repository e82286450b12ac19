"""Break the library: an incremental build must fail on a claim or show the change."""

import pytest

SIGMOID = "value=_numerics.sigmoid,"
SCRIPT = '''"""
A sigmoid
=========

It goes up.
"""

import matplotlib.pyplot as plt

from explainer.activations import sigmoid

plt.style.use("explainer.drawing.house")
figure, ax = plt.subplots()
ax.plot([sigmoid(z) for z in range(-3, 4)], color="#1a5fb4")
description = f"At 1 it is {sigmoid(1.0):.2f}."
'''
PROOF = '''import math

import pytest

from explainer.activations import sigmoid


@pytest.mark.claim("sigmoid", kind="cases")
def test_sigmoid():
    """The sigmoid of $1$ is $1/(1 + e^{-1})$."""
    assert math.isclose(sigmoid(1.0), 1 / (1 + math.exp(-1)))
'''


@pytest.fixture
def shown(tiny):
    """The tiny project with a figure of the sigmoid, built."""
    tiny.write("gallery/tiny/plot_sigmoid.py", SCRIPT)
    tiny.edit("docs/explain/other.md", "", "\n```{exhibit} tiny/sigmoid\n```\n")
    tiny.publish()
    return tiny


def test_a_figure_shows_the_change(shown):
    picture = "exhibits/tiny/sigmoid-light.svg"
    before = shown.site()
    shown.edit("explainer/activations.py", SIGMOID, "value=lambda z: _numerics.sigmoid(1.5 * z),")
    after = shown.publish()
    assert after[picture] != before[picture]
    assert b"At 1 it is 0.73." in before["explain/other.html"]
    assert b"At 1 it is 0.82." in after["explain/other.html"]


def test_a_claim_fails_where_no_eye_would_see_the_change(shown):
    shown.write("tests/claims/test_sigmoid.py", PROOF)
    shown.edit("docs/explain/other.md", "", "\n```{claim} sigmoid\n```\n")
    shown.publish()
    change = "value=lambda z: _numerics.sigmoid(1.0000001 * z),"
    shown.edit("explainer/activations.py", SIGMOID, change)
    error = "claim 'sigmoid' is not proved: assert False"
    shown.told(("tests/claims/test_sigmoid.py", "assert", error))
