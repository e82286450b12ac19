"""Check a derivation line by line: each side of each relation, in the formulas that pages show.

A line follows if its right side is equal to what stands before it, by algebra; or bounds it, by a
decision procedure (see exact_algebra). Every name means itself, a real number, unless `where` says
what it is short for. `given` holds what a step may use: an equation or bound for a term that
algebra knows nothing of, such as |f(m) − f(x)| ≤ L|m − x|.

    @pytest.mark.derivation("slope-of-sigma")
    def test_slope(derive):
        \"\"\"The slope of σ is its height times its headroom.\"\"\"
        derive(
            ["sigma'(z) = exp(-z) / (1 + exp(-z))**2", "chain rule"],
            ["= 1/(1 + exp(-z)) @ (exp(-z) / (1 + exp(-z)))", "two fractions"],
            ["= sigma(z)*(1 - sigma(z))", "$1 - \\sigma(z)$ is the second"],
        )
"""

import ast

import sympy
from exact_algebra import logistic, prove, prove_equal

from sitekit.claims.formulas import PRIME, read_formula, typeset_line

_s = sympy.Symbol("s", real=True)


def _slope_of_sigma(times):
    slope = sympy.diff(logistic(_s), _s, times)
    return lambda value: slope.subs(_s, value)


def _integral(expression, variable, low, high):
    return sympy.Integral(expression, (variable, low, high)).doit()


#: What formulas may call, beside functions that `where` gives.
FUNCTIONS = {
    "sigma": logistic,
    f"sigma{PRIME}": _slope_of_sigma(1),
    f"sigma{PRIME * 2}": _slope_of_sigma(2),
    f"sigma{PRIME * 3}": _slope_of_sigma(3),
    "exp": sympy.exp,
    "ln": sympy.log,
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
    "tanh": sympy.tanh,
    "max": sympy.Max,
    "min": sympy.Min,
    "group": lambda inside: inside,
    "d": sympy.diff,
    "partial": sympy.diff,
    "Sum": lambda f, i, low=1, high=None: sympy.Sum(f, (i, low, high or sympy.Symbol("n"))),
    "Product": lambda f, i, low=1, high=None: sympy.Product(f, (i, low, high or sympy.Symbol("n"))),
    "Integral": _integral,
    "Limit": lambda f, variable, to: sympy.limit(f, variable, to),
    "at": lambda f, variable, low, high: f.subs(variable, high) - f.subs(variable, low),
}


RELATIONS = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}


class Derivation:
    """The lines of one derivation, checked as they are added."""

    n = sympy.Symbol("n", integer=True, positive=True)

    def __init__(self, where, given, positive, between):
        self.names = {"oo": sympy.oo, "n": self.n}
        self.positive = positive
        self.inside = {}  # p between 0 and 1 is 1/(1 + q) of some q above 0
        for name in between:
            self.names[name] = sympy.Symbol(name, positive=True)
            self.inside[self.names[name]] = 1 / (1 + sympy.Symbol(f"q_{name}", positive=True))
        for name, meaning in where.items():
            formula = read_formula(f"{name} = {meaning}") if isinstance(meaning, str) else None
            key = formula.parts[0] if formula else name.replace("'", PRIME)
            self.names[key] = self.evaluate(formula.parts[1]) if formula else meaning
        self.given = [read_formula(each) for each in given]
        self.current = None

    def add(self, text, check=None):
        """Check a line against what stands before it; return it as LaTeX, left and right."""
        formula = read_formula(text)
        if formula.parts[0]:
            self.current = self.evaluate(formula.parts[0])
        assert self.current is not None, f"nothing stands before {text!r}"
        for sign, part in zip(formula.relations, formula.parts[1:], strict=True):
            after = self.evaluate(part)
            if check:
                assert check(), f"{text!r} does not follow"
            else:
                self.follows(sign, after, text)
            self.current = after
        return typeset_line(formula)

    def follows(self, sign, after, text):
        """Prove that what stands before is equal to, or bounded by, what comes after."""
        try:
            if sign in ("=", "=="):
                self.is_equal(self.current, after)
            else:
                self.is_bounded(self.current, sign, after)
        except (AssertionError, TypeError) as error:
            raise AssertionError(f"{text!r} does not follow: {error}") from error

    def is_equal(self, before, after):
        """Prove equality: by algebra and with what is given, or by induction over n."""
        before, after = (self.swapped(each).subs(self.inside).doit() for each in (before, after))
        difference = (before - after).expand()
        if difference.has(sympy.Sum) and difference.has(self.n):
            difference = _by_induction(difference, self.n)
        prove_equal(difference, 0)

    def swapped(self, expression):
        """Return an expression with what is given to be equal put in, left by right."""
        equations = [each.parts for each in self.given if each.relations[0] in ("=", "==")]
        split = expression.replace(
            lambda each: isinstance(each, sympy.Abs) and each.args[0].is_Mul,
            lambda each: sympy.Mul(*map(sympy.Abs, each.args[0].args)),
        )
        return split.xreplace(
            {self.evaluate(left): self.evaluate(right) for left, right in equations}
        )

    def is_bounded(self, before, sign, after):
        """Prove a bound: of each term of a sum or product, or by deciding it."""
        if isinstance(before, sympy.Abs) and isinstance(before.args[0], sympy.Sum | sympy.Product):
            inside = before.args[0]  # the triangle inequality; of a product both are equal
            before = inside.func(abs(inside.function), *inside.limits)
            if self.is_same(before, after):
                return
        before, conditions = self.swapped(before), []
        for each in self.given:
            if each.relations[0] in RELATIONS:
                term, bound = map(self.evaluate, each.parts)
                bounded = each.relations[0] == sign and _grows_with(before, term)
                if bounded and self.is_same(before.xreplace({term: bound}), after):
                    return
                conditions.append(RELATIONS[each.relations[0]](term, bound))
        claim = RELATIONS[sign](before.subs(self.inside), after.subs(self.inside))
        prove(claim, given=[each.subs(self.inside) for each in conditions])

    def is_same(self, before, after):
        """Return whether two expressions can be proved equal."""
        try:
            self.is_equal(before, after)
        except AssertionError:
            return False
        return True

    def evaluate(self, expression):
        """Return an expression for SymPy; a name that is new is a real number."""
        tree = ast.parse(expression, mode="eval")
        called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call)}
        indexed = {node.value.id for node in ast.walk(tree) if isinstance(node, ast.Subscript)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id not in self.names:
                if node.id in called:
                    self.names[node.id] = FUNCTIONS.get(node.id) or sympy.Function(
                        node.id, real=True
                    )
                else:
                    kind = sympy.IndexedBase if node.id in indexed else sympy.Symbol
                    sign = {"positive": True} if node.id in self.positive else {"real": True}
                    self.names[node.id] = kind(node.id, **sign)
        tree = ast.fix_missing_locations(_Exact().visit(tree))
        value = eval(compile(tree, "<formula>", "eval"), {"exactly": sympy.Rational}, self.names)
        return sympy.sympify(value)


def _by_induction(difference, n):
    """Return 0 if a difference of sums up to n is 0 for n = 1 and stays so from n to n + 1."""
    start = difference.subs(n, 1).doit()
    prove_equal(start, 0)
    grown = difference.subs(n, n + 1).replace(sympy.Sum, _last_term_apart)
    return (grown - difference.replace(sympy.Sum, lambda *of: sympy.Sum(*of))).expand()


def _last_term_apart(term, limits):
    index, low, high = limits
    return sympy.Sum(term, (index, low, high - 1)) + term.subs(index, high)


def _grows_with(expression, term):
    """Return whether an expression does not fall when a term of it, never below 0, rises."""
    if isinstance(expression, sympy.Sum):
        return _grows_with(expression.function, term)
    if isinstance(expression, sympy.Product):
        inside = expression.function
        return bool(inside.is_nonnegative) and _grows_with(inside, term)
    stand_in = sympy.Dummy("term", nonnegative=True)
    return expression.has(term) and bool(
        sympy.diff(expression.xreplace({term: stand_in}), stand_in).is_nonnegative
    )


class _Exact(ast.NodeTransformer):
    """Make each number a fraction, and each product with a shown dot a product."""

    def visit_Constant(self, node):
        value = ast.Constant(str(node.value))
        return ast.Call(ast.Name("exactly", ast.Load()), [value], [])

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            node.op = ast.Mult()
        return node
