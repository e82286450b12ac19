"""Test that decimals typed into prose are found, and that harmless numbers are ignored."""

import pytest
from docutils.core import publish_doctree
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.body import MathBlock
from myst_parser.docutils_ import Parser

from docs.conf import myst_enable_extensions
from sitekit.writing.prose import typed_decimals

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
    "in an admonition": ":::{note}\nAbout 0.25.\n:::",
    "in a link's text": "[about 0.25](https://example.org)",
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
    "formula": "$x = 0.25$ and $$y = 0.5$$",
    "formula on lines of its own": "$$\nx = 0.25\n$$",
    "formula block": "```{math}\nx = 0.25\n```",
    "option": "```{figure} x.png\n:width: 0.25\n```",
    "link": "[there](page-0.25.md)",
    "address": "<https://example.org/0.25>",
    "header": "---\nversion: 0.25\n---\n",
    "version": "Python 3.11.2",
    "comment": "<!-- 0.25 -->",
    "reference": "[](#part-0.25)",
}


@pytest.fixture(autouse=True)
def plain_math(monkeypatch):
    """Read formulas as docutils does: Sphinx, once loaded, puts its own directive in place."""
    monkeypatch.setitem(directives._directives, "math", MathBlock)


def read(text):
    """Read a page as the site does."""
    settings = {"myst_enable_extensions": myst_enable_extensions, "report_level": 5}
    return publish_doctree(text, parser=Parser(), settings_overrides=settings)


@pytest.mark.parametrize("name", TYPED)
def test_a_typed_decimal_is_found(name):
    ((_, number),) = typed_decimals(read(TYPED[name]))
    assert number in ("0.25", "0,25", "12.5")


@pytest.mark.parametrize("name", FINE)
def test_other_numbers_are_left_alone(name):
    assert list(typed_decimals(read(FINE[name]))) == []
