"""``{exhibit} page/what_it_shows``: a figure with its caption, its words and its files.

The picture is inline SVG, so its text is text and its colours follow the reader's theme. Its text
alternative is the script's computed description, open to everyone under "In words".
"""

import html
import json
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxTranslator
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from docs._ext import freshness, scraper
from docs._ext.folding import fold
from docs._press.provenance import file_digest

FILES = {
    f"{theme}.{kind}": (theme, kind)
    for kind in ("svg", "png", "pdf")
    for theme in ("light", "dark")
}


class exhibit(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes so
    """A figure on a page; holds the record of what was drawn, and the caption as children."""


class exhibit_links(nodes.General, nodes.Element):  # noqa: N801
    """The quiet line under a figure: source, run it yourself, take it along."""


def _current(app: Sphinx, name: str) -> str:
    return file_digest(scraper.drawn(app, name) / "record.json")


class Exhibit(SphinxDirective):
    """Show the figure of a gallery script; ``:bare:`` leaves the caption out."""

    required_arguments = 1
    option_spec = {"bare": directives.flag}  # noqa: RUF012 # docutils wants a dict

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        name, app = self.arguments[0], self.env.app
        known = [scraper.name_of(script) for script in scraper.scripts(app)]
        path = scraper.drawn(app, name) / "record.json"
        if name not in known:
            raise self.error(f"unknown exhibit {name!r}; known: {', '.join(known) or 'none'}")
        if freshness.note(self.env, "exhibit", name):
            raise self.error(f"exhibit {name!r} stands on this page already")
        if not path.exists():
            return []  # its script has failed, and that fault is reported there
        return [self._figure(name, json.loads(path.read_text("utf-8")))]

    def _figure(self, name: str, record: dict[str, Any]) -> nodes.Node:
        anchor = f"exhibit-{nodes.make_id(name)}"
        figure = exhibit("", name=name, record=record, ids=[anchor], classes=["exhibit"])
        if "bare" not in self.options:
            caption, _ = self.parse_inline(record["caption"])
            title = nodes.strong("", record["title"] + ".")
            figure += nodes.paragraph("", "", title, nodes.Text(" "), *caption)
        words = nodes.paragraph("", record["description"])
        figure += fold([nodes.Text("In words")], words, classes=["in-words"])
        figure += exhibit_links(name=name)
        self.set_source_info(figure)
        return figure


def visit_exhibit(self: SphinxTranslator, node: exhibit) -> None:
    """Write the picture; the caption follows as the node's children."""
    record = node["record"]
    label = html.escape(f"{record['title']}. {record['description']}", quote=True)
    svg = record["svg"].replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    self.body.append(self.starttag(node, "figure"))
    self.body.append(f"{svg}\n<figcaption>\n")


def depart_exhibit(self: SphinxTranslator, _node: exhibit) -> None:
    """Close the figure."""
    self.body.append("</figcaption></figure>\n")


def visit_links(self: SphinxTranslator, node: exhibit_links) -> None:
    """Write the quiet line of links."""
    name, here = node["name"], self.builder.get_target_uri(self.builder.current_docname)
    page, _, stem = name.partition("/")

    def link(target: str, text: str, attributes: str = "") -> str:
        return f'<a href="{relative_uri(here, target)}"{attributes}>{text}</a>'

    files = f"exhibits/{page}/{stem}"
    source = self.builder.get_target_uri(f"gallery/{page}/plot_{stem}")
    takes = {
        kind: " ".join(
            link(
                f"{files}-{theme}.{kind}",
                f"{theme}",
                f' download aria-label="{kind.upper()}, {theme}"',
            )
            for theme in scraper.THEMES
        )
        for kind in ("svg", "png", "pdf")
    }
    self.body.append(
        '<p class="exhibit-links">'
        + (link(source, "How it is drawn") + " · " if source != here else "")
        + f"Run it: {link(f'{files}.py', 'script', ' download')} {link(f'{files}.ipynb', 'notebook', ' download')}"
        + "".join(f" · {kind.upper()}: {links}" for kind, links in takes.items())
        + "</p>\n"
    )


def _skip(_self: SphinxTranslator, _node: nodes.Element) -> None:
    """Nothing to write on leaving."""


def _trim(_app: Sphinx, docname: str, content: list[str]) -> None:
    """Leave sphinx-gallery's frame out of a script's page: the exhibit has the links itself."""
    if docname.startswith("gallery/") and "/plot_" in docname:
        body = content[0].split(".. _sphx_glr_download_", 1)[0]
        content[0] = ":html_theme.sidebar_secondary.remove:\n\n" + _after_note(body)


def _after_note(body: str) -> str:
    marker = ".. rst-class:: sphx-glr-example-title\n"
    return body.split(marker, 1)[-1].lstrip()


def _publish(app: Sphinx, exception: Exception | None) -> None:
    """Copy each exhibit's files to addresses that last."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir, "exhibits")
    shutil.rmtree(out, ignore_errors=True)
    for script in scraper.scripts(app):
        folder = scraper.drawn(app, scraper.name_of(script))
        target = out / scraper.name_of(script)
        target.parent.mkdir(parents=True, exist_ok=True)
        for file, (theme, kind) in FILES.items():
            if (folder / file).exists():
                shutil.copyfile(folder / file, target.parent / f"{target.name}-{theme}.{kind}")
        for kind in (".py", ".ipynb"):
            if folder.with_suffix(kind).exists():
                shutil.copyfile(folder.with_suffix(kind), target.with_suffix(kind))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, for pages and for sphinx-gallery's own."""
    for extension in ("folding", "freshness", "scraper"):
        app.setup_extension(f"docs._ext.{extension}")
    freshness.register("exhibit", _current)
    app.add_node(exhibit, html=(visit_exhibit, depart_exhibit))
    app.add_node(exhibit_links, html=(visit_links, _skip))
    app.add_directive("exhibit", Exhibit)
    app.connect("source-read", _trim)
    app.connect("build-finished", _publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
