"""Proofs for *Can enough neurons draw anything?*

What holds for every curve, network or stretch is proved step by step: by algebra, by deciding
inequalities, and by induction over neurons, bumps or layers. The library is compared with exact
fractions and with fifty digits (mpmath), never with its own output.
"""

from fractions import Fraction
from itertools import pairwise

import mpmath
import numpy as np
import pytest
import sympy
from ball_arithmetic import exactly as as_ball
from exact_algebra import logistic, prove, prove_equal
from flint import arb
from sympy import Abs, Eq, Max, Ne, Rational, exp, log, oo

from explainer.activations import heaviside, identity, relu, sigmoid, square
from explainer.approximation import approximate, staircase
from explainer.datasets import WILD_GREATEST_SLOPE, WILD_RANGE, wild
from explainer.network import Layer, Network

mpmath.mp.dps = 50
a, b, c, f, h, m, r, u, v, x, y = sympy.symbols("a b c f h m r u v x y", real=True)
k, slope, w = sympy.symbols("k L w", positive=True)  # steepness, greatest slope, width
t = sympy.Symbol("t", positive=True)


def exact_wild(x):
    """The wild curve, to fifty digits."""
    return mpmath.sin(3 * x) + mpmath.sin(9 * x) / 2 + mpmath.sin(24 * x) / 4


def fifty_digits(network, inputs):
    """What a network of σ and straight layers makes of one input, to fifty digits."""
    x = [mpmath.mpf(each) for each in inputs]
    for layer in network.layers:
        z = [mpmath.fdot(row, x) + b for row, b in zip(layer.weights, layer.biases, strict=True)]
        x = [1 / (1 + mpmath.exp(-each)) for each in z] if layer.activation is sigmoid else z
    return x


def exactly(network, x):
    """What a network of straight layers, hinges or squares makes of a fraction."""
    bend = {identity: lambda z: z, relu: lambda z: max(z, 0), square: lambda z: z * z}
    heights = [Fraction(x)]
    for layer in network.layers:
        rows = zip(layer.weights.tolist(), layer.biases.tolist(), strict=True)
        heights = [
            bend[layer.activation](
                sum((Fraction(w) * h for w, h in zip(row, heights, strict=True)), Fraction(bias))
            )
            for row, bias in rows
        ]
    return heights[0]


def prove_skyline_bound():
    """Prove that a skyline of σ is off by at most L(w/2 + 2 ln 2/k), for every curve.

    The last block of the page tells it in words. Here each of its steps is proved.
    """
    # Each S rises, so the shares of the bumps are 0 or more, and added up they leave the first S
    # less the last, 1 − 0: one bump more adds its share to what those before have left.
    prove(logistic(x + t) > logistic(x))
    first, last, one_more = sympy.symbols("S_0 S_n S_m", real=True)
    prove_equal((first - last) + (last - one_more), first - one_more)
    # An average of heights is off by no more than the average of what each is off.
    so_far, bound, share = sympy.symbols("so_far bound share", real=True)
    one_bump_more = [Abs(so_far) <= bound, share >= 0]
    prove(Abs(so_far + share * (m - f)) <= bound + share * Abs(m - f), given=one_bump_more)
    # A share is the chance that x + T/k falls in the piece, where T has the distribution σ.
    prove_equal(1 - logistic(-k * (x - a)), logistic(k * (x - a)))
    # Where u is in the piece, its middle m is within w/2 of u; or u is beyond an end of the stretch
    # on which x lies, and the piece is the first or the last.
    inside = [Abs(m - u) <= w / 2]
    before = [u <= a, a <= x, Eq(m, a + w / 2)]
    after = [u >= a, a >= x, Eq(m, a - w / 2)]
    for given in (inside, before, after):
        prove(Abs(m - x) <= w / 2 + Abs(u - x), given=given)
    # The mean of |T| is twice the area under 1 − σ(t) from 0 on, which is ln 2.
    area_so_far = -log(1 + exp(-x))
    prove_equal(sympy.diff(area_so_far, x), 1 - logistic(x))
    assert sympy.limit(area_so_far, x, oo) - area_so_far.subs(x, 0) == log(2)


@pytest.mark.claim("twice-the-bumps-half-the-bound", kind="theorem")
def test_the_error_of_a_skyline_stays_below_its_bound():
    """Take a curve with a limit for its slopes. The network built by hand is nowhere on the
    stretch off by more than that limit times half the width of a bump, plus a little for the soft
    edges. Twice the bumps, with edges twice as steep, make half the bound.

    If |f(x) − f(y)| ≤ L|x − y| on the stretch, the skyline of bumps of the width w and the
    steepness k is off by L(w/2 + 2 ln 2/k) at most, up to rounding.
    """
    prove_skyline_bound()
    bound = slope * (w / 2 + 2 * log(2) / k)
    prove_equal(bound.subs({w: w / 2, k: 2 * k}), bound / 2)
    steepest = 3 + arb(9) / 2 + arb(24) / 4  # of the slope 3 cos 3x + 9/2 cos 9x + 6 cos 24x
    assert steepest == WILD_GREATEST_SLOPE
    bounds = []
    for bumps in (5, 10, 20, 40, 80):
        made = approximate(wild, *WILD_RANGE, bumps, WILD_GREATEST_SLOPE, steepness=20 * bumps)
        sizes = {slope: Rational(27, 2), w: Rational(2, bumps), k: 20 * bumps}
        bounds.append(bound.subs(sizes))
        assert made.bound == pytest.approx(float(bounds[-1]), rel=1e-14)
        for at in (0, 0.3, 1.1, 1.99):
            assert abs(fifty_digits(made.network, [at])[0] - exact_wild(at)) <= made.bound
    assert all(one == 2 * other for one, other in pairwise(bounds))


@pytest.mark.claim("switches-draw-skylines-too", kind="theorem")
def test_a_skyline_of_switches_is_as_good():
    """With switches in place of σ the skyline of any curve with a limit for its slopes is, on its
    stretch, nowhere off by more than half the width of a bump times that limit.

    If |f(x) − f(y)| ≤ L|x − y| on the stretch, then a skyline of bumps of the width w, as high as f
    in the middle of each, is off by Lw/2 at most.
    """
    # The switches left of x are on: their steps lead from the first height to that of its piece.
    height, next_height, first = sympy.symbols("h_i h_j h_1", real=True)
    prove_equal(first + (height - first) + (next_height - height), next_height)
    # And x is within half a width of the middle of that piece, at an edge of one or the other.
    missed = [Abs(f - h) <= slope * Abs(x - m), Abs(x - m) <= w / 2]
    prove(Abs(f - h) <= slope * w / 2, given=missed)
    for bumps in (5, 20, 80):
        edges = np.linspace(0, 2, bumps + 1)
        heights = wild((edges[:-1] + edges[1:]) / 2)
        stairs, out = staircase(heights, edges[1:-1], steepness=1.0).layers
        network = Network((Layer(stairs.weights, stairs.biases, heaviside), out))
        for n in range(bumps):
            inside = np.linspace(edges[n], edges[n + 1], 20)[1:-1]
            assert network(inside[:, np.newaxis])[:, 0] == pytest.approx(heights[n], abs=1e-12)
        for at in edges:
            assert abs(network([[at]])[0, 0] - wild(at)) <= 13.5 / bumps


def prove_level_far_out():
    """Prove that weighted sums of σ have a limit on either side, however many they are."""
    for weight in (w, -w):  # of a σ with a weight; without one it is level everywhere
        ends = [sympy.limit(logistic(weight * x + b), x, end) for end in (-oo, oo)]
        assert ends == ([0, 1] if weight.is_positive else [1, 0])
    # And how far out it is level: it is off its limit by less than e to the minus its size.
    prove(1 - logistic(t) < exp(-t))
    prove(logistic(-t) < exp(-t))
    # One σ more, times its weight, adds its own limit to that of the others: what is off adds up.
    level, off, near = sympy.symbols("level off near", real=True)
    small = [Abs(off) <= u, Abs(near) <= v]
    added = Abs((level + off + c * (h + near)) - (level + c * h))
    prove(added <= u + Abs(c) * v, given=small)


@pytest.mark.claim("level-far-out", kind="theorem")
def test_a_layer_of_sigmoids_goes_level_far_out():
    """However its knobs stand, a network with one input and one hidden layer of σ, added up by a
    straight neuron, comes as close as you like to one height far to the left, and to one far to
    the right.

    N(x) = c + Σ vⱼσ(wⱼx + bⱼ) has a limit as x → ∞, and one as x → −∞.
    """
    prove_level_far_out()
    for seed, count in enumerate((1, 3, 10, 30)):
        network = Network.random([1, count, 1], sigmoid, identity, seed=seed)
        hidden, out = network.layers
        for side in (-1, 1):
            on = [weight * side > 0 for weight in hidden.weights[:, 0]]
            level = sum(v for v, each in zip(out.weights[0], on, strict=True) if each)
            said = network([[side * 1e6]])[0, 0]
            assert said == pytest.approx(level + out.biases[0], abs=1e-12)


@pytest.mark.claim("sine-for-ever-is-missed", kind="theorem")
def test_no_layer_of_sigmoids_follows_sine_for_ever():
    """However many σ stand in its one hidden layer, a network with one input, added up by a
    straight neuron, misses sine by 1 or more at some place.
    """
    # At a peak sine is 1, in a trough it is −1. If the network never missed by 1, it would be above
    # 0 at every peak and below 0 in every trough, and so it would be 0 infinitely often.
    peak, trough = sympy.sin(sympy.pi / 2), sympy.sin(-sympy.pi / 2)
    prove(u > 0, given=[Abs(u - peak) < 1])
    prove(u < 0, given=[Abs(u - trough) < 1])
    # Multiplied by all the 1 + e^-z, which are above 0, it is a sum of terms c e^(rx).
    prove_equal(logistic(w * x + b) * (1 + exp(-(w * x + b))), 1)
    prove_equal(exp(a * x) * exp(r * x + b), exp(b) * exp((a + r) * x))
    # Such a sum of one term has no zeros. With n + 1 different r it has no more than n, unless it
    # is 0 everywhere: divide by one of the powers, and the slope of what is left has n terms. So it
    # has n − 1 zeros at most, and by Rolle's theorem there is one between each two of the sum.
    other = sympy.diff((a * exp(r * x) + c * exp(u * x)) / exp(r * x), x)
    assert sympy.simplify(other - c * (u - r) * exp((u - r) * x)) == 0
    prove(Ne(c * t, 0), given=[Ne(c, 0)])  # t is any power of e
    for seed, count in enumerate((1, 3, 10, 30)):
        network = Network.random([1, count, 1], sigmoid, identity, seed=seed)
        far = (2 * 10**5 + np.array([0.5, 1.5])) * np.pi
        assert np.abs(network(far[:, np.newaxis])[:, 0] - np.sin(far)).max() >= 1


@pytest.mark.claim("squares-stay-polynomials", kind="theorem")
def test_layers_of_squares_stay_polynomials():
    """With one input, however many neurons they have, one hidden layer of squares draws a line or a
    parabola, two draw a polynomial of degree at most 4, three of degree at most 8. The last neuron,
    which adds them up, is a straight one.
    """
    degree = 1  # of what goes in
    for _ in range(3):
        one, other = (
            sympy.Poly(sympy.symbols(f"{name}0:{degree + 1}")[::-1], x) for name in ("p", "q")
        )  # any two polynomials of that degree; the first may be a sum already
        weighed = one + w * other + b
        assert weighed.degree() <= degree
        assert (weighed**2).degree() <= 2 * degree
        degree *= 2
    assert degree == 8
    for hidden, width in ((1, 40), (2, 5), (3, 3)):
        sizes = [1, *[width] * hidden, 1]
        layers = [
            Layer(
                np.fromfunction(lambda i, j: (3 * i + 5 * j) % 7 - 3, (n_out, n_in)),
                np.arange(n_out) % 5 - 2,
                square if place < hidden else identity,
            )
            for place, (n_in, n_out) in enumerate(pairwise(sizes))
        ]
        points = [(n, exactly(Network(tuple(layers)), n)) for n in range(2**hidden + 6)]
        drawn = sympy.interpolate([(n, Rational(h.numerator, h.denominator)) for n, h in points], x)
        assert sympy.degree(drawn, x) <= 2**hidden


@pytest.mark.claim("no-parabola-comes-near", kind="theorem")
def test_no_parabola_comes_near_the_wild_curve():
    """Every parabola, and every line, is off from the wild curve by at least 1 somewhere between 0
    and 2."""
    points = [Rational(n, 20) for n in (0, 17, 25, 40)]
    shares = [1 / sympy.prod(here - other for other in points if other != here) for here in points]
    drawn = sum(share * (a * at**2 + b * at + c) for share, at in zip(shares, points, strict=True))
    assert sympy.expand(drawn) == 0  # so weighed, the heights of any parabola or line cancel

    def in_balls(at):
        at = as_ball(Fraction(at.p, at.q))
        return (3 * at).sin() + (9 * at).sin() / 2 + (24 * at).sin() / 4

    weighed = [as_ball(Fraction(share.p, share.q)) for share in shares]
    left = sum((share * in_balls(at) for share, at in zip(weighed, points, strict=True)), arb(0))
    size = sum((abs(share) for share in weighed), arb(0))
    assert abs(left) > size  # and misses of up to 1 leave at most the size of the shares
    missed = [Abs(u) <= v, Abs(h) <= 1]
    prove(Abs(u + c * h) <= v + Abs(c), given=missed)
    at = np.array([float(each) for each in points])
    assert wild(at) == pytest.approx([float(exact_wild(mpmath.mpf(each))) for each in at])


@pytest.mark.claim("multiplies-on-a-range", kind="theorem")
def test_a_network_of_sigmoids_multiplies_on_a_range():
    """A network of 158 σ, built by hand, multiplies any two numbers from −1 to 1 with an error
    below 0.08.

    It draws two parabolas between −2 and 2, each off by 0.15 at most: the product is off by 0.075.
    """
    prove_skyline_bound()  # the slope of the square is 2x, so it is 4 at most
    prove(Abs(x**2 - y**2) <= 4 * Abs(x - y), given=[Abs(x) <= 2, Abs(y) <= 2])
    bound = 4 * (Rational(1, 40) + 2 * log(2) / (8 * log(2) * 20))  # 80 bumps, 1/20 wide
    assert sympy.simplify(bound) == Rational(15, 100)
    prove_equal(((x + y) ** 2 - (x - y) ** 2) / 4, x * y)
    prove(Abs(x + y) <= 2, given=[Abs(x) <= 1, Abs(y) <= 1])
    missed = [Abs(u) <= Rational(15, 100), Abs(v) <= Rational(15, 100)]
    prove(Abs(u - v) / 4 < Rational(8, 100), given=missed)
    made = approximate(square, -2.0, 2.0, 80, lipschitz=4.0)
    assert made.bound == pytest.approx(0.15, rel=1e-14)
    stairs, out = made.network.layers
    both = np.vstack([stairs.weights @ [[1, 1]], stairs.weights @ [[1, -1]]])
    hidden = Layer(both, np.tile(stairs.biases, 2), sigmoid)
    product = Network((hidden, Layer(np.hstack([out.weights, -out.weights]) / 4, [0], identity)))
    assert product.sizes == (2, 158, 1)
    pairs = [(n / 7, (n * n % 15 - 7) / 7) for n in range(-7, 8)]
    for one, other in pairs:
        parts = [fifty_digits(made.network, [each])[0] for each in (one + other, one - other)]
        said = product([[one, other]])[0, 0]
        assert said == pytest.approx(float(parts[0] - parts[1]) / 4, abs=1e-12)
        assert said == pytest.approx(one * other, abs=0.08)


@pytest.mark.claim("folding-doubles-the-pieces", kind="theorem")
def test_each_layer_of_two_hinges_can_double_the_pieces():
    """With two hinges in each of its layers, a network can draw a zigzag between 0 and 1 whose
    straight pieces double with every layer: ten layers make 1024 of them.

    With t(x) = 2x up to ½ and 2 − 2x from there on, t(t(… t(x))), L times, has 2ᴸ pieces.
    """
    half = Rational(1, 2)
    fold = 2 * Max(x, 0) - 4 * Max(x - half, 0)  # two hinges
    prove(Eq(fold, 2 * x), given=[x >= 0, x <= half])
    prove(Eq(fold, 2 - 2 * x), given=[x >= half])
    # A zigzag of p pieces goes straight from one height to the other on each, from n/p to (n + 1)/p
    # as s goes from 0 to 1. Put in behind a fold, it goes through all of them on either half:
    n, p, s = sympy.symbols("n p s", positive=True)
    forward = (n + s) / (2 * p)
    prove_equal(2 * forward, (n + s) / p)
    back = (2 * p - n - s) / (2 * p)
    prove_equal(2 - 2 * back, (n + s) / p)
    first = Layer([[1.0], [1.0]], [0.0, -0.5], relu)
    again = Layer([[2.0, -4.0], [2.0, -4.0]], [0.0, -0.5], relu)
    last = Layer([[2.0, -4.0]], [0.0], identity)
    for layers in (1, 2, 3, 10):
        network = Network((first, *[again] * (layers - 1), last))
        pieces = 2**layers
        corners = [exactly(network, Fraction(n, pieces)) for n in range(pieces + 1)]
        assert corners == [n % 2 for n in range(pieces + 1)]  # down, up, down: a bend at each
        for n in range(0, pieces, max(1, pieces // 16)):
            for part in (Fraction(1, 3), Fraction(3, 4)):
                between = exactly(network, (n + part) / pieces)
                assert between == corners[n] + part * (corners[n + 1] - corners[n])


@pytest.mark.claim("three-papers-of-1989", kind="source")
def test_three_papers_proved_the_theorem(cite):
    """In 1989 three papers proved that enough neurons can follow every curve without jumps. Choose
    a stretch, both its ends included, and choose how close you want to be: then there is a network
    with one hidden layer of σ that stays so close, all along the stretch.

    For any number of inputs: on every closed and bounded set of them, every continuous function.
    """
    cite("cybenko1989", page="abstract", known="read")
    cite("funahashi1989", page="183", known="memory")
    cite("hornik1989", page="360", known="read")


@pytest.mark.claim("forerunners-of-the-theorem", kind="source")
def test_others_had_come_near(cite):
    """Others had come near the theorem. A paper of 1987 went by an old theorem of Kolmogorov, one
    of 1988 needed a continuum of neurons, and another of 1988 used a curve cut from a cosine.

    Hecht-Nielsen; Irie and Miyake; Gallant and White. The last two are told in the introduction of
    Hornik, Stinchcombe and White 1989.
    """
    cite("hechtnielsen1987", page="volume III, page 11", known="memory")
    cite("irie1988", page="volume I, page 641", known="quoted", by="hornik1989")
    cite("gallant1988", page="volume I, page 657", known="quoted", by="hornik1989")


@pytest.mark.claim("only-mild-conditions", kind="source")
def test_little_is_asked_of_the_curve(cite):
    """One of the papers of 1989 asks little of the curve inside the neuron: “only mild conditions
    are imposed on the univariate function”. Another names the hard switch as its first example.
    """
    quotation = "only mild conditions are imposed on the univariate function"
    cite("cybenko1989", page="abstract", quotation=quotation, known="read")
    cite("hornik1989", page="360", known="read")


@pytest.mark.claim("some-curves-escape-the-curse", kind="source")
def test_some_curves_of_many_inputs_need_few_neurons(cite):
    """Take what a curve of many inputs is made of: waves of all lengths and directions. If there
    are not too many short ones among them, then n hidden S-curves can keep its squared error, on
    average, below a fixed number divided by n, whatever the number of inputs. (The fixed number
    is another one for another curve, and may be large.)

    On a ball of radius r the mean squared error is (2rC)²/n at most, where C is the integral of the
    frequency times the size of the Fourier transform.
    """
    cite("barron1993", page="930–931", known="read")


@pytest.mark.claim("existence-is-not-learning", kind="source")
def test_a_textbook_tells_existence_from_learning(cite):
    """A textbook of 2016 warns that a network may be able to say what is wanted, and training may
    yet fail to teach it.

    Goodfellow, Bengio and Courville, section 6.4.1.
    """
    cite("goodfellow2016", page="section 6.4.1", known="memory")


@pytest.mark.claim("not-a-polynomial", kind="source")
def test_the_exact_condition(cite):
    """With one hidden layer and enough neurons, an activation function lets a network follow every
    curve without jumps, on a stretch, as closely as you like, if and only if it “is not a
    polynomial”. It may have jumps itself, if it is not too wild.

    Leshno, Lin, Pinkus and Schocken 1993, for functions that are locally bounded and piecewise
    continuous. One that is a polynomial almost everywhere counts as a polynomial.
    """
    cite("leshno1993", page="abstract", quotation="is not a polynomial", known="read")
    cite("leshno1993", page="theorem 1", known="memory")


@pytest.mark.claim("squares-in-many-layers", kind="source")
def test_squares_will_do_in_many_layers(cite):
    """Give squares as many layers as it takes, with a few neurons in each, and they follow every
    curve without jumps, on a stretch, as closely as you like: a theorem of 2020 on narrow networks
    “also includes polynomial activation functions”.

    With n inputs and m outputs, n + m + 2 neurons in each layer are enough, for every continuous
    activation function but straight lines that has, at one place at least, a slope that is not 0
    and does not jump.
    """
    quotation = "also includes polynomial activation functions"
    cite("kidger2020", page="abstract", quotation=quotation, known="read")


@pytest.mark.claim("folding-is-theirs", kind="source")
def test_who_folded_first(cite):
    """That layers can fold was shown in 2014: they “sequentially map portions of each layer's
    input-space to the same output”. The zigzag is from 2015, drawn with “2 nodes in each of the 2k
    layers”.

    Montúfar, Pascanu, Cho and Bengio; Telgarsky.
    """
    folds = "sequentially map portions of each layer's input-space to the same output"
    cite("montufar2014", page="abstract", quotation=folds, known="read")
    zigzag = "2 nodes in each of the 2k layers"
    cite("telgarsky2015", page="abstract", quotation=zigzag, known="read")


@pytest.mark.claim("fewer-layers-more-neurons", kind="source")
def test_what_far_fewer_layers_cost(cite):
    """There are networks of many layers, with a few neurons in each, that no network with far
    fewer layers can come near “unless they are exponentially large”. One layer less can cost as
    much: what a small network with two hidden layers does to many inputs may be out of reach for
    one with a single hidden layer “unless its width is exponential in the dimension”.

    Telgarsky 2016, on hinges and others made of pieces of polynomials; Eldan and Shamir 2016, on σ
    too. The dimension is the number of inputs.
    """
    fewer = "unless they are exponentially large"
    cite("telgarsky2016", page="abstract", quotation=fewer, known="read")
    less = "unless its width is exponential in the dimension"
    cite("eldan2016", page="abstract", quotation=less, known="read")


@pytest.mark.derivation("bumps-to-stairs")
def test_from_bumps_to_stairs(derive):
    """Bumps side by side are a stair for every edge between two of them."""
    derive(
        (
            "Sum(h[i]*(S[i - 1] - S[i]), i, 1, n)"
            " = h[1]*S[0] + Sum((h[i + 1] - h[i])*S[i], i, 1, n - 1) - h[n]*S[n]",
            "collect each $S_i$.",
        ),
    )


@pytest.mark.derivation("product-of-two-squares")
def test_a_product_of_two_squares(derive):
    """The square of a sum, less the square of the difference, is four times the product."""
    derive(
        ("(x + y)**2 - (x - y)**2 = x**2 + 2*x*y + y**2 - x**2 + 2*x*y - y**2", "multiply out"),
        ("= 4*x*y", "the squares cancel."),
    )


@pytest.mark.derivation("off-on-average")
def test_what_an_average_is_off(derive):
    """An average of heights is off by no more than its parts are on average."""
    derive(
        ("abs(N - f(x) @ Sum(p[i], i)) = abs(Sum(p[i]*(f(m[i]) - f(x)), i))", "what $N$ is"),
        ("<= Sum(p[i]*abs(f(m[i]) - f(x)), i)", "triangle inequality"),
        ("<= L*Sum(p[i]*abs(m[i] - x), i)", "the slope is at most $L$."),
        where={"N": "Sum(p[i]*f(m[i]), i)"},
        given=["abs(f(m[i]) - f(x)) <= L*abs(m[i] - x)"],
        positive=["p", "L"],
    )


@pytest.mark.derivation("shares-as-chances")
def test_the_shares_as_chances(derive):
    """The chance that T is above a place is σ of its mirror image."""
    derive(
        ("1 - sigma(-k*(x - e_i)) = sigma(k*(x - e_i))", r"as $1 - \sigma(-z) = \sigma(z)$"),
        ("= S_i(x)", "what $S_i$ is."),
        where={"S_i": lambda x: logistic(k * (x - sympy.Symbol("e_i", real=True)))},
        positive=["k"],
    )


@pytest.mark.derivation("mean-distance")
def test_the_mean_distance(derive):
    """The mean size of a random number whose distribution is σ."""
    derive(
        (
            "E(abs(T)) = 2*Integral(1 - sigma(t), t, 0, oo)",
            "the chances of more than $t$, added up",
        ),
        ("= 2*Integral(exp(-t)/(1 + exp(-t)), t, 0, oo)", r"what $\sigma$ is"),
        ("= 2*at(-ln(1 + exp(-t)), t, 0, oo)", "an antiderivative"),
        ("= 2*ln(2)", r"$\ln 1 = 0$."),
        where={"E": lambda _: 2 * sympy.log(2)},
    )


@pytest.mark.derivation("skyline-of-switches")
def test_a_skyline_of_switches(derive):
    """What a skyline of switches is off."""
    f = sympy.Function("f", real=True)
    derive(
        ("abs(N(x) - f(x)) = abs(f(m_i) - f(x))", "$x$ is in piece $i$"),
        ("<= L*abs(m_i - x)", "the slope is at most $L$"),
        ("<= L*w/2", "$m_i$ is the middle of a piece of width $w$."),
        where={"N": lambda _: f(sympy.Symbol("m_i", real=True))},
        given=["abs(f(m_i) - f(x)) <= L*abs(m_i - x)", "abs(m_i - x) <= w/2"],
        positive=["L"],
    )


@pytest.mark.derivation("how-near-level")
def test_how_near_level(derive):
    """How far σ is from its ceiling."""
    derive(
        ("1 - sigma(z) = exp(-z)/(1 + exp(-z))", "one fraction"),
        ("< exp(-z)", "it is divided by more than 1."),
    )
