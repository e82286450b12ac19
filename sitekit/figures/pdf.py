"""The same figure, the same PDF.

vl-convert (svg2pdf within) numbers its fonts, and lists what a page uses, in an order that
changes from call to call and means nothing.
Here the lists are sorted, and the objects numbered in the order in which they are first needed.
On the way paper may be laid under the figure, and a credit put into the file.
"""

import re

from sitekit.figures.credit import Credit, facts_for_pdf

_LISTING = re.compile(rb"(?:^ +/\w+ \d+ 0 R\n){2,}", re.MULTILINE)
_START = re.compile(rb"startxref\s+(\d+)")
_PLACE = re.compile(rb"^(\d{10}) \d{5} n", re.MULTILINE)
_TRAILER = re.compile(rb"trailer\n.*?>>\n", re.DOTALL)
_SIZE = re.compile(rb"/MediaBox \[0 0 (\S+) (\S+)\]")
_CONTENTS = re.compile(rb"/Contents (\d+ 0 R)")
_REFERENCE = re.compile(rb"\b(\d+) 0 (R|obj)\b")


def settle(pdf: bytes, *, paper: str = "", credit: Credit | None = None) -> bytes:
    """Write the objects of a PDF anew, in the one order that its own references give.

    `paper` is a colour, such as `#fdfcf9`; without it the page is see-through.
    """
    pdf = _LISTING.sub(_sorted_lines, pdf)
    start, trailer = _START.search(pdf), _TRAILER.search(pdf)
    if start is None or trailer is None:
        raise ValueError(f"pdf is {pdf[:20]!r}...; it must be a whole PDF with a table of places")
    objects = _objects(pdf, int(start[1]))
    if paper:
        _lay(paper, objects)
    if credit:
        _sign(credit, objects)
    met: list[bytes] = []
    _meet(trailer[0], objects, met)
    numbers = {old: b"%d" % new for new, old in enumerate(met, 1)}
    written, places = pdf[: pdf.index(b"\n\n") + 2], b"0000000000 65535 f\r\n"
    for old in met:
        places += b"%010d 00000 n\r\n" % len(written)
        written += _renumbered(objects[old], numbers)
    table = b"xref\n0 %d\n%s" % (len(met) + 1, places)
    size = re.sub(rb"/Size \d+", b"/Size %d" % (len(met) + 1), trailer[0])
    table += _renumbered(size, numbers)
    return written + table + b"startxref\n%d\n%%%%EOF" % len(written)


def _objects(pdf: bytes, end: int) -> dict[bytes, bytes]:
    """Cut the PDF where its table of places, at `end`, says that an object starts."""
    starts = sorted(int(place[1]) for place in _PLACE.finditer(pdf, end))
    pieces = [pdf[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    return {piece.split(b" ", 1)[0]: piece for piece in pieces}


def _lay(paper: str, objects: dict[bytes, bytes]) -> None:
    """Fill the page with a colour before anything else is drawn."""
    page = _found(b"/Type /Page\n", objects)
    size = _SIZE.search(objects[page])
    assert size is not None, "every page has a size"
    shades = b" ".join(b"%.4f" % (shade / 255) for shade in bytes.fromhex(paper[1:]))
    fill = b"/cs0 cs %s scn 0 0 %s %s re f" % (shades, *size.groups())
    new = _added(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(fill), fill), objects)
    objects[page] = _CONTENTS.sub(rb"/Contents [%s 0 R \1]" % new, objects[page])


def _sign(credit: Credit, objects: dict[bytes, bytes]) -> None:
    """Say in the file what it is and whose."""
    listed, packet = facts_for_pdf(credit)
    info, catalog = _found(b"/Producer", objects), _found(b"/Type /Catalog", objects)
    objects[info] = objects[info].replace(b"<<\n", b"<<\n%s\n" % listed, 1)
    known = b"<<\n/Metadata %s 0 R\n/Lang (en-GB)\n" % _added(packet, objects)
    objects[catalog] = objects[catalog].replace(b"<<\n", known, 1)


def _found(mark: bytes, objects: dict[bytes, bytes]) -> bytes:
    """Return the number of the first object that holds a mark before any stream."""
    heads = ((number, text.partition(b"stream\n")[0]) for number, text in objects.items())
    return next(number for number, head in heads if mark in head)


def _added(text: bytes, objects: dict[bytes, bytes]) -> bytes:
    """Add an object; return its number."""
    number = b"%d" % (1 + max(map(int, objects)))
    objects[number] = b"%s 0 obj\n%s\nendobj\n\n" % (number, text)
    return number


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
