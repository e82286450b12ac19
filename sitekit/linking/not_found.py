"""The page for addresses that lead nowhere, ``404.html``: a host shows it, whatever was asked for.

So its own addresses begin at the host's root, where all others are relative to their page.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

PAGE = "404"
_RELATIVE = re.compile(
    r'(?<=\s)((?:href|src|action|data-content_root)=")(?![#/]|[a-z]+:)(?:\./)?([^"]*)'
)


def _make(_app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield PAGE, {"title": "Not found"}, "404.html"


def _start_at_root(app: Sphinx, exception: Exception | None) -> None:
    path, root = Path(app.outdir, f"{PAGE}.html"), urlsplit(app.config.html_baseurl).path
    if exception is None and path.exists():
        text = path.read_text("utf-8")
        path.write_text(_RELATIVE.sub(rf"\g<1>{root}\g<2>", text), "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the page, and mend it after everyone who writes addresses into pages."""
    app.connect("html-collect-pages", _make)
    app.connect("build-finished", _start_at_root, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
