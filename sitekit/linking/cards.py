"""Social cards: for each page a picture of its question beside its leading exhibit.

A card is drawn again only when something on it has changed.
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
from sitekit.core.files import read_json, write_atomically
from sitekit.figures.gallery_scripts import drawn, end_sentence
from sitekit.figures.themes import to_png
from sitekit.theme.webfonts import SOURCES
from sitekit.writing.summary import about, record

WIDTH, HEIGHT, EDGE, GAP = 1200, 630, 64, 48
NARROW, ROOM = 452, HEIGHT - 2 * EDGE  # for the words beside a picture, and for the picture
LONGEST = 420  # letters of a text alternative that the networks keep


def card_address(docname: str) -> str:
    """Return the address of a page's card, from the site's root."""
    return f"cards/{docname}.png"


def describe_card(app: Sphinx, docname: str) -> str:
    """Return the text alternative of a card: the question, and what its picture shows."""
    title, shown = app.env.titles[docname].astext(), record(app, about(app, docname).exhibit)
    if not shown:
        return f"{title} {about(app, docname).description}"
    words = f"{title} Beside it a picture. {end_sentence(shown['title'])} {shown['description']}"
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(". ")[0] + "."


def draw_words(app: Sphinx, docname: str) -> str:
    """Return the words of a card as SVG, in the light colours; a picture leaves room for few."""
    said, title = about(app, docname), app.env.titles[docname].astext()
    full = WIDTH - 2 * EDGE
    beside = find_picture(app, docname)
    parts = set_column(title, NARROW) if beside else set_column(title, full, said.description)
    foot = _line(app.config.project, HEIGHT - EDGE, 34, f'fill="{colour("sigma")}"')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'{head} font-family="STIX Two Text">{parts}{foot}</svg>'


def find_picture(app: Sphinx, docname: str) -> Path | None:
    """Return the leading exhibit of a page as PNG, if there is one."""
    name = about(app, docname).exhibit
    path = drawn(app, name) / "light.png" if name else None
    return path if path and path.exists() else None


def paint_card(svg: str, beside: Path | None) -> bytes:
    """Return a card as PNG: the words, and beside them a picture as large as fits."""
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


def set_column(title: str, width: float, below: str = "") -> str:
    """Return a title as SVG, as large as fits into five lines, and words below it."""
    sizes = (76, 68, 60, 52, 46, 40)
    size = next((each for each in sizes if len(break_lines(title, each, width)) <= 5), 36)
    parts, y = [], EDGE + size * 0.8
    for text in break_lines(title, size, width):
        parts.append(_line(text, y, size, f'font-weight="bold" fill="{colour("ink")}"'))
        y += size * 1.16
    for text in break_lines(below, 36, width)[:5]:
        parts.append(_line(text, y + 16, 36, f'fill="{colour("muted")}"'))
        y += 48
    return "".join(parts)


def _line(text: str, y: float, size: int, look: str) -> str:
    return f'<text x="{EDGE}" y="{y:g}" font-size="{size}" {look}>{escape(text)}</text>'


def break_lines(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines of at most a width, set in the bold font."""
    broken: list[str] = []
    for word in text.split():
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and _measure_text(longer) * size <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def _measure_text(text: str) -> float:
    glyphs, widths, em = _bold_metrics()
    return sum(widths[glyphs.get(ord(letter), ".notdef")][0] for letter in text) / em


@cache
def _bold_metrics() -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(SOURCES["bold"])
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Draw each card that has changed, on all cores; delete those of pages that are gone."""
    if exception is not None or app.builder.format != "html":
        return
    memory, out = Path(app.doctreedir, "cards.json"), Path(app.outdir)
    known, digests = read_json(memory), {}

    def draw(docname: str) -> None:
        svg, beside = draw_words(app, docname), find_picture(app, docname)
        digests[docname] = digest(svg, file_digest(beside) if beside else "")
        path = out / card_address(docname)
        if digests[docname] != known.get(docname) or not path.exists():
            write_atomically(path, paint_card(svg, beside))

    with ThreadPoolExecutor(os.cpu_count()) as cores:
        list(cores.map(draw, sorted(app.env.found_docs)))
    for docname in known.keys() - digests.keys():
        (out / card_address(docname)).unlink(missing_ok=True)
    write_atomically(memory, json.dumps(digests, sort_keys=True))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Draw when all pages are written."""
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
