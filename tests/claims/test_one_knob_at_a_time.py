"""Proofs for *What is a partial derivative?*

A rate is the derivative of the output for one knob, taken by SymPy of a sum in which all else has
one name; what holds for all numbers is decided by algebra. The library is compared with rates
measured anew, to fifty digits and one knob at a time.
"""

import mpmath
import pytest
import sympy
from ball_arithmetic import exactly, sigma
from exact_algebra import h, logistic, prove, prove_equal, z
from flint import arb
from slope_arguments import MOST, prove_error_bound
from sympy import Rational, symbols

from explainer.neuron import Neuron
from explainer.story import cinema, tonight

mpmath.mp.dps = 50
FRIEND, FILM, RAIN, BIAS = range(4)

w, x, rest = symbols("w x rest", real=True)  # one weight, its input, all else that z is made of
output = logistic(w * x + rest)
rate = sympy.diff(output, w)


def measured(knobs, knob, inputs, nudge):
    """The change of the output divided by the nudge of one knob, to fifty digits."""
    taken = [mpmath.mpf(float(each)) for each in (*inputs, 1)]
    z = sum(mpmath.mpf(float(k)) * each for k, each in zip(knobs, taken, strict=True))
    before, after = (1 / (1 + mpmath.exp(-place)) for place in (z, z + nudge * taken[knob]))
    return (after - before) / nudge


def story():
    """The knobs of the cinema neuron: three weights and the bias."""
    return [*map(float, cinema.weights), cinema.bias]


@pytest.mark.claim("measured-rate-settles", kind="theorem")
def test_the_measured_rate_settles():
    """Tonight, measure the friend's rate with smaller and smaller nudges, up or down, and it
    settles on one number: the measured rate is off by less than a twentieth of the nudge's size.

    |(σ(2 + h) − σ(2))/h − σ′(2)| < |h|/20 for every h but 0.
    """
    prove_error_bound()  # divide it by the size of the nudge
    twentieth = Rational(1, 20)
    prove(twentieth > MOST)
    settled = float(measured(story(), FRIEND, tonight, mpmath.mpf(10) ** -20))
    close = pytest.approx(settled, rel=1e-15)
    assert cinema.gradient(tonight).weights[FRIEND] == close


@pytest.mark.claim("rate-is-input-times-slope", kind="theorem")
def test_the_rate_of_a_knob_is_its_input_times_the_slope():
    """The measured rate of each weight settles on its input times σ's slope at z, and the measured
    rate of the bias on that slope itself.

    ∂σ(z)/∂w = x·σ′(z) and ∂σ(z)/∂b = σ′(z) for z = w·x + everything else, whatever that is.
    """
    prove_equal(rate, x * output * (1 - output))
    slope = sympy.diff(logistic(z), z)
    prove_equal(slope, logistic(z) * (1 - logistic(z)))
    prove_equal(rate.subs(x, 1), slope.subs(z, w + rest))  # the bias is added as it is
    for weights, bias in (([2.0, 4.0, -3.0], -2.0), ([0.5, -1.25, 3.0], 0.75)):
        gradient = Neuron(weights, bias).gradient([-2.0, 0.125, 3.0])
        stated = [*gradient.weights, gradient.bias]
        inputs, tiny = (-2.0, 0.125, 3.0), mpmath.mpf(10) ** -20
        rates = [measured([*weights, bias], knob, inputs, tiny) for knob in range(4)]
        close = pytest.approx([float(each) for each in rates], rel=1e-13)
        assert stated == close


@pytest.mark.claim("zero-input-zero-rate", kind="theorem")
def test_a_knob_on_an_input_of_zero_does_nothing():
    """A weight on an input of 0 has rate 0, and no turn of it, large or small, moves the output.

    With x = 0: ∂σ(z)/∂w = 0, and σ(z) is the same for every w.
    """
    turn = symbols("Delta_w", real=True)
    prove_equal(rate.subs(x, 0), 0)
    turned = output.subs(w, w + turn)
    prove_equal(turned.subs(x, 0), output.subs(x, 0))
    assert cinema.gradient(tonight).weights[RAIN] == 0.0


@pytest.mark.claim("rates-share-one-slope", kind="theorem")
def test_rates_stand_to_each_other_as_the_inputs_do():
    """Tonight the friend's input is 1 and the film's is ½, so the friend's rate is twice the
    film's, wherever the knobs stand.

    ∂σ(z)/∂u = 2·∂σ(z)/∂v for z = u + v/2 + everything else.
    """
    friend, film = symbols("u v", real=True)
    said = logistic(friend + film / 2 + rest)
    prove_equal(sympy.diff(said, friend), 2 * sympy.diff(said, film))
    assert tuple(tonight) == (1, 0.5, 0)
    gradient = cinema.gradient(tonight).weights
    assert gradient[FRIEND] == 2 * gradient[FILM] > 0


@pytest.mark.claim("rate-depends-on-all-knobs", kind="cases")
def test_a_rate_changes_when_another_knob_is_turned():
    """A knob's rate can depend on the other knobs too: turn the film's weight from 4 to 0, and the
    friend's rate goes from about 0.105 to exactly a quarter.

    σ′(2) is between 0.1045 and 0.1055, and σ′(0) is ¼.
    """
    a = sigma(arb(2))  # tonight's z
    assert exactly("0.1045") < a * (1 - a) < exactly("0.1055")
    prove_equal(logistic(0) * (1 - logistic(0)), Rational(1, 4))
    turned = [knob if j != FILM else 0.0 for j, knob in enumerate(story())]
    assert Neuron(turned[:BIAS], turned[BIAS]).weighted_input(tonight) == 0
    assert Neuron(turned[:BIAS], turned[BIAS]).gradient(tonight).weights[FRIEND] == 0.25
    assert cinema.weighted_input(tonight) == 2


@pytest.mark.claim("rate-says-which-way", kind="theorem")
def test_a_rate_says_which_way_the_output_goes():
    """Turn up one knob of a σ neuron: the output rises if the knob's rate is above 0, falls if the
    rate is below 0, and stays where it is if the rate is 0.

    ∂σ(z)/∂w and σ(z + x·h) − σ(z) have the sign of x, for every z, x and h > 0.
    """
    slope = logistic(z) * (1 - logistic(z))
    prove(slope > 0)  # and a rate is x times this, so it has the sign of x
    prove_equal(rate, x * slope.subs(z, w * x + rest))
    one, other = symbols("one other", positive=True)  # e to the −z before and after
    before, after, higher = 1 / (1 + one), 1 / (1 + other), [other < one]
    prove(after > before, given=higher)  # a higher z, a higher output


@pytest.mark.derivation("sigma-after-a-nudge")
def test_sigma_after_a_nudge(derive):
    """σ a little further on, by the height it had."""
    derive(
        ("sigma(z + h) = 1/(1 + exp(-z)*exp(-h))", "since $e^{-(z+h)} = e^{-z} e^{-h}$"),
        (
            "= 1/(1 + (1 - a)/(a*q))",
            r"put in $e^{-z} = \tfrac{1-a}{a}$ and $e^{-h} = \tfrac1q$",
        ),
        ("= a*q/(1 - a + a*q)", "multiply above and below by $aq$."),
        where={"a": "sigma(z)", "q": "exp(h)"},
    )


@pytest.mark.derivation("change-of-sigma")
def test_the_change_of_sigma(derive):
    """How far σ moves when z becomes z + h, exactly."""
    derive(
        (
            "sigma(z + h) - sigma(z) = (a*q - a*(1 - a + a*q))/(1 - a + a*q)",
            "the same denominator",
        ),
        ("= a*(q - 1 + a - a*q)/(1 - a + a*q)", "take out $a$"),
        ("= a*(1 - a)*(q - 1)/(1 + a*(q - 1))", "$q - 1 + a - aq = (1-a)(q-1)$."),
        where={"a": "sigma(z)", "q": "exp(h)"},
    )


@pytest.mark.derivation("measured-rate-of-sigma")
def test_the_measured_rate_of_sigma(derive):
    """The change of σ divided by the nudge, exactly, and what it settles on."""
    derive(
        (
            "(sigma(z + h) - sigma(z))/h = a*(1 - a) @ ((exp(h) - 1)/h) @ (1/(1 + a*(exp(h) - 1)))",
            "divide by $h$.",
        ),
        where={"a": "sigma(z)"},
    )
    a = logistic(z)
    middle, last = (sympy.exp(h) - 1) / h, 1 / (1 + a * (sympy.exp(h) - 1))
    assert [sympy.limit(each, h, 0) for each in (middle, last)] == [1, 1]


@pytest.mark.derivation("rate-from-the-definition")
def test_the_rate_from_the_definition(derive):
    """The partial derivative of a neuron's output for one weight."""
    derive(
        (
            "partial(output, w_j) = Limit((sigma(z + x_j*h) - sigma(z))/h, h, 0)",
            "the definition",
        ),
        (
            "= Limit(x_j @ ((sigma(z + x_j*h) - sigma(z))/(x_j*h)), h, 0)",
            "multiply above and below by $x_j$",
        ),
        ("= x_j*sigma'(z)", r"$x_j h \to 0$, and $\sigma$ has a derivative at $z$."),
        where={"z": "w_j*x_j + c", "output": "sigma(z)"},
    )


@pytest.mark.derivation("rate-of-a-rate")
def test_the_rate_of_a_rate(derive):
    """How one knob changes the rate of another."""
    derive(
        (
            "partial(partial(output, w_j), w_i) = x_j @ partial(sigma'(z), w_i)",
            "$x_j$ is fixed",
        ),
        ("= x_i*x_j*sigma''(z)", r"the same limit, with $\sigma'$ for $\sigma$"),
        (
            "= x_i*x_j*sigma(z)*(1 - sigma(z))*(1 - 2*sigma(z))",
            r"$\sigma'' = \sigma' - 2\sigma\sigma'$ by the product rule.",
        ),
        where={"z": "w_i*x_i + w_j*x_j + c", "output": "sigma(z)"},
    )
