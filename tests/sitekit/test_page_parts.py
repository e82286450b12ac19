"""Test that every page follows the page template, and that violations are found with their line."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sitekit.writing.blocks import LONGEST_BREATH
from sitekit.writing.questions import LISTS

DOCS = Path(__file__).parents[2] / "docs"
SECTIONS = ("Try it", "Common traps", "Check yourself", "Where this comes from", "Where to go now")
LONGEST_QUOTATION = 15


def broken_rules(text, *, explainer=True):
    """The (line, rule) pairs that a page's source breaks; a whole-page rule breaks at line 1."""
    rules = [_breath, _quotations]
    rules += [_exhibits, _sections, _traps] if explainer else [_question]
    return [error for rule in rules for error in rule(text)]


def _line(text, position):
    return text.count("\n", 0, position) + 1


def _blocks(text, name):
    """Return the blocks of a directive, as the parser has them."""
    return [each for each in MarkdownIt().parse(text) if each.info.startswith(f"{{{name}}}")]


def _breath(text):
    for block in _blocks(text, "in-one-breath"):
        words = len(block.content.split())
        if words > LONGEST_BREATH:
            yield block.map[0] + 1, f"in-one-breath has {words} words"


def _exhibits(text):
    for name in ("in-one-breath", "exhibit"):
        if not _blocks(text, name):
            yield 1, f"no {name}"


def _question(text):
    if len(_blocks(text, "exhibit")) != 1:
        yield 1, "a question page shows exactly one exhibit"
    if not _blocks(text, "claim"):
        yield 1, "no claim"
    hidden = r"(?ms)\A---\n.*?^---\n|^```\{code-cell.*?^```\n"
    prose = re.sub(hidden, "", text)
    if not re.match(r"\s*# [^\n]+\n+\*\*[^\n]+\*\*\n", prose):
        yield 1, "the title is not followed by the one-line answer in bold"
    if not re.search(r"^Read on.*\]\(", text, re.MULTILINE | re.DOTALL):
        yield 1, "no “Read on” with a link"


def _sections(text):
    found = re.findall(r"^## (.+)$", text, re.MULTILINE)
    for name in SECTIONS:
        if name not in found:
            yield 1, f"no section {name!r}"
    if [name for name in found if name in SECTIONS] != [n for n in SECTIONS if n in found]:
        yield 1, f"the closing sections are not in the order {', '.join(SECTIONS)}"


def _traps(text):
    section = re.search(r"^## Common traps\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if section is None:
        return
    for trap in re.finditer(r"^\*\*.+?(?=^\*\*|\Z)", section[1], re.MULTILINE | re.DOTALL):
        if not re.search(r"\]\((?:\.\./questions/)[\w-]+\.md", trap[0]):
            yield (
                _line(text, section.start(1) + trap.start()),
                "this trap links to no question page",
            )


def _quotations(text):
    for quotation in re.finditer(r"(?:^>.*\n?)+", text, re.MULTILINE):
        line = _line(text, quotation.start())
        quoted = quotation[0].split("—")[0]
        if "{cite" not in quotation[0]:
            yield line, "this quotation has no citation"
        if len(re.findall(r"\w[\w'’-]*", quoted)) > LONGEST_QUOTATION:
            yield line, f"this quotation is longer than {LONGEST_QUOTATION} words"


PAGES = [*sorted((DOCS / "explain").glob("*.md")), *sorted((DOCS / "questions").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_keeps_the_template(page):
    if page.stem in LISTS:
        return
    errors = broken_rules(page.read_text("utf-8"), explainer=page.parent.name == "explain")
    assert [f"{page}:{line}: {rule}" for line, rule in errors] == []


GOOD = """\
# Why?

```{in-one-breath}
Because.
```

```{exhibit} a/b
```

> Any will do.
>
> — {cite:t}`someone`

## Try it
## Common traps

**A trap.**
Not so; [read](../questions/q.md).

## Check yourself
## Where this comes from
## Where to go now
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("Because.", "word " * 41, 3, "in-one-breath has 41 words"),
        ("```{in-one-breath}\nBecause.\n```\n", "", 1, "no in-one-breath"),
        ("```{exhibit} a/b\n```\n", "", 1, "no exhibit"),
        ("## Try it\n", "", 1, "no section 'Try it'"),
        (
            "Not so; [read](../questions/q.md).",
            "Not so.",
            17,
            "this trap links to no question page",
        ),
        ("— {cite:t}`someone`", "— someone", 10, "this quotation has no citation"),
        ("Any will do.", "any " * 16, 10, "this quotation is longer than 15 words"),
    ],
)
def test_a_broken_rule_is_named_with_its_line(old, new, line, rule):
    assert old in GOOD
    assert broken_rules(GOOD) == []
    assert broken_rules(GOOD.replace(old, new)) == [(line, rule)]
