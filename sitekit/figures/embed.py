"""What one may do with a figure: run it, take it along, show it elsewhere.

Under a figure stands a quiet line. On the figure's own page, the gallery's, all of it is spelt out;
and there is a line of credit, which ``?embed`` shows and all else hides. See ``take.html``.
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

WIDTH = 560  # of a frame on somebody's page: as wide as the figure is here


class takeaway(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes so
    """What goes with an exhibit, whose name and record are its attributes."""


def visit_takeaway(self: HTML5Translator, node: takeaway) -> NoReturn:
    """Write the line; on the figure's own page also all that the line leads to."""
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
    """Return the sign that links to a figure which has a place of its own on the page."""
    caption = figure.next_node(nodes.strong)
    words = f"the picture “{caption.astext().removesuffix('.')}”" if caption else "this picture"
    return permalink(figure["ids"][0], words) if figure["ids"] else ""


def _height(record: dict[str, Any]) -> int:
    """Return the height of a frame that shows an exhibit alone, without scrolling."""
    _, _, wide, high = map(float, ET.fromstring(record["svg"]).attrib["viewBox"].split())
    knobs = len(record.get("moving", {}).get("knobs", ()))
    return math.ceil((WIDTH - 32) * high / wide) + 80 + (knobs and 180 + 60 * knobs)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Teach the HTML writer the lines, and publish what they link to."""
    app.add_node(takeaway, html=(visit_takeaway, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
