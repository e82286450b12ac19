"""Analyse the prose of pages: reject hand-typed decimals, estimate reading and talking times.

``{minutes}`page` `` inserts the time it takes to read a page, and ``{talk}`page` `` the time it
takes to talk it through. Both are estimates, and pages call them so.
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
#: Output of cells and {eval}, claims, and nodes that no reader sees.
_MADE = ("nb_element", "claim", "docinfo", "system_message")

PACE = 180  # words per minute, with pauses to think
A_PICTURE = 0.5  # minutes to look at a figure
A_CLAIM = 33  # words, roughly
A_PICTURE_TOLD = 3  # minutes to show a figure, ask, and answer
_WORD = re.compile(r"[^\W_][\w’'-]*")


def find_prose(node: nodes.Element, *left_out: str) -> Iterator[nodes.Text]:
    """Yield hand-written text, skipping nodes with a tag, class or attribute in `left_out`."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, (*_CODE, exhibit)):
            marks = {*child.attributes, *child["classes"], child.tagname}
            if marks.isdisjoint({*_MADE, *left_out}):
                yield from find_prose(child, *left_out)


def typed_decimals(doctree: nodes.document) -> Iterator[tuple[nodes.Text, str]]:
    """Yield every decimal number typed into prose, with the text node that contains it."""
    for text in find_prose(doctree, "block_quote"):
        for number in _DECIMAL.findall(_NO_CLAIM.sub("", text)):
            yield text, number


def estimate_minutes(doctree: nodes.document) -> dict[str, int]:
    """Return the minutes it takes to read a page, and to talk through its figures."""
    words = sum(len(_WORD.findall(text)) for text in find_prose(doctree, "deeper", "summary"))
    words += A_CLAIM * sum("claim" in block["classes"] for block in doctree.findall(details))
    pictures = len(list(doctree.findall(exhibit)))
    read = max(1, round(words / PACE + A_PICTURE * pictures))
    return {"minutes": read, "talk": A_PICTURE_TOLD * pictures}


def _doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Check the decimals of a page, and store its reading and talking times."""
    page = app.env.docname
    app.env.metadata[page] |= estimate_minutes(doctree)
    for text, number in typed_decimals(doctree) if page.startswith(CHECKED) else ():
        wrong = "'%s' is typed by hand; compute it with {eval}, or cite a claim"
        logger.warning(wrong, number, location=text)


class duration(nodes.Inline, nodes.Element):  # noqa: N801 # docutils node
    """Placeholder for a page's minutes, until that page has been read."""


class Duration(SphinxRole):
    """Insert the minutes of a page, named as in a table of contents."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the placeholder; note the page, whose changes invalidate this one."""
        if self.text not in self.env.found_docs:
            message = unknown("page", self.text, sorted(self.env.found_docs), "docs/")
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        freshness.note(self.env, "source", self.text)
        return [duration("", page=self.text, kind=self.name)], []


class FillDurations(SphinxPostTransform):
    """Replace the placeholders by numbers."""

    default_priority = 1

    def run(self, **_: object) -> None:
        """Replace the placeholders of a page."""
        for place in list(self.document.findall(duration)):
            minutes = self.env.metadata[place["page"]][place["kind"]]
            place.replace_self(nodes.Text(str(minutes)))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Analyse each page as it is read; add both roles."""
    app.connect("doctree-read", _doctree_read)
    app.add_node(duration)
    app.add_role("minutes", Duration())
    app.add_role("talk", Duration())
    app.add_post_transform(FillDurations)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
