"""Proofs for *Why smoothness? Why not an on/off switch?*

What holds for all numbers is decided by algebra (SymPy, z3) or proved by slopes, what holds on a
stretch by ball arithmetic. The library is compared with the same formulas here and there.
"""

from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest
import sympy
import z3
from ball_arithmetic import between, exactly, prove_positive, sigma
from exact_algebra import h, k, logistic, prove, prove_equal, z
from flint import arb
from slope_arguments import prove_not_negative
from sympy import Max, Rational, symbols

from explainer.activations import heaviside, identity, relu
from explainer.datasets import logic_gate
from explainer.losses import squared_error
from explainer.neuron import Neuron
from explainer.story import cinema, cinema_switch, evenings

at, change, size = z3.Reals("at change size")
up = size > 0
zero = z3.RealVal(0)


def switch(place):
    """What a switch says, for z3: 1 above 0, else 0."""
    return z3.If(place > zero, z3.RealVal(1), z3.RealVal(0))


def decide(statement, *given):
    """Prove a statement about a switch for all numbers that satisfy what is given."""
    solver = z3.Solver()
    solver.add(*given, z3.Not(statement))
    assert solver.check() == z3.unsat, f"{statement} fails where {solver.model()}"


@pytest.mark.claim("switch-all-or-nothing", kind="theorem")
def test_a_switch_moves_by_nothing_or_by_everything():
    """However small the nudge, or however large, a switch's output stays as it is or moves by
    exactly 1.

    With H(z) = 1 for z > 0 and 0 otherwise, H(z + Δz) − H(z) is −1, 0 or 1 for all z and Δz; and
    each size of Δz above 0 does nothing at some z, and moves the output by 1 at another.
    """
    moved = switch(at + change) - switch(at)
    decide(z3.Or(moved == -1, moved == 0, moved == 1))
    decide(switch(size + size) == switch(size), up)
    decide(switch(zero) == 0)
    decide(switch(size) == 1, up)


@pytest.mark.claim("switch-slope-zero", kind="theorem")
def test_the_slope_of_a_switch_is_zero_everywhere_but_at_the_jump():
    """A switch's slope is 0 everywhere except at the jump, and at the jump it has none.

    For z ≠ 0, H(z + h) = H(z) wherever |h| < |z|. At 0, (H(h) − H(0))/h is above M for every h > 0
    below 1/M, whatever M is.
    """
    near = (at != 0, change < z3.Abs(at), -change < z3.Abs(at))
    decide(switch(at + change) == switch(at), *near)
    small = (up, change > 0, change * size < 1)
    decide(switch(zero) == 0)
    decide(switch(change) / change > size, *small)


@pytest.mark.claim("small-in-small-out", kind="theorem")
def test_the_output_never_moves_more_than_a_quarter_of_the_sum():
    """σ's output never moves by more than a quarter of the change in its weighted sum, and close
    to z = 0 it comes as near to a quarter as you like.

    |σ(v) − σ(u)| ≤ |v − u|/4 for all real u and v, and (σ(h) − σ(0))/h goes to ¼ as h goes to 0.
    """
    moved = logistic(z + h) - logistic(z)  # from the lower of the two, so h is not below 0
    room, after = h / 4 - moved, z + h
    prove_not_negative(moved, h, by_slope=1, place=after)
    prove_not_negative(room, h, by_slope=1, place=after)
    assert sympy.limit((logistic(h) - logistic(0)) / h, h, 0) == Rational(1, 4)


@pytest.mark.claim("line-keeps-small-small", kind="theorem")
def test_a_line_keeps_small_changes_small_too():
    """Straight lines and bent ones keep small changes small too: a straight line's output moves by
    its slope times the change in the weighted sum, and ReLU's by no more than the change itself.

    (m·v + c) − (m·u + c) = m·(v − u), and |max(v, 0) − max(u, 0)| ≤ |v − u|, for all real numbers.
    """
    m, c, u, v = symbols("m c u v", real=True)
    prove_equal((m * v + c) - (m * u + c), m * (v - u))
    prove(sympy.Abs(Max(v, 0) - Max(u, 0)) <= sympy.Abs(v - u))
    assert (identity.lipschitz, relu.lipschitz) == (1, 1)


@pytest.mark.claim("sigmoid-becomes-switch", kind="theorem")
def test_a_steep_sigmoid_is_close_to_the_switch():
    r"""Away from 0 a steeper and steeper σ becomes the switch: if it is made k times as steep, the
    two are less than a thousandth apart wherever k times the size of z is 7 or more.

    |σ(kz) − H(z)| < $e^{-k|z|}$ for every k > 0 and every z but 0, where H(z) is 1 for z > 0 and 0
    otherwise; and $e^{-7}$ is less than 1/1000.
    """
    prove(1 - logistic(z) < sympy.exp(-z))  # with k|z| for z, where the switch says 1
    prove_equal(logistic(-z), 1 - logistic(z))  # and below 0 the gap is the same: σ(−k|z|)
    far, thousandth = arb(-7), exactly(Fraction(1, 1000))
    assert far.exp() < thousandth  # and beyond 7 the power only falls
    assert sympy.limit(sympy.exp(-z), z, sympy.oo) == 0


@pytest.mark.claim("never-everywhere-at-once", kind="theorem")
def test_some_place_always_stays_half_way():
    """Yet however steep you make σ, on either side of 0 there is a place where it is still almost ½
    away from the switch.

    For every k > 0 and every number r > 0: at z = r/k the switch says 1 and σ(kz) less than
    ½ + r/4, and at z = −r/k the switch says 0 and σ(kz) more than ½ − r/4.
    """
    r = symbols("r", positive=True)
    place = r / k
    assert logistic(k * place) == logistic(r)  # the steepness drops out
    half = Rational(1, 2)
    room = z / 4 - (logistic(z) - half)
    prove_not_negative(room, z, by_slope=1, place=z)
    prove_equal(sympy.diff(room, z), (logistic(z) - half) ** 2)  # 0 at 0 only: less, not equal
    prove_equal(logistic(-z), 1 - logistic(z))  # so it holds on the other side


@pytest.mark.claim("half-at-zero", kind="theorem")
def test_at_zero_it_stays_half():
    """At z = 0, σ says ½, however steep it is made.

    σ(k·0) = ½ for every k.
    """
    prove_equal(logistic(k * z).subs(z, 0), Rational(1, 2))


@pytest.mark.claim("corner-is-harmless", kind="theorem")
def test_relu_has_a_corner_and_a_slope_that_helps():
    """ReLU has no slope at one point either; but unlike the switch it has a slope other than 0 for
    every z above 0.

    (max(h, 0) − max(0, 0))/h is 1 for every h > 0 and 0 for every h < 0. At z > 0,
    (max(z + h, 0) − max(z, 0))/h is 1 wherever 0 < |h| < z.
    """
    right, left = [h > 0], [h < 0]
    prove(sympy.Eq(Max(h, 0) / h, 1), given=right)
    prove(sympy.Eq(Max(h, 0), 0), given=left)
    near = [z > 0, sympy.Abs(h) < z, sympy.Ne(h, 0)]
    prove(sympy.Eq((Max(z + h, 0) - Max(z, 0)) / h, 1), given=near)


def with_friend(examples):
    """Return, of each evening with a friend, what all other knobs bring, and the right answer."""
    _, film, rain = (Fraction(float(each)) for each in cinema.weights)
    return [
        (film * Fraction(str(f)) + rain * Fraction(str(r)) + Fraction(cinema.bias), int(good))
        for friend, f, r, good in examples
        if friend == 1
    ]


def of_the_story():
    """Return the eight evenings: friend, film and rain, and whether it was good to go."""
    past = evenings()
    return np.column_stack([past.inputs, past.targets]).tolist()


@pytest.mark.claim("switch-error-is-stairs", kind="theorem")
def test_the_error_of_a_switch_is_a_staircase():
    """As the friend's weight turns, a switch's error over the story's eight evenings is flat
    between its six jumps.

    Between two weights without one of six numbers between them, the switch says the same on each
    evening; at each of the six its answer on one evening changes, and the error by 1/16.
    """
    brought = [exactly_for_z3(each) for each, _ in with_friend(of_the_story())]
    low, high = z3.Reals("low high")
    for each in brought:
        across = (low <= -each, -each < high)
        without_jump = z3.Not(z3.And(*across))
        decide(switch(low + each) == switch(high + each), low < high, without_jump)
        decide(switch(low + each) != switch(high + each), *across)
    jumps = sorted({-each for each, _ in with_friend(of_the_story())})
    assert len(jumps) == 6
    between_jumps = [(a + b) / 2 for a, b in pairwise([-9, *jumps, 9])]
    levels = [error_of_the_switch(float(weight)) for weight in between_jumps]
    assert [abs(b - a) for a, b in pairwise(levels)] == [1 / 16] * 6


def exactly_for_z3(fraction):
    """A fraction for z3."""
    return z3.Q(fraction.numerator, fraction.denominator)


def error_of_the_switch(weight):
    """The library's error of the story's switch, with this weight of the friend."""
    past = evenings()
    turned = Neuron([weight, *cinema_switch.weights[1:]], cinema_switch.bias, heaviside)
    return squared_error.mean(turned.output(past.inputs)[:, np.newaxis], past.targets)


class Hill:
    """The error over the friend's weight: the sum of (a − t)²/2 over evenings with a friend."""

    def __init__(self, examples):
        self.brought = with_friend(examples)

    def outputs(self, weight):
        """What σ says on each evening, and what it should have said, of a ball of weights."""
        return [(sigma(weight + exactly(each)), good) for each, good in self.brought]

    def height(self, weight):
        """The error itself."""
        return sum(((a - t) ** 2 for a, t in self.outputs(weight)), arb(0)) / 2

    def slope(self, weight):
        """How fast the error rises."""
        return sum(((a - t) * a * (1 - a) for a, t in self.outputs(weight)), arb(0))

    def bend(self, weight):
        """How fast the slope rises."""
        outputs = self.outputs(weight)
        return sum(
            (a * (1 - a) * (a * (1 - a) + (a - t) * (1 - 2 * a)) for a, t in outputs), arb(0)
        )

    def prove_only_valley(self, low, high):
        """Prove that the slope rises all the way from below 0 to above 0."""
        assert self.slope(exactly(low)) < 0 < self.slope(exactly(high))
        prove_positive(self.bend, low, high)


def prove_formulas_of_the_hill():
    """Prove that slope and bend, as a hill gives them, are the derivatives of its height."""
    a, t = logistic(z), symbols("t", real=True)
    slope = (a - t) * a * (1 - a)
    prove_equal(sympy.diff((a - t) ** 2 / 2, z), slope)
    prove_equal(sympy.diff(slope, z), a * (1 - a) * (a * (1 - a) + (a - t) * (1 - 2 * a)))


@pytest.mark.claim("sigmoid-error-has-a-way-down", kind="theorem")
def test_the_error_of_a_sigmoid_slopes_towards_the_best_weight():
    """On these eight evenings, with the other knobs held, σ's error slopes at every friend's
    weight from −6 to 6 except one, near 2, and always down towards that one.

    The slope is below 0 from −6 to 1.8 and above 0 from 2.2 to 6; between them it only rises.
    """
    prove_formulas_of_the_hill()
    hill, ends = Hill(of_the_story()), (-6, 6)
    low, high = map(Fraction, ("1.8", "2.2"))
    prove_positive(lambda weight: -hill.slope(weight), ends[0], low)
    prove_positive(hill.slope, high, ends[1])
    hill.prove_only_valley(low, high)


@pytest.mark.claim("hill-with-two-valleys", kind="theorem")
def test_other_evenings_make_two_valleys():
    """Four other evenings make a hill with two valleys, one of them lower: from one side of the top
    between them the slope leads down into the higher one.

    With a friend each time: film 1, dry, good to go; film 0.6, dry, not good; film 0.3, rain, good;
    film 0, rain, not good; the other knobs as tonight. From −6 to 8 the slope of σ's error is 0
    at three weights of the friend: a valley from −1.2 to −1.1, a top from 1.6 to 1.8, and a
    valley from 4.3 to 4.4 that is higher than the first.
    """
    prove_formulas_of_the_hill()
    hill = Hill([(1, 1, 0, 1), (1, 0.6, 0, 0), (1, 0.3, 1, 1), (1, 0, 1, 0)])
    first, top, last = (
        tuple(map(Fraction, stretch))
        for stretch in (("-1.2", "-1.1"), ("1.6", "1.8"), ("4.3", "4.4"))
    )
    for falls in ((-6, min(first)), (max(top), min(last))):
        prove_positive(lambda weight: -hill.slope(weight), *falls)
    for rises in ((max(first), min(top)), (max(last), 8)):
        prove_positive(hill.slope, *rises)
    prove_positive(lambda weight: -hill.bend(weight), *top)  # so its slope is 0 once there
    hill.prove_only_valley(*first)
    hill.prove_only_valley(*last)
    assert hill.height(between(*first)) < hill.height(between(*last))


@pytest.mark.claim("perceptron-rule-settles", kind="theorem")
def test_the_perceptron_rule_settles_where_it_can():
    """From any list of examples that some setting of its weights and bias gets right, a switch
    learns such a setting by the perceptron rule, going through the list again and again.

    Start with all at 0. If a setting v, bias included, gets each example right with at least g to
    spare, and no input with its 1 for the bias is longer than R, the rule makes at most
    R²|v|²/g² mistakes.
    """
    # An example s is the input if the answer is yes, and minus the input if it is no. Then v·s ≥ g,
    # and a mistake means w·s ≤ 0: the rule makes w + s of w. Start: v·w = 0 and |w|² = 0, after
    # m = 0 mistakes. Step: v·w grows by g or more, and |w|² by R² or less.
    vw, vs, ww, ws, ss, vv = symbols("vw vs ww ws ss vv", real=True)  # dot products
    m, g, longest = symbols("m g R", real=True)
    w, s, v, t = symbols("w s v t", real=True)  # one place of each, and a number
    prove_equal(v * (w + s), v * w + v * s)  # so v·(w + s) is v·w + v·s
    prove_equal((w + s) ** 2, w**2 + 2 * w * s + s**2)  # and |w + s|² is |w|² + 2 w·s + |s|²
    before = [vw >= m * g, ww <= m * longest**2, vs >= g, ws <= 0, ss <= longest**2]
    prove(vw + vs >= (m + 1) * g, given=before)
    prove(ww + 2 * ws + ss <= (m + 1) * longest**2, given=before)
    # No dot product is larger than the two lengths multiplied: |w − tv|² is at least 0.
    prove_equal((w - t * v) ** 2, w**2 - 2 * t * v * w + t**2 * v**2)
    least = (ww - 2 * t * vw + t**2 * vv).subs(t, vw / vv)
    prove_equal(least * vv, ww * vv - vw**2)
    after = [vw >= m * g, ww <= m * longest**2, vw**2 <= ww * vv, m > 0, g > 0, vv > 0]
    prove((m * g) ** 2 <= vw**2, given=after)
    prove(ww * vv <= m * longest**2 * vv, given=after)
    together = [m**2 * g**2 <= m * longest**2 * vv, m > 0]
    prove(m * g**2 <= longest**2 * vv, given=together)
    # A yes needs a sum above 0, a no one of 0 or less. With half the least sum of a yes taken from
    # the bias, each of them has something to spare.
    yes, no, least = symbols("yes no least", real=True)
    signs = [yes >= least, no <= 0]
    prove(yes - least / 2 >= least / 2, given=signs)
    prove(no - least / 2 <= -least / 2, given=signs)


@pytest.mark.claim("perceptron-rule-learns", kind="cases")
def test_a_single_switch_learns_by_the_perceptron_rule():
    """A single switch can learn AND, and OR, by the perceptron rule, which uses no slope."""
    for name, answers in {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1)}.items():
        weights, bias, wrong = [0, 0], 0, True
        while wrong:  # whole numbers only, added and taken away
            wrong = False
            for inputs, answer in zip(product((0, 1), repeat=2), answers, strict=True):
                said = int(weights[0] * inputs[0] + weights[1] * inputs[1] + bias > 0)
                wrong = wrong or said != answer
                weights = [w + (answer - said) * x for w, x in zip(weights, inputs, strict=True)]
                bias += answer - said
        gate = logic_gate(name)
        assert Neuron(weights, bias, heaviside).output(gate.inputs).tolist() == list(answers)


@pytest.mark.derivation("gap-above-zero")
def test_the_gap_above_zero(derive):
    """How far a steep σ is from the switch, where the switch says 1."""
    derive(
        (
            "1 - sigma(k*z) = (1 + exp(-k*z))/(1 + exp(-k*z)) - 1/(1 + exp(-k*z))",
            "the same denominator",
        ),
        ("= exp(-k*z)/(1 + exp(-k*z))", "subtract"),
        ("< exp(-k*z)", "the denominator is above 1."),
    )


@pytest.mark.derivation("gap-below-zero")
def test_the_gap_below_zero(derive):
    """How far a steep σ is from the switch, where the switch says 0."""
    derive(
        ("sigma(k*z) = 1/(1 + exp(-k*z))", "as above"),
        ("= 1/(1 + exp(k*abs(z)))", "because $-z = |z|$"),
        ("< 1/exp(k*abs(z)) = exp(-k*abs(z))", "a smaller denominator, a larger fraction."),
        where={"z": "-m"},
        positive=["m"],
    )


@pytest.mark.derivation("slope-of-sigma")
def test_the_slope_of_sigma(derive):
    """The slope of σ is its height times what is left up to 1."""
    derive(
        ("sigma'(z) = -(1 + exp(-z))**(-2) @ (-exp(-z))", "outer derivative times inner"),
        ("= 1/(1 + exp(-z)) @ (exp(-z)/(1 + exp(-z)))", "the two minus signs cancel"),
        (
            "= sigma(z)*(1 - sigma(z))",
            "subtract as in the algebra block, with $k = 1$",
        ),
        ("= 1/4 - (sigma(z) - 1/2)**2", "multiply out to check"),
        ("<= 1/4", "a square is never below 0."),
    )


@pytest.mark.derivation("quarter-between-two-places")
def test_a_quarter_between_two_places(derive):
    """Between any two places σ moves by at most a quarter of the way between them."""
    derive(
        ("abs(sigma(v) - sigma(u)) = abs(sigma'(c))*abs(v - u)", "the mean value theorem"),
        ("<= 1/4*abs(v - u)", "by the lines above."),
        given=["sigma(v) - sigma(u) = sigma'(c)*(v - u)", "abs(sigma'(c)) <= 1/4"],
    )
