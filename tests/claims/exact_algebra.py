"""Prove what holds for all numbers: equations by algebra, inequalities by a decision procedure.

Statements about σ become statements about fractions when e^-z is given a name: for every real z it
is a number above 0, and every number above 0 is e^-z of some z. So an equation is proved by
cancelling fractions (SymPy), and an inequality by deciding polynomials over the reals (z3). Neither
tries examples: what they cannot prove fails.

    sigma = logistic(z)
    prove_equal(sympy.diff(sigma, z), sigma * (1 - sigma))
    prove(sigma * (1 - sigma) <= sympy.Rational(1, 4))
    prove(z**2 > z, given=[z > 1])

Symbols are real unless declared positive.
"""

from functools import reduce

import sympy
import z3

SECONDS = 20  # after which z3 gives up, and the proof fails

z, h, k = sympy.symbols("z h k", real=True)


def logistic(z):
    """Return σ(z), the logistic function."""
    return 1 / (1 + sympy.exp(-z))


def prove_equal(left, right):
    """Prove that two expressions are equal wherever both are defined.

    Raise AssertionError, with what is left of their difference, if algebra does not cancel it.
    """
    left, right = sympy.sympify(left), sympy.sympify(right)
    difference, _ = _name_exponentials(left - right)
    rest = sympy.cancel(sympy.together(difference))
    if rest.has(sympy.log):
        rest = sympy.expand_log(rest.replace(sympy.log, lambda of: sympy.log(sympy.factor(of))))
    if rest != 0:
        rest = sympy.simplify(rest)
    assert rest == 0, f"{left} is not {right}: their difference is {rest}"


def prove(relation, given=()):
    """Prove that an inequality holds for all values of its symbols that satisfy the conditions.

    Parameters
    ----------
    relation : SymPy relation
        Built of +, −, ·, /, whole powers, square roots, absolute values, and e to a sum of whole
        multiples of products of symbols. It is proved wherever all of it is defined.
    given : list of SymPy relations
        The conditions.

    Raises
    ------
    AssertionError
        With a counterexample, or because the procedure cannot decide.
    """
    solver = z3.Solver()
    solver.set("timeout", SECONDS * 1000)
    for each in [*given, sympy.Not(relation)]:
        named, bounds = _name_exponentials(each)
        for part in (named, *bounds):
            statement, conditions = _to_z3(part)
            solver.add(statement, *conditions)
    verdict = solver.check()
    assert verdict != z3.sat, f"{relation} fails where {solver.model()}"
    assert verdict == z3.unsat, f"{relation} cannot be decided: {solver.reason_unknown()}"


def _name_exponentials(expression):
    """Replace e to a sum of products by powers of positive numbers, one called e^-p a product p.

    Return the expression, and the bounds of these numbers that follow from the signs of products.
    A symbol that also stands outside of an exponent is then free of it: what is proved is more.
    """
    expression = expression.rewrite([sympy.tanh, sympy.sinh, sympy.cosh], sympy.exp)
    expression = expression.replace(
        lambda each: each.is_Pow and each.base.is_number and each.exp.free_symbols,
        lambda each: sympy.exp(each.exp * sympy.log(each.base)),
    )
    names = {each: _power_of_names(each.exp) for each in expression.atoms(sympy.exp)}
    products = {product for _, found in names.values() for product in found}
    bounds = [_name(p) < 1 for p in products if p.is_positive]
    bounds += [_name(p) > 1 for p in products if p.is_negative]
    return expression.xreplace({each: power for each, (power, _) in names.items()}), bounds


def _power_of_names(exponent):
    """Return e to an exponent as a product of powers of named numbers, and what they stand for."""
    terms = [each.as_coeff_Mul() for each in sympy.Add.make_args(sympy.expand(exponent))]
    constant = sympy.exp(sum(factor for factor, product in terms if product == 1))
    found = {product: factor for factor, product in terms if product != 1}
    powers = (_name(product) ** -factor for product, factor in found.items())
    return sympy.Mul(constant, *powers), set(found)


def _name(product):
    return sympy.Symbol(f"e^-({product})", positive=True)


def _to_z3(expression):
    """Return an expression or relation for z3, with the conditions that define its parts."""
    if expression in (sympy.true, sympy.false):
        return z3.BoolVal(bool(expression)), []
    if expression.is_Symbol:
        variable = z3.Real(expression.name)
        return variable, [variable > 0] if expression.is_positive else []
    if expression.is_Rational:
        return z3.RealVal(f"{expression.p}/{expression.q}"), []
    parts = [_to_z3(each) for each in expression.args]
    values, conditions = [part for part, _ in parts], [c for _, more in parts for c in more]
    return _combine(expression, values, conditions)


RELATIONS = {
    sympy.Eq: lambda a, b: a == b,
    sympy.Ne: lambda a, b: a != b,
    sympy.Lt: lambda a, b: a < b,
    sympy.Le: lambda a, b: a <= b,
    sympy.Gt: lambda a, b: a > b,
    sympy.Ge: lambda a, b: a >= b,
    sympy.And: z3.And,
    sympy.Or: z3.Or,
    sympy.Not: z3.Not,
}


def _combine(expression, values, conditions):
    if expression.func in RELATIONS:
        return RELATIONS[expression.func](*values), conditions
    if expression.is_Add:
        return reduce(lambda a, b: a + b, values), conditions
    if expression.is_Mul:
        return reduce(lambda a, b: a * b, values), conditions
    if isinstance(expression, sympy.Abs):
        return z3.If(values[0] >= 0, values[0], -values[0]), conditions
    if isinstance(expression, sympy.Max | sympy.Min):
        larger = isinstance(expression, sympy.Max)
        pick = (lambda a, b: z3.If(a >= b, a, b)) if larger else (lambda a, b: z3.If(a <= b, a, b))
        return reduce(pick, values), conditions
    if expression.is_Pow and expression.exp.is_Integer:
        return _power(values[0], int(expression.exp), conditions)
    if expression.is_Pow and expression.exp.is_Rational and expression.exp.q == 2:
        root = z3.Real(f"√({expression.base})")
        conditions = [*conditions, root >= 0, root * root == values[0]]
        return _power(root, expression.exp.p, conditions)
    raise TypeError(f"{expression} is beyond algebra: prove it another way")


def _power(base, exponent, conditions):
    if exponent >= 0:
        return reduce(lambda a, b: a * b, [base] * exponent, z3.RealVal(1)), conditions
    inverse, _ = _power(base, -exponent, [])
    return 1 / inverse, [*conditions, base != 0]
