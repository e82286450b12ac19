"""Replace sphinx-gallery's images with exhibits, and its thumbnails with themed ones."""

import json
import re
from pathlib import PurePosixPath
from typing import Any, NoReturn

from docutils import nodes
from PIL import Image
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from sitekit.core import freshness
from sitekit.figures.exhibit import make_figure
from sitekit.figures.formats import THEMES
from sitekit.figures.gallery_scripts import drawn

_THUMBNAIL = re.compile(r"sphx_glr_plot_(\w+)_thumb\.png")


class thumbnail(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """A thumbnail of the exhibit it names; it needs no alt text, since a link is beside it."""


class ShowExhibits(SphinxTransform):
    """Insert the exhibit into its gallery page, and thumbnails into the gallery's lists."""

    default_priority = 220  # after classes are set, before images and downloads are collected

    def apply(self, **_: Any) -> None:
        """Transform the pages of the gallery."""
        path = PurePosixPath(self.env.docname)
        if path.parts[0] != "gallery":
            return
        if path.name.startswith("plot_"):
            self._show(f"{path.parent.name}/{path.name.removeprefix('plot_')}")
            for section in self.document.findall(nodes.section):
                section["classes"].clear()
        else:
            self._show_thumbnails()

    def _show(self, name: str) -> None:
        """Insert the exhibit before the code, and remove sphinx-gallery's download links."""
        for only in list(self.document.findall(addnodes.only)):
            only.parent.remove(only)
        for target in list(self.document.findall(nodes.target)):
            if any(each.startswith("sphx_glr_download") for each in target["names"]):
                target.parent.remove(target)
        freshness.note(self.env, "exhibit", name)
        path = drawn(self.app, name) / "record.json"
        if path.exists():
            code = next(iter(self.document.findall(nodes.literal_block)))
            figure = make_figure(name, json.loads(path.read_text("utf-8")), [])
            code.parent.insert(code.parent.index(code), figure)

    def _show_thumbnails(self) -> None:
        for image in list(self.document.findall(nodes.image)):
            if found := _THUMBNAIL.search(image["uri"]):
                folder = PurePosixPath(image["uri"]).parents[2].name
                image.replace_self(thumbnail(name=f"{folder}/{found[1]}"))


def visit_thumbnail(self: HTML5Translator, node: thumbnail) -> NoReturn:
    """Write an image with its size for each theme; furo's classes hide the other theme's."""
    app, page = self.builder.app, self.builder.current_docname
    path = drawn(app, node["name"]) / "light.png"
    if not path.exists():  # its script has failed, which is reported there
        raise nodes.SkipNode
    with Image.open(path) as picture:
        room = f'width="{picture.width}" height="{picture.height}"'
    here = app.builder.get_target_uri(page)
    for theme in THEMES:
        source = relative_uri(here, f"exhibits/{node['name']}-{theme}.png")
        self.body.append(f'<img class="only-{theme}" src="{source}" {room} alt="" loading="lazy">')
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the transform and the thumbnail node."""
    app.add_node(thumbnail, html=(visit_thumbnail, None))
    app.add_transform(ShowExhibits)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
