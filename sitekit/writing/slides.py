"""Render the slide deck: an ordinary page in which each section is a slide.

``slides.js`` adds only what scrolling cannot do: keys, a counter, toggling all notes.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

DECK = "slides/index"


class slide(nodes.section):  # noqa: N801 # docutils node
    """A section moved beside the page's title that keeps its heading level."""


class CutSlides(SphinxPostTransform):
    """Move the sections out of the top section, so that the title is a slide too."""

    default_priority = 950
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Move the sections of the deck."""
        whole = self.document.next_node(nodes.section)
        if whole is not None and self.env.docname == DECK:
            for section in [each for each in whole.children if isinstance(each, nodes.section)]:
                whole.remove(section)
                self.document.append(slide("", *section.children, **section.attributes))


def visit_slide(self: HTML5Translator, node: slide) -> None:
    """Open a section one level below the title's."""
    self.section_level += 1
    self.visit_section(node)


def depart_slide(self: HTML5Translator, node: slide) -> None:
    """Close the section."""
    self.depart_section(node)
    self.section_level -= 1


def _ask(app: Sphinx, page: str, *_: object) -> None:
    """Add the deck's script, before `page_scripts` chooses scripts."""
    if page == DECK:
        app.add_js_file("slides.js", loading_method="defer")


def _set(_app: Sphinx, page: str, *_: object) -> str | None:
    """Return the deck's own template."""
    return "slides.html" if page == DECK else None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Choose the template last: Sphinx calls no handler after one that returns a template."""
    app.add_node(slide, html=(visit_slide, depart_slide))
    app.add_post_transform(CutSlides)
    app.connect("html-page-context", _ask)
    app.connect("html-page-context", _set, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
