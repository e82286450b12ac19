"""A decimal typed into prose is found; one that is no claim about the world is left alone."""

import pytest

from sitekit.writing.number_check import typed_decimals

TYPED = {
    "in a sentence": "About 0.25 of it.",
    "at the end": "It is 0.25.",
    "with a comma": "It is 0,25 of it.",
    "with a sign": "Down by −0.25.",
    "as a price": "It costs €0.25.",
    "as a share": "It is 12.5% of it.",
    "in a list": "- 0.25",
    "in a table": "| one | 0.25 |",
    "in emphasis": "**0.25**",
    "in a heading": "## About 0.25",
    "in a folding block": "```{deeper} algebra\nAbout 0.25.\n```",
    "in a breath": "```{in-one-breath}\nAbout 0.25.\n```",
    "in an admonition": ":::{note}\nAbout 0.25.\n:::",
    "in a link's text": "[about 0.25](page.md)",
    "with a unit": "0.25s",
}

FINE = {
    "year": "In 1986, and from 1998 to 2011.",
    "whole number": "There are 12, or 1 000.",
    "list of numbers": "1, 2, 3",
    "section": "See section 2.3, chapter 4.1 and § 1.2.",
    "licence": "CC BY 4.0",
    "quotation": "> It is about 0.25.\n> And 0.5.",
    "code": "`0.25` and ``0.25``",
    "code block": "```python\nx = 0.25\n```",
    "cell": "```{code-cell} python3\nx = 0.25\n```",
    "cell in a longer fence": "````{code-cell} python3\nx = 0.25\n````",
    "formula": "$x = 0.25$ and $$y = 0.5$$",
    "formula on lines of its own": "$$\nx = 0.25\n$$",
    "formula block": "```{math}\nx = 0.25\n```",
    "eval": "{eval}`0.25 * 2`",
    "option": "```{figure} x.png\n:width: 0.25\n```",
    "link": "[there](page-0.25.md)",
    "address": "<https://example.org/0.25>",
    "header": "---\nversion: 0.25\n---\n",
    "version": "Python 3.11.2",
    "comment": "<!-- 0.25 -->",
    "reference": "[](#part-0.25)",
}


@pytest.mark.parametrize("name", TYPED)
def test_a_typed_decimal_is_found_on_its_line(name):
    before = "One.\n\n"
    text = before + TYPED[name]
    ((line, number),) = typed_decimals(text)
    assert "0.25" in TYPED[name].splitlines()[line - 3] or number in ("0,25", "12.5")


@pytest.mark.parametrize("name", FINE)
def test_other_numbers_are_left_alone(name):
    assert typed_decimals(FINE[name]) == []


def test_lines_are_counted_past_what_is_left_out():
    text = "---\na: 1\n---\n\n```{code-cell} python3\n1.5\n```\n\n$$\n2.5\n$$\n\nAbout 3.5."
    assert typed_decimals(text) == [(13, "3.5")]
