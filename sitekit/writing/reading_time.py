"""``{minutes}`page` `` and ``{talk}`page` ``: how long a page takes to read, and to talk through.

Read is what stands open: no deeper block, no code. Both are estimates, and pages call them so.
"""

import re
from collections.abc import Callable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata

PACE = 180  # words a minute, for reading that stops to think
A_PICTURE = 0.5  # minutes to look at one
A_CLAIM = 25  # words, about
A_PICTURE_TOLD = 3  # minutes to show one, ask, and answer

_FRONT = re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL)
_SHUT = re.compile(
    r"^(?P<fence>[`:]{3,})\{(?:deeper|code-cell|math|exhibit|claim)\}.*?^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_OTHER = re.compile(r"^\{#.*\}$|^[`:]{3,}.*$|\]\([^)]*\)|\{[\w:]+\}(?=`)", re.MULTILINE)


def to_read(text: str) -> int:
    """Return the minutes it takes to read a page's source."""
    pictures, claims = text.count("{exhibit} "), text.count("{claim} ")
    bare = _OTHER.sub("", _SHUT.sub("", _FRONT.sub("", text)))
    words = len(re.findall(r"[^\W_][\w’'-]*", bare)) + A_CLAIM * claims
    return max(1, round(words / PACE + A_PICTURE * pictures))


def to_tell(text: str) -> int:
    """Return the minutes it takes to talk through a page's pictures."""
    return A_PICTURE_TOLD * text.count("{exhibit} ")


class Minutes(SphinxRole):
    """The minutes of a page, which is named as in a table of contents."""

    def __init__(self, measure: Callable[[str], int]) -> None:
        self.measure = measure

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number; set this page again when the other changes."""
        path = self.env.srcdir / f"{self.text}.md"
        if not path.is_file():
            message = f"no page {self.text!r} to take the time of"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        self.env.note_dependency(str(path))
        return [nodes.Text(str(self.measure(path.read_text("utf-8"))))], []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add both roles."""
    app.add_role("minutes", Minutes(to_read))
    app.add_role("talk", Minutes(to_tell))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
