"""Require a short anchor above every heading, ``{#try-it}``, and make it the heading's only one.

The heading's text can then change without breaking links. A page's title needs none: its address is
the page, or ``#top``. Anchors are local to a page, so that many pages can have a ``#try-it``.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

TOP = "top"
SHORT = re.compile(r"[a-z][a-z0-9-]{1,23}")
MODULE = re.compile(r"module-")  # API pages, for the module index
WANTED = "this heading needs a short anchor, for ever its own: a line {#like-this} above it"


class ShortAnchors(SphinxTransform):
    """Keep only the hand-written anchor of each heading; warn where there is none."""

    default_priority = 800  # after MyST's anchors from heading text, before lookup

    def apply(self, **_: Any) -> None:
        """Process a page's headings, except on generated pages."""
        slugs = getattr(self.document, "myst_slugs", None)
        if slugs is None:
            return
        slugs.clear()  # the dictionary in which other pages look up anchors
        for section in self.document.findall(nodes.section):
            anchor = TOP if section.parent is self.document else self._given(section)
            if not anchor:
                if not any(map(self.document.nametypes.get, section["dupnames"])):  # reported
                    logger.warning(WANTED, location=section)
                continue
            section["ids"] = [anchor, *filter(MODULE.match, section["ids"])]
            self.document.ids[anchor] = section
            slugs[anchor] = (section.line, anchor, section[0].astext())

    def _given(self, section: nodes.section) -> str:
        """Return the hand-written anchor of a heading, and make it local to the page."""
        for name in section["names"]:
            if self.document.nametypes.get(name) and SHORT.fullmatch(name):
                self.document.nametypes[name] = False
                return str(name)
        return ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Process each page as it is read."""
    app.add_transform(ShortAnchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
