"""The same figure, the same PDF.

vl-convert (svg2pdf within) numbers its fonts, and lists what a page uses, in an order that
changes from call to call and means nothing.
Here the lists are sorted, and the objects numbered in the order in which they are first needed.
"""

import re

_LISTING = re.compile(rb"(?:^ +/\w+ \d+ 0 R\n){2,}", re.MULTILINE)
_START = re.compile(rb"startxref\s+(\d+)")
_PLACE = re.compile(rb"^(\d{10}) \d{5} n", re.MULTILINE)
_TRAILER = re.compile(rb"trailer\n.*?>>\n", re.DOTALL)
_REFERENCE = re.compile(rb"\b(\d+) 0 (R|obj)\b")


def settle(pdf: bytes) -> bytes:
    """Write the objects of a PDF anew, in the one order that its own references give."""
    pdf = _LISTING.sub(_sorted_lines, pdf)
    start, trailer = _START.search(pdf), _TRAILER.search(pdf)
    if start is None or trailer is None:
        raise ValueError(f"pdf is {pdf[:20]!r}...; it must be a whole PDF with a table of places")
    objects = _objects(pdf, int(start[1]))
    met: list[bytes] = []
    _meet(trailer[0], objects, met)
    numbers = {old: b"%d" % new for new, old in enumerate(met, 1)}
    written, places = pdf[: pdf.index(b"\n\n") + 2], b"0000000000 65535 f\r\n"
    for old in met:
        places += b"%010d 00000 n\r\n" % len(written)
        written += _renumbered(objects[old], numbers)
    table = b"xref\n0 %d\n%s%s" % (len(met) + 1, places, _renumbered(trailer[0], numbers))
    return written + table + b"startxref\n%d\n%%%%EOF" % len(written)


def _objects(pdf: bytes, end: int) -> dict[bytes, bytes]:
    """Cut the PDF where its table of places, at `end`, says that an object starts."""
    starts = sorted(int(place[1]) for place in _PLACE.finditer(pdf, end))
    pieces = [pdf[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    return {piece.split(b" ", 1)[0]: piece for piece in pieces}


def _meet(text: bytes, objects: dict[bytes, bytes], met: list[bytes]) -> None:
    """Add the objects a text refers to, and theirs in turn, as a reader would meet them."""
    for number, kind in _REFERENCE.findall(text.partition(b"stream\n")[0]):
        if kind == b"R" and number not in met:
            met.append(number)
            _meet(objects[number], objects, met)


def _renumbered(text: bytes, numbers: dict[bytes, bytes]) -> bytes:
    """Exchange the numbers in an object's head; what flows in its stream is not ours to touch."""
    head, stream, rest = text.partition(b"stream\n")
    return _REFERENCE.sub(lambda old: b"%s 0 %s" % (numbers[old[1]], old[2]), head) + stream + rest


def _sorted_lines(listing: re.Match[bytes]) -> bytes:
    """Sort lines of a dictionary; their total length stays, so no object moves."""
    return b"".join(sorted(listing[0].splitlines(keepends=True)))
