"""A page's source is taken apart as MyST does it, and each piece knows its line."""

import pytest

import docs.conf as conf
from sitekit.core.suggest import unknown
from sitekit.writing.myst_source import EXTENSIONS, blank_lines, read_header, read_page

TEXT = """\
---
number: 7
---

# About *one* thing

Words, {eval}`one + 1`
and `code`, $x$ and [a link](other.md).

:::::{deeper} algebra
:title: the sum

Inside, {minutes}`explain/a`.

```{exhibit} a/b
:bare:
```
:::::

> Said.

```{code-cell} python3
---
tags: [hide-input]
---
one = 1
```

````markdown
```{claim} shown-only
```
````

| a | b |
|---|---|
| cell | {talk}`explain/b` |
"""
LINES = TEXT.splitlines()


@pytest.fixture(scope="module")
def page():
    return read_page(TEXT)


def test_directives_are_found_with_their_lines(page):
    names = [(each.name, each.argument) for each in page.directives]
    cell = ("code-cell", "python3")
    assert names == [("", ""), ("deeper", "algebra"), ("exhibit", "a/b"), cell]
    for each in page.directives[1:]:
        assert f"{{{each.name}}} {each.argument}" in LINES[each.lines[0] - 1]
        assert LINES[each.lines[-1] - 1].strip(":`") == ""
        assert not each.body or LINES[each.body_line - 1] == each.body.splitlines()[0]


def test_headers_are_what_yaml_reads_and_know_their_line(page):
    headers = [each.header for each in page.directives]
    assert [each.text for each in headers] == [
        "number: 7",
        "title: the sum",
        "bare:",
        "tags: [hide-input]",
    ]
    for each in headers:
        assert each.text in LINES[each.line - 1]
    assert read_header(TEXT) == headers[0]
    assert read_header("# None\n") is None


def test_every_span_stands_on_its_line(page):
    kinds = {span.kind for span in page.spans}
    assert {"text", "code_inline", "math_inline", "myst_role", "fence"} <= kinds
    for span in page.spans:
        first = span.text.strip().split()[:1]
        assert all(word in LINES[span.line - (span.kind != "fence")] for word in first)


def test_roles_have_names_and_prose_knows_what_it_stands_in(page):
    roles = {span.role: (span.text, span.inside) for span in page.spans if span.role}
    assert roles == {
        "eval": ("one + 1", ()),
        "minutes": ("explain/a", ("deeper",)),
        "talk": ("explain/b", ()),
    }
    assert [span.inside for span in page.spans if span.text == "Said."] == [("> quotation",)]


def test_blanked_lines_leave_the_others_where_they_are():
    assert blank_lines("a\nb\nc\n", range(2, 3)) == "a\n\nc\n"


def test_the_parser_reads_what_the_site_reads():
    assert set(conf.myst_enable_extensions) - EXTENSIONS == {"smartquotes"}


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        (["ten-to-ninety", "half"], "did you mean 'ten-to-ninety'?"),
        (["ten-to-ninety", "ten-to-nine"], "did you mean 'ten-to-ninety' or 'ten-to-nine'?"),
        (["half"], "all are listed in there"),
        ([], "all are listed in there"),
    ],
)
def test_a_near_miss_is_suggested(known, hint):
    assert (
        unknown("claim", "ten-to-ninty", known, "there") == f"unknown claim 'ten-to-ninty'; {hint}"
    )


def test_at_most_three_names_are_suggested():
    message = unknown("word", "abcd", ["abce", "abcf", "abcg", "abch"], "there")
    assert message.count("'") == 2 + 3 * 2
