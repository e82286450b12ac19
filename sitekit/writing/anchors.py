"""Every heading has a short name of its own, given by hand in a line above it: ``{#try-it}``.

That name, and no other, is where the heading is found, so its words may change and no link breaks.
A page's title needs none: it is the page, or ``#top`` of it. Names are a page's own, so that many
pages may have a ``#try-it``.
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
MODULE = re.compile(r"module-")  # where Python's names are documented, for the library's index
WANTED = "this heading needs a short anchor, for ever its own: a line {#like-this} above it"


class ShortAnchors(SphinxTransform):
    """Keep of each heading's anchors the one given by hand; warn where there is none."""

    default_priority = 800  # after MyST has made anchors of the words, before any is looked up

    def apply(self, **_: Any) -> None:
        """Go through a page's headings; those of generated pages have anchors that last."""
        slugs = getattr(self.document, "myst_slugs", None)
        if slugs is None:
            return
        slugs.clear()  # the very dictionary in which other pages look anchors up
        for section in self.document.findall(nodes.section):
            anchor = TOP if section.parent is self.document else self._given(section)
            if not anchor:
                if not any(map(self.document.nametypes.get, section["dupnames"])):  # told already
                    logger.warning(WANTED, location=section)
                continue
            section["ids"] = [anchor, *filter(MODULE.match, section["ids"])]
            self.document.ids[anchor] = section
            slugs[anchor] = (section.line, anchor, section[0].astext())

    def _given(self, section: nodes.section) -> str:
        """Return the name given to a heading, and make it the page's own, not the whole site's."""
        for name in section["names"]:
            if self.document.nametypes.get(name) and SHORT.fullmatch(name):
                self.document.nametypes[name] = False
                return str(name)
        return ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act on each page as it is read."""
    app.add_transform(ShortAnchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
