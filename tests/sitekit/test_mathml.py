"""Test that MathML has the meaning of its LaTeX, and that invalid LaTeX is rejected."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexError
from sphinx.application import Sphinx

from sitekit.theme.mathematics import mathml

TEMPLATES = Path(__file__).parents[2] / "sitekit/theme/templates"


def read(tex, *, display=False):
    return ET.fromstring(mathml(tex, display=display))


def shown(element):
    """The signs a formula shows, in order, without the spaces and the invisible “applied to”."""
    return re.sub(r"[\s\u2061-\u2063]", "", "".join(element.itertext()))


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
    ("tex", "signs"),
    [
        ("f''(x)", "f″(x)"),
        (r"f_{n}'(x)", "fn′(x)"),
        (r"\tfrac14", "14"),
        (r"a, \dots", "a,…"),
        (r"\Bigl[ x \Bigr]_0^1", "[x]01"),
    ],
)
def test_what_we_mend_keeps_its_signs(tex, signs):
    assert shown(read(tex)) == signs


DERIVATION = r"a &= b && \text{why} \\ &= \frac12 && \text{so}"


@pytest.mark.parametrize("tex", [DERIVATION, rf"\begin{{aligned}} {DERIVATION} \end{{aligned}}"])
def test_a_derivation_is_a_table_of_its_steps(tex):
    (table,) = read(tex, display=True).iter("mtable")
    assert table.get("displaystyle") == "true"
    assert [[shown(cell) for cell in row] for row in table] == [
        ["a", "=b", "", "why"],
        ["", "=12", "", "so"],
    ]
    assert [cell.get("class") for cell in table[1]] == ["right", "left", "right", "left"]


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{cases} 1 & z > 0 \\ 0 & \text{else} \end{cases}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\left(\frac12\right)^n |w|",
        r"\underbrace{a+b}_{\text{sum}}",
    ],
)
def test_no_style_is_written_into_a_page(tex):
    assert not any("style" in element.attrib for element in read(tex).iter())


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
        r"\not\nosuch",
        r"\color{red} a",  # which only a style could say
    ],
)
def test_what_cannot_be_set_is_refused_in_plain_words(tex):
    with pytest.raises(LatexError) as refused:
        mathml(tex, display=True)
    assert "\x1b" not in str(refused.value)


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
