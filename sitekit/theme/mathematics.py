"""Formulas as MathML, made at build time: nothing to run, nothing to fetch, readable aloud.

The Sphinx side of `sitekit.theme.tex`. Chosen by ``html_math_renderer = "mathml"``.
A formula that cannot be set is a warning at its line, so a strict build stops.
"""

from html import escape
from typing import NoReturn

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.util.nodes import get_node_line
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from sitekit.theme.tex import MathError, mathml

logger = logging.getLogger(__name__)


def formula(writer: HTML5Translator, node: nodes.math | nodes.math_block, *, display: bool) -> str:
    """Return the node's formula as MathML; if it cannot be set, warn and return its source."""
    tex = node.astext()
    try:
        return mathml(tex, display=display)
    except MathError as error:
        place = (writer.docnames[0], get_node_line(node))
        logger.warning("this formula cannot be set: %s: %s", error, tex, location=place)
        return f"<code>{escape(tex)}</code>"


def visit_math(writer: HTML5Translator, node: nodes.math) -> NoReturn:
    """Write a formula in a sentence."""
    writer.body.append(formula(writer, node, display=False))
    raise nodes.SkipNode


def visit_math_block(writer: HTML5Translator, node: nodes.math_block) -> NoReturn:
    """Write a formula on its own line, in a box that can scroll, with its number beside it."""
    wrapped = "math-wrapper" in node.parent.get("classes", ())  # by furo, with the same ids
    start = '<div class="math">' if wrapped else writer.starttag(node, "div", "", CLASS="math")
    writer.body.append(start)
    writer.body.append(formula(writer, node, display=True))
    if node["number"]:
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, "Link to this equation")
        writer.body.append("</span>")
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Offer the renderer under the name ``mathml``, and the face it is set in."""
    app.add_html_math_renderer(
        "mathml",
        inline_renderers=(visit_math, None),
        block_renderers=(visit_math_block, None),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
