"""``{exhibit} page/what_it_shows``: a figure with its caption, its words and its files.

The picture is inline SVG, so its text is text and its colours follow the reader's theme. Its text
alternative is the script's computed description, open to everyone under "In words".
"""

import html
import json
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxTranslator
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import file_digest
from sitekit.core.suggest import unknown
from sitekit.figures import interactive
from sitekit.figures.embed import takeaway
from sitekit.figures.gallery_scripts import drawn, name_of, scripts, stopped
from sitekit.theme.folding import fold


class exhibit(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes so
    """A figure on a page; holds the record of what was drawn, and the caption as children."""


def _current(app: Sphinx, name: str) -> str:
    return file_digest(drawn(app, name) / "record.json")


class Exhibit(SphinxDirective):
    """Show the figure of a gallery script; ``:bare:`` leaves the caption out."""

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
        if not path.exists():
            return []  # its script has failed, and that error is reported there
        return [self._figure(name, json.loads(path.read_text("utf-8")))]

    def _figure(self, name: str, record: dict[str, Any]) -> nodes.Node:
        anchor = f"exhibit-{nodes.make_id(name)}"
        classes = ["exhibit", "moving"] if "moving" in record else ["exhibit"]
        figure = exhibit("", name=name, record=record, ids=[anchor], classes=classes)
        if "bare" not in self.options:
            caption, _ = self.parse_inline(record["caption"])
            title = nodes.strong("", stopped(record["title"]))
            figure += nodes.paragraph("", "", title, nodes.Text(" "), *caption)
        words = nodes.paragraph("", record["description"])
        figure += fold([nodes.Text("In words")], words, classes=["in-words"])
        figure += takeaway(name=name, record=record)
        self.set_source_info(figure)
        return figure


def visit_exhibit(self: SphinxTranslator, node: exhibit) -> None:
    """Write the picture; the caption follows as the node's children."""
    record = node["record"]
    label = html.escape(f"{stopped(record['title'])} {record['description']}", quote=True)
    svg = record["svg"].replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    if "moving" in record:
        known = interactive.attributes(self.builder, node["name"], record["moving"])
        svg = f'<div class="stage">{svg}</div>\n{interactive.panel(node["name"], record["moving"])}'
        self.body.append(self.starttag(node, "figure", **known))
    else:
        self.body.append(self.starttag(node, "figure"))
    self.body.append(f"{svg}\n<figcaption>\n")


def depart_exhibit(self: SphinxTranslator, _node: exhibit) -> None:
    """Close the figure."""
    self.body.append("</figcaption></figure>\n")


def _trim(_app: Sphinx, docname: str, content: list[str]) -> None:
    """Put the exhibit, which has links itself, in place of sphinx-gallery's frame on its pages."""
    if docname.startswith("gallery/") and "/plot_" in docname:
        body = content[0].partition(".. _sphx_glr_download_")[0]
        head, title, page = body.partition(".. rst-class:: sphx-glr-example-title\n")
        blank = "\n" * (head + title).count("\n")  # so that every line keeps its number
        words, mark, code = page.partition(".. code-block:: Python\n")
        name = docname.removeprefix("gallery/").replace("/plot_", "/")
        exhibit = f".. exhibit:: {name}\n   :bare:\n\n"
        content[0] = f":html_theme.sidebar_secondary.remove:{blank}{words}{exhibit}{mark}{code}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, for pages and for sphinx-gallery's own."""
    freshness.register("exhibit", _current)
    app.add_node(exhibit, html=(visit_exhibit, depart_exhibit))
    app.add_directive("exhibit", Exhibit)
    app.connect("source-read", _trim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
