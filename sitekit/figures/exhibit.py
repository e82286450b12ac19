"""``{exhibit} page/what_it_shows``: a figure with its caption, description and downloads.

The figure is inline SVG, so its text is real text and its colours follow the reader's theme. Its
alt text is the script's computed description, which everyone can unfold under "In words".
"""

import html
import json
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from sitekit.core import freshness
from sitekit.core.digests import file_digest
from sitekit.core.suggest import unknown
from sitekit.figures import interactive
from sitekit.figures.embed import takeaway
from sitekit.figures.gallery_scripts import drawn, end_sentence, name_of, scripts
from sitekit.theme.folding import fold


class exhibit(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """A figure on a page; its attributes hold the drawing's record, its children the caption."""


def _current(app: Sphinx, name: str) -> str:
    return file_digest(drawn(app, name) / "record.json")


class Exhibit(SphinxDirective):
    """Show the figure of a gallery script; ``:bare:`` omits the caption."""

    required_arguments = 1
    option_spec = {"bare": directives.flag}  # noqa: RUF012 # docutils wants a dict

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        name, app = self.arguments[0], self.env.app
        known = [name_of(script) for script in scripts(app)]
        path = drawn(app, name) / "record.json"
        if name not in known:
            raise self.error(unknown("exhibit", name, known, "gallery/"))
        if freshness.note(self.env, "exhibit", name):
            raise self.error(f"exhibit {name!r} stands on this page already")
        if not path.exists():  # its script has failed, which is reported there
            return [nodes.target("", "", ids=[anchor_of(name)])]
        record = json.loads(path.read_text("utf-8"))
        caption = [] if "bare" in self.options else self._caption(record)
        figure = make_figure(name, record, caption)
        self.set_source_info(figure)
        return [figure]

    def _caption(self, record: dict[str, Any]) -> list[nodes.Node]:
        words, _ = self.parse_inline(record["caption"])
        title = nodes.strong("", end_sentence(record["title"]))
        return [nodes.paragraph("", "", title, nodes.Text(" "), *words)]


def anchor_of(name: str) -> str:
    """Return the anchor of an exhibit."""
    return f"exhibit-{nodes.make_id(name)}"


def make_figure(name: str, record: dict[str, Any], caption: list[nodes.Node]) -> exhibit:
    """Return the node of an exhibit, with its caption, description and links."""
    classes = ["exhibit", "interactive"] if "interactive" in record else ["exhibit"]
    words = fold(
        [nodes.Text("In words")], nodes.paragraph("", record["description"]), classes=["in-words"]
    )
    parts = [*caption, words, takeaway(name=name, record=record)]
    return exhibit("", *parts, name=name, record=record, ids=[anchor_of(name)], classes=classes)


def visit_exhibit(self: HTML5Translator, node: exhibit) -> None:
    """Write the SVG and any controls; the node's children follow as the caption."""
    record = node["record"]
    label = html.escape(f"{end_sentence(record['title'])} {record['description']}", quote=True)
    svg = record["svg"].replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    if moves := record.get("interactive"):
        known = interactive.attributes(self.builder, node["name"], moves)
        svg = f'<div class="stage">{svg}</div>\n{interactive.panel(node["name"], moves)}'
        self.body.append(self.starttag(node, "figure", **known))
    else:
        self.body.append(self.starttag(node, "figure"))
    self.body.append(f"{svg}\n<figcaption>\n")


def depart_exhibit(self: HTML5Translator, _node: exhibit) -> None:
    """Close the figure."""
    self.body.append("</figcaption></figure>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive and its node."""
    freshness.register("exhibit", _current)
    app.add_node(exhibit, html=(visit_exhibit, depart_exhibit))
    app.add_directive("exhibit", Exhibit)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
