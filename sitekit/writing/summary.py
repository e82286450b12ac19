"""Extract a page's metadata: a short description, its leading exhibit, its levels.

Cards, page heads and machine-readable indexes use it. A page without a description stops the build.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.figures.exhibit import exhibit
from sitekit.figures.gallery_scripts import drawn
from sitekit.theme.folding import details
from sitekit.writing.blocks import LEVELS

logger = logging.getLogger(__name__)

WANTED = "this page needs a description: a first sentence, or `description:` in its first lines"
_SENTENCE = re.compile(r".+?[.?!][”’\"]?(?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class About:
    """A page's description, leading exhibit and levels."""

    description: str
    exhibit: str = ""
    levels: tuple[str, ...] = ()


def about(app: Sphinx, docname: str) -> About:
    """Return the metadata of a page."""
    found: About = app.env.metadata[docname]["about"]
    return found


def record(app: Sphinx, name: str) -> dict[str, Any]:
    """Return the record of an exhibit: its title, description and SVG."""
    path = drawn(app, name) / "record.json"
    return json.loads(path.read_text("utf-8")) if name and path.exists() else {}


def _doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    meta = app.env.metadata[app.env.docname]
    description = meta.get("description") or _description(doctree)
    if not description and not app.env.docname.startswith("gallery/"):  # an error of its script
        logger.warning(WANTED, location=(app.env.docname, 1))
    shown = [node["name"] for node in doctree.findall(exhibit)]
    blocks = [node.attributes.get("data", {}).get("level") for node in doctree.findall(details)]
    levels = tuple(level for level in LEVELS if level in blocks)
    meta["about"] = About(" ".join(description.split()), (shown or [""])[0], levels)


def _description(doctree: nodes.document) -> str:
    """Return the answer in one breath; else bold text at the start; else the first sentence."""
    for box in doctree.findall(nodes.container):
        if "in-one-breath" in box["classes"]:
            return " ".join(paragraph.astext() for paragraph in box.children[1:])
    for paragraph in doctree.findall(nodes.paragraph):
        first = paragraph.children[0] if paragraph.children else None
        if isinstance(first, nodes.strong):
            return first.astext()
        if isinstance(paragraph.parent, nodes.section):
            return (_SENTENCE.match(paragraph.astext()) or [paragraph.astext()])[0]
    return ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Extract metadata as each page is read."""
    app.connect("doctree-read", _doctree_read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
