"""The same figure, the same PDF, with its paper under it and a credit in it.

vl-convert (svg2pdf within) lists its objects in an order that changes from call to call; QPDF
writes them anew, each where its references first need it.
"""

import io

import pikepdf

from sitekit.figures.credit import Credit, sign_pdf

_ONE_BY_ONE = pikepdf.ObjectStreamMode.disable  # packed, they would keep their old order


def finish_pdf(pdf: bytes, *, paper: str = "", credit: Credit | None = None) -> bytes:
    """Write a PDF of one page anew; `paper` is a colour, without which it is see-through."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if paper:
            _lay(paper, document)
        if credit:
            document.Root.Lang = pikepdf.String("en-GB")
            sign_pdf(document, credit)
            document.docinfo["/Keywords"] = credit.line
        written = io.BytesIO()
        document.save(written, object_stream_mode=_ONE_BY_ONE, deterministic_id=True)
    return written.getvalue()


def _lay(paper: str, document: pikepdf.Pdf) -> None:
    """Fill the page with a colour before anything else is drawn."""
    page = document.pages[0]
    shades = " ".join(f"{shade / 255:.4f}" for shade in bytes.fromhex(paper[1:]))
    left, bottom, right, top = page.mediabox
    fill = f"q {shades} rg {left} {bottom} {right - left} {top - bottom} re f Q"
    page.contents_add(fill.encode(), prepend=True)
