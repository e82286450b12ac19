"""Proofs for *How can Δoutput be linear when the neuron is curved?*

What holds for all neurons, inputs and nudges is proved by algebra and by slopes, what holds on a
stretch by ball arithmetic. The library is compared with the same formulas to fifty digits.
"""

import mpmath
import pytest
import sympy
from ball_arithmetic import exactly, prove_positive, sigma
from derivation import FUNCTIONS
from exact_algebra import h, logistic, prove, prove_equal, z
from flint import arb
from slope_arguments import (
    MOST,
    error_of_the_guess,
    p,
    prove_error_bound,
    prove_not_negative,
)
from sympy import Rational, sqrt, symbols

from explainer.story import cinema, tonight

mpmath.mp.dps = 50


def exact(z):
    """σ to fifty digits."""
    return 1 / (1 + mpmath.exp(-z))


def slope(z):
    """σ's slope by the hyperbolic cosine, which the library does not use: 1/(4 cosh²(z/2))."""
    return 1 / (2 * mpmath.cosh(z / 2)) ** 2


def bend(a):
    """How fast σ's slope changes where σ is a: of a symbol or of a ball."""
    return a * (1 - a) * (1 - 2 * a)


def prove_formula_of_the_bend():
    """Prove that this is σ's second derivative."""
    prove_equal(sympy.diff(logistic(z), z, 2), bend(logistic(z)))


@pytest.mark.claim("prediction-error-bound", kind="theorem")
def test_slope_times_change_is_off_by_little():
    """σ's slope times the change in its weighted sum misses the true change of the output by at
    most a twentieth of the square of that change.

    |σ(z + Δz) − σ(z) − σ′(z)·Δz| ≤ Δz²/(12√3) for all real z and Δz, 1/(12√3) is a little less than
    a twentieth, and no smaller number will do.
    """
    prove_error_bound()
    twentieth = Rational(1, 20)
    prove(twentieth > MOST)
    most_bent = sympy.log(2 + sqrt(3))
    near = sympy.limit(error_of_the_guess(h).subs(z, most_bent) / h**2, h, 0)
    assert sympy.simplify(near + MOST) == 0


@pytest.mark.claim("greatest-bend", kind="theorem")
def test_the_slope_never_changes_faster_than_this():
    """σ's slope changes less than a tenth as fast as z does, and fastest on the two shoulders of
    the S, a little more than 1.3 to either side of 0.

    |σ″(z)| ≤ 1/(6√3) for every real z, with equality where z is ln(2 + √3) or −ln(2 + √3), about
    1.317, and nowhere else.
    """
    prove_formula_of_the_bend()
    size, tenth = sympy.Abs(bend(p)), Rational(1, 10)  # p is σ(z)
    most, shoulders = 1 / (6 * sqrt(3)), ((1 + 1 / sqrt(3)) / 2, (1 - 1 / sqrt(3)) / 2)
    elsewhere = [p < 1, *(sympy.Ne(p, each) for each in shoulders)]
    prove(size < most, given=elsewhere)
    prove(most < tenth)
    for place, height in zip((1, -1), shoulders, strict=True):
        odds = sympy.radsimp(height / (1 - height))
        assert sympy.simplify(odds - (2 + sqrt(3)) ** place) == 0
        assert sympy.simplify(size.subs(p, height) - most) == 0
    assert exactly("1.3") < (2 + arb(3).sqrt()).log() < exactly("1.32")


@pytest.mark.claim("sum-is-exactly-linear", kind="theorem")
def test_the_weighted_sum_is_exactly_linear():
    """While the inputs stay as they are, the weighted sum z is exactly linear in the weights and
    the bias: it moves by each input times its nudge, plus the bias's nudge, with nothing left
    over.

    For every number of inputs, Δz = Σ xⱼ·Δwⱼ + Δb.
    """
    w, x, bias, before, moved = symbols("w x b before moved", real=True)
    turn, shift = symbols("Delta_w Delta_b", real=True)
    prove_equal((bias + shift) - bias, shift)  # no input yet
    after = before + moved  # and one input more adds its own part to what has moved
    prove_equal((after + (w + turn) * x) - (before + w * x), moved + x * turn)


@pytest.mark.claim("bill-error-bound", kind="theorem")
def test_the_bill_of_many_knobs_is_off_by_little():
    """Nudge as many knobs as you like: the bill misses the true change of the output by at most a
    twentieth of the square of how far all the nudges together move the weighted sum.

    |Δoutput − Σ rateⱼ·Δwⱼ − rate·Δb| ≤ Δz²/(12√3), where Δz = Σ xⱼ·Δwⱼ + Δb, for every number of
    knobs.
    """
    w, x, rest, turn, steep = symbols("w x rest Delta_w slope", real=True)
    a = logistic(w * x + rest)  # the bias is a weight on an input of 1
    prove_equal(sympy.diff(a, w), x * a * (1 - a))  # so a knob's rate is its input times the slope
    so_far = symbols("so_far", real=True)  # how far the knobs on the bill move z; at first 0
    prove_equal(steep * so_far + (x * steep) * turn, steep * (so_far + x * turn))
    prove_error_bound()  # for the whole bill, slope times Δz


@pytest.mark.claim("bill-is-linear-in-the-nudges", kind="theorem")
def test_the_bill_is_linear_in_the_nudges():
    """At one setting of the knobs the bill is linear in the nudges: twice the nudges make twice
    the bill, and two lots of nudges together make the two bills together.

    B(s·u + t·v) = s·B(u) + t·B(v) for B(u) = Σ rateⱼ·uⱼ, all numbers s, t, every number of knobs.
    """
    rate, u, v, s, t = symbols("rate u v s t", real=True)
    one, other = symbols("bill_of_u bill_of_v", real=True)  # of the knobs before
    prove_equal(rate * (s * u + t * v), s * rate * u + t * rate * v)  # the first knob
    both = s * one + t * other
    prove_equal(both + rate * (s * u + t * v), s * (one + rate * u) + t * (other + rate * v))


@pytest.mark.claim("output-is-not-linear", kind="theorem")
def test_the_output_is_not_linear():
    """The output itself is linear neither in the nudges nor in the inputs: tonight twice an upward
    nudge of the friend's weight moves it by less than twice as much, and the film adds less
    from ½ to 1 than from 0 to ½.

    0 < σ(2 + 2h) − σ(2) < 2(σ(2 + h) − σ(2)) for every h > 0, and σ(4) − σ(2) < σ(2) − σ(0).
    """
    t, q = symbols("t q", positive=True)  # e^-2 and e^-h, both below 1
    now, once, twice = 1 / (1 + t), 1 / (1 + t * q), 1 / (1 + t * q**2)
    below_1 = [t < 1, q < 1]
    first, second = once - now, twice - once  # the second of two equal steps adds less
    prove(second < first, given=below_1)
    prove(twice > now, given=below_1)
    none, half, full = (sigma(arb(z)) for z in (0, 2, 4))
    first, second = half - none, full - half
    assert 0 < second < first
    films = [[1.0, film, 0.0] for film in (0.0, 0.5, 1.0)]
    assert cinema.weighted_input(films).tolist() == [0, 2, 4]


@pytest.mark.claim("tenth-nudge-hundredth-error", kind="theorem")
def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error():
    """Tonight a tenth of a small nudge leaves about a hundredth of the error: for a nudge of the
    friend's weight by 0.1 or less, up or down, it divides the error by a number between 95 and 105.

    With E(h) = σ(2) + σ′(2)·h − σ(2 + h): 95·E(h/10) < E(h) < 105·E(h/10) for every h from −0.1 to
    0.1 but 0.
    """
    # E(h), E(h) − 95·E(h/10) and 105·E(h/10) − E(h) are 0 at h = 0, and so is the slope of each.
    # The slope of each slope is above 0 on the whole stretch, so they are above 0 but at h = 0.
    prove_formula_of_the_bend()
    low, high = (exactly(times) / 100 for times in (95, 105))
    slopes_of_slopes = (
        lambda h: -bend(sigma(2 + h)),
        lambda h: low * bend(sigma(2 + h / 10)) - bend(sigma(2 + h)),
        lambda h: bend(sigma(2 + h)) - high * bend(sigma(2 + h / 10)),
    )
    stretch = (-0.1, 0.1)
    for each in slopes_of_slopes:
        prove_positive(each, *stretch)


@pytest.mark.claim("thousandth-at-zero", kind="theorem")
def test_where_there_is_no_bend_the_error_shrinks_faster():
    """At z = 0, where σ stops bending one way and starts bending the other, a tenth of a small
    nudge leaves about a thousandth of the error.

    With E(h) = h/4 + ½ − σ(h): E(h)/E(h/10) lies between 998 and 1001 for every h from −0.1 to 0.1
    but 0. σ″ is above 0 below z = 0 and below 0 above.
    """
    half = Rational(1, 2)
    prove_formula_of_the_bend()
    below, above = [p < half], [p > half, p < 1]  # σ(0) is ½, and σ rises
    upwards, downwards = bend(p) > 0, bend(p) < 0
    prove(upwards, given=below)
    prove(downwards, given=above)
    prove_equal(logistic(-z), 1 - logistic(z))  # so E(−h) is −E(h): what follows is for h ≥ 0
    missed = z / 4 + half - logistic(z)
    at_most = z**3 / 48
    at_least = at_most * (1 - z**2 / 10)
    over, under = at_most - missed, missed - at_least
    prove_not_negative(over, z, by_slope=3, place=z)
    prove_not_negative(under, z, by_slope=5, place=z)
    small = [z > 0, z <= Rational(1, 10)]
    tenth = {z: z / 10}
    low, high = 998 * at_most.subs(tenth), 1001 * at_least.subs(tenth)
    prove(at_least > low, given=small)
    prove(at_most < high, given=small)


def numbers_of(nudges):
    """What the bill says and by how much the output moves tonight, to fifty digits."""
    friend, film, _, bias = map(mpmath.mpf, nudges)
    moved = friend + film / 2 + bias
    return slope(mpmath.mpf(2)) * moved, exact(2 + moved) - exact(2)


@pytest.mark.claim("tonights-nudge", kind="cases")
def test_tonights_nudge():
    """Nudge the friend's weight by 0.1 tonight: rate times nudge says 0.01050, and the output moves
    by 0.01011."""
    bill, truth = numbers_of(("0.1", 0, 0, 0))
    assert (f"{float(bill):.5f}", f"{float(truth):.5f}") == ("0.01050", "0.01011")
    made = cinema.nudge(tonight, weights=[0.1, 0.0, 0.0])
    assert made.predicted == pytest.approx(float(bill), rel=1e-13)
    assert made.actual == pytest.approx(float(truth), rel=1e-12)


@pytest.mark.claim("tonights-bill", kind="cases")
def test_tonights_bill():
    """Tonight turn the friend's weight up by 0.1, the film's down by 0.1, the rain's up by 0.2 and
    the bias up by 0.1: the bill says 0.01575, and the output moves by 0.01487."""
    bill, truth = numbers_of(("0.1", "-0.1", "0.2", "0.1"))
    assert (f"{float(bill):.5f}", f"{float(truth):.5f}") == ("0.01575", "0.01487")
    made = cinema.nudge(tonight, weights=[0.1, -0.1, 0.2], bias=0.1)
    assert made.predicted == pytest.approx(float(bill), rel=1e-12)
    assert made.actual == pytest.approx(float(truth), rel=1e-12)


@pytest.mark.claim("slope-tells-changes", kind="cases")
def test_slope_times_z_is_not_the_output():
    """Slope times z is not the output: tonight slope times z is about 0.21, and the output is about
    0.88."""
    z = mpmath.mpf(2)
    assert (f"{float(slope(z) * z):.2f}", f"{float(exact(z)):.2f}") == ("0.21", "0.88")
    assert cinema.output(tonight) == pytest.approx(float(exact(z)), rel=1e-14)
    assert cinema.gradient(tonight).bias == pytest.approx(float(slope(z)), rel=1e-14)


@pytest.mark.derivation("change-of-a-square")
def test_the_change_of_a_square(derive):
    """How far the square of z moves: a straight part, and what the guess leaves out."""
    derive(
        ("s(z + h) - s(z) = (z + h)**2 - z**2", "what the change is"),
        ("= z**2 + 2*z*h + h**2 - z**2", "multiply out"),
        ("= 2*z @ h + h**2", "$z^2$ goes away."),
        where={"s": lambda number: number**2},
    )


@pytest.mark.derivation("change-of-the-sum")
def test_the_change_of_the_sum(derive):
    """How far the weighted sum moves when all the knobs are nudged."""
    new = "Sum((w[j] + Delta_w[j])*x[j], j) + (b + Delta_b)"
    derive(
        (f"Delta_z = {new} - Sum(w[j]*x[j], j) - b", "new minus old"),
        ("= Sum(x[j]*Delta_w[j], j) + Delta_b", "the old part goes away."),
        where={"old": "Sum(w[j]*x[j], j) + b", "Delta_z": f"{new} - old"},
    )


@pytest.mark.derivation("bill-is-slope-times-change")
def test_the_bill_is_slope_times_change(derive):
    """The bill of all the knobs is the slope of σ times the change of z."""
    derive(
        (
            "Sum(group(x[j] @ slope)*Delta_w[j], j) + slope*Delta_b"
            " = slope @ (Sum(x[j]*Delta_w[j], j) + Delta_b)",
            "take out the slope",
        ),
        ("= slope @ Delta_z", "by the lines above."),
        where={"Delta_z": "Sum(x[j]*Delta_w[j], j) + Delta_b"},
    )


def slope_of_the_walk(time):
    """How fast σ(z + tΔz) rises at a time t, by SymPy, with Δz for the sum over the knobs."""
    t, j, shift = symbols("t j Delta_b", real=True)
    x, turn = (sympy.IndexedBase(name, real=True) for name in ("x", "Delta_w"))
    change = FUNCTIONS["Sum"](x[j] * turn[j], j) + shift
    return sympy.diff(logistic(z + t * change), t).subs(t, time)


@pytest.mark.derivation("bill-by-the-chain-rule")
def test_the_bill_by_the_chain_rule(derive):
    """The slope of the output, as all nudges grow together, is the bill."""
    derive(
        ("g'(0) = sigma'(z)*Delta_z", "chain rule"),
        ("= Sum(x[j]*sigma'(z)*Delta_w[j], j) + sigma'(z)*Delta_b", r"put in $\Delta z$."),
        where={"Delta_z": "Sum(x[j]*Delta_w[j], j) + Delta_b", "g'": slope_of_the_walk},
    )


@pytest.mark.derivation("bend-of-sigma")
def test_the_bend_of_sigma(derive):
    """The second derivative of σ, by its height and by the distance of that from ½."""
    derive(
        ("sigma''(z) = a*(1 - a)*(1 - 2*a)", r"$\sigma' = a\,(1-a)$"),
        ("= 1/4*(1 - u**2)*u", r"$a = \tfrac{1-u}{2},\ 1 - a = \tfrac{1+u}{2}$."),
        where={"a": "sigma(z)", "u": "1 - 2*a"},
    )


@pytest.mark.derivation("greatest-of-a-cubic")
def test_the_greatest_of_a_cubic(derive):
    """What t(1 − t)² leaves of 4/27 is never below 0."""
    derive(
        ("4/27 - t*(1 - t)**2 = 4/27 - t + 2*t**2 - t**3", "multiply out"),
        ("= (t - 1/3)**2*(4/3 - t)", "multiply this out to check"),
        (">= 0", "a square times something above 0."),
        between=["t"],
    )


@pytest.mark.derivation("greatest-bend-of-sigma")
def test_the_greatest_bend_of_sigma(derive):
    """The second derivative of σ is never larger than this."""
    derive(
        ("abs(sigma''(z)) <= 1/4 @ (2/(3*sqrt(3)))", "by the lines above"),
        ("= 1/(6*sqrt(3))", "and this we call $M$."),
    )


@pytest.mark.derivation("error-by-slopes")
def test_the_error_by_slopes(derive):
    """What the limit leaves above the error, and its slopes: the second is never below 0."""
    derive(
        ("r' = M*h - (sigma'(z + h) - sigma'(z))", "0 at $h = 0$"),
        ("r'' = M - sigma''(z + h)", "the slope of that"),
        (">= 0", r"as $|\sigma''| \le M$."),
        where={
            "M": "1/(6*sqrt(3))",
            "r": "M/2*h**2 - (sigma(z + h) - sigma(z) - sigma'(z)*h)",
            "r'": "d(r, h)",
            "r''": "d(r', h)",
        },
    )


@pytest.mark.derivation("third-derivative-of-sigma")
def test_the_third_derivative_of_sigma(derive):
    """The third derivative of σ, by its slope."""
    derive(
        ("sigma'''(z) = p'*(1 - 2*a) - 2*p*a'", "product rule"),
        ("= p*(1 - 2*a)**2 - 2*p**2", r"$p' = \sigma'' = p\,(1-2a),\ a' = p$"),
        ("= p*(1 - 4*p) - 2*p**2", r"$(1 - 2a)^2 = 1 - 4a(1-a)$"),
        ("= p*(1 - 6*p)", "take out $p$."),
        where={"a": "sigma(z)", "a'": "d(a, z)", "p": "a*(1 - a)", "p'": "d(p, z)"},
    )
