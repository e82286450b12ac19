"""No decimal is typed into the prose of a page that explains: numbers are computed.

Looks at the source of pages in explain/, questions/ and contribute/, of the slides, and of the
page for presenters. Code, mathematics,
quotations, directive options, link targets and ``{eval}`` are left out; so are numbers of sections
and licences.
"""

import re

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

CHECKED = ("explain/", "questions/", "contribute/", "slides/", "present")
_FENCED_CODE = re.compile(
    r"^(`{3,})[ ]*(\{code-cell\}|\{math\}|\w+).*?^\1[ ]*$", re.MULTILINE | re.DOTALL
)
_FRONT_MATTER = re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = [
    _FRONT_MATTER,
    _FENCED_CODE,
    re.compile(r"\$\$.*?\$\$", re.DOTALL),
    re.compile(r"\$[^$\n]+\$"),
    re.compile(r"(`+)(?!`).+?\1"),
    re.compile(r"^>.*$", re.MULTILINE),
    re.compile(r"^:[\w-]+:.*$", re.MULTILINE),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"<[^>\n]*>"),
    re.compile(r"(?:\b(?:[Ss]ection|[Cc]hapter|BY)|§)[ ]*\d+(?:\.\d+)+"),
]
_DECIMAL = re.compile(r"(?<![\w.])\d+[.,]\d+(?!\d|\.\d)")


def blank(pattern: re.Pattern[str], text: str) -> str:
    """Blot out what a pattern finds, keeping every line where it is."""
    return pattern.sub(lambda found: "\n" * found.group().count("\n"), text)


def typed_decimals(text: str) -> list[tuple[int, str]]:
    """Return the line and the digits of every decimal number typed into prose."""
    for pattern in _LEFT_OUT:
        text = blank(pattern, text)
    return [(text.count("\n", 0, at.start()) + 1, at.group()) for at in _DECIMAL.finditer(text)]


def _check(_app: Sphinx, docname: str, content: list[str]) -> None:
    if not docname.startswith(CHECKED):
        return
    for line, number in typed_decimals(content[0]):
        logger.warning(
            "%s is typed by hand; compute it with {eval}, or cite a claim",
            number,
            location=(docname, line),
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check each page as it is read."""
    app.connect("source-read", _check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
