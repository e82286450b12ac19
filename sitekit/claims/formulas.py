r"""Read formulas of derivations, and typeset them as LaTeX.

A formula is a Python expression, so that the test that checks a line and the page that shows it
work from the same text. What is written is what is shown: nothing is reordered or simplified.

    sigma(z)*(1 - sigma(z))     σ(z)(1 − σ(z))      a * b and a @ b: the second shows a dot
    sigma'(z), y'               σ′(z), y′
    w_1, Delta_w_j, x[j]        w₁, Δwⱼ, xⱼ
    exp(-z)/(1 + exp(-z))       a fraction; exp(-z) is e to the −z; 1/4 is a small fraction
    sqrt, abs, ln, max, min     Sum(x[j], j, 1, n), Product, Integral(f, s, 0, h), Limit(f, h, 0)
    d(y, x), partial(y, x)      dy/dx, ∂y/∂x        at(f, s, 0, h): f between the ends, in brackets
    group(a*b), norm(A), T(A)   (ab), ‖A‖, A transposed
"""

import ast
import re
from dataclasses import dataclass

GREEK = {
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda"),
    *("mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega"),
    *("Gamma", "Delta", "Theta", "Lambda", "Sigma", "Phi", "Psi", "Omega"),
}

RELATIONS = {"==": "=", "=": "=", "<=": r"\le", ">=": r"\ge", "<": "<", ">": ">"}

#: How tightly each kind of expression binds: a sum, what begins with a minus, a product, what has
#: its argument behind it without brackets (ln, Σ, ∫), a power, and what needs no brackets.
SUM, SIGNED, PRODUCT, PREFIX, POWER, ATOM = range(1, 7)

#: Before these a product leaves a little space.
SPACED = (r"\ln", r"\sum", r"\prod", r"\int", r"\lim", r"\mathrm")

PRIME = "_prime"  # how y' is called where it must be a name


@dataclass(frozen=True)
class Formula:
    """A line: expressions with relations between them; the first may be left out."""

    parts: tuple[str, ...]  # expressions, as Python; the first is empty if it is left out
    relations: tuple[str, ...]


def read_formula(text: str) -> Formula:
    """Split a line at its relations, outside of brackets; raise ValueError if it is none."""
    parts, relations, start, depth = list[str](), list[str](), 0, 0
    text = re.sub(r"('+)", lambda found: PRIME * len(found[1]), text)
    for found in re.finditer(r"[()\[\]]|<=|>=|==|[<>=]", text):
        sign = found[0]
        depth += (sign in "([") - (sign in ")]")
        if sign in RELATIONS and depth == 0:
            parts.append(text[start : found.start()].strip())
            relations.append(sign)
            start = found.end()
    parts.append(text[start:].strip())
    if not parts[-1] or not all(parts[1:]):
        raise ValueError(f"nothing stands on one side of {text!r}")
    return Formula(tuple(parts), tuple(relations))


def typeset_line(formula: Formula) -> tuple[str, str]:
    """Return a line as LaTeX: what stands left of its first relation, and the rest."""
    left = typeset(formula.parts[0]) if formula.parts[0] else ""
    pairs = zip(formula.relations, formula.parts[1:], strict=True)
    return left, " ".join(f"{RELATIONS[sign]} {typeset(part)}" for sign, part in pairs)


def typeset(expression: str) -> str:
    """Return a Python expression as LaTeX."""
    return _Typesetter().visit(ast.parse(expression, mode="eval").body)[0]


def typeset_name(name: str) -> str:
    """Return a name as LaTeX: Greek letters, primes, subscripts, Δ before a name."""
    name, primes = re.sub(f"(?:{PRIME})+$", "", name), name.count(PRIME)
    if name.startswith("Delta_"):
        return rf"\Delta {typeset_name(name.removeprefix('Delta_'))}{primes * chr(39)}"
    stem, _, below = name.partition("_")
    if stem in GREEK:
        stem = f"\\{stem}"
    elif len(stem) > 1:
        stem = rf"\text{{{stem}}}"
    below = f"_{{{','.join(_small(each) for each in below.split('_'))}}}" if below else ""
    return f"{stem}{primes * chr(39)}{below}"


def _small(name: str) -> str:
    return f"\\{name}" if name in GREEK else name


class _Typesetter(ast.NodeVisitor):
    """Turn each node into LaTeX and how tightly it binds."""

    def visit(self, node: ast.AST) -> tuple[str, int]:
        """Return the LaTeX of a node, and how tightly it binds."""
        result: tuple[str, int] = super().visit(node)
        return result

    def generic_visit(self, node: ast.AST) -> tuple[str, int]:
        """Raise SyntaxError: what has no rule here is no part of a formula."""
        raise SyntaxError(f"{ast.unparse(node)!r} is no part of a formula")

    def show(self, node: ast.AST, at_least: int) -> str:
        """Return the LaTeX of a node, in brackets if it binds less tightly than asked."""
        tex, binds = self.visit(node)
        return tex if binds >= at_least else bracket(tex)

    def visit_Constant(self, node: ast.Constant) -> tuple[str, int]:  # ast's name
        return str(node.value), ATOM

    def visit_Name(self, node: ast.Name) -> tuple[str, int]:
        return (r"\infty", ATOM) if node.id == "oo" else (typeset_name(node.id), ATOM)

    def visit_Subscript(self, node: ast.Subscript) -> tuple[str, int]:
        indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        below = "".join(self.visit(each)[0] for each in indices)
        return f"{self.show(node.value, ATOM)}_{{{below}}}", ATOM

    def visit_UnaryOp(self, node: ast.UnaryOp) -> tuple[str, int]:
        return f"-{self.show(node.operand, PRODUCT)}", SIGNED

    def visit_BinOp(self, node: ast.BinOp) -> tuple[str, int]:
        match node.op:
            case ast.Add():
                return f"{self.show(node.left, SUM)} + {self.show(node.right, PRODUCT)}", SUM
            case ast.Sub():
                return f"{self.show(node.left, SUM)} - {self.show(node.right, PRODUCT)}", SUM
            case ast.Mult() | ast.MatMult():
                return self._product(node)
            case ast.Div() if isinstance(node.left, ast.UnaryOp):
                positive = ast.BinOp(node.left.operand, node.op, node.right)
                return f"-{self.visit(positive)[0]}", SIGNED
            case ast.Div():
                small = _is_number(node.left) and _is_number(node.right)
                fraction = r"\tfrac" if small else r"\frac"
                above, below = self.visit(node.left)[0], self.visit(node.right)[0]
                return rf"{fraction}{{{above}}}{{{below}}}", ATOM
            case ast.Pow():
                base = self.show(node.left, ATOM)
                base = bracket(base) if base.startswith((r"\frac", r"\tfrac")) else base
                return f"{base}^{{{self.visit(node.right)[0]}}}", POWER
        return self.generic_visit(node)

    def _product(self, node: ast.BinOp) -> tuple[str, int]:
        left, binds = self.visit(node.left)
        if binds in (SUM, PREFIX):
            left, binds = bracket(left), ATOM
        right = self.show(node.right, PREFIX)
        binds = min(binds, PRODUCT)  # a minus in front of a product needs no brackets
        if isinstance(node.op, ast.MatMult) or right[0].isdigit():
            return rf"{left} \cdot {right}", binds
        wide = r"\text" in left + right or right.startswith(SPACED)
        space = r"\," if wide else " "
        return f"{left}{space}{right}", binds

    def visit_Call(self, node: ast.Call) -> tuple[str, int]:
        name = ast.unparse(node.func)
        given = [self.visit(each)[0] for each in node.args]
        special = getattr(self, f"write_{name}", None)
        if special:
            tex: tuple[str, int] = special(node.args, given)
            return tex
        return f"{typeset_name(name)}{bracket(', '.join(given))}", ATOM

    def write_exp(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return f"e^{{{given[0]}}}", POWER

    def write_ln(self, nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        tall = given[0].startswith(r"\frac") and isinstance(nodes[0], ast.BinOp)
        plain = tall or isinstance(nodes[0], ast.Name | ast.Constant)
        return rf"\ln {given[0]}" if plain else rf"\ln{bracket(given[0])}", PREFIX

    def write_sqrt(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\sqrt{{{given[0]}}}", ATOM

    def write_abs(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\left|{given[0]}\right|", ATOM

    def write_norm(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\lVert {given[0]} \rVert", ATOM

    def write_group(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return bracket(given[0]), ATOM

    def write_T(self, nodes: list[ast.expr], _given: list[str]) -> tuple[str, int]:  # noqa: N802
        return rf"{self.show(nodes[0], ATOM)}^{{\mathsf T}}", POWER

    def write_tanh(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\tanh{bracket(given[0])}", ATOM

    def write_max(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\max{bracket(', '.join(given))}", ATOM

    def write_min(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\min{bracket(', '.join(given))}", ATOM

    def write_d(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\frac{{\mathrm{{d}}{given[0]}}}{{\mathrm{{d}}{given[1]}}}", ATOM

    def write_partial(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        return rf"\frac{{\partial {given[0]}}}{{\partial {given[1]}}}", ATOM

    def write_Sum(self, nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:  # noqa: N802
        return self._over(r"\sum", nodes, given)

    def write_Product(  # noqa: N802
        self, nodes: list[ast.expr], given: list[str]
    ) -> tuple[str, int]:
        return self._over(r"\prod", nodes, given)

    def _over(self, sign: str, nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        """Write a sum or product over an index, with its ends where they are said."""
        _, index, *ends = given
        below, above = (f"{index}={ends[0]}", f"^{{{ends[1]}}}") if ends else (index, "")
        return rf"{sign}_{{{below}}}{above} {self.show(nodes[0], PRODUCT)}", PREFIX

    def write_Integral(  # noqa: N802
        self, nodes: list[ast.expr], given: list[str]
    ) -> tuple[str, int]:
        _, variable, low, high = given
        inside = self.show(nodes[0], PRODUCT)
        return rf"\int_{{{low}}}^{{{high}}} {inside}\,\mathrm{{d}}{variable}", PREFIX

    def write_Limit(  # noqa: N802
        self, nodes: list[ast.expr], given: list[str]
    ) -> tuple[str, int]:
        return rf"\lim_{{{given[1]} \to {given[2]}}} {self.show(nodes[0], PRODUCT)}", PREFIX

    def write_at(self, _nodes: list[ast.expr], given: list[str]) -> tuple[str, int]:
        inside, _variable, low, high = given
        return rf"\left[{inside}\right]_{{{low}}}^{{{high}}}", ATOM


def bracket(tex: str) -> str:
    """Put LaTeX in round brackets, that grow if it is tall."""
    if any(tall in tex for tall in (r"\frac", r"\sum", r"\prod", r"\int", r"\left")):
        return rf"\left({tex}\right)"
    return f"({tex})"


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)
