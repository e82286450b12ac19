"""Lint pages: report scripts, recursive includes and broken links, with suggestions."""

import posixpath
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.source_locations import find
from sitekit.core.suggest import unknown
from sitekit.writing.glossary import terms

logger = logging.getLogger(__name__)


def _doctree_read(_app: Sphinx, doctree: nodes.document) -> None:
    for raw in doctree.findall(nodes.raw):
        found = re.search("<script", raw.astext(), re.IGNORECASE)
        if found and "mime_type" not in raw.parent.attributes:  # cell output may contain data
            wrong = "a page may hold no script: its policy lets none run: %s"
            logger.warning(wrong, found[0], location=raw)


def _include_read(app: Sphinx, included: Path, _parent: str, content: list[str]) -> None:
    """Skip a file that the page has already included, directly or indirectly."""
    docname = app.env.docname
    page = Path(app.env.doc2path(docname))
    start = page.relative_to(app.srcdir)
    trail: list[Path] = app.env.metadata[docname].setdefault("included", [start])
    if included in trail:
        first = [*trail, included][1].name
        wrong = "%s includes itself, or a file that does, or is included twice"
        logger.warning(wrong, first, location=(docname, find(page, first)))
        content[0] = ""
    trail.append(included)


class UnknownPages(SphinxPostTransform):
    """Report links to missing pages, before MyST does so without a suggestion."""

    default_priority = 5

    def run(self, **_: object) -> None:
        """Check a page's links, and replace broken ones by their text."""
        for link in list(self.document.findall(addnodes.pending_xref)):
            target = link["reftarget"].partition("#")[0]
            if link["reftype"] == "myst" and link["refdomain"] != "doc" and target.endswith(".md"):
                start = posixpath.dirname(self.env.docname)
                known = [posixpath.relpath(f"{name}.md", start) for name in self.env.found_docs]
                message = unknown("page", target, sorted(known), "the sidebar")
                logger.warning("%s", message, location=link)
                link.replace_self(link[0].deepcopy())


def _warn_missing_reference(
    app: Sphinx, _domain: Domain, node: addnodes.pending_xref
) -> bool | None:
    if node["reftype"] != "term":
        return None
    listed = "docs/reference/glossary.md"
    message = unknown("word", node["reftarget"], terms(app.env), listed)
    logger.warning("%s", message, location=node)
    return True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check each page as it is read, and when links are resolved."""
    app.connect("doctree-read", _doctree_read)
    app.connect("include-read", _include_read)
    app.add_post_transform(UnknownPages)
    app.connect("warn-missing-reference", _warn_missing_reference)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
