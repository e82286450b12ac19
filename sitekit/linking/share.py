"""The block that ends a page which explains: its address to copy, to cite, to mail and to scan."""

import re
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.linking.citation import read_work
from sitekit.theme.qr_code import draw_qr_code

SHARED = ("explain/", "questions/")


def _html_page_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give the template what the block shows."""
    if not page.startswith(SHARED) or page.endswith("/index"):
        return
    title, address = app.env.titles[page].astext(), context["pageurl"]
    context["share"] = {
        "work": read_work(app),
        "title": title,
        "title_in_tex": re.sub(r"([%&#$_])", r"\\\1", title),
        "key": f"why-sigma-{page.replace('/', '-')}",
        "address": address,
        "mail": f"mailto:?subject={quote(title)}&body={quote(address)}",
        "qr": draw_qr_code(address),
    }
    app.add_js_file("share.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act when each page is written."""
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
