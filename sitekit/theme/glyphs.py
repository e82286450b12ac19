"""Collect a page's characters by font, to subset fonts, and its marks, to prune styles.

The rules mirror the stylesheet: headings, terms and table heads are bold; code uses the reader's
own monospaced font; letters in formulas are italic.
"""

import unicodedata

from lxml import etree

Used = dict[str, set[str]]  # by font; “marks” holds a page's elements, ids and classes


def _within(*elements: str) -> str:
    return " | ".join(f"ancestor::{each}" for each in elements)


BOLD = _within("b", "strong", "dt", "th", *(f"h{level}" for level in range(1, 7)))
BOLD += " | ancestor::*[@font-weight = 'bold' or @font-weight >= 600]"  # as in figures
ITALIC = _within("i", "em", "cite", "dfn", "var", "address", "*[@font-style = 'italic']")
NOT_OURS = _within("script", "style", "code", "pre", "kbd", "samp", "template")
FORMULA = "ancestor::math and not(ancestor::mtext)"
WORDS = f"//text()[not({NOT_OURS})][not({FORMULA})]"
#: XPath of the text set in each font.
TEXTS = {
    "regular": f"{WORDS}[not({BOLD} | {ITALIC}) or ancestor::mtext]",
    "bold": f"{WORDS}[{BOLD}][not(ancestor::mtext)]",
    "italic": f"{WORDS}[{ITALIC}][not(ancestor::mtext)]",
    "math": f"//text()[{FORMULA}][not(parent::mi[not(@mathvariant = 'normal')])]",
}
#: Characters that browsers show for one-letter identifiers in MathML: 𝑥 for x, 𝜎 for σ.
MATH_ITALIC = {
    chr(int(unicodedata.decomposition(letter).split()[-1], 16)): letter
    for letter in ["ℎ", *map(chr, range(0x1D434, 0x1D71C))]
    if unicodedata.name(letter, "").startswith(("MATHEMATICAL ITALIC", "PLANCK"))
}


def used_in(body: str) -> Used:
    """Return the characters of a page by font (regular, italic, bold, math), and its marks."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    page = etree.HTML(body, parser)
    used = {face: set("".join(page.xpath(where))) for face, where in TEXTS.items()}
    for name in page.xpath("//mi[not(@mathvariant = 'normal')]/text()"):
        used["math"].update(MATH_ITALIC.get(name.strip(), name))
    if page.xpath("//msqrt | //mroot"):
        used["math"].add("√")  # browsers draw it; it is in no text
    names = " ".join(page.xpath("//@class | //@id")).split()
    used["marks"] = {*names, *(element.tag for element in page.iter())}
    return used
