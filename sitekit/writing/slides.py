"""The slide deck: a page like any other, set so that each of its sections is a slide.

``{notes}`` holds what to say. It is a block that folds, so notes can be read without a script, and
``slides.js`` adds only what scrolling cannot do: keys, the count, notes for all slides at once.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.theme.folding import fold

DECK = "slides/index"
_SLIDE = '<section id="'  # the page's own has a class before its name


class Notes(SphinxDirective):
    """What to say to a slide."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the folded notes."""
        self.assert_has_content()
        block = fold([nodes.Text("Notes")], *self.parse_content_to_nodes(), classes=["notes"])
        self.set_source_info(block)
        return [block]


def _set(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> str | None:
    """Give the deck a template of its own, and the title what each slide has: a section."""
    if page != DECK:
        return None
    title, slide, rest = context["body"].partition(_SLIDE)
    context["body"] = f"{title}</section>{slide}{rest.rstrip().removesuffix('</section>')}"
    return "slides.html"


def _ask(app: Sphinx, page: str, *_: object) -> None:
    if page == DECK:
        app.add_js_file("slides.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Ask for the script early; choose the template last, since no one is heard after that."""
    app.add_directive("notes", Notes)
    app.connect("html-page-context", _ask)
    app.connect("html-page-context", _set, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
