"""Reduce page weight: collapse the sidebar, drop unstyled Pygments spans.

The sidebar expands only the branch of the current page; code has spans only for coloured tokens.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from pygments.formatters import HtmlFormatter
from pygments.token import STANDARD_TYPES, Token, _TokenType
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from sphinx_gallery._doctree_links import code_links_block  # the node has no public name

STYLES = Path(__file__).resolve().with_name("styles") / "code.css"


@cache
def coloured() -> frozenset[str]:
    """Return the Pygments classes that the stylesheet colours."""
    return frozenset(re.findall(r"\.([a-z][a-z0-9]{0,2})\b", STYLES.read_text("utf-8")))


class CodeFormatter(HtmlFormatter):  # type: ignore[misc] # Pygments has no types
    """Pygments formatter that writes no spans for tokens without a colour."""

    def format(self, tokensource: Iterable[tuple[_TokenType, str]], outfile: Any) -> None:
        """Write tokens as HTML."""
        super().format(_without_colourless(tokensource), outfile)


def _without_colourless(
    tokens: Iterable[tuple[_TokenType, str]],
) -> Iterator[tuple[_TokenType, str]]:
    for kind, text in tokens:
        known = kind
        while known not in STANDARD_TYPES:
            known = known.parent
        yield (kind if STANDARD_TYPES[known] in coloured() else Token.Text), text


class UnmarkGalleryCode(SphinxPostTransform):
    """Drop spans without a colour from code that sphinx-gallery has highlighted."""

    default_priority = 6  # just after sphinx-gallery's
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Unwrap the uncoloured spans in a page's code blocks."""
        for block in self.document.findall(code_links_block):
            for mark in list(block.findall(nodes.inline)):
                if not coloured().intersection(mark["classes"]) and not mark.get("ids"):
                    mark.parent.replace(mark, mark.children)


def _builder_inited(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.highlighter.formatter = CodeFormatter


def _html_page_context(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Collapse the navigation tree that furo requests to the branch of the current page."""
    if "toctree" in context:
        whole = context["toctree"]
        context["toctree"] = lambda **asked: whole(**{**asked, "collapse": True})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Run before furo's own handler."""
    app.add_post_transform(UnmarkGalleryCode)
    app.connect("builder-inited", _builder_inited)
    app.connect("html-page-context", _html_page_context, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
