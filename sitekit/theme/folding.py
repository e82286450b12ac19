"""Nodes for ``<details>`` and ``<summary>``: blocks that fold without a script.

Shared by claims, exhibits and the blocks of pages; has no directive of its own.
"""

from collections.abc import Callable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator


class details(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """A folding block; the attribute ``data`` holds its data- attributes."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    """The title line, visible while the block is folded."""


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
    """Register both nodes with the HTML writer."""
    app.add_node(details, html=(visit_details, _depart("details")))
    app.add_node(summary, html=(visit_summary, _depart("summary")))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
