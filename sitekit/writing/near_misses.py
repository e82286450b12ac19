"""Links to pages and words that are not there: say which one may have been meant."""

import posixpath

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.suggest import unknown
from sitekit.writing.glossary import GLOSSARY, terms

logger = logging.getLogger(__name__)


class UnknownPages(SphinxPostTransform):
    """Report each link to a page that is not there, before MyST does without a suggestion."""

    default_priority = 5

    def run(self, **_: object) -> None:
        """Go through a page's links, and keep the words of those that lead nowhere."""
        for link in list(self.document.findall(addnodes.pending_xref)):
            target = link["reftarget"].partition("#")[0]
            if link["reftype"] == "myst" and link["refdomain"] != "doc" and target.endswith(".md"):
                start = posixpath.dirname(self.env.docname)
                known = [posixpath.relpath(f"{name}.md", start) for name in self.env.found_docs]
                message = unknown("page", target, sorted(known), "the sidebar")
                logger.warning("%s", message, location=link)
                link.replace_self(link[0].deepcopy())


def _suggest_term(app: Sphinx, _domain: Domain, node: addnodes.pending_xref) -> bool | None:
    if node["reftype"] != "term":
        return None
    message = unknown("word", node["reftarget"], terms(app), f"docs/{GLOSSARY}")
    logger.warning("%s", message, location=node)
    return True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act when links are resolved."""
    app.add_post_transform(UnknownPages)
    app.connect("warn-missing-reference", _suggest_term)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
