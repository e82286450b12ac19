"""LaTeX in, MathML out.

docutils reads the formula, chosen because it refuses what it does not know, where others print
the command's letters; `sitekit.theme.typeset` then mends how it looks.
"""

import re
from xml.etree.ElementTree import Element, tostring

from docutils.utils.math import MathError
from docutils.utils.math import mathml_elements as ml
from docutils.utils.math.latex2mathml import parse_latex_math

from sitekit.theme.typeset import typeset

__all__ = ["MathError", "mathml"]

SHORTHANDS = {
    r"\iff": r"\;\Longleftrightarrow\;",
    r"\implies": r"\;\Longrightarrow\;",
    r"\dots": r"\ldots",
    r"\boldsymbol": r"\mathbfit",
}
SHORTHAND = re.compile("|".join(re.escape(name) + r"(?![a-zA-Z])" for name in SHORTHANDS))
BARE_DIGITS = re.compile(r"(\\[dt]?frac)\s*(\d|\{[^{}]*\})\s*(\d)")
OUTER = re.compile(r"\\begin\{((?:align|gather|equation|split)\*?)\}(.*)\\end\{\1\}", re.DOTALL)
INNER = re.compile(r"\\begin\{(\w+)\}.*?\\end\{\1\}", re.DOTALL)


def mathml(tex: str, *, display: bool) -> str:
    """Set `tex` as ``<math>``, without the source: it is no help read aloud, and heavy.

    Raise MathError if it cannot be read.
    """
    source = plain(tex)
    root = ml.math()
    if display:
        root.set("display", "block")
    many_lines = r"\\" in INNER.sub("", source)
    try:
        parse_latex_math(rows_of(root) if display and many_lines else root, source)
    except (TypeError, IndexError, AttributeError) as error:  # docutils, on some broken input
        raise MathError(f"Cannot read this formula ({error}).") from error
    typeset(root)
    return tostring(root, "unicode", short_empty_elements=False)


def plain(tex: str) -> str:
    """Reduce `tex` to the LaTeX docutils reads; refuse what it would misread in silence."""
    for opening, closing in ((r"\left", r"\right"), (r"\begin", r"\end")):
        if count(opening, tex) != count(closing, tex):
            raise MathError(f"Every {opening} needs its {closing}.")
    unescaped = re.sub(r"\\.", "", tex)
    if unescaped.count("{") != unescaped.count("}"):
        raise MathError("Braces do not balance.")
    outer = OUTER.fullmatch(tex.strip())
    lines = (outer[2] if outer else tex).split("\n\n")
    body = r" \\ ".join(line.strip() for line in lines if line.strip())
    body = BARE_DIGITS.sub(r"\1{\2}{\3}", body)
    return SHORTHAND.sub(lambda found: SHORTHANDS[found[0]] + " ", body)


def count(command: str, tex: str) -> int:
    r"""How often `command` stands in `tex`, longer names such as ``\leftarrow`` not counted."""
    return len(re.findall(re.escape(command) + r"(?![a-zA-Z])", tex))


def rows_of(root: Element) -> Element:
    """Start an aligned table in `root`; what is read next goes into its first cell."""
    cell = ml.mtd()
    root.append(ml.mtable(ml.mtr(cell), CLASS="ams-align"))
    return cell
