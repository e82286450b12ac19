"""A card for each page, which chat and social networks show: its question beside its exhibit.

A card is drawn anew when what is on it has changed, and not before.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageOps
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from explainer.drawing import colour
from sitekit.core.digests import digest, file_digest
from sitekit.figures.gallery_scripts import drawn, end_sentence
from sitekit.figures.themes import to_png
from sitekit.theme.webfonts import SOURCES
from sitekit.writing.summary import about, record

WIDTH, HEIGHT, EDGE, GAP = 1200, 630, 64, 48
NARROW, ROOM = 452, HEIGHT - 2 * EDGE  # for the words beside a picture, and for the picture
LONGEST = 420  # letters of a text alternative that the networks keep


def address(docname: str) -> str:
    """Return where a page's card is found, from the site's root."""
    return f"cards/{docname}.png"


def alternative(app: Sphinx, docname: str) -> str:
    """Say what is on a card: the question, and what its picture shows."""
    title, shown = app.env.titles[docname].astext(), record(app, about(app, docname).exhibit)
    if not shown:
        return f"{title} {about(app, docname).description}"
    words = f"{title} Beside it a picture. {end_sentence(shown['title'])} {shown['description']}"
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(". ")[0] + "."


def words(app: Sphinx, docname: str) -> str:
    """Set the words of a card as SVG, in the light colours; a picture leaves room for few."""
    said, title = about(app, docname), app.env.titles[docname].astext()
    full = WIDTH - 2 * EDGE
    parts = (
        column(title, NARROW) if picture(app, docname) else column(title, full, said.description)
    )
    foot = _line(app.config.project, HEIGHT - EDGE, 34, f'fill="{colour("sigma")}"')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'{head} font-family="STIX Two Text">{parts}{foot}</svg>'


def picture(app: Sphinx, docname: str) -> Path | None:
    """Return the leading exhibit of a page, as it has been drawn for taking along."""
    name = about(app, docname).exhibit
    path = drawn(app, name) / "light.png" if name else None
    return path if path and path.exists() else None


def painted(svg: str, beside: Path | None) -> bytes:
    """Paint a card: the words, and beside them a picture as large as will go; 64 colours do."""
    card = Image.open(BytesIO(to_png(svg, "light", scale=1))).convert("RGB")
    if beside:
        x = EDGE + NARROW + GAP
        figure = ImageOps.contain(Image.open(beside).convert("RGB"), (WIDTH - EDGE - x, ROOM))
        card.paste(
            figure, (x + (WIDTH - EDGE - x - figure.width) // 2, (HEIGHT - figure.height) // 2)
        )
    file = BytesIO()
    card.quantize(64, Image.Quantize.FASTOCTREE).save(file, "PNG", optimize=True)
    return file.getvalue()


def column(title: str, width: float, below: str = "") -> str:
    """Set a title as large as it will go in a column of at most five lines; words below it."""
    sizes = (size for size in (76, 68, 60, 52, 46, 40) if len(lines(title, size, width)) <= 5)
    size = next(sizes, 36)
    parts, y = [], EDGE + size * 0.8
    for text in lines(title, size, width):
        parts.append(_line(text, y, size, f'font-weight="bold" fill="{colour("ink")}"'))
        y += size * 1.16
    for text in lines(below, 36, width)[:5]:
        parts.append(_line(text, y + 16, 36, f'fill="{colour("muted")}"'))
        y += 48
    return "".join(parts)


def _line(text: str, y: float, size: int, look: str) -> str:
    return f'<text x="{EDGE}" y="{y:g}" font-size="{size}" {look}>{escape(text)}</text>'


def lines(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines of a width, set in the bold face."""
    broken: list[str] = []
    for word in text.split():
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and _length(longer) * size <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def _length(text: str) -> float:
    glyphs, widths, em = _face()
    return sum(widths[glyphs.get(ord(letter), ".notdef")][0] for letter in text) / em


@cache
def _face() -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(SOURCES["bold"])
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def _draw_all(app: Sphinx, exception: Exception | None) -> None:
    """Once all pages are written: draw each card that has changed, on all cores."""
    if exception is not None or app.builder.format != "html":
        return
    memory, out = Path(app.doctreedir, "cards.json"), Path(app.outdir)
    known = json.loads(memory.read_text("utf-8")) if memory.exists() else {}
    pages = sorted(app.env.found_docs)
    drawings = {docname: (words(app, docname), picture(app, docname)) for docname in pages}
    marks = {
        name: digest(svg, file_digest(beside) if beside else "")
        for name, (svg, beside) in drawings.items()
    }

    def draw(docname: str) -> None:
        path = out / address(docname)
        if marks[docname] != known.get(docname) or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(painted(*drawings[docname]))

    with ThreadPoolExecutor(os.cpu_count()) as cores:
        list(cores.map(draw, drawings))
    for docname in known.keys() - marks.keys():
        (out / address(docname)).unlink(missing_ok=True)
    memory.write_text(json.dumps(marks), "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Draw at the end."""
    app.connect("build-finished", _draw_all)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
