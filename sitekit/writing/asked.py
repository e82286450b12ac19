"""``{asked} theme``: list what people ask elsewhere, each with the place that answers it here.

The questions are in ``docs/questions/asked.csv``, where ``answered_by`` is an address of this site.
What is wrong there is reported with its line in that file.
"""

import csv
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.suggest import unknown

logger = logging.getLogger(__name__)

FILE = "docs/questions/asked.csv"
COMING = "coming:"  # a page is being written: no address yet
IN_PART = " *(in part)*"
NOT_YET = " *(not answered here yet)*"


@dataclass(frozen=True)
class Asked:
    """A question, its line in the file, and what answers it: nothing, if it has no address."""

    question: str
    theme: str
    address: str
    in_part: bool
    line: int

    @property
    def page(self) -> str:
        """Return the docname of the page that answers it."""
        return posixpath.splitext(self.address.partition("#")[0])[0]

    @property
    def anchor(self) -> str:
        """Return the anchor of the section that answers it, or an empty string."""
        return self.address.partition("#")[2]


def read_asked(file: Path) -> list[Asked]:
    """Return the questions in their order, which is that of the page."""
    return list(_asked(file.read_text("utf-8")))


@cache  # each theme reads it
def _asked(text: str) -> tuple[Asked, ...]:
    rows = csv.DictReader(text.splitlines())
    return tuple(_entry(row, rows.line_num) for row in rows)


def _entry(row: dict[str, str], line: int) -> Asked:
    by = row["answered_by"]
    address = "" if by.startswith(COMING) else by
    return Asked(row["question"], row["theme"], address, row["how"] == "part", line)


class AskedList(SphinxDirective):
    """List the questions of a theme."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a list of questions and links, located at their lines in the file."""
        theme = self.arguments[0]
        freshness.note(self.env, "file", FILE)
        known = read_asked(self.env.app.srcdir.parent / FILE)
        found = [each for each in known if each.theme == theme]
        if not found:
            themes = sorted({each.theme for each in known})
            raise self.error(f"asked: {unknown('theme', theme, themes, FILE)}")
        listed = self.parse_text_to_nodes("".join(map(self._item, found)))
        for item, each in zip(_items(listed), found, strict=True):
            _locate(item, str(self.env.app.srcdir.parent / FILE), each.line)
        return listed

    def _item(self, each: Asked) -> str:
        """Return a list item: the question as a link, or plain where nothing answers it."""
        if not each.address:
            return f"- {each.question}{NOT_YET}\n"
        page = posixpath.relpath(f"{each.page}.md", posixpath.dirname(self.env.docname))
        anchor = f"#{each.anchor}" if each.anchor else ""
        return f"- [{each.question}]({page}{anchor}){IN_PART if each.in_part else ''}\n"


def _items(listed: list[nodes.Node]) -> Iterator[nodes.Element]:
    for node in listed:
        yield from node.findall(nodes.list_item)


def _locate(item: nodes.Element, file: str, line: int) -> None:
    """Locate the links of an item, so that errors in them name the file of questions."""
    for link in item.findall(addnodes.pending_xref):
        link.source, link.line = file, line


class UnknownAnchors(SphinxPostTransform):
    """Report answers at missing anchors, before MyST does so without a suggestion."""

    default_priority = 6  # after missing pages are reported

    def run(self, **_: object) -> None:
        """Check the links of the list, and replace broken ones by their text."""
        for link in list(self.document.findall(addnodes.pending_xref)):
            anchor = link.get("reftargetid")
            if anchor and str(link.source or "").endswith(FILE):
                known = self.env.metadata[link["reftarget"]].get("myst_slugs", {})
                if anchor not in known:
                    page = f"docs/{link['reftarget']}.md"
                    message = unknown("anchor", anchor, known, page)
                    logger.warning("%s", message, location=link)
                    link.replace_self(link[0].deepcopy())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive; check its anchors once all pages are read."""
    app.add_directive("asked", AskedList)
    app.add_post_transform(UnknownAnchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
