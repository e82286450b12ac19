"""Formulas of derivations are typeset as they are written."""

import pytest

from sitekit.claims.formulas import read_formula, typeset, typeset_line

TYPESET = {
    "a*(1 - a)": "a (1 - a)",
    "2 @ 3 + a @ b": r"2 \cdot 3 + a \cdot b",
    "a*2": r"a \cdot 2",
    "-k*z": "-k z",
    "a - (b - c)": "a - (b - c)",
    "a - b - c": "a - b - c",
    "(a + b)*c": "(a + b) c",
    "a*(b*c)": "a (b c)",
    "1/4*x": r"\tfrac{1}{4} x",
    "1/s**2": r"\frac{1}{s^{2}}",
    "-1/s**2 @ (-exp(-z))": r"-\frac{1}{s^{2}} \cdot (-e^{-z})",
    "(a/b)**2": r"\left(\frac{a}{b}\right)^{2}",
    "(a - 1/2)**2": r"(a - \tfrac{1}{2})^{2}",
    "sigma(z + h)": r"\sigma(z + h)",
    "Delta_w_j": r"\Delta w_{j}",
    "x[j]*w[i, j]": "x_{j} w_{ij}",
    "slope*Delta_z": r"\text{slope}\,\Delta z",
    "ln(p/(1 - p))": r"\ln \frac{p}{1 - p}",
    "ln(1 + q)*2": r"(\ln(1 + q)) \cdot 2",
    "2*ln(2)": r"2\,\ln 2",
    "Sum(p[i]*x[i], i)": r"\sum_{i} p_{i} x_{i}",
    "Sum(a + x[i], i, 1, n)": r"\sum_{i=1}^{n} (a + x_{i})",
    "Integral(f(s), s, 0, oo)": r"\int_{0}^{\infty} f(s)\,\mathrm{d}s",
    "Limit(f(h)/h, h, 0)": r"\lim_{h \to 0} \frac{f(h)}{h}",
    "partial(E, w_1)": r"\frac{\partial E}{\partial w_{1}}",
    "norm(A*B)": r"\lVert A B \rVert",
    "T(W)*x": r"W^{\mathsf T} x",
    "group(a*b)*x": "(a b) x",
    "abs(a)": r"\left|a\right|",
}


@pytest.mark.parametrize("written", TYPESET)
def test_a_formula_is_typeset_as_it_is_written(written):
    assert typeset(written) == TYPESET[written]


def test_a_line_is_split_at_its_relations():
    line = read_formula("sigma'(z) = f(a, 2) <= b")
    assert (line.parts, line.relations) == (("sigma_prime(z)", "f(a, 2)", "b"), ("=", "<="))
    assert typeset_line(line) == (r"\sigma'(z)", r"= f(a, 2) \le b")
    assert typeset_line(read_formula("= a''")) == ("", "= a''")


@pytest.mark.parametrize("written", ["= ", "a =", "a = = b", ""])
def test_a_line_with_nothing_on_one_side_is_refused(written):
    with pytest.raises(ValueError, match="nothing stands on one side"):
        read_formula(written)


@pytest.mark.parametrize("written", ["[a, b]", "a if b else c", "lambda: 1"])
def test_what_is_no_formula_is_refused(written):
    with pytest.raises(SyntaxError, match="no part of a formula"):
        typeset(written)
