"""Draw social cards: each page's title beside its leading exhibit.

A card is redrawn only when its content has changed.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, ImageOps
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from explainer.drawing import colour
from sitekit.core.digests import digest, file_digest
from sitekit.core.files import read_json, write_atomically
from sitekit.figures.gallery_scripts import drawn, end_sentence
from sitekit.theme.webfonts import SOURCES
from sitekit.writing.summary import about, record

WIDTH, HEIGHT, EDGE, GAP = 1200, 630, 64, 48
NARROW = 452  # width of text beside a figure
SIZES = (76, 68, 60, 52, 46, 40)  # font sizes of a title, largest first
LONGEST = 420  # characters of alt text that social networks keep


def card_address(docname: str) -> str:
    """Return the address of a page's card, relative to the site's root."""
    return f"cards/{docname}.png"


def describe_card(app: Sphinx, docname: str) -> str:
    """Return the alt text of a card: the page's title, and its figure's description."""
    title, shown = app.env.titles[docname].astext(), record(app, about(app, docname).exhibit)
    if not shown:
        return f"{title} {about(app, docname).description}"
    words = f"{title} Beside it a picture. {end_sentence(shown['title'])} {shown['description']}"
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(". ")[0] + "."


def find_picture(app: Sphinx, docname: str) -> Path | None:
    """Return the path of the leading exhibit's PNG, if the page has one."""
    name = about(app, docname).exhibit
    path = drawn(app, name) / "light.png" if name else None
    return path if path and path.exists() else None


class Line(NamedTuple):
    """A line of text on a card, with its position and style."""

    text: str
    y: float
    face: str
    size: int
    role: str  # of its palette colour


def set_words(app: Sphinx, docname: str, *, beside: bool) -> list[Line]:
    """Return the title, as large as fits into five lines, the description and the project name.

    Only cards without a figure have the description. All lines are wrapped as if bold.
    """
    title, width = app.env.titles[docname].astext(), NARROW if beside else WIDTH - 2 * EDGE
    size = next((each for each in SIZES if len(break_lines(title, each, width)) <= 5), 36)
    top, step = EDGE + size * 0.8, size * 1.16
    broken = break_lines(title, size, width)
    lines = [Line(text, top + n * step, "bold", size, "ink") for n, text in enumerate(broken)]
    below = [] if beside else break_lines(about(app, docname).description, 36, width)[:5]
    top += len(lines) * step + 16
    lines += [Line(text, top + n * 48, "regular", 36, "muted") for n, text in enumerate(below)]
    return [*lines, Line(app.config.project, HEIGHT - EDGE, "regular", 34, "sigma")]


def break_lines(text: str, size: int, width: float) -> list[str]:
    """Wrap a text to a width in pixels, measured in the bold font."""
    broken: list[str] = []
    for word in text.split():
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and _font("bold", size).getlength(longer) <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SOURCES[face], size)


def paint_card(lines: list[Line], beside: Path | None) -> bytes:
    """Return a card as PNG: the text, and a figure beside it as large as fits."""
    card = Image.new("RGB", (WIDTH, HEIGHT), colour("paper"))
    pen = ImageDraw.Draw(card)
    for text, y, face, size, role in lines:
        pen.text((EDGE, y), text, colour(role), _font(face, size), anchor="ls")
    if beside:
        x = EDGE + NARROW + GAP
        room = (WIDTH - EDGE - x, HEIGHT - 2 * EDGE)
        figure = ImageOps.pad(Image.open(beside).convert("RGB"), room, color=colour("paper"))
        card.paste(figure, (x, EDGE))
    file = BytesIO()
    card.quantize(64, Image.Quantize.FASTOCTREE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Draw changed cards in parallel; delete cards of removed pages."""
    if exception is not None or app.builder.format != "html":
        return
    memory, out = Path(app.doctreedir, "cards.json"), Path(app.outdir)
    known, digests = read_json(memory), {}

    def draw(docname: str) -> None:
        beside = find_picture(app, docname)
        lines = set_words(app, docname, beside=bool(beside))
        digests[docname] = digest(repr(lines), file_digest(beside) if beside else "")
        path = out / card_address(docname)
        if digests[docname] != known.get(docname) or not path.exists():
            write_atomically(path, paint_card(lines, beside))

    with ThreadPoolExecutor(os.cpu_count()) as cores:
        list(cores.map(draw, sorted(app.env.found_docs)))
    for docname in known.keys() - digests.keys():
        (out / card_address(docname)).unlink(missing_ok=True)
    write_atomically(memory, json.dumps(digests, sort_keys=True))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Draw cards once all pages are written."""
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
