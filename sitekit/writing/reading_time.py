"""``{minutes}`page` `` and ``{talk}`page` ``: how long a page takes to read, and to talk through.

Read is what stands open: no deeper block, no code. Both are estimates, and pages call them so.
"""

import re
from collections.abc import Callable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.suggest import unknown
from sitekit.writing.myst_source import ARGUMENT, read_page

PACE = 180  # words a minute, for reading that stops to think
A_PICTURE = 0.5  # minutes to look at one
A_CLAIM = 25  # words, about
A_PICTURE_TOLD = 3  # minutes to show one, ask, and answer

NOT_COUNTED = {"deeper", ARGUMENT}
_WORD = re.compile(r"[^\W_][\w’'-]*")


def to_read(text: str) -> int:
    """Return the minutes it takes to read a page's source."""
    page = read_page(text)
    words = sum(
        len(_WORD.findall(s.text)) for s in page.spans if not NOT_COUNTED.intersection(s.inside)
    )
    words += A_CLAIM * len(page.named("claim"))
    return max(1, round(words / PACE + A_PICTURE * len(page.named("exhibit"))))


def to_tell(text: str) -> int:
    """Return the minutes it takes to talk through a page's pictures."""
    return A_PICTURE_TOLD * len(read_page(text).named("exhibit"))


class Minutes(SphinxRole):
    """The minutes of a page, which is named as in a table of contents."""

    def __init__(self, measure: Callable[[str], int]) -> None:
        self.measure = measure

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number; set this page again when the other changes."""
        path = self.env.srcdir / f"{self.text}.md"
        if not path.is_file():
            message = unknown("page", self.text, sorted(self.env.found_docs), "docs/")
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        freshness.note(self.env, "file", path.relative_to(self.env.srcdir.parent).as_posix())
        return [nodes.Text(str(self.measure(path.read_text("utf-8"))))], []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add both roles."""
    app.add_role("minutes", Minutes(to_read))
    app.add_role("talk", Minutes(to_tell))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
