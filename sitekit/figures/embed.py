"""What one may do with a figure: run it, take it along, show it elsewhere.

Under a figure stands a quiet line. On the figure's own page, the gallery's, all of it is spelt out;
and there is a line of credit, which ``?embed`` shows and all else hides.
"""

import html
import math
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from sitekit.figures.credit import CONTENT_LICENCE
from sitekit.figures.downloads import CODES
from sitekit.figures.formats import CLEAR, authorship
from sitekit.figures.gallery_scripts import THEMES
from sitekit.theme.translator import permalink

WIDTH = 560  # of a frame on somebody's page: as wide as the figure is here
_BOX = re.compile(r'viewBox="0 0 (\S+) ([^"]+)"')


class takeaway(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes so
    """What goes with an exhibit, whose name and record are its attributes."""


def visit_takeaway(self: HTML5Translator, node: takeaway) -> None:
    """Write the line; on the figure's own page also all that the line leads to."""
    name, record = node["name"], node["record"]
    page, _, stem = name.partition("/")
    here = self.builder.get_target_uri(self.builder.current_docname)
    drawing = self.builder.get_target_uri(f"gallery/{page}/plot_{stem}")
    start, own = relative_uri(here, f"exhibits/{name}"), relative_uri(here, drawing)
    script, notebook = (f'<a href="{start}{end}" download>' for end in CODES)
    links = [f"Run it: {script}script</a> {notebook}notebook</a>"]
    if drawing != here:
        how, take = (
            f'<a href="{own}">How it is drawn</a>',
            f'<a href="{own}#take">Take it along</a>',
        )
        links = [how, *links, take]
    if anchors := node.parent["ids"]:
        caption = node.parent.next_node(nodes.strong)
        words = f"the picture “{caption.astext().removesuffix('.')}”" if caption else "this picture"
        links = [permalink(anchors[0], words), *links]
    self.body.append(f'<p class="exhibit-links">{" · ".join(links)}</p>\n')
    if drawing == here:
        frame = _frame(self.builder.app, name, record)
        self.body.append(_offer(start, record["credit"], frame) + _credit(self, drawing, record))


def depart_takeaway(_self: HTML5Translator, _node: takeaway) -> None:
    """Write nothing on leaving."""


def _offer(start: str, credit: str, frame: str) -> str:
    """Write the files to take, with what to say of them, and the code to show the figure."""
    return (
        f'<div class="take" id="take">\n<p><strong>Take it along</strong></p>\n{_files(start)}'
        f"<p>With this credit ({CONTENT_LICENCE[0]}):</p>\n{_to_copy(credit, 'Copy the credit')}"
        "<p>Or show it, as it is here, on a page of yours:</p>\n"
        f"{_to_copy(frame, 'Copy the code to embed it')}</div>\n"
    )


def _credit(self: HTML5Translator, drawing: str, record: dict[str, Any]) -> str:
    """Write the line that goes with a figure shown alone."""
    words = f"“{html.escape(record['title'])}”, from {self.builder.config.project}"
    new = 'target="_blank" rel="noopener" aria-description="opens in a new tab"'
    link = f'<a href="{Path(drawing).name}" {new}>{words}</a>'
    return f'<p class="credit" id="alone">{link}, {CONTENT_LICENCE[0]}</p>\n'


def _files(start: str) -> str:
    """List the files: a line for each kind, a link for each theme."""

    def link(form: str) -> str:
        theme, _, ground = form.partition(".")[0].partition("-")
        said = ", ".join(
            [form.rpartition(".")[2].upper(), theme, *(["see-through"] * bool(ground))]
        )
        return f'<a href="{start}-{form}" aria-label="{said}" download>{theme}</a>'

    def links(kind: str, ground: str) -> str:
        return " ".join(link(f"{theme}{ground}.{kind}") for theme in THEMES)

    both = [f"{links(kind, '')} · see-through: {links(kind, CLEAR)}" for kind in ("png", "pdf")]
    lines = [f"SVG: {links('svg', '')}", f"PNG: {both[0]}", f"PDF: {both[1]}"]
    return f'<p class="exhibit-links">{"<br>".join(lines)}</p>\n'


def _to_copy(text: str, button: str) -> str:
    """Write a text that has a button to copy it, where scripts run."""
    return f'<div class="highlight" data-copy="{button}"><pre>{html.escape(text)}</pre></div>\n'


def _frame(app: Sphinx, name: str, record: dict[str, Any]) -> str:
    """Write what shows an exhibit alone on anybody's page; `#alone` does without a script."""
    box = _BOX.search(record["svg"])
    wide, high = map(float, box.groups() if box else (WIDTH, WIDTH))
    knobs = len(record.get("moving", {}).get("knobs", ()))
    height = math.ceil((WIDTH - 32) * high / wide) + 80 + (knobs and 180 + 60 * knobs)
    title = html.escape(record["title"], quote=True)
    return (
        f'<iframe src="{authorship(app, name)["address"]}?embed#alone" title="{title}" '
        f'width="{WIDTH}" height="{height}" loading="lazy"></iframe>'
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Teach the HTML writer the lines, and publish what they link to."""
    app.add_node(takeaway, html=(visit_takeaway, depart_takeaway))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
