"""The prose of a page: what its author wrote in sentences, and what follows from that.

Numbers in it are computed, and it takes a while to read: ``{minutes}`page` `` says how long, and
``{talk}`page` `` how long it takes to talk through. Both are estimates, and pages call them so.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.suggest import unknown
from sitekit.figures.exhibit import exhibit
from sitekit.theme.folding import details

logger = logging.getLogger(__name__)

CHECKED = ("explain/", "questions/", "contribute/", "slides/", "present")
_NO_CLAIM = re.compile(r"(?:\b(?:[Ss]ection|[Cc]hapter|BY)|§)[ ]*\d+(?:\.\d+)+|\w+://\S+")
_DECIMAL = re.compile(r"(?<![\w.])\d+[.,]\d+(?!\d|\.\d)")
_CODE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment)
#: What cells and {eval} leave, sentences that are proved, and what no reader sees.
_MADE = ("nb_element", "claim", "docinfo", "system_message")

PACE = 180  # words a minute, for reading that stops to think
A_PICTURE = 0.5  # minutes to look at one
A_CLAIM = 25  # words, about
A_PICTURE_TOLD = 3  # minutes to show one, ask, and answer
_WORD = re.compile(r"[^\W_][\w’'-]*")


def find_prose(node: nodes.Element, *left_out: str) -> Iterator[nodes.Text]:
    """Yield the texts that were written, but those in nodes of a kind or class that is left out."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, (*_CODE, exhibit)):
            marks = {*child.attributes, *child["classes"], child.tagname}
            if marks.isdisjoint({*_MADE, *left_out}):
                yield from find_prose(child, *left_out)


def typed_decimals(doctree: nodes.document) -> Iterator[tuple[nodes.Text, str]]:
    """Yield every decimal number typed into prose, and the text that it stands in."""
    for text in find_prose(doctree, "block_quote"):
        for number in _DECIMAL.findall(_NO_CLAIM.sub("", text)):
            yield text, number


def estimate_minutes(doctree: nodes.document) -> dict[str, int]:
    """Return the minutes it takes to read a page, and to talk through its pictures."""
    words = sum(len(_WORD.findall(text)) for text in find_prose(doctree, "deeper", "summary"))
    words += A_CLAIM * sum("claim" in block["classes"] for block in doctree.findall(details))
    pictures = len(list(doctree.findall(exhibit)))
    read = max(1, round(words / PACE + A_PICTURE * pictures))
    return {"minutes": read, "talk": A_PICTURE_TOLD * pictures}


def _doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Check the numbers of a page, and keep the minutes it takes."""
    page = app.env.docname
    app.env.metadata[page] |= estimate_minutes(doctree)
    for text, number in typed_decimals(doctree) if page.startswith(CHECKED) else ():
        wrong = "'%s' is typed by hand; compute it with {eval}, or cite a claim"
        logger.warning(wrong, number, location=text)


class duration(nodes.Inline, nodes.Element):  # noqa: N801 # docutils names nodes so
    """The place of a number of minutes, until the page that takes them has been read."""


class Duration(SphinxRole):
    """The minutes of a page, which is named as in a table of contents."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the place; set this page again when the other changes."""
        if self.text not in self.env.found_docs:
            message = unknown("page", self.text, sorted(self.env.found_docs), "docs/")
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        freshness.note(self.env, "source", self.text)
        return [duration("", page=self.text, kind=self.name)], []


class FillDurations(SphinxPostTransform):
    """Put the numbers where they belong."""

    default_priority = 1

    def run(self, **_: object) -> None:
        """Go through the places of a page."""
        for place in list(self.document.findall(duration)):
            minutes = self.env.metadata[place["page"]][place["kind"]]
            place.replace_self(nodes.Text(str(minutes)))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Read the prose of each page; add both roles."""
    app.connect("doctree-read", _doctree_read)
    app.add_node(duration)
    app.add_role("minutes", Duration())
    app.add_role("talk", Duration())
    app.add_post_transform(FillDurations)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
