"""Convert built pages to EPUB chapters: well-formed XHTML, without parts that need scripts.

Folding blocks are unfolded, since few EPUB readers support them. Links to pages that are not
chapters point to the site.
"""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urldefrag

from bs4 import BeautifulSoup, Tag

from explainer.drawing.palette import ROLES
from sitekit.core.templates import fill

LEFT_OUT = (
    ".headerlink, .exhibit-links, .take, .credit, .share, .knobs, .says, .announced, .odd-link, "
    ".knob-buttons, .stands-still, button, script, input, label, iframe, nav"
)
PROOF = ".claim > :not(.folded)"  # shown once, with the evidence
DRAWN = {
    "math": {"xmlns": "http://www.w3.org/1998/Math/MathML"},
    "svg": {
        "xmlns": "http://www.w3.org/2000/svg",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
    },
}
_COLOUR = re.compile(r"var\(--fig-(\w+)\)")
_CASES = {"viewbox": "viewBox", "clippath": "clipPath"}  # HTML parsers lowercase them
_SIZES = {"displaystyle", "scriptlevel"}
_KEPT = {"class", "id", "href", "role", "alt", "src", "colspan", "rowspan", "aria-label", "lang"}


class Chapter:
    """A page as a chapter: its file name, title and body."""

    def __init__(self, site: Path, page: str, names: Mapping[str, str], base: str) -> None:
        self.page, self.name = page, names[page]
        soup = BeautifulSoup((site / page).read_text("utf-8"), "html.parser")
        article = soup.select_one("article")
        assert isinstance(article, Tag), f"{page} has no article"
        article.name, article.attrs = "section", {}
        for part in article.select(LEFT_OUT):
            part.decompose()
        _unfold(article, proofs="evidence" in page)
        for element in article.find_all(True):
            _clean(element)
        for link in article.select("a[href]"):
            link["href"] = _resolve(str(link["href"]), page, names, base)
        heading = article.find("h1")
        self.title = " ".join(heading.get_text().split()) if heading else page
        self.body = article.decode(formatter="minimal")

    @property
    def text(self) -> str:
        """The whole XHTML file."""
        return fill("editions/templates/chapter.xhtml", title=self.title, body=self.body)

    @property
    def holds(self) -> str:
        """EPUB manifest properties of the chapter: ``mathml`` and ``svg``."""
        kinds = {"mathml": "<math", "svg": "<svg"}
        return " ".join(kind for kind, tag in kinds.items() if tag in self.body)


def _unfold(article: Tag, *, proofs: bool) -> None:
    """Unfold all blocks; keep the proofs of claims only on the evidence page."""
    for block in article.select("details"):
        block.name = "div"
        for line in block.find_all("summary", recursive=False):
            line.name, line["class"] = "p", "folded"
    for proof in [] if proofs else article.select(PROOF):
        proof.decompose()


def _clean(element: Tag) -> None:
    """Keep only attributes that EPUB readers know; convert SVG and MathML to valid XML."""
    if not (element.name in DRAWN or element.find_parent(list(DRAWN))):
        element.attrs = {key: value for key, value in element.attrs.items() if key in _KEPT}
        return
    element.name = _CASES.get(element.name, element.name)
    for name, value in list(element.attrs.items()):
        del element[name]
        element[_CASES.get(name, name)] = _set_colours(value) if isinstance(value, str) else value
    element.attrs |= DRAWN.get(element.name, {})
    if element.name == "use":
        element["xlink:href"] = element.attrs.pop("href")
    elif element.name == "path":
        element.attrs.setdefault("d", "M0 0")  # a marker that draws nothing
    elif element.name == "style":
        element.string = _set_colours(element.get_text())
    elif element.name in ("mfrac", "mtable"):
        _wrap_size(element)


def _set_colours(text: str) -> str:
    """Replace CSS variables by colours, since few EPUB readers support variables."""
    return _COLOUR.sub(lambda found: ROLES[found[1]].light, text)


def _wrap_size(formula: Tag) -> None:
    """Wrap ``<mfrac>`` or ``<mtable>`` in ``<mstyle>``: EPUB readers ignore its own size."""
    size = {key: formula.attrs.pop(key) for key in _SIZES & formula.attrs.keys()}
    if size:
        formula.wrap(Tag(name="mstyle", attrs=dict(sorted(size.items()))))


def _resolve(address: str, page: str, names: Mapping[str, str], base: str) -> str:
    """Return a link's target in the book, or else on the site."""
    if re.match(r"[a-z]+:|//", address):
        return address
    target, anchor = urldefrag(address)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target.partition("?")[0]))
    end = f"#{anchor}" if anchor else ""
    if not target:
        return end or "#"
    return f"{names[path]}{end}" if path in names else f"{base}{path}{end}"
