"""Thumbnails in the gallery that follow the reader's theme, where sphinx-gallery has one for all.

Its lists name one picture a script; each is exchanged for the exhibit's own, light and dark, of
which the page shows, and the browser loads, the one that fits.
"""

import re

from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxTranslator
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from sitekit.figures.gallery_scripts import THEMES, drawn

_LISTED = re.compile(
    r"\.\. image:: /gallery/([\w-]+)/images/thumb/sphx_glr_plot_(\w+)_thumb\.png\n +:alt:.*\n"
)


class thumbnail(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes so
    """A small picture of the exhibit whose name is its attribute; the link beside it has words."""


class Thumbnail(SphinxDirective):
    """Show an exhibit small, in the reader's theme."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the picture."""
        return [thumbnail(name=self.arguments[0])]


def visit_thumbnail(self: SphinxTranslator, node: thumbnail) -> None:
    """Write both pictures, with the room they take; furo's classes hide that of the other theme."""
    app, page = self.builder.app, self.builder.current_docname
    with Image.open(drawn(app, node["name"]) / "light.png") as picture:
        room = f'width="{picture.width}" height="{picture.height}"'
    here = app.builder.get_target_uri(page)
    for theme in THEMES:
        source = relative_uri(here, f"exhibits/{node['name']}-{theme}.png")
        self.body.append(f'<img class="only-{theme}" src="{source}" {room} alt="" loading="lazy">')


def depart_thumbnail(_self: SphinxTranslator, _node: thumbnail) -> None:
    """Write nothing on leaving."""


def _exchange(_app: Sphinx, docname: str, content: list[str]) -> None:
    if docname.startswith("gallery/") and docname.endswith("index"):
        content[0] = _LISTED.sub(r".. thumbnail:: \1/\2\n", content[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, and put it in sphinx-gallery's lists as they are read."""
    app.add_node(thumbnail, html=(visit_thumbnail, depart_thumbnail))
    app.add_directive("thumbnail", Thumbnail)
    app.connect("source-read", _exchange)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
