"""Which characters the built pages show, in which of the site's faces; what styles find there.

Follows what the stylesheet does: headings, terms and table heads are bold; code is in the
reader's own monospaced face; letters of formulas are italic.
"""

import re
import unicodedata
from collections import defaultdict
from html.parser import HTMLParser

Used = dict[str, set[str]]  # by face; and under “marks”, what styles may ask for

BOLD = {"b", "strong", "dt", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
ITALIC = {"i", "em", "cite", "dfn", "var", "address"}
NOT_OURS = {"script", "style", "code", "pre", "kbd", "samp", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
DRAWN = {"msqrt": "√", "mroot": "√"}  # signs that no text holds
STYLING = ("style", "font-weight", "font-style")  # how a figure says it
STYLED_BOLD = re.compile(r"\b(bold|[6-9]00)\b")


class GlyphReader(HTMLParser):
    """Collects one page's characters by face (regular, italic, bold, math), and its marks.

    Marks are the elements, ids and classes by which a style may pick something.
    """

    def __init__(self) -> None:
        super().__init__()
        self.used: Used = defaultdict(set)
        self.open: list[tuple[str, set[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element's marks, and what it does to the face of its text."""
        attributes = dict(attrs)
        self.used["marks"] |= {tag, attributes.get("id") or tag}
        self.used["marks"] |= set((attributes.get("class") or "").split())
        if tag in VOID:
            return
        faces = set(self.open[-1][1]) if self.open else set()
        style = " ".join(attributes.get(key) or "" for key in STYLING)
        if tag in BOLD or STYLED_BOLD.search(style):
            faces.add("bold")
        if tag in ITALIC or "italic" in style:
            faces.add("italic")
        if tag == "math":
            faces = {"math"}
        elif tag == "mtext":
            faces = {"regular"}
        elif tag == "mi" and attributes.get("mathvariant") != "normal":
            faces = {"math", "mi"}
        elif tag in NOT_OURS:
            faces = {"none"}
        self.used["math"] |= set(DRAWN.get(tag, ""))
        self.open.append((tag, faces))

    def handle_endtag(self, tag: str) -> None:
        """Go back to the face around this element."""
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the marks of an element that holds nothing."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Count the characters for the faces in force."""
        faces = self.open[-1][1] if self.open else set()
        letters = set(data)
        if "mi" in faces and len(data.strip()) == 1:
            letters = {math_italic(data.strip())}
        for face in (faces or {"regular"}) - {"none", "mi"}:
            self.used[face] |= letters


def used_in(page: str) -> Used:
    """Return the characters of a page of HTML by face, and its marks."""
    reader = GlyphReader()
    reader.feed(page)
    reader.close()
    return reader.used


def math_italic(letter: str) -> str:
    """Return the letter a browser shows for a lone identifier: 𝑥 for x, 𝜎 for σ."""
    return _ITALICS.get(letter, letter)


def _italics() -> dict[str, str]:
    """Map each plain letter to its mathematical italic, as Unicode relates them."""
    found = {"h": "ℎ"}  # Unicode had a Planck constant before it had this alphabet
    for letter in map(chr, range(0x1D434, 0x1D71C)):
        if unicodedata.name(letter, "").startswith("MATHEMATICAL ITALIC"):
            plain = unicodedata.decomposition(letter).removeprefix("<font> ")
            found[chr(int(plain, 16))] = letter
    return found


_ITALICS = _italics()
