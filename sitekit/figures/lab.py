"""``{training-lab}``: train a network in the page, with static content as the fallback.

The directive's content, such as an ``{exhibit}``, is shown where no script runs. The lab itself is
``theme/templates/lab/lab.html``, hidden until a script shows it in place of the content. Its
datasets are embedded in the page as data, in the element ``#lab-sets``.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from sitekit.theme import page_scripts

LAB = Path(__file__).resolve().parents[1] / "theme/templates/lab/lab.html"
ENGINE = ("network", "engine")  # run by the worker, or by the page if no worker starts
PAGE = (
    *("runner", "settings", "plane", "task", "words", "frame", "picture", "multiples"),
    *("tables", "controls", "points", "lab"),
)


class lab(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """The lab on a page; its children are the static content."""


class TrainingLab(SphinxDirective):
    """Show the lab in place of static content."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the lab."""
        self.assert_has_content()
        self.env.note_dependency(str(LAB))
        return [lab("", *self.parse_content_to_nodes(), classes=["lab"], ids=["lab"])]


def visit_lab(self: HTML5Translator, node: lab) -> None:
    """Open the lab's element, and in it that of the static content, which follows."""
    app, page = self.builder.app, self.builder.current_docname
    engine = [page_scripts.address(app, page, f"lab/{script}.js") for script in ENGINE]
    found: dict[str, Any] = {
        "data-worker": page_scripts.address(app, page, "lab/worker.js"),
        "data-engine": " ".join(engine),
    }
    self.body.append(self.starttag(node, "div", **found) + '<div class="lab-still">\n')


def depart_lab(self: HTML5Translator, _node: lab) -> None:
    """Close the static content, write the hidden lab, and close its element."""
    self.body.append("</div>\n" + LAB.read_text("utf-8") + "</div>\n")


def _html_page_context(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document
) -> None:
    """Add the lab's scripts, but only to the page with the lab."""
    if doctree and any(doctree.findall(lab)):
        for name in ("state.js", *(f"lab/{script}.js" for script in ENGINE + PAGE)):
            app.add_js_file(name, loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    app.add_node(lab, html=(visit_lab, depart_lab))
    app.add_directive("training-lab", TrainingLab)
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
