"""Render formulas as MathML at build time: no script, no download, accessible to screen readers.

`math_core` converts the LaTeX. Selected by ``html_math_renderer = "mathml"``.
A formula that cannot be converted is a warning at its line, so a strict build stops.
"""

from html import escape
from typing import NoReturn

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.util.nodes import get_node_line
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

#: The content security policy forbids inline styles, so the stylesheet has a class for each.
CLASSES = {
    "text-align: right;justify-items: end;padding-right: 0;": "right",
    "text-align: left;justify-items: start;padding-left: 0;": "left",
    "text-align: left;justify-items: start;padding-right: 0;": "case",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "condition",
    "padding-right:0.1667em;": "thin",
}
#: The cell at the end of a derivation's line that gives the reason, seen from its table.
REASON = ":scope > mtr > mtd.left:nth-child(4):last-child"
#: Screen readers need an ellipsis as one character; by default the library writes three dots.
CONVERTER = LatexToMathML(fancy_error=False, macros={"dots": "…"})


def mathml(tex: str, *, display: bool) -> str:
    """Return `tex` as ``<math>``; raise LatexError if it cannot be parsed or styled."""
    if r"\\" in tex and r"\begin" not in tex:  # align bare lines, as Sphinx does
        tex = rf"\begin{{aligned}} {tex} \end{{aligned}}"
    written = CONVERTER.convert_with_local_state(tex, displaystyle=display)
    soup = BeautifulSoup(written, "html.parser")
    for element in soup.find_all(style=True):
        style = str(element.attrs.pop("style"))
        if style not in CLASSES:
            raise LatexError(f"no class stands for the style “{style}”")
        element["class"] = CLASSES[style]
    for bracket in soup.select(":is(msub, msup, msubsup) > mo[minsize]:first-child"):
        bracket.wrap(Tag(name="mrow"))  # else Chromium ignores its minimum size
    for table in soup.find_all("mtable"):
        if table.select_one(REASON):
            _stand_reasons_apart(table)
    for prime in soup.find_all("mo", string=["′", "″", "‴", "⁗"]):
        _lower(prime)
    return soup.decode(formatter="minimal")


def _stand_reasons_apart(table: Tag) -> None:
    """Let a stylesheet lay out a derivation as a grid, in which a cell must hold one element."""
    table["class"] = "reasoned"
    for cell in table.select(":scope > mtr > mtd:not(:empty)"):
        line = Tag(name="mrow")
        line.extend(list(cell.contents))
        cell.append(line)


def _lower(prime: Tag) -> None:
    """Move a prime out of the superscript: fonts already draw it small and raised."""
    script = prime.parent
    if script and script.name == "msup":
        script.name = "mrow"
    elif script and script.name == "msubsup":
        script.name = "msub"
        script.wrap(Tag(name="mrow")).append(prime.extract())


def formula(writer: HTML5Translator, node: nodes.math | nodes.math_block, *, display: bool) -> str:
    """Return the node's formula as MathML; if conversion fails, warn and return its source."""
    tex = node.astext()
    try:
        return mathml(tex, display=display)
    except LatexError as error:
        place = (writer.docnames[0], get_node_line(node))
        logger.warning("this formula cannot be set: %s: %s", error, tex, location=place)
        return f"<code>{escape(tex)}</code>"


def visit_math(writer: HTML5Translator, node: nodes.math) -> NoReturn:
    """Write an inline formula."""
    writer.body.append(formula(writer, node, display=False))
    raise nodes.SkipNode


def visit_math_block(writer: HTML5Translator, node: nodes.math_block) -> NoReturn:
    """Write a display formula in a box that can scroll, with its equation number."""
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
    """Register the math renderer ``mathml``."""
    app.add_html_math_renderer(
        "mathml",
        inline_renderers=(visit_math, None),
        block_renderers=(visit_math_block, None),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
