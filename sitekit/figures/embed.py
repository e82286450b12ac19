"""Write the links under a figure: run its script, download it, embed it.

Most pages show one line of links. The figure's gallery page also lists every download, and has an
attribution line that is visible only with ``?embed``. See ``take.html``.
"""

import math
from pathlib import PurePosixPath
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from sitekit.figures.credit import CONTENT_LICENCE
from sitekit.figures.formats import CLEAR, THEMES
from sitekit.figures.gallery_scripts import authorship
from sitekit.theme.translator import permalink

WIDTH = 560  # of an embedded iframe: the width of a figure on this site


class takeaway(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """Links of an exhibit; its name and record are attributes."""


def visit_takeaway(self: HTML5Translator, node: takeaway) -> NoReturn:
    """Write the line of links; on the figure's own page, also downloads and embed code."""
    name, record = node["name"], node["record"]
    address = authorship(self.builder.app, name)["address"]
    here = self.builder.get_target_uri(self.builder.current_docname)
    drawing = address.removeprefix(self.config.html_baseurl)
    context = {
        "permalink": _link_to(node.parent),
        "start": relative_uri(here, f"exhibits/{name}"),
        "own": "" if drawing == here else relative_uri(here, drawing),
        "page": PurePosixPath(drawing).name,
        "address": address,
        "record": record,
        "width": WIDTH,
        "height": _height(record),
        "themes": THEMES,
        "clear": CLEAR,
        "licence": CONTENT_LICENCE[0],
        "project": self.config.project,
    }
    self.body.append(self.builder.templates.render("take.html", context))
    raise nodes.SkipNode


def _link_to(figure: nodes.Element) -> str:
    """Return the permalink of a figure; empty if the figure has no anchor."""
    caption = figure.next_node(nodes.strong)
    words = f"the picture “{caption.astext().removesuffix('.')}”" if caption else "this picture"
    return permalink(figure["ids"][0], words) if figure["ids"] else ""


def _height(record: dict[str, Any]) -> int:
    """Return the height of an iframe that shows an exhibit without scrolling."""
    _, _, wide, high = map(float, ET.fromstring(record["svg"]).attrib["viewBox"].split())
    knobs = len(record.get("interactive", {}).get("knobs", ()))
    return math.ceil((WIDTH - 32) * high / wide) + 80 + (knobs and 180 + 60 * knobs)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node with the HTML writer."""
    app.add_node(takeaway, html=(visit_takeaway, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
