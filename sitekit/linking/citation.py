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

    def cite_plainly(self, title: str, address: str) -> str:
        """Return the citation of a page as a sentence."""
        stop = "" if title[-1] in "?!." else "."
        day = f"{self.date.day} {self.date:%B %Y}"
        return (
            f"{self.author}: “{title}{stop}” {self.name}, version {self.version}, {day}. {address}"
        )

    def cite_in_bibtex(self, key: str, title: str, address: str) -> str:
        """Return the citation of a page as a BibTeX entry."""
        fields = {
            "author": f"{{{self.author}}}",
            "title": f"{{{_escaped(title)}}}",
            "howpublished": f"{self.name}, version {self.version}",
            "year": str(self.date.year),
            "month": f"{self.date:%m}".lstrip("0"),
            "url": address,
        }
        lines = "".join(f"  {name:12} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{why-sigma-{key},\n{lines}}}"


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


def _escaped(title: str) -> str:
    return "".join(f"\\{sign}" if sign in "%&#$_" else sign for sign in title)
