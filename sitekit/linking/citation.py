"""Provide the share block of a page: links, citations and a QR code.

Version and date come only from CITATION.cff, so that builds are reproducible on any day.
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
    """The site as a citable work, as described in CITATION.cff."""

    name: str
    author: str
    version: str
    date: dt.date
    topics: tuple[str, ...] = ()


def read_work(app: Sphinx) -> Work:
    """Return the citation data of an application's site."""
    return load_work(app.srcdir.parent, app.config.project)


def load_work(root: Path, name: str) -> Work:
    """Return the citation data of a project."""
    return parse_work((root / "CITATION.cff").read_text("utf-8"), name)


@cache  # called for each page
def parse_work(text: str, name: str) -> Work:
    """Parse the text of a CITATION.cff file."""
    found = yaml.safe_load(text)
    author, topics = found["authors"][0]["name"], tuple(found.get("keywords", ()))
    return Work(name, author, str(found["version"]), found["date-released"], topics)


def _html_page_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Set the template values of the share block on explainer and question pages."""
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
    """Add the values as each page is written."""
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
