"""How to cite a page, in a sentence and in BibTeX.

Version and date come from CITATION.cff and from nowhere else, so the same sources make the same
pages on any day.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from sphinx.application import Sphinx

FILE = "CITATION.cff"


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
    return _parse((root / FILE).read_text("utf-8"), name)


@cache  # asked for on each page
def _parse(text: str, name: str) -> Work:
    found = yaml.safe_load(text)
    author, topics = found["authors"][0]["name"], tuple(found.get("keywords", ()))
    return Work(name, author, str(found["version"]), found["date-released"], topics)
