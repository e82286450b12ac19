"""Proofs for *How did they know to pick this curve?*

Theorems by algebra, by deciding polynomials and by ball arithmetic; the library beside them against
formulas of the textbooks and fifty digits (mpmath), never against its own output.
"""

from fractions import Fraction
from functools import cache

import pytest
import sympy
from ball_arithmetic import exactly, normal, prove_positive, sigma
from exact_algebra import logistic, prove, prove_equal
from fourteen_curves import CURVES, NORMAL
from fourteen_curves import z as place
from library_curves import (
    check_base_two,
    check_crowd,
    check_curve,
    check_gap_to_normal,
    check_no_logarithm,
    check_shifted_neurons,
    check_sigma,
    check_sine,
    check_tanh,
    check_tanh_network,
    check_two_heaps,
    described_wishes,
)
from sympy import Eq, Ne, Rational, exp, log, oo, pi, sqrt

from explainer.activations import ACTIVATIONS

b, h, k, u, v, w, x, z = sympy.symbols("b h k u v w x z", real=True)


@cache
def proved_wishes(name):
    """Which of the eight wishes a curve meets, proved for every z (see fourteen_curves.py)."""
    return CURVES[name].wishes()


@pytest.mark.claim("eleven-have-what-learning-needs", kind="cases")
def test_eleven_of_fourteen_curves_have_what_learning_needs():
    """Eleven of our fourteen curves have a tilt, are never too steep, and are not straight. The
    other three are the switch, the straight line and the square.

    None of the eleven jumps, and no slope of theirs is more than 2 in size. All of this is proved
    for every z, from the formulas; the library’s curves are compared with them at 6097 places.
    """
    assert {*CURVES} == {*ACTIVATIONS}
    lacking = {name for name in CURVES if not all(proved_wishes(name)[:3])}
    assert lacking == {"heaviside", "identity", "square"}
    for name in CURVES:
        assert proved_wishes(name) == described_wishes(name)
        check_curve(name)


@pytest.mark.claim("two-meet-every-wish", kind="cases")
def test_sigma_and_the_normal_curve_meet_every_wish():
    """Of our fourteen curves two meet all eight wishes: σ and the normal curve.

    A tilt; never too steep; not straight; no jump and no corner; never falling; a floor and a
    ceiling; these at 0 and at 1; one slope at each height. Each is decided for every z.
    """
    meeting = {name for name in CURVES if all(proved_wishes(name))}
    assert meeting == {"sigmoid", "normal_cdf"}
    for name in meeting:
        assert all(described_wishes(name))
        check_curve(name)


@pytest.mark.claim("normal-curve-within-a-hundredth", kind="theorem")
def test_sigma_stretched_stays_within_a_hundredth_of_the_normal_curve():
    """σ(1.702u) stays within 0.01 of the normal curve, for every u."""
    steep, near = exactly(Fraction(1702, 1000)), exactly(Fraction(1, 100))
    prove_positive(lambda u: near - abs(sigma(steep * u) - normal(u)), -8, 8)
    end = exactly(-8)  # further left, both are between what they are there and 0
    assert sigma(steep * end) < near
    assert normal(end) < near
    prove_equal(logistic(-z), 1 - logistic(z))  # and to the right it is the same, below 1
    prove_equal(NORMAL.subs(place, -z), 1 - NORMAL.subs(place, z))
    check_gap_to_normal()


@pytest.mark.claim("tanh-is-a-stretched-sigma", kind="theorem")
def test_tanh_is_sigma_stretched_and_moved():
    """tanh is σ, stretched and moved: tanh(z) = 2σ(2z) − 1 for every z."""
    prove_equal(sympy.tanh(z), 2 * logistic(2 * z) - 1)
    check_tanh()


@pytest.mark.claim("tanh-network-is-a-sigma-network", kind="theorem")
def test_a_network_of_tanh_is_a_network_of_sigma():
    """For every network with a hidden layer of tanh there is one with σ in its place that says the
    same to every input: double the weights and biases of that layer, double the weights that read
    it, and take their old values, from before, off the next bias.

    In the sum of a next neuron, a hidden neuron with the sum u stands as v tanh(u). That is
    (2v)σ(2u) − v, and so for each of them.
    """
    prove_equal(v * sympy.tanh(u), 2 * v * logistic(2 * u) - v)
    prove_equal(2 * w * x + 2 * b, 2 * (w * x + b))  # which doubled weights and a doubled bias give
    check_tanh_network()


@pytest.mark.claim("base-two-rescales", kind="theorem")
def test_two_in_place_of_e_rescales_z():
    """With 2 in place of e the curve is σ again, of a z that is ln 2 times as large, and its slope
    is ln 2 times its height times what is left from there up to 1. With any other base above 1, the
    logarithm of that base takes the place of ln 2.

    1/(1 + 2⁻ᶻ) = σ(z ln 2), and for a base c above 1 it is σ(z ln c).
    """
    ln_2, a = log(2), 1 / (1 + 2 ** (-z))
    prove_equal(a, logistic(ln_2 * z))
    prove_equal(sympy.diff(a, z), ln_2 * a * (1 - a))
    base = sympy.Symbol("base", positive=True)
    any_base = 1 / (1 + base ** (-z))
    prove_equal(any_base.subs(base, exp(k)), logistic(k * z))
    slope = sympy.diff(any_base, z).subs(base ** (-z), u)  # u is any number above 0
    height = 1 / (1 + u)
    prove_equal(slope, log(base) * height * (1 - height))
    check_base_two()


@pytest.mark.claim("equal-spread-gives-sigma", kind="theorem")
def test_two_bell_curves_of_one_spread_make_sigma():
    """If two kinds of thing are spread in bell curves, equally wide for both in every direction
    you look, then the chance that a thing is of the second kind is exactly σ of a weighted sum
    of what you see of it, however common each kind is, as long as both occur.

    With centres $m_1$ and $m_2$, one covariance matrix $S$, and shares $1 - s$ and $s$ above 0, the
    weights are $S^{-1}(m_2 - m_1)$.
    """
    # What stands in a bell's exponent is a sum of such terms, one for each pair of inputs x_i, x_j.
    # With one entry of the inverse of S for both kinds, no product of inputs is left.
    i, j, m_i, m_j, n_i, n_j, entry = sympy.symbols("x_i x_j m_i m_j n_i n_j entry")
    first, second = entry * (i - m_i) * (j - m_j), entry * (i - n_i) * (j - n_j)
    weighted = i * entry * (n_j - m_j) + j * entry * (n_i - m_i)
    prove_equal(first - second, weighted + entry * (m_i * m_j - n_i * n_j))
    # The share of the second kind, with the exponents −u/2 and −v/2: σ of half of u − v, shifted.
    s = sympy.Symbol("s", positive=True)
    one, two = (1 - s) * exp(-u / 2), s * exp(-v / 2)
    prove_equal(two / (one + two), 1 / (1 + (1 - s) / s * exp(-(u - v) / 2)))
    check_two_heaps()


@pytest.mark.claim("unequal-spread-does-not", kind="theorem")
def test_two_bell_curves_of_two_spreads_do_not():
    """If one bell curve over x is wider than the other, the chance is not σ of any wx + b:
    somewhere it turns back, which σ(wx + b) never does."""
    m, n, r, s, c = sympy.symbols("m n r s c", real=True)
    apart = [r > 0, s > 0, Ne(r, s)]
    # The logarithm of the odds, with the centres m and n and the widths r and s: a true parabola,
    odds = c + (x - m) ** 2 / (2 * r**2) - (x - n) ** 2 / (2 * s**2)
    bend = 1 / r**2 - 1 / s**2
    prove_equal(sympy.diff(odds, x, 2), bend)
    prove(Ne(bend, 0), given=apart)
    # so the chance is the same at equal distances h from one place, and another one in the middle.
    middle = (m / r**2 - n / s**2) / bend
    prove_equal(odds.subs(x, middle + h), odds.subs(x, middle) + bend * h**2 / 2)
    # And σ rises. So wx + b would be the same at both, and another one half-way, at their mean.
    prove_equal(w * x + b, (w * (x - h) + b + w * (x + h) + b) / 2)


@pytest.mark.claim("logistic-crowd-is-sigma", kind="theorem")
def test_a_crowd_of_switches_shows_the_spread_of_its_flipping_points():
    """The share of a crowd of switches that is on at z is the share whose flipping points lie below
    z. If the points are drawn at random, spread like the slope of σ, that share is σ(z) on average;
    if they are spread in a bell curve, it is the normal curve on average.

    A point drawn with the density f lies below z with the chance $\\int_{-\\infty}^z f$.
    """
    bell = exp(-(place**2) / 2) / sqrt(2 * pi)
    for curve, density in ((logistic(place), exp(-place) / (1 + exp(-place)) ** 2), (NORMAL, bell)):
        prove_equal(sympy.diff(curve, place), density)  # so the integral is the curve, less
        assert sympy.limit(curve, place, -oo) == 0  # what it comes from
    check_crowd()


@pytest.mark.claim("adding-multiplies-the-odds", kind="theorem")
def test_adding_to_z_multiplies_the_odds():
    """Add 1 to z, and the odds, σ(z) over 1 − σ(z), are multiplied by e, wherever z stands; add 2,
    and they are multiplied by e twice; and so on for all numbers. Of the curves that say ½ at 0, σ
    is the only one of which this is true.

    For all z and h the odds at z + h are $e^h$ times the odds at z.
    """

    def odds(a):
        return a / (1 - a)

    prove_equal(odds(logistic(z + h)), exp(h) * odds(logistic(z)))
    # The only one: its odds are 1 at 0, so e^z at z; and one chance alone has such odds.
    a, e = sympy.symbols("a e", positive=True)
    assert odds(Rational(1, 2)) == 1
    prove(Eq(a, e / (1 + e)), given=[a < 1, Eq(odds(a), e)])
    prove_equal(exp(z) / (1 + exp(z)), logistic(z))
    check_sigma()


@pytest.mark.claim("most-undecided-is-sigma", kind="theorem")
def test_the_most_undecided_chance_under_a_pull_is_sigma():
    """Of all chances p, the one for which the pull z times p, plus how undecided p is (its
    entropy, with the natural logarithm), comes out greatest is σ(z).
    """
    p = sympy.Symbol("p", positive=True)
    worth = z * p - p * log(p) - (1 - p) * log(1 - p)
    prove_equal(sympy.diff(worth, p), z - log(p) + log(1 - p))
    prove(sympy.diff(worth, p, 2) < 0, given=[p < 1])  # so it is greatest where its slope is 0
    best = logistic(z)
    assert sympy.simplify(log(best / (1 - best)) - z) == 0
    # And there it is more than with a chance of 0 or 1, where it is 0 or z: ln(1 + e^z).
    ends = [sympy.limit(worth, p, end, side) for end, side in ((0, "+"), (1, "-"))]
    assert ends == [0, z]
    prove_equal(1 - best, best * exp(-z))
    most = z * best - best * log(best) - (1 - best) * (log(best) - z)  # as ln(1 − σ) is ln σ − z
    prove_equal(most, z - log(best))
    for end in (1, exp(z)):
        prove(1 + exp(z) > end)
    assert sympy.simplify(z - log(best) - log(1 + exp(z))) == 0
    check_sigma()


@pytest.mark.claim("sine-comes-back", kind="theorem")
def test_sine_comes_back():
    """Raise z by 2π and sine says what it said before; σ always says more."""
    prove_equal(sympy.sin(z + 2 * pi), sympy.sin(z))
    step = sympy.Symbol("h", positive=True)
    prove(logistic(z + step) > logistic(z))
    check_sine()


@pytest.mark.claim("no-logarithm-at-or-below-zero", kind="theorem")
def test_no_logarithm_at_or_below_zero():
    """Raise e to any power on the number line, and what you get is above 0. So 0 and the numbers
    below it have no logarithm there; but a weighted sum may well be one of these."""
    power, half, inverse = sympy.symbols("power half inverse", real=True)
    prove_equal(exp(z), exp(z / 2) ** 2)
    prove_equal(exp(z) * exp(-z), 1)
    prove(power > 0, given=[Eq(power, half**2), Eq(power * inverse, 1)])
    check_no_logarithm()


@pytest.mark.claim("below-zero-less-than-half", kind="theorem")
def test_sigma_says_less_than_a_half_below_zero():
    """σ says less than ½ below 0 and more than ½ above it, and it is the same both ways round:
    σ(−z) = 1 − σ(z)."""
    below, above = sympy.Symbol("z", negative=True), sympy.Symbol("z", positive=True)
    prove(logistic(below) < Rational(1, 2))
    prove(logistic(above) > Rational(1, 2))
    prove_equal(logistic(-z), 1 - logistic(z))
    check_sigma()


@pytest.mark.claim("bias-shifts-weight-steepens", kind="theorem")
def test_the_bias_shifts_and_the_weight_steepens():
    """With one input x of weight w, above 0, a σ neuron says ½ where x is −b/w, and there its slope
    is w/4. So the bias b shifts the curve, and the weight says how steep it is."""
    weight = sympy.Symbol("w", positive=True)
    says, half = logistic(weight * x + b), -b / weight
    prove_equal(says.subs(x, half), Rational(1, 2))
    prove_equal(sympy.diff(says, x).subs(x, half), weight / 4)
    prove_equal(weight * x + b, weight * (x - half))  # the curve without a bias, moved to there
    check_shifted_neurons()


@pytest.mark.claim("relu-as-good-as-tanh", kind="source")
def test_relu_did_as_well_as_tanh(cite):
    """In 2011 ReLU was found to yield “equal or better performance than hyperbolic tangent
    networks”.

    Glorot, Bordes and Bengio 2011, in the abstract.
    """
    words = "equal or better performance than hyperbolic tangent networks"
    cite("glorot2011", page="abstract", quotation=words, known="read")


@pytest.mark.claim("two-ways-to-sigma", kind="source")
def test_jordan_tells_of_two_ways_to_sigma(cite):
    """In early models, where time flows and does not go step by step, σ was there because it solves
    a certain equation; later it was taken as “one of the many possible smooth, monotonic” curves.

    Jordan 1995, in the abstract.
    """
    words = "one of the many possible smooth, monotonic"
    cite("jordan1995", page="abstract", quotation=words, known="read")


@pytest.mark.claim("tanh-often-faster", kind="source")
def test_tanh_is_said_to_learn_faster(cite):
    """“Symmetric sigmoids such as hyperbolic tangent often converge faster than the standard
    logistic function.”

    LeCun, Bottou, Orr and Müller 1998, section 4.4.
    """
    words = "Symmetric sigmoids such as hyperbolic tangent often converge faster than the standard"
    words += " logistic function."
    cite("lecun1998", page="section 4.4", quotation=words, known="read")


@pytest.mark.derivation("tanh-from-sigma")
def test_tanh_from_sigma(derive):
    """From tanh to a stretched σ."""
    derive(
        ("tanh(z) = (exp(z) - exp(-z))/(exp(z) + exp(-z))", "what tanh is"),
        ("= (1 - exp(-2*z))/(1 + exp(-2*z))", "divide above and below by $e^z$"),
        ("= (2 - (1 + exp(-2*z)))/(1 + exp(-2*z))", "as $1 - q = 2 - (1 + q)$"),
        ("= 2/(1 + exp(-2*z)) - 1", "split the fraction"),
        ("= 2*sigma(2*z) - 1", r"what $\sigma$ is."),
    )


@pytest.mark.derivation("another-base")
def test_another_base(derive):
    """From another base to a stretched σ."""
    derive(
        ("1/(1 + c**(-z)) = 1/(1 + exp(-z*ln(c)))", r"as $c = e^{\ln c}$"),
        ("= sigma(z*ln(c))", r"what $\sigma$ is."),
        where={"c": "exp(k)"},
    )


@pytest.mark.derivation("odds-of-two-heaps")
def test_the_odds_of_two_heaps(derive):
    """The logarithm of the odds of two bell curves of one width."""
    derive(
        (
            "ln(g/h) = ln(pi/(1 - pi)) + ((x - m_0)**2 - (x - m_1)**2)/(2*s**2)",
            "a fraction becomes a difference",
        ),
        (
            "= ln(pi/(1 - pi)) + (2*x*(m_1 - m_0) + m_0**2 - m_1**2)/(2*s**2)",
            "the $x^2$ cancel, as the widths are the same",
        ),
        ("= w*x + b", "with $w$ and $b$ as below."),
        where={
            "g": "pi*exp(-(x - m_1)**2/(2*s**2))",
            "h": "(1 - pi)*exp(-(x - m_0)**2/(2*s**2))",
            "w": "(m_1 - m_0)/s**2",
            "b": "ln(pi/(1 - pi)) + (m_0**2 - m_1**2)/(2*s**2)",
        },
        between=["pi"],
        positive=["s"],
    )


@pytest.mark.derivation("chance-of-given-odds")
def test_the_chance_of_given_odds(derive):
    """From the logarithm of the odds to the chance."""
    derive(
        ("p = exp(z)*(1 - p)", "take $e$ to both sides, times $1 - p$"),
        ("p*(1 + exp(z)) = exp(z)", "gather $p$"),
        ("p = exp(z)/(1 + exp(z))", "divide"),
        ("= 1/(exp(-z) + 1) = sigma(z)", "divide above and below by $e^z$."),
        where={"z": "ln(p/(1 - p))"},
        between=["p"],
    )


@pytest.mark.derivation("slope-of-the-points")
def test_the_slope_of_the_points(derive):
    """How the points of the game change with the chance."""
    z = sympy.Symbol("z", real=True)

    def entropy(p):
        return -p * log(p) - (1 - p) * log(1 - p)

    derive(
        ("H'(p) = -ln(p) - 1 + ln(1 - p) + 1", "product rule, twice"),
        ("= -ln(p/(1 - p))", "the ones cancel;"),
        ("J'(p) = z - ln(p/(1 - p))", "as $J(p) = zp + H(p)$"),
        ("J''(p) = -1/p - 1/(1 - p)", "once more"),
        ("< 0", "so $J$ is strictly concave."),
        where={
            "H'": lambda p: sympy.diff(entropy(p), p),
            "J'": lambda p: sympy.diff(z * p + entropy(p), p),
            "J''": lambda p: sympy.diff(z * p + entropy(p), p, 2),
        },
        between=["p"],
    )


@pytest.mark.derivation("one-tanh-in-a-sum")
def test_one_tanh_in_a_sum(derive):
    """One term of a next neuron's sum, with tanh and with σ."""
    derive(
        ("v_j*tanh(u_j) = v_j*(2*sigma(2*u_j) - 1)", r"tanh is a stretched $\sigma$"),
        ("= group(2*v_j)*sigma(2*u_j) - v_j", "multiply out."),
    )


@pytest.mark.derivation("what-sigma-gains")
def test_what_sigma_gains(derive):
    """A step up of the weighted sum raises σ."""
    derive(
        ("sigma(z + h) - sigma(z) = 1/(1 + t*q) - 1/(1 + t)", r"what $\sigma$ is"),
        ("= t*(1 - q)/((1 + t*q)*(1 + t))", "one fraction"),
        ("> 0", "as $t$ is above 0, and $q$ between 0 and 1."),
        where={"t": "exp(-z)", "q": "exp(-h)"},
        positive=["h"],
    )


@pytest.mark.derivation("the-other-half")
def test_the_other_half(derive):
    """What is left from σ up to 1."""
    derive(
        ("1 - sigma(z) = 1 - 1/(1 + t)", r"what $\sigma$ is"),
        ("= t/(1 + t)", "subtract"),
        ("= 1/(1 + 1/t)", "divide above and below by $t$"),
        ("= sigma(-z)", r"as $\tfrac1t = e^{z}$."),
        where={"t": "exp(-z)"},
    )
