"""The cells of a page: their code, their headers, and which of them stopped."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

_FRONT = re.compile(r"\A---\n(?P<yaml>.*?\n)---$", re.MULTILINE | re.DOTALL)
_CELL = re.compile(
    r"^(?P<fence>`{3,})[ ]*\{code-cell\}.*\n"
    r"(?:---\n(?P<yaml>(?:.*\n)*?)---\n|(?P<short>(?::[\w-]+:.*\n)*))"
    r"(?P<code>(?:.*\n)*?)(?P=fence)[ ]*$",
    re.MULTILINE,
)
_EVAL = re.compile(r"\{eval\}`([^`]+)`")
_COLOURS = re.compile(r"\x1b\[[\d;]*m")


def code(text: str) -> str:
    """Return all of a page's code: its cells, then what it evaluates in sentences."""
    return "\n".join([*(found["code"] for found in _CELL.finditer(text)), *_EVAL.findall(text)])


def broken_headers(text: str) -> Iterator[tuple[re.Match[str], int, str]]:
    """Yield each header of a page or cell that is not YAML, the line, and what is wrong."""
    for found in [*_FRONT.finditer(text), *_CELL.finditer(text)]:
        group = "short" if found.groupdict().get("short") else "yaml"
        try:
            yaml.safe_load(re.sub(r"^:([\w-]+:)", r"\1", found[group] or "", flags=re.MULTILINE))
        except yaml.MarkedYAMLError as error:
            mark = error.context_mark or error.problem_mark
            start = text.count("\n", 0, found.start(group)) + 1
            yield found, start + (mark.line if mark else 0), str(error.problem)


def _check_headers(_app: Sphinx, docname: str, content: list[str]) -> None:
    """Report headers that are not YAML, and blot them out: the page's reader would stop at them."""
    for found, line, wrong in list(broken_headers(content[0])):
        logger.warning("the header is not YAML: %s", wrong, location=(docname, line))
        blank = "\n" * found.group().count("\n")
        content[0] = content[0][: found.start()] + blank + content[0][found.end() :]


def stopped(page: Path, report: str) -> tuple[int, str]:
    """Return the line of a page where a cell stopped, and the error, from MyST-NB's report."""
    report = _COLOURS.sub("", report)
    parts = re.split(r"^-{6,}$", report, flags=re.MULTILINE)
    ran = parts[1].strip("\n") if len(parts) > 2 else ""
    start = page.read_text("utf-8").partition(f"\n{ran}\n")[0].count("\n") + 2
    steps = re.findall(r"^ *Cell In *\[\d+\], line (\d+)", report, re.MULTILINE)
    errors = re.findall(r"^\w*(?:Error|Exception|Interrupt|Exit)\b.*", report, re.MULTILINE)
    error = (errors or ["see build/sphinx.log"])[-1]
    error = error.replace("_IncompleteInputError", "SyntaxError")  # what Python 3.13 raises
    return start + int((steps or [1])[0]) - 1, error


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check each page as it is read, before any other looks at it."""
    app.connect("source-read", _check_headers, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
