"""The slide deck: a page like any other, set so that each of its sections is a slide.

``slides.js`` adds only what scrolling cannot do: keys, the count, notes for all slides at once.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

DECK = "slides/index"


class slide(nodes.section):  # noqa: N801 # docutils names nodes so
    """A section that stands beside its page's title, and keeps the level of its own."""


class CutSlides(SphinxPostTransform):
    """Take the sections out of the page's own, so that its title is a slide like them."""

    default_priority = 950
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Move the sections."""
        whole = self.document.next_node(nodes.section)
        if whole is not None and self.env.docname == DECK:
            for section in [each for each in whole.children if isinstance(each, nodes.section)]:
                whole.remove(section)
                self.document.append(slide("", *section.children, **section.attributes))


def visit_slide(self: HTML5Translator, node: slide) -> None:
    """Open a section below the title's."""
    self.section_level += 1
    self.visit_section(node)


def depart_slide(self: HTML5Translator, node: slide) -> None:
    """Close it."""
    self.depart_section(node)
    self.section_level -= 1


def _ask(app: Sphinx, page: str, *_: object) -> None:
    """Ask for the deck's script, before scripts are chosen."""
    if page == DECK:
        app.add_js_file("slides.js", loading_method="defer")


def _set(_app: Sphinx, page: str, *_: object) -> str | None:
    """Give the deck a template of its own."""
    return "slides.html" if page == DECK else None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Choose the template last, since no one is heard after that."""
    app.add_node(slide, html=(visit_slide, depart_slide))
    app.add_post_transform(CutSlides)
    app.connect("html-page-context", _ask)
    app.connect("html-page-context", _set, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
