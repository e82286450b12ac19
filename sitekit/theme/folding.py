"""Blocks that open and close without a script: ``<details>`` with a ``<summary>``.

Shared by claims, levels and the page template; has no directive of its own.
"""

from collections.abc import Callable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator


class details(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes so
    """A block that folds; the attribute ``data`` holds its data- attributes."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    """The line that stays when the block is folded."""


def fold(title: list[nodes.Node], *body: nodes.Node, **attributes: object) -> details:
    """Return a folding block: a title line, then the body."""
    return details("", summary("", "", *title), *body, **attributes)


def visit_details(self: HTML5Translator, node: details) -> None:
    """Open the block, with its ids and data- attributes."""
    data = {f"data-{key}": value for key, value in (node.get("data") or {}).items()}
    self.body.append(self.starttag(node, "details", **data))


def visit_summary(self: HTML5Translator, node: summary) -> None:
    """Open the title line."""
    self.body.append(self.starttag(node, "summary", ""))


def _depart(tag: str) -> Callable[[HTML5Translator, nodes.Element], None]:
    def depart(self: HTML5Translator, _node: nodes.Element) -> None:
        self.body.append(f"</{tag}>\n")

    return depart


def setup(app: Sphinx) -> ExtensionMetadata:
    """Teach the HTML writer the two nodes."""
    app.add_node(details, html=(visit_details, _depart("details")))
    app.add_node(summary, html=(visit_summary, _depart("summary")))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
