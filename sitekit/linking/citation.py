"""How to share a page: its address to copy, to cite, to mail and to scan.

Version and date come from CITATION.cff and from nowhere else, so the same sources make the same
pages on any day.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.theme.qr_code import draw_qr_code

SHARED = ("explain/", "questions/")


@dataclass(frozen=True)
class Work:
    """The whole site, as CITATION.cff describes it."""

    name: str
    author: str
    version: str
    date: dt.date
    topics: tuple[str, ...] = ()


def read_work(app: Sphinx) -> Work:
    """Return how the site of an application is cited."""
    return load_work(app.srcdir.parent, app.config.project)


def load_work(root: Path, name: str) -> Work:
    """Read the citation file of a project."""
    return parse_work((root / "CITATION.cff").read_text("utf-8"), name)


@cache  # asked for on each page
def parse_work(text: str, name: str) -> Work:
    """Return what a citation file says."""
    found = yaml.safe_load(text)
    author, topics = found["authors"][0]["name"], tuple(found.get("keywords", ()))
    return Work(name, author, str(found["version"]), found["date-released"], topics)


def _html_page_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give the template of the block that ends a page which explains what it shows."""
    if not page.startswith(SHARED) or page.endswith("/index"):
        return
    title = app.env.titles[page].astext()
    context["share"] = {
        "work": read_work(app),
        "title": title,
        "title_in_tex": re.sub(r"([%&#$_])", r"\\\1", title),
        "key": f"why-sigma-{page.replace('/', '-')}",
        "address": context["pageurl"],
        "qr": draw_qr_code(context["pageurl"]),
    }
    app.add_js_file("share.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act when each page is written."""
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
