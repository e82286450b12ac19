"""A drawing's pixels, in few bytes: it has few colours, so each pixel names one in a list.

The list is all that paper changes. A see-through picture is the one on paper with the paper taken
out again, so that both share their pixels, which are therefore drawn and packed once.
"""

import io
import struct
import zlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sitekit.figures.credit import chunk

_HEAD = b"\x89PNG\r\n\x1a\n"
_MOST = 256  # colours that a PNG's list may hold
_LISTED = (8, 3, 0, 0, 0)  # a byte a pixel, which is a number in the list


@dataclass(frozen=True)
class Pixels:
    """A picture: its list of colours, four bytes each, its size, and the packed numbers."""

    colours: NDArray[np.uint8]
    width: int
    height: int
    packed: bytes


def unpacked(png: bytes) -> Pixels:
    """Take a picture apart, by its runs of equal pixels."""
    picture = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
    height, width = picture.shape[:2]
    flat = picture.view(np.uint32).reshape(-1)
    starts = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1])))
    lengths = np.diff(np.append(starts, flat.size))
    found, which = np.unique(flat[starts], return_inverse=True)
    pixels = np.bincount(which, lengths.astype(np.float64)).astype(np.float64)
    colours, number = _listed(found.view(np.uint8).reshape(-1, 4), pixels)
    rows = np.repeat(number[which], lengths).reshape(height, width)
    marked = np.column_stack([np.zeros(height, np.uint8), rows])  # 0: a row stands as it is
    return Pixels(colours, width, height, zlib.compress(marked.tobytes(), 6))


def _listed(
    colours: NDArray[np.uint8], pixels: NDArray[np.float64]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Keep the colours of most pixels, and give each of all the number of the nearest one kept.

    Only where lines with soft edges cross are there more colours than a list holds, and then the
    rare ones have a neighbour that no eye tells from them.
    """
    kept = colours[np.sort(np.argsort(-pixels, kind="stable")[:_MOST])]
    apart = colours[:, None, :].astype(np.int32) - kept[None]
    return kept, np.argmin((apart**2).sum(axis=2), axis=1).astype(np.uint8)


def without(pixels: Pixels, paper: str) -> Pixels:
    """Take the paper, a colour such as `#fdfcf9`, out of a picture: only its list changes.

    Each colour lets through as much as it can, so that on its own paper the picture looks as
    before. On another, hairlines and washed areas are a little darker than it, or lighter, as they
    were on their own, and nowhere does a patch of the old paper show.
    """
    ground = np.array([*bytes.fromhex(paper[1:])], float)
    seen = pixels.colours[:, :3].astype(float)
    room = np.where(seen > ground, 255 - ground, ground)
    cover = np.ceil(255 * np.max(np.abs(seen - ground) / np.maximum(room, 1), axis=1))[:, None]
    share = np.maximum(cover, 1) / 255
    bare = np.clip(np.rint((seen - ground * (1 - share)) / share), 0, 255)
    return replace(pixels, colours=np.column_stack([bare, cover]).astype(np.uint8))


def to_bytes(pixels: Pixels) -> bytes:
    """Write a picture as PNG."""
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", pixels.width, pixels.height, *_LISTED),
        b"PLTE": pixels.colours[:, :3].tobytes(),
        b"tRNS": pixels.colours[:, 3].tobytes(),
        b"IDAT": pixels.packed,
        b"IEND": b"",
    }
    return _HEAD + b"".join(chunk(kind, data) for kind, data in parts.items())
