"""Formulas: what LaTeX means is what the MathML says, and what cannot be read is refused."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx

from sitekit.theme.tex import MathError, mathml

TEMPLATES = Path(__file__).parents[2] / "sitekit/theme/templates"


def read(tex, *, display=False):
    return ET.fromstring(mathml(tex, display=display))


def shown(element):
    """The signs a formula shows, in order, without the spaces and the invisible “applied to”."""
    return re.sub(r"[\s\u2061]", "", "".join(element.itertext()))


def forms(tex, sign):
    return [mo.get("form") for mo in read(tex).iter("mo") if mo.text == sign]


@pytest.mark.parametrize("display", [False, True])
def test_a_formula_carries_its_place_and_no_source(display):
    formula = read(r"\sigma(z) = \frac{1}{1 + e^{-z}} < 1", display=display)
    assert formula.attrib == ({"display": "block"} if display else {})


PIECES = st.sampled_from("abcxyz123").map(lambda sign: (sign, sign))


def grow(inner):
    """Build bigger formulas of smaller ones, each with the signs it must show."""
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: (rf"\frac{{{p[0][0]}}}{{{p[1][0]}}}", p[0][1] + p[1][1])),
        pair.map(lambda p: (f"{{{p[0][0]}}}_{{{p[1][0]}}}", p[0][1] + p[1][1])),
        pair.map(lambda p: (f"{p[0][0]} + {p[1][0]}", p[0][1] + "+" + p[1][1])),
        inner.map(lambda p: (rf"\left({p[0]}\right)", f"({p[1]})")),
        inner.map(lambda p: (rf"\sqrt{{{p[0]}}}", p[1])),
        inner.map(lambda p: (f"|{{{p[0]}}}|", f"|{p[1]}|")),
        inner.map(lambda p: (rf"\begin{{pmatrix}}{p[0]}\end{{pmatrix}}", f"({p[1]})")),
    )


@settings(deadline=None)
@given(st.recursive(PIECES, grow, max_leaves=8))
def test_no_sign_is_lost_or_moved(formula):
    tex, signs = formula
    assert shown(read(tex)) == signs


@pytest.mark.parametrize(
    ("tex", "parts"),
    [
        (r"\tfrac14", ["1", "4"]),
        (r"\frac1{2}", ["1", "2"]),
        (r"\frac{a}2", ["a", "2"]),
        (r"\frac{\partial a}{\partial w_j}", ["∂a", "∂wj"]),
        (r"\dfrac 3 4", ["3", "4"]),
    ],
)
def test_a_fraction_has_what_tex_puts_above_and_below(tex, parts):
    (fraction,) = read(tex).iter("mfrac")
    assert [shown(part) for part in fraction] == parts


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("|z|", ["prefix", "postfix"]),
        ("|z|^2", ["prefix", "postfix"]),
        ("|a| + |b|", ["prefix", "postfix", "prefix", "postfix"]),
        (r"P(a | b)", [None]),
    ],
)
def test_bars_open_and_close(tex, expected):
    assert forms(tex, "|") == expected


def test_only_bars_asked_to_stretch_do():
    flat, tall = read("|z|"), read(r"\left|\frac{a}{b}\right|")
    assert all(bar.get("stretchy") == "false" for bar in flat.iter("mo"))
    assert all(bar.get("stretchy") is None for bar in tall.iter("mo"))


@pytest.mark.parametrize("tex", ["-z", "(-z)", r"x \le -1", "e^{-z}", "a = -b", "a, -b", "2 + -3"])
def test_a_sign_with_nothing_before_it_belongs_to_its_number(tex):
    minus = next(mo for mo in read(tex).iter("mo") if mo.text == "−")
    # A browser reads a sign that opens its row as a prefix by itself.
    opens = any(len(row) > 1 and row[0] is minus for row in read(tex).iter()) or tex == "-z"
    assert minus.get("form") == "prefix" or opens


@pytest.mark.parametrize("tex", ["a - b", "(a) - b", "a' - b", "|a| - b", "x^2 - b", r"|a|^2 - b"])
def test_a_sign_between_two_values_subtracts(tex):
    assert forms(tex, "−") == [None]


@pytest.mark.parametrize(
    ("tex", "signs"),
    [("(0,1)", "( 0 , 1 )"), ("1,000", "1,000"), ("0.25", "0.25"), ("[1,2,3]", "[ 1 , 2 , 3 ]")],
)
def test_a_comma_divides_numbers_but_for_thousands(tex, signs):
    assert " ".join(part.text for part in read(tex).iter() if part.text) == signs


def test_primes_are_primes():
    formula = read("f''(x)")
    assert shown(formula) == "f′′(x)"


@pytest.mark.parametrize(
    ("tex", "spaces"),
    [(r"\ln x", 1), (r"\ln(x)", 0), (r"2\ln x", 2), (r"\ln|x|", 1), (r"a\tanh(z)", 1)],
)
def test_a_function_stands_apart_from_what_is_bare_beside_it(tex, spaces):
    assert len(list(read(tex).iter("mspace"))) == spaces


def test_letters_are_upright_or_slanted_as_in_tex():
    letters = {
        mi.text: mi.get("mathvariant") for mi in read(r"\Delta z + \sigma + \nabla").iter("mi")
    }
    assert letters == {"Δ": "normal", "z": None, "σ": None, "∇": "normal"}


@pytest.mark.parametrize(
    ("tex", "tag"),
    [(r"\underbrace{a+b}_{\text{sum}}", "munder"), (r"\overbrace{a+b}^{\text{sum}}", "mover")],
)
def test_a_brace_has_its_label_on_its_own_side(tex, tag):
    outer = next(read(tex).iter(tag))
    assert outer[0].tag == tag
    assert [shown(outer[0][0]), shown(outer[1])] == ["a+b", "sum"]


def test_limits_stand_below():
    below = next(read(r"\lim_{k \to \infty} f", display=True).iter("munder"))
    assert [shown(part) for part in below] == ["lim", "k→∞"]


DERIVATION = r"a &= b && \text{why} \\ &= \frac12 && \text{so}"


@pytest.mark.parametrize(
    "tex",
    [
        DERIVATION,
        rf"\begin{{aligned}} {DERIVATION} \end{{aligned}}",
        rf"\begin{{align*}} {DERIVATION} \end{{align*}}",
    ],
)
def test_a_derivation_is_a_table_of_its_steps(tex):
    (table,) = read(tex, display=True).iter("mtable")
    assert table.get("displaystyle") == "true"
    cells = [[shown(cell) for cell in row] for row in table]
    assert cells == [["a", "=b", "", "why"], ["", "=12", "", "so"]]


def test_formulas_apart_by_an_empty_line_are_lines():
    (table,) = read("a = b\n\nc = d", display=True).iter("mtable")
    assert [shown(row) for row in table] == ["a=b", "c=d"]


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\begin{cases} 1 & z > 0 \\ 0 & \text{else} \end{cases}", ["1z>0", "0else"]),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", ["ab", "cd"]),
    ],
)
def test_tables_keep_their_rows(tex, rows):
    assert [shown(row) for row in next(read(tex).iter("mtable"))] == rows


@pytest.mark.parametrize(
    ("tex", "same"),
    [(r"a \iff b", "a⟺b"), (r"a \implies b", "a⟹b"), (r"a, \dots", "a,…"), (r"\mathbb{R}", "ℝ")],
)
def test_common_signs(tex, same):
    assert shown(read(tex)) == same


@pytest.mark.parametrize(
    "tex",
    [
        r"\nosuchcommand",
        r"\begin{tikz} a \end{tikz}",
        r"\left( a",
        r"a \right)",
        r"\begin{cases} a",
        r"\frac{1}",
        "x^{",
        "x}",
        "a ⌘ b",
        r"\not\nosuch",
    ],
)
def test_what_cannot_be_read_is_refused(tex):
    with pytest.raises(MathError):
        mathml(tex, display=True)


@pytest.fixture
def build(tmp_path):
    """Build a page of one paragraph; return its HTML and what Sphinx complained of."""

    def built(page):
        (tmp_path / "index.md").write_text(f"# Title\n\n{page}\n", "utf-8")
        choices = {
            "extensions": ["myst_parser", "sitekit.theme.mathematics"],
            "myst_enable_extensions": ["dollarmath"],
            "html_math_renderer": "mathml",
            "html_theme": "furo",
            "templates_path": [str(TEMPLATES)],
        }
        with (tmp_path / "log").open("w+", encoding="utf-8") as log:
            app = Sphinx(
                tmp_path, None, tmp_path / "html", tmp_path / "trees", "html",
                confoverrides=choices, status=None, warning=log,
            )  # fmt: skip
            app.build()
        complaints = (tmp_path / "log").read_text("utf-8")
        return (tmp_path / "html/index.html").read_text("utf-8"), complaints

    return built


def test_a_page_shows_numbered_formulas_and_links_to_them(build):
    html, complaints = build("See {eq}`half` and $x_1$.\n\n$$\n\\sigma(0) = \\tfrac12\n$$ (half)")
    assert complaints == ""
    assert html.count("<math") == 2
    anchor = re.search(r'href="#(equation-half)"[^>]*>\(?1', html)[1]
    assert html.count(f'id="{anchor}"') == 1
    assert re.search(r'class="eqno">\(1\)', html)


@pytest.mark.parametrize("page", ["Words,\nand $\\nosuch{x}$.", "Words.\n\n$$ \\nosuch{x} $$"])
def test_a_formula_that_cannot_be_set_is_reported_at_its_line(build, page):
    _, complaints = build(page)
    line = re.search(r"index\.md:(\d+): WARNING: this formula cannot be set: .*nosuch", complaints)
    assert 3 <= int(line[1]) <= 5
