"""Proofs for *Why is σ's derivative so simple, and what does it simplify?*

What holds for every z is proved by algebra and by deciding inequalities over all real numbers. The
library is compared with formulas of the textbooks and with fifty digits (mpmath), never with its
own output.
"""

import mpmath
import pytest
import sympy
import z3
from ball_arithmetic import exactly, prove_positive, sigma
from exact_algebra import logistic, prove, prove_equal, z
from fourteen_curves import CURVES, in_balls
from fourteen_curves import z as place
from sympy import Abs, Eq, Function, Ne, Rational, cos, erfinv, exp, log, oo, pi, sqrt

from explainer.activations import ACTIVATIONS, sigmoid
from explainer.losses import cross_entropy, output_delta, squared_error

mpmath.mp.dps = 50
PLACES = [mpmath.mpf(n) / 4 for n in range(-40, 41)]
a, y, r, s, u, v = sympy.symbols("a y r s u v", real=True)
p = sympy.Symbol("p", positive=True)


def to_fifty_digits(z):
    """σ(z) to fifty digits."""
    return 1 / (1 + mpmath.exp(-z))


@pytest.mark.claim("height-times-headroom", kind="theorem")
def test_the_slope_is_height_times_headroom():
    """At every z the slope of σ is its height times its headroom: σ(z) times 1 − σ(z)."""
    height = logistic(z)
    prove_equal(sympy.diff(height, z), height * (1 - height))
    for at in PLACES:
        exact = to_fifty_digits(at)
        assert sigmoid.slope(float(at)) == pytest.approx(float(exact * (1 - exact)), rel=1e-14)


@pytest.mark.claim("steepest-in-the-middle", kind="theorem")
def test_the_slope_is_a_quarter_in_the_middle_and_less_elsewhere():
    """The slope of σ is ¼ at z = 0 and less than ¼ everywhere else."""
    quarter, slope = Rational(1, 4), sympy.diff(logistic(z), z)
    assert slope.subs(z, 0) == quarter
    for side in (sympy.Symbol("z", negative=True), sympy.Symbol("z", positive=True)):
        prove(slope.subs(z, side) < quarter)
    assert sigmoid.slope(0.0) == 0.25
    assert all(sigmoid.slope(float(at)) < 0.25 for at in PLACES if at)


def prove_only_solution(rate=1):
    """Prove that y′ = rate·y(1 − y) has no two solutions that agree at one place.

    The difference of y and σ has the slope rate·(1 − y − σ) times itself. Let P be a curve with the
    slope rate·(1 − y − σ). Then the difference times e to the −P has slope 0, so it never changes,
    and e to the −P is never 0: a difference that is 0 at one place is 0 at all.
    """
    y, total = Function("y")(z), Function("P")(z)
    solution = logistic(rate * z)
    prove_equal(sympy.diff(solution, z), rate * solution * (1 - solution))
    slopes = {
        sympy.diff(y, z): rate * y * (1 - y),
        sympy.diff(total, z): rate * (1 - y - solution),
    }
    still = sympy.diff((y - solution) * exp(-total), z).subs(slopes)
    assert sympy.simplify(still) == 0


@pytest.mark.claim("rumour-is-sigma", kind="theorem")
def test_sigma_is_the_only_rumour_that_starts_at_a_half():
    """If the slope is height times headroom everywhere, and the height at 0 is ½, then the curve is
    σ and no other. If the height at 0 is another number between 0 and 1, the curve is σ moved
    sideways.
    """
    assert logistic(0) == Rational(1, 2)
    prove_only_solution()
    prove_equal(logistic(z).subs(z, log(p)), p / (1 + p))  # every height between 0 and 1 is one of
    prove(Eq(a, p / (1 + p)), given=[Eq(p, a / (1 - a))])  # σ's: so move it to 0
    for at in PLACES:
        assert sigmoid(float(at)) == pytest.approx(float(to_fifty_digits(at)), rel=1e-14)


@pytest.mark.claim("lowest-degree-is-two", kind="theorem")
def test_degree_two_is_the_lowest_and_gives_only_scaled_sigmas():
    """Take a smooth curve over all z that has a floor and a ceiling, is not flat, and whose slope
    is a polynomial in its height. The degree is at least 2, and if it is 2 the curve is σ: scaled,
    shifted, perhaps turned over.

    Smooth: it has a slope at every z. If f is bounded and not constant and f′ = g(f) with a
    polynomial g, then g has degree 2 at least; and if it has degree 2, f(z) = r + (s − r)σ(kz + c).
    """
    # g never is 0 at a height of f: if it is 0 at r, it is (f − r) q(f), so f − r has the slope
    # q times itself. As above, it is 0 everywhere then, or nowhere; and f is not the constant r.
    f, total, q = (Function(name)(z) for name in ("f", "Q", "q"))
    slopes = {sympy.diff(f, z): (f - r) * q, sympy.diff(total, z): q}
    assert sympy.simplify(sympy.diff((f - r) * exp(-total), z).subs(slopes)) == 0
    k = sympy.Symbol("k", integer=True, nonnegative=True)  # for all powers: u^k − r^k has u − r
    step = u * (u**k - r**k) + (u - r) * r**k
    assert sympy.expand(step - (u ** (k + 1) - r ** (k + 1))) == 0
    # So g(f) keeps its sign, f is monotone, and has two limits, u and v. From z to z + 1 it moves
    # by g of some height between, and by less and less. So g is 0 at both limits: two zeros.
    b, c = sympy.symbols("b c", real=True)
    prove(Eq(b, 0), given=[Eq(a + b * u, 0), Eq(a + b * v, 0), Ne(u, v)])  # degree 1 at most, with
    prove(Eq(a, 0), given=[Eq(a + b * u, 0), Eq(a + b * v, 0), Ne(u, v)])  # two: g is 0, f is flat
    g = a + b * u + c * u**2
    at_r, at_s = (Eq(g.subs(u, zero), 0) for zero in (r, s))
    prove(Eq(g, -c * (u - r) * (s - u)), given=[at_r, at_s, Ne(r, s)])  # degree 2
    # The share u of the way from r to s follows the rule of σ, at some rate; so it is σ(kz + c).
    share = (f - r) / (s - r)
    slope = sympy.diff(share, z).subs(sympy.diff(f, z), -c * (f - r) * (s - f))
    prove_equal(slope.subs(f, y), (-c * (s - r) * share * (1 - share)).subs(f, y))
    prove_only_solution(rate=sympy.Symbol("k", real=True))


@pytest.mark.claim("every-rising-curve-has-a-rule", kind="theorem")
def test_a_rising_curve_tells_its_slope_by_its_height():
    """Every smooth curve that rises everywhere has some rule that gives its slope from its height.

    If f(u) < f(v) wherever u < v, then f(u) = f(v) only where f′(u) = f′(v).
    """
    real = z3.RealSort()
    f, slope = (z3.Function(name, real, real) for name in ("f", "slope"))  # any two at all
    u, v = z3.Reals("u v")
    solver = z3.Solver()
    solver.add(f(u) == f(v), slope(u) != slope(v))
    assert solver.check() == z3.sat  # of other curves it is not true
    solver.add(z3.ForAll([u, v], z3.Implies(u < v, f(u) < f(v))))
    assert solver.check() == z3.unsat


@pytest.mark.claim("no-polynomial-for-the-normal-curve", kind="theorem")
def test_no_polynomial_gives_the_slope_of_the_normal_curve():
    """No polynomial in the height gives the slope of the normal curve, whatever its degree."""
    height = CURVES["normal_cdf"].left
    bell = sympy.diff(height, place)
    # The curve bell + z·height comes from 0 at −∞, and its slope is the height, which is above 0.
    # So it is above 0 itself: below z = 0, slope divided by height is more than −z.
    gap = bell + place * height
    prove_equal(sympy.diff(gap, place), height)
    assert sympy.limit(gap, place, -oo) == sympy.limit(height, place, -oo) == 0
    assert bell.is_positive  # so the height, which comes from 0, is above 0
    h, d = sympy.symbols("h d", positive=True)
    prove(d / h > -z, given=[d + z * h > 0])
    # A polynomial p would need p(0) = 0, since height and slope both fall to 0. But then each of
    # its terms, divided by the height, has a limit as the height falls to 0; and −z has none.
    assert sympy.limit(bell, place, -oo) == 0
    k = sympy.Symbol("k", integer=True, nonnegative=True)
    assert sympy.simplify(p ** (k + 1) / p - p**k) == 0
    normal = ACTIVATIONS["normal_cdf"]
    assert all(normal.slope(-n) / normal(-n) > n for n in map(float, range(1, 9)))


RULES = {  # the slope at height a
    "heaviside": 0 * a,
    "identity": 1 + 0 * a,
    "sigmoid": a * (1 - a),
    "tanh": 1 - a**2,
    "softsign": (1 - Abs(a)) ** 2,
    "relu": sympy.Piecewise((1, a > 0), (0, True)),
    "leaky_relu": sympy.Piecewise((1, a > 0), (Rational(1, 100), True)),
    "softplus": 1 - exp(-a),
    "arctan": cos(a) ** 2,
    "normal_cdf": exp(-(erfinv(2 * a - 1) ** 2)) / sqrt(2 * pi),
}
TWICE = {"sine": (pi, 2 * pi), "square": (-1, 1)}  # places of one height and of two slopes


@pytest.mark.claim("output-tells-the-slope-or-not", kind="cases")
def test_ten_curves_tell_their_slope_by_the_output_and_four_do_not():
    """Of our fourteen curves ten tell their slope, wherever they have one, by the output alone.
    Sine, the square, GELU and SiLU do not: they come to some heights with two slopes.

    Each of the ten rules is proved for every z, and the library's rules are compared with them.
    """
    assert {*RULES, *TWICE, "gelu", "silu"} == {*ACTIVATIONS}
    for name, rule in RULES.items():
        curve, ours = CURVES[name], ACTIVATIONS[name]
        (left, falls, _), (right, rises, _) = curve.sides
        for height, slope, here in ((left, falls, -p), (right, rises, p)):  # p is any size
            wrong = rule.subs(a, height.subs(place, here)) - slope.subs(place, here)
            assert sympy.simplify(wrong) == 0, f"{name} does not follow its rule"
        slopes = sympy.limit(falls, place, 0, "-"), sympy.limit(rises, place, 0, "+")
        if not curve.jumps and slopes[0] == slopes[1]:  # it has a slope at 0 too
            assert rule.subs(a, left.subs(place, 0)) == slopes[0]
        for at in (Rational(n, 8) for n in range(-24, 25) if n):
            height, told = float(curve.at(at)), float(curve.slope_at(at))
            assert ours.slope_from_output(height) == pytest.approx(told, rel=1e-9)
    for name, (one, other) in TWICE.items():
        curve = CURVES[name]
        assert curve.at(one) == curve.at(other)
        assert curve.slope_at(one) != curve.slope_at(other)
    for name in ("gelu", "silu"):  # falls past a height that it has once more, where it rises
        curve = CURVES[name]
        high, low, rising = -6, Rational(-3, 2), Rational(-1, 20)
        assert curve.at(high) > curve.at(rising) > curve.at(low)
        assert curve.slope_at(rising) > 0
        prove_positive(lambda at, curve=curve: -in_balls(curve.sides[0][1], at), high, -1.5)
    assert all(ACTIVATIONS[name].slope_from_output is None for name in (*TWICE, "gelu", "silu"))


class Noted:
    """A number of which nothing is known, that notes down what is done to it."""

    def __init__(self, value, done=None):
        self.value, self.done = value, [] if done is None else done

    def _did(self, what, value):
        self.done.append(what)
        return Noted(value, self.done)

    def __rsub__(self, other):
        return self._did("subtraction", int(other) - self.value)

    def __mul__(self, other):
        return self._did("multiplication", self.value * other.value)


@pytest.mark.claim("one-multiplication", kind="theorem")
def test_the_slope_costs_one_subtraction_and_one_multiplication():
    """With its output in hand, the slope of σ costs one subtraction and one multiplication.

    The library's rule was given a sign in place of a number: it does these two things to it, and
    nothing else. So it does them for all numbers.
    """
    output = Noted(a)
    slope = sigmoid.slope_from_output.raw(output)
    assert output.done == ["subtraction", "multiplication"]
    prove_equal(slope.value.subs(a, logistic(z)), sympy.diff(logistic(z), z))


@pytest.mark.claim("x-is-already-the-output", kind="theorem")
def test_x_times_one_minus_x_is_right_for_the_output_only():
    """x(1 − x) is the slope of σ if x is the output. If x is the weighted sum it is in general
    wrong: at 2 it gives −2. Nowhere below 0 or above 1 is it right, as it is below 0 there and the
    slope of σ never is.
    """
    slope = sympy.diff(logistic(z), z)
    prove_equal((u * (1 - u)).subs(u, logistic(z)), slope)
    assert (u * (1 - u)).subs(u, 2) == -2
    prove(slope > 0)
    for outside in (u < 0, u > 1):
        prove(u * (1 - u) < 0, given=[outside])
    for at in PLACES:
        told = float(to_fifty_digits(at) * to_fifty_digits(-at))
        assert sigmoid.slope_from_output(sigmoid(float(at))) == pytest.approx(told, rel=1e-11)


@pytest.mark.claim("two-minuses-cancel", kind="theorem")
def test_the_two_minus_signs_cancel():
    """There are two minus signs on the way to the slope of σ: 1/s falls as s grows, and s itself
    falls as z grows. Together they make a rise.

    With s = 1 + e⁻ᶻ, which is above 0, the two rates are −1/s² and −e⁻ᶻ.
    """
    s, inner = 1 + exp(-z), sympy.diff(1 + exp(-z), z)
    outer = sympy.diff(1 / p, p)  # p is any s above 0
    assert (outer, inner) == (-1 / p**2, -exp(-z))
    prove(outer < 0)
    prove(inner < 0)
    prove_equal(sympy.diff(logistic(z), z), outer.subs(p, s) * inner)
    for at in PLACES:
        turned = mpmath.exp(-at) / (1 + mpmath.exp(-at)) ** 2
        assert sigmoid.slope(float(at)) == pytest.approx(float(turned), rel=1e-13)


SURPRISE = -y * log(a) - (1 - y) * log(1 - a)
HALVED_SQUARE = (a - y) ** 2 / 2


def rate_with_z(error):
    """How fast an error of the output a changes with z, where a is σ(z)."""
    return sympy.diff(error.subs(a, logistic(z)), z)


@pytest.mark.claim("cross-entropy-cancels-the-slope", kind="theorem")
def test_cross_entropy_cancels_the_slope():
    """Where a σ neuron gives the output, cross-entropy changes with its weighted sum at the rate of
    the mistake, the output minus the right answer. Squared error changes at the rate of the mistake
    times the slope.

    With the output a = σ(z) and the right answer y, any number, the rates are a − y and, for
    (a − y)²/2, (a − y)·a(1 − a).
    """
    height = logistic(z)
    mistake = height - y
    prove_equal(rate_with_z(SURPRISE), mistake)
    prove_equal(rate_with_z(HALVED_SQUARE), mistake * height * (1 - height))
    for right in (0.0, 0.25, 1.0):
        for at in map(float, PLACES[::4]):
            out, off = sigmoid(at), float(to_fifty_digits(mpmath.mpf(at)) - right)
            slope = float(to_fifty_digits(mpmath.mpf(at)) * to_fifty_digits(-mpmath.mpf(at)))
            for loss, rate in ((cross_entropy, off), (squared_error, off * slope)):
                ours = output_delta(loss, sigmoid, at, float(out), right)
                assert ours == pytest.approx(rate, rel=1e-10, abs=1e-15)


@pytest.mark.claim("a-hundred-and-fifty-times", kind="cases")
def test_squared_error_pushes_a_hundred_and_fifty_times_less():
    """At z = 5, with 0 for the right answer, squared error pushes about 150 times less than
    cross-entropy; at z = 10 it is more than 22 000 times less."""
    prove_equal(rate_with_z(SURPRISE) / rate_with_z(HALVED_SQUARE), exp(z) + 2 + exp(-z))
    for at, low, high in ((5, 150, 151), (10, 22_000, 22_100)):
        height = sigma(exactly(at))
        assert low < 1 / (height * (1 - height)) < high
        rates = [
            output_delta(loss, sigmoid, float(at), float(sigmoid(float(at))), 0.0)
            for loss in (cross_entropy, squared_error)
        ]
        assert low < rates[0] / rates[1] < high


@pytest.mark.claim("lovely-properties", kind="source")
def test_a_book_speaks_of_lovely_properties(cite):
    """A free book of 2015 says why it takes σ: “exponentials have lovely properties when
    differentiated”. In its third chapter it works out how cross-entropy cancels the slope.

    Nielsen, chapter 1, on sigmoid neurons.
    """
    quotation = "exponentials have lovely properties when differentiated"
    cite("nielsen2015", page="chapter 1", quotation=quotation, known="memory")
    cite("nielsen2015", page="chapter 3", known="memory")


@pytest.mark.derivation("headroom-as-a-fraction")
def test_the_headroom_as_a_fraction(derive):
    """What is left from σ up to 1, as one fraction."""
    derive(
        ("1 - a = (1 + E)/(1 + E) - 1/(1 + E)", "the same denominator"),
        ("= E/(1 + E)", "subtract."),
        where={"a": "1/(1 + E)"},
        positive=["E"],
    )


@pytest.mark.derivation("slope-by-the-chain-rule")
def test_the_slope_by_the_chain_rule(derive):
    """The slope of σ is its height times its headroom, by the chain rule."""
    derive(
        ("sigma' = -1/s**2 @ s'", "chain rule"),
        ("= -1/s**2 @ (-exp(-z))", "the derivative of $e^{-z}$"),
        ("= 1/s @ (exp(-z)/s)", "the two minus signs cancel"),
        ("= 1/s @ ((s - 1)/s)", "as $e^{-z} = s - 1$"),
        ("= sigma*(1 - sigma)", r"as $\tfrac{s - 1}{s} = 1 - \tfrac1s$."),
        where={"s": "1 + exp(-z)", "s'": "d(s, z)", "sigma": "1/s", "sigma'": "d(1/s, z)"},
    )


@pytest.mark.derivation("never-above-a-quarter")
def test_never_above_a_quarter(derive):
    """Height times headroom is a quarter, less a square."""
    derive(
        ("a*(1 - a) = a - a**2", "multiply out"),
        ("= 1/4 - (a**2 - a + 1/4)", r"add and take away $\tfrac14$"),
        ("= 1/4 - (a - 1/2)**2", "a square."),
    )


@pytest.mark.derivation("cross-entropy-by-the-output")
def test_cross_entropy_by_the_output(derive):
    """How fast cross-entropy changes with the output."""
    derive(
        (
            "-y/a + (1 - y)/(1 - a) = (-y*(1 - a) + (1 - y)*a)/(a*(1 - a))",
            "the same denominator",
        ),
        ("= (a - y)/(a*(1 - a))", "the terms $ya$ cancel."),
    )


@pytest.mark.derivation("how-much-weaker")
def test_how_much_weaker_squared_error_is(derive):
    """One over the slope of σ."""
    derive(
        ("1/(a*(1 - a)) = (1 + E)**2/E", "from above"),
        ("= 1/E + 2 + E", "multiply out"),
        ("= exp(z) + 2 + exp(-z)", "as $E = e^{-z}$."),
        where={"E": "exp(-z)", "a": "1/(1 + E)"},
    )


@pytest.mark.derivation("four-more-rules")
def test_four_more_rules(derive):
    """The slopes of tanh, softplus, the softsign and arctan by their heights."""
    t = sympy.Symbol("t", positive=True)
    formulas = {
        "tanh": sympy.tanh,
        "softplus": lambda z: log(1 + exp(z)),
        "softsign": lambda t: t / (1 + t),
        "arctan": sympy.atan,
    }
    slopes = {
        f"{name}'": lambda at, f=f: sympy.diff(f(t), t).subs(t, at) for name, f in formulas.items()
    }
    derive(
        ("tanh'(z) = 4*sigma(2*z)*(1 - sigma(2*z))", r"as $\tanh(z) = 2\sigma(2z) - 1$"),
        ("= (1 + tanh(z))*(1 - tanh(z))", "each factor doubled;"),
        ("softplus'(z) = exp(z)/(1 + exp(z))", r"as it is $\ln(1 + e^z)$"),
        ("= 1 - 1/(1 + exp(z))", "split the fraction"),
        ("= 1 - exp(-softplus(z))", "the same $1 + e^z$;"),
        ("softsign'(t) = (1 + t - t)/(1 + t)**2", r"as it is $\tfrac{t}{1 + t}$"),
        ("= (1 - softsign(t))**2", r"as $1 - \tfrac{t}{1+t} = \tfrac{1}{1+t}$;"),
        ("arctan'(z) = 1/(1 + z**2)", r"as $\tan'(a) = 1 + \tan(a)^2$"),
        ("= cos(arctan(z))**2", r"as $1 + \tan(a)^2 = \tfrac{1}{\cos(a)^2}$."),
        where={**formulas, **slopes, "cos": cos},
        positive=["t"],
    )


@pytest.mark.derivation("difference-of-two-solutions")
def test_the_difference_of_two_solutions(derive):
    """The slope of the difference of two solutions is a multiple of the difference."""
    derive(
        ("d' = y*(1 - y) - sigma*(1 - sigma)", "both obey the rule"),
        ("= (y - sigma)*(1 - y - sigma)", "multiply this out to see it"),
        ("= d @ P'", "what $d$ and $P$ are."),
        where={
            "d": "y - sigma",
            "d'": "y*(1 - y) - sigma*(1 - sigma)",
            "P'": "1 - y - sigma",
        },
    )


@pytest.mark.derivation("share-of-the-way")
def test_the_share_of_the_way(derive):
    """The share of the way from floor to ceiling follows the rule of σ, at some rate."""
    derive(
        ("u' = f'/(s - r)", "$r$ and $s$ are constant"),
        ("= alpha*(f - r)*(s - f)/(s - r)", "the rule for $f'$"),
        ("= alpha*(s - r)*u*(1 - u)", "$f - r = (s - r)u$ and $s - f = (s - r)(1 - u)$."),
        where={"u": "(f - r)/(s - r)", "f'": "alpha*(f - r)*(s - f)", "u'": "f'/(s - r)"},
    )


@pytest.mark.derivation("a-curve-of-degree-three")
def test_a_curve_of_degree_three(derive):
    """A bounded curve whose slope is a polynomial of degree 3 in its height."""
    derive(
        ("f' = -1/2*(1 + E)**(-3/2) @ (-2*E)", "chain rule"),
        ("= E*(1 + E)**(-3/2)", "the two minus signs cancel"),
        ("= (1 + E)**(-1/2) - (1 + E)**(-3/2)", "as $E = (1 + E) - 1$"),
        ("= f - f**3", "what $f$ is."),
        where={
            "E": "exp(-2*z)",
            "f": "1/sqrt(1 + E)",
            "f'": "d(1/sqrt(1 + exp(-2*z)), z)",
        },
    )


@pytest.mark.derivation("bell-above-its-tail")
def test_the_bell_is_above_its_tail(derive):
    """The bell curve, plus z times the share below z, rises."""
    height = CURVES["normal_cdf"].left
    bell = sympy.diff(height, place)
    sum_of_both = bell + place * height
    derive(
        ("h'(z) = -z*varphi(z) + Phi(z) + z*varphi(z)", "product rule"),
        ("= Phi(z)", "the first and the last cancel"),
        ("> 0", "it is a share."),
        where={
            "Phi": lambda z: height.subs(place, z),
            "varphi": lambda z: bell.subs(place, z),
            "h'": lambda z: sympy.diff(sum_of_both, place).subs(place, z),
        },
        given=["Phi(z) > 0"],
    )
