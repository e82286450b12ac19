"""Make a stylesheet small: white space out, rules for what no page has out.

A page should not carry styles for things it never shows. A rule stays if every element, id and
class of one of its selectors occurs in the pages; a variable stays if something reads it, and if
it always has the same value, that value takes its place.
"""

import re
from collections.abc import Iterator

CONDITIONAL = ("@media", "@supports")
ROOTS = ("html", "body", ":root", ":root>body")
MARK = re.compile(r"(?:[.#]|(?<![\w:.#-]))(-?[_a-zA-Z][\w-]*)")
ALTERNATIVES = re.compile(r":[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)")
READ = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,[^()]*)?\)")
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
    """Leave out the rules of squeezed `css` that ask for a mark not in `site`."""
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
            needed = [one for one in selectors(head) if set(marks(one)) <= site]
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


def marks(selector: str) -> list[str]:
    """Return the elements, ids and classes a selector cannot do without; alternatives it can."""
    return MARK.findall(re.sub(r"\[[^\]]*\]", "", ALTERNATIVES.sub("", selector)))


def drop_unread(css: str, readers: str) -> str:
    """Leave out the variables of squeezed `css` that neither it nor `readers` read."""
    while True:
        read = set(READ.findall(css + readers))
        shorter = without(css, {name for name, _, _ in variables(css)} - read)
        if shorter == css:
            return css
        css = shorter


def settle(css: str, readers: str) -> str:
    """Put the value of each variable that the page sets once, and for all, where it is read."""
    names = [name for name, _, _ in variables(css)]
    once = {
        name: value.strip()
        for name, value, head in variables(css)
        if names.count(name) == 1 and head in ROOTS and name not in readers
    }
    css = without(css, set(once))
    for _ in range(len(once)):  # values may read others, though never each other
        shorter = READ.sub(lambda found: once.get(found[1], found[0]), css)
        if shorter == css:
            break
        css = shorter
    return css


def variables(css: str) -> list[tuple[str, str, str]]:
    """List the variables squeezed `css` sets: name, value and where, as often as it sets them."""
    found = []
    for head, body in statements(css):
        if body is not None and head.startswith(CONDITIONAL):
            found += [(name, value, head) for name, value, _ in variables(body)]
        elif body is not None and "{" not in body:
            lines = (line.partition(":") for line, _ in statements(body))
            found += [(name, value, head) for name, _, value in lines if name.startswith("--")]
    return found


def without(css: str, names: set[str]) -> str:
    """Leave out the settings of some variables."""
    kept = []
    for head, body in statements(css):
        if body is None:
            kept.append(f"{head};")
        elif head.startswith(CONDITIONAL):
            kept.append(f"{head}{{{without(body, names)}}}")
        else:
            lines = [line for line, _ in statements(body)] if "{" not in body else [body]
            needed = [line for line in lines if line.partition(":")[0] not in names]
            kept.append(f"{head}{{{';'.join(needed)}}}" if needed else "")
    return "".join(kept)
