"""Check that no decimal is typed into the prose of a page that explains: numbers are computed.

Looks at the source of pages in explain/, questions/ and contribute/, of the slides, and of the page
for presenters. Code, mathematics, quotations, directive options, link targets and ``{eval}`` are
left out; so are numbers of sections and licences.
"""

import re

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.writing.myst_source import QUOTATION, read_page

logger = logging.getLogger(__name__)

CHECKED = ("explain/", "questions/", "contribute/", "slides/", "present")
_LEFT_OUT = re.compile(r"(?:\b(?:[Ss]ection|[Cc]hapter|BY)|§)[ ]*\d+(?:\.\d+)+|\w+://\S+")
_DECIMAL = re.compile(r"(?<![\w.])\d+[.,]\d+(?!\d|\.\d)")


def typed_decimals(text: str) -> list[tuple[int, str]]:
    """Return the line and the digits of every decimal number typed into prose."""
    return [
        (span.line, found)
        for span in read_page(text).spans
        if span.kind == "text" and QUOTATION not in span.inside
        for found in _DECIMAL.findall(_LEFT_OUT.sub("", span.text))
    ]


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
