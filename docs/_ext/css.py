"""Make a stylesheet small: white space out, rules for what no page has out.

A page should not carry styles for things the site never shows. A rule stays if every class of one
of its selectors occurs in the site; a variable stays if something reads it.
"""

import re
from collections.abc import Iterator

CONDITIONAL = ("@media", "@supports")
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
ALTERNATIVES = re.compile(r":(?:not|is|where|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
SPACE = re.compile(STRING + r"|\s*([{};,>])\s*|(:)\s+|\s+")


def squeeze(css: str) -> str:
    """Take out comments and white space that mean nothing; strings stay as they are."""
    short = SPACE.sub(lambda at: at[at.lastindex or 0].strip() or " ", COMMENT.sub("", css))
    return short.replace(";}", "}").strip()


def statements(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield each statement as what stands before its braces and what within, if it has any."""
    start = depth = opened = 0
    quote = ""
    for place, mark in enumerate(css):
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'":
            quote = mark
        elif mark == "{":
            opened = opened if depth else place
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : place]
                start = place + 1
        elif mark == ";" and depth == 0:
            yield css[start:place], None
            start = place + 1
    if css[start:].strip():
        yield css[start:], None


def prune(css: str, site: set[str]) -> str:
    """Leave out the rules of squeezed `css` that ask for a class not in `site`."""
    kept = []
    for head, body in statements(css):
        if body is None:
            kept.append(f"{head};")
        elif head.startswith(CONDITIONAL):
            inner = prune(body, site)
            kept.append(f"{head}{{{inner}}}" if inner else "")
        elif head.startswith("@"):
            kept.append(f"{head}{{{body}}}")
        else:
            needed = [one for one in selectors(head) if set(classes(one)) <= site]
            kept.append(f"{','.join(needed)}{{{body}}}" if needed and body else "")
    return "".join(kept)


def selectors(head: str) -> list[str]:
    """Split a selector list at the commas outside brackets."""
    parts, depth = [""], 0
    for mark in head:
        depth += (mark == "(") - (mark == ")")
        if mark == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += mark
    return parts


def classes(selector: str) -> list[str]:
    """Return the classes an element must have for the selector, leaving out alternatives."""
    return CLASS.findall(re.sub(r"\[[^\]]*\]", "", ALTERNATIVES.sub("", selector)))


def drop_unread(css: str, readers: str) -> str:
    """Leave out the variables of squeezed `css` that neither it nor `readers` read."""
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", css + readers))
        shorter = _without_variables(css, read)
        if shorter == css:
            return css
        css = shorter


def _without_variables(css: str, read: set[str]) -> str:
    kept = []
    for head, body in statements(css):
        if body is None:
            kept.append(f"{head};")
        elif head.startswith(CONDITIONAL):
            kept.append(f"{head}{{{_without_variables(body, read)}}}")
        else:
            lines = [line for line, _ in statements(body)] if "{" not in body else [body]
            needed = [line for line in lines if not _is_unread(line, read)]
            kept.append(f"{head}{{{';'.join(needed)}}}" if needed else "")
    return "".join(kept)


def _is_unread(declaration: str, read: set[str]) -> bool:
    name = declaration.partition(":")[0]
    return name.startswith("--") and name not in read
