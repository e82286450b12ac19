"""Which characters a page shows in which of the site's faces, and by what styles may pick them.

Follows what the stylesheet does: headings, terms and table heads are bold; code is in the
reader's own monospaced face; letters of formulas are italic.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Set

from lxml import etree

Used = dict[str, set[str]]  # by face; and under “marks”, the elements, ids and classes of a page

BOLD = {"b", "strong", "dt", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
ITALIC = {"i", "em", "cite", "dfn", "var", "address"}
NOT_OURS = {"script", "style", "code", "pre", "kbd", "samp", "template"}
DRAWN = {"msqrt": "√", "mroot": "√"}  # signs that no text holds
STYLING = ("style", "font-weight", "font-style")  # how a figure says it
#: What a browser shows for a lone identifier: 𝑥 for x, 𝜎 for σ, as Unicode relates them.
MATH_ITALIC = {
    unicodedata.normalize("NFKC", letter): letter
    for letter in ["ℎ", *map(chr, range(0x1D434, 0x1D71C))]
    if unicodedata.name(letter, "").startswith(("MATHEMATICAL ITALIC", "PLANCK"))
}
STYLED_BOLD = re.compile(r"\b(bold|[6-9]00)\b")


def used_in(body: str) -> Used:
    """Return the characters of a page by face (regular, italic, bold, math), and its marks."""
    used: Used = defaultdict(set)
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    _collect(etree.HTML(body, parser), set(), used)
    return used


def _collect(element: etree._Element, around: Set[str], used: Used) -> None:
    """Note an element's marks and text, and those of all within it."""
    used["marks"] |= {
        element.tag,
        element.get("id", element.tag),
        *element.get("class", "").split(),
    }
    used["math"] |= set(DRAWN.get(element.tag, ""))
    faces, text = _faces(element, around), element.text or ""
    letters = set(text)
    if "mi" in faces and len(text.strip()) == 1:
        letters = {MATH_ITALIC.get(text.strip(), text.strip())}
    for child in element:
        _collect(child, faces, used)
        letters |= set(child.tail or "")
    for face in (faces or {"regular"}) - {"none", "mi"}:
        used[face] |= letters


def _faces(element: etree._Element, around: Set[str]) -> Set[str]:
    """Return the faces of an element's text, given those around it."""
    if element.tag == "math":
        return {"math"}
    if element.tag == "mtext":
        return {"regular"}
    if element.tag == "mi" and element.get("mathvariant") != "normal":
        return {"math", "mi"}
    if element.tag in NOT_OURS:
        return {"none"}
    style = " ".join(element.get(key, "") for key in STYLING)
    bold = element.tag in BOLD or STYLED_BOLD.search(style)
    italic = element.tag in ITALIC or "italic" in style
    return around | ({"bold"} if bold else set()) | ({"italic"} if italic else set())
