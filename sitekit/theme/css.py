"""Minify a stylesheet, and prune rules and variables that no page uses.

A rule is kept if every element, id and class of one of its selectors occurs in the pages; a
variable is kept if something reads it, and a constant one is replaced by its value.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from itertools import chain, pairwise

import lightningcss
import tinycss2
from tinycss2.ast import LiteralToken, Node

CONDITIONAL = ("media", "supports")
ROOTS = ("html", "body", ":root", ":root>body")
DEEPEST = 9  # limit for variables set to other variables
#: The first versions with ``:has``; media queries are written in a syntax they support.
BROWSERS = ["chrome 105", "firefox 121", "safari 15.4"]
SETTING = re.compile(r"(--[\w-]+)(?=:)")
_READING = re.compile(r"var\((--[\w-]+)")


def minify(css: str, unused: Set[str] = frozenset(), browsers: list[str] | None = None) -> str:
    """Return a minified stylesheet, without declarations of unused variables."""
    return lightningcss.process_stylesheet(css, unused_symbols=set(unused), browsers_list=browsers)


def keep_used(css: str, marks: Set[str], readers: str) -> str:
    """Minify a stylesheet, keeping only what pages with `marks` and the scripts `readers` use."""
    small = minify(tinycss2.serialize(_prune(_parse(minify(css)), marks)))
    for _ in range(DEEPEST):
        before = small
        for name, value in _constants(small).items():
            if name not in readers:
                small = small.replace(f"var({name})", value)
        read = _READING.findall(small + readers)
        small = minify(small, set(SETTING.findall(small)).difference(read))
        if small == before:
            break
    return minify(small, browsers=BROWSERS)


def _constants(css: str) -> dict[str, str]:
    """Return the values of variables that are set only once, at the root, unconditionally."""
    times = Counter(SETTING.findall(css))
    return {
        line.name: tinycss2.serialize(line.value).strip()
        for rule in _parse(css)
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude) in ROOTS
        for line in tinycss2.parse_blocks_contents(rule.content)
        if line.type == "declaration" and times[line.name] == 1
    }


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node and its descendants."""
    for node in nodes:
        yield node
        for part in ("prelude", "content", "arguments"):
            yield from walk(getattr(node, part, None) or ())


def urls(css: str) -> Iterator[str]:
    """Yield every URL in a stylesheet or style attribute."""
    importing = False
    for token in walk(tinycss2.parse_component_value_list(css, skip_comments=True)):
        if token.type == "url" or (importing and token.type == "string"):
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            yield from (part.value for part in token.arguments if part.type == "string")
        if token.type != "whitespace":
            importing = token.type == "at-keyword" and token.lower_value == "import"


def _parse(css: str | Iterable[Node]) -> list[Node]:
    rules: list[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return rules


def _is_conditional(rule: Node) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in CONDITIONAL


def _prune(rules: Iterable[Node], marks: Set[str]) -> Iterator[Node]:
    """Yield the rules that can match `marks`, reduced to the selectors that do."""
    for rule in rules:
        if _is_conditional(rule):
            rule.content = list(_prune(_parse(rule.content), marks))
            kept = rule.content
        elif rule.type == "qualified-rule":
            kept = [one for one in _selectors(rule.prelude) if set(_needs(one)) <= marks]
            rule.prelude = list(chain(*kept))[1:]
        else:
            kept = [rule]
        if kept:
            yield rule


def _selectors(prelude: list[Node]) -> Iterator[list[Node]]:
    """Yield each selector of a list, with its leading comma."""
    tokens = [LiteralToken(0, 0, ","), *prelude]
    commas = [place for place, token in enumerate(tokens) if token == ","]
    for start, end in pairwise([*commas, len(tokens)]):
        yield tokens[start:end]


def _needs(selector: Iterable[Node]) -> Iterator[str]:
    """Yield the elements, ids and classes a selector requires, except inside brackets."""
    before = None
    for token in selector:
        if token.type == "hash" or (token.type == "ident" and before != ":"):
            yield token.value
        before = token
