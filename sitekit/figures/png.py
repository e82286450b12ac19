"""A drawing's pixels, in few bytes: it has few colours, so each pixel names one in a palette.

The palette is all that paper changes. A see-through picture is the one on paper with the paper
taken out of its colours, so that both share their pixels, which are drawn once.
"""

import io

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sitekit.figures.credit import Credit, xmp


def reduce_colours(png: bytes) -> Image.Image:
    """Reduce a picture to at most 256 colours; one that has no more keeps its own."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def remove_paper(picture: Image.Image, paper: str) -> Image.Image:
    """Take the paper, a colour such as `#fdfcf9`, out of a picture: only its palette changes.

    Each colour lets through as much as it can, so that on its own paper the picture looks as
    before. On another, hairlines and washed areas are a little darker than it, or lighter, as they
    were on their own, and nowhere does a patch of the old paper show.
    """
    ground = np.array([*bytes.fromhex(paper[1:])], float)
    seen = np.array(picture.getpalette(), float).reshape(-1, 3)
    room = np.where(seen > ground, 255 - ground, ground)
    cover = np.ceil(255 * np.max(np.abs(seen - ground) / np.maximum(room, 1), axis=1))[:, None]
    share = np.maximum(cover, 1) / 255
    bare = np.clip(np.rint((seen - ground * (1 - share)) / share), 0, 255)
    clear = picture.copy()
    clear.putpalette(np.column_stack([bare, cover]).astype(np.uint8).tobytes(), "RGBA")
    return clear


def write_png(picture: Image.Image, credit: Credit | None = None) -> bytes:
    """Write a picture as PNG, with its facts under the names that programs look for."""
    facts = PngInfo()
    if credit:
        facts.add_itxt("Title", credit.title)
        facts.add_itxt("Author", credit.author)
        facts.add_itxt("Description", credit.words)
        facts.add_itxt("Copyright", credit.line)
        facts.add_itxt("Source", credit.address)
        facts.add_itxt("XML:com.adobe.xmp", xmp(credit))
    file = io.BytesIO()
    picture.save(file, "PNG", pnginfo=facts)
    return file.getvalue()
