"""Proofs for *Who chose σ, and why?*; most of that page is sourced, not proved."""

import math

import mpmath
import pytest

from explainer.activations import sigmoid
from explainer.neuron import Neuron

mpmath.mp.dps = 30


@pytest.mark.claim("growth-with-a-limit-is-sigma")
def test_growth_that_meets_a_limit_follows_a_stretched_sigmoid():
    """A population that starts above 0 and below its limit, and grows in proportion to its size
    and to the share of room left, follows a stretched and shifted σ.
    """
    for limit, rate, start in ((10.0, 1.0, 1.0), (197.0, 0.03, 4.0), (2.0, 3.0, 1.5)):
        people, step, shift = start, 0.01 / rate, math.log(start / (limit - start))
        for n in range(800):  # Runge's and Kutta's steps know nothing of σ
            stretched = limit * sigmoid(rate * n * step + shift)
            assert stretched == pytest.approx(people, rel=1e-9)
            people += runge_kutta(lambda p, r=rate, m=limit: r * p * (1 - p / m), people, step)


def runge_kutta(growth, people, step):
    """How far a quantity that grows by its own law moves in one step, to fourth order."""
    one = growth(people)
    two = growth(people + step / 2 * one)
    three = growth(people + step / 2 * two)
    four = growth(people + step * three)
    return step / 6 * (one + 2 * two + 2 * three + four)


@pytest.mark.claim("warm-switch-is-sigma")
def test_a_warm_switch_is_on_as_often_as_sigmoid_says():
    """By the laws of heat, a switch that flickers between two states is on with chance σ(z), where
    z is the energy it saves by being on, divided by the temperature in matching units.
    """
    for inputs in ([1, 0, 1], [0, 1, 1], [1, 1, 1]):
        for heat in (mpmath.mpf(1) / 2, mpmath.mpf(1), mpmath.mpf(3)):
            gain = 2 * inputs[0] - inputs[1] + mpmath.mpf(1) / 2 * inputs[2] - 1
            weights = [mpmath.exp(on * gain / heat) for on in (0, 1)]  # Boltzmann's, off and on
            chance = weights[1] / mpmath.fsum(weights)
            cold = 1 / float(heat)
            neuron = Neuron([2 * cold, -cold, 0.5 * cold], -cold)
            assert neuron.output(inputs) == pytest.approx(float(chance), rel=1e-14)
