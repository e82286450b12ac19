"""The library's fourteen curves in symbols, and eight wishes decided of each, for every z.

A curve is a formula to the left of 0 and one to the right. Its slope is their derivative, by
algebra. Each wish has a proof of both answers: that a curve meets it, over the whole line, or that
it does not, by a place where it fails. A curve of which neither can be proved raises.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import sympy
from ball_arithmetic import prove_positive
from exact_algebra import logistic, prove
from flint import arb
from sympy import Abs, Rational, Symbol, atan, cos, erf, exp, log, oo, pi, sin, sqrt, tanh

z = Symbol("z", real=True)
NORMAL = (1 + erf(z / sqrt(2))) / 2

# Names for what is no fraction of z, and what is known of each; e^u is at least 1 + u for every u.
t, bell = Symbol("e^-z", positive=True), Symbol("e^(z²/2)", positive=True)
share, angle, c, s, root = sympy.symbols("erf arctan cos sin √π", real=True)
NAMES = {exp(-(z**2) / 2): 1 / bell, erf(z / sqrt(2)): share, erf(sqrt(2) * z / 2): share}
NAMES |= {atan(z): angle, cos(z): c, sin(z): s, sqrt(pi): root}
KNOWN = [t >= 1 - z, t * (1 + z) <= 1, bell >= 1 + z**2 / 2, share > -1, share < 1]
KNOWN += [c**2 <= 1, s**2 <= 1, angle > -2, angle < 2, root > Rational(177, 100)]


def named(formula):
    """Return a formula with a name for each part that is no fraction of z."""
    formula = formula.rewrite(tanh, exp).subs(NAMES)
    return formula.replace(exp, lambda power: t ** -(power / z))


def holds(relation, side):
    """Prove a relation at every z to one side of 0, from what is known of its parts."""
    used = relation.free_symbols | {z}
    prove(relation, given=[side, *(each for each in KNOWN if each.free_symbols <= used)])
    return True


@dataclass(frozen=True)
class Curve:
    """A curve, by its formulas for z below 0 and above 0."""

    left: sympy.Expr
    right: sympy.Expr

    @cached_property
    def sides(self):
        """Each formula, its slope, and where it holds."""
        both = ((self.left, z < 0), (self.right, z > 0))
        return [(formula, sympy.diff(formula, z), side) for formula, side in both]

    @cached_property
    def jumps(self):
        """Whether its two formulas end at different heights."""
        return sympy.limit(self.left, z, 0, "-") != sympy.limit(self.right, z, 0, "+")

    def slope_at(self, place):
        """The slope at a place other than 0."""
        return self.sides[bool(place > 0)][1].subs(z, place)

    def at(self, place):
        """The height at a place other than 0."""
        return self.sides[bool(place > 0)][0].subs(z, place)

    @cached_property
    def tilt(self):
        """Whether its slope is anything but 0 somewhere."""
        return any(slope != 0 for _, slope, _ in self.sides)

    @cached_property
    def never_too_steep(self):
        """Whether it does not jump and its slope is nowhere more than 2 in size."""
        if self.jumps or any(sympy.limit(slope, z, oo) == oo for _, slope, _ in self.sides):
            return False
        return all(holds(Abs(named(slope)) <= 2, side) for _, slope, side in self.sides)

    @cached_property
    def not_straight(self):
        """Whether its slope changes, or it jumps."""
        slopes = [float(self.slope_at(place)) for place in (-2, -1, 1, 2)]
        one_line = self.left == self.right and sympy.diff(self.left, z, 2) == 0
        assert one_line or self.jumps or max(slopes) - min(slopes) > 0.01
        return not one_line

    @cached_property
    def no_jump_no_corner(self):
        """Whether it has a slope everywhere, and one that does not jump."""
        for _, slope, side in self.sides:  # the formulas divide by 0 nowhere, so they have slopes
            holds(sympy.Ne(sympy.fraction(sympy.together(named(slope)))[1], 0), side)
        ends = zip(self.sides, "-+", strict=True)
        slopes = {sympy.limit(slope, z, 0, side) for (_, slope, _), side in ends}
        return not self.jumps and len(slopes) == 1

    @cached_property
    def never_falls(self):
        """Whether its slope is nowhere below 0, and a jump goes up."""
        if any(sympy.N(self.slope_at(place)) < -0.01 for place in (-2, 2)):
            return False
        up = sympy.limit(self.left, z, 0, "-") <= sympy.limit(self.right, z, 0, "+")
        return bool(up) and all(holds(named(slope) >= 0, side) for _, slope, side in self.sides)

    @cached_property
    def floor_and_ceiling(self):
        """Whether all its heights are between −2 and 2."""
        far = (sympy.limit(self.left, z, -oo), sympy.limit(self.right, z, oo))
        if any(height in (oo, -oo) for height in far):
            return False
        return all(holds(Abs(named(height)) <= 2, side) for height, _, side in self.sides)

    @cached_property
    def from_0_to_1(self):
        """Whether its floor is 0 and its ceiling is 1."""
        if not self.floor_and_ceiling or sympy.N(self.left.subs(z, -1)) < 0:
            return False
        assert self.never_falls  # so its floor and ceiling are where it comes from and goes to
        return (sympy.limit(self.left, z, -oo), sympy.limit(self.right, z, oo)) == (0, 1)

    @cached_property
    def output_tells_slope(self):
        """Whether places of one height have one slope, if they have any."""
        if self.never_falls:
            return True  # it is level between two places of one height: both slopes are 0
        for one, other in ((pi, 2 * pi), (-1, 1)):
            if self.at(one) == self.at(other) and self.slope_at(one) != self.slope_at(other):
                return False
        self._fall_past_where_it_rises()
        return False

    def _fall_past_where_it_rises(self):
        """Prove that from −6 to −1.5 it falls past the height it has at −0.05, where it rises."""
        start, end, rising = -6, Rational(-3, 2), Rational(-1, 20)
        assert self.at(start) > self.at(rising) > self.at(end)  # so it is as high somewhere between
        assert self.slope_at(rising) > 0
        prove_positive(lambda u: -in_balls(self.sides[0][1], u), start, Fraction(end.p, end.q))

    def wishes(self):
        """Which of the eight wishes it meets."""
        return (
            self.tilt,
            self.never_too_steep,
            self.not_straight,
            self.no_jump_no_corner,
            self.never_falls,
            self.floor_and_ceiling,
            self.from_0_to_1,
            self.output_tells_slope,
        )


def in_balls(formula, ball):
    """Evaluate a formula of z on a ball."""
    parts = {"exp": lambda u: u.exp(), "erf": lambda u: u.erf(), "sqrt": lambda u: arb(u).sqrt()}
    return sympy.lambdify(z, formula, [parts | {"pi": arb.pi()}])(ball)


CURVES = {
    "heaviside": Curve(sympy.S.Zero, sympy.S.One),
    "identity": Curve(z, z),
    "sigmoid": Curve(logistic(z), logistic(z)),
    "tanh": Curve(tanh(z), tanh(z)),
    "relu": Curve(sympy.S.Zero, z),
    "leaky_relu": Curve(z / 100, z),
    "softplus": Curve(log(1 + exp(z)), log(1 + exp(z))),
    "arctan": Curve(atan(z), atan(z)),
    "normal_cdf": Curve(NORMAL, NORMAL),
    "softsign": Curve(z / (1 - z), z / (1 + z)),
    "sine": Curve(sin(z), sin(z)),
    "square": Curve(z**2, z**2),
    "gelu": Curve(z * NORMAL, z * NORMAL),
    "silu": Curve(z * logistic(z), z * logistic(z)),
}
