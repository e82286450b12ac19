"""The block that ends a page which explains: its address to copy, to cite, to mail and to scan."""

from typing import Any
from urllib.parse import quote

import segno
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.project import project
from sitekit.linking.citation import Work, work

SHARED = ("explain/", "questions/")


def qr(address: str) -> str:
    """Draw an address as a QR code, with the quiet border that readers need."""
    code = segno.make(address, micro=False, error="m", boost_error=False)
    return code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)


def mail(title: str, address: str) -> str:
    """Return the link that begins a mail about a page."""
    return f"mailto:?subject={quote(title)}&body={quote(address)}"


def the_work(app: Sphinx) -> Work:
    """Return what is to be cited, read once."""
    here = project(app)
    here.work = here.work or work(here.root, app.config.project)
    return here.work


def _offer(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give the template what the block says."""
    if not page.startswith(SHARED) or page.endswith("/index"):
        return
    title, address = app.env.titles[page].astext(), context["pageurl"]
    context["share"] = {
        "address": address,
        "plain": the_work(app).plain(title, address),
        "bibtex": the_work(app).bibtex(page.replace("/", "-"), title, address),
        "mail": mail(title, address),
        "qr": qr(address),
    }
    app.add_js_file("share.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act as each page is written."""
    app.connect("html-page-context", _offer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
