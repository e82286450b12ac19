"""Readers see powers, e⁻⁴⁰ or $e^{-z}$, and no raw caret: in prose, and in what is claimed."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [page for page in sorted((ROOT / "docs").rglob("*.md")) if "gallery" not in page.parts]
CLAIMS = sorted((ROOT / "tests" / "claims").glob("test_*.py"))
SET_APART = re.compile(r"```.*?```|\$\$.*?\$\$|\$[^$]*\$|`[^`]*`", re.DOTALL)  # code and formulas


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def raw_carets(text):
    """Return the lines that hold a caret outside of code and formulas."""
    return [line for line in SET_APART.sub("", text).splitlines() if "^" in line]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_prose_has_no_raw_caret(page):
    raw = raw_carets(page.read_text("utf-8"))
    assert not raw, f"write e⁻², “e to the −z” or, in a formula, $e^{{-z}}$: {raw}"


@pytest.mark.parametrize("file", CLAIMS, ids=name_of)
def test_claims_have_no_raw_caret(file):
    tests = [
        it for it in ast.parse(file.read_text("utf-8")).body if isinstance(it, ast.FunctionDef)
    ]
    sentences = [ast.get_docstring(test) or "" for test in tests]
    assert any(sentences), f"no claim was found in {file.name}"
    raw = [line for sentence in sentences for line in raw_carets(sentence)]
    assert not raw, f"write e⁻², “e to the −z” or, in a formula, $e^{{-z}}$: {raw}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so it is e^−40", 1),
        ("so it is $e^{-40}$", 0),
        ("$$\na^2\n$$\n`x^y`\n", 0),
        ("`a` ^ `b`", 1),
    ],
)
def test_carets_are_told_from_formulas(text, found):
    assert len(raw_carets(text)) == found
