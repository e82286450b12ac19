"""Write ``404.html``, with links from the host's root, since hosts serve it at any address.

The links of all other pages are relative.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.files import write_atomically

PAGE = "404"
DATA = "data-content_root"  # where Sphinx's scripts look for the search


def _html_collect_pages(_app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield PAGE, {"title": "Not found"}, "404.html"


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    path, root = Path(app.outdir, f"{PAGE}.html"), urlsplit(app.config.html_baseurl).path

    def rooted(address: str) -> str:
        whole = urlsplit(address).scheme or address.startswith(("#", "/"))
        return address if whole else root + address.removeprefix("./")

    if exception is None and path.exists():
        page = html.document_fromstring(path.read_text("utf-8"))
        page.rewrite_links(rooted, resolve_base_href=False)
        page.set(DATA, rooted(page.get(DATA, "")))
        text = html.tostring(page, encoding="unicode", doctype="<!doctype html>")
        write_atomically(path, text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the page, and rewrite its links after all other handlers have added theirs."""
    app.connect("html-collect-pages", _html_collect_pages)
    app.connect("build-finished", _build_finished, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
