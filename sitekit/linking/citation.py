"""How to cite a page: plainly, and in BibTeX, by what CITATION.cff says of the whole.

Version and date come from that file and from nowhere else, so the same sources make the same pages
on any day.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = "CITATION.cff"


@dataclass(frozen=True)
class Work:
    """The whole site, as it is to be cited."""

    name: str
    author: str
    version: str
    date: dt.date
    topics: tuple[str, ...] = ()

    def plain(self, title: str, address: str) -> str:
        """Cite a page in a sentence."""
        stop = "" if title[-1] in "?!." else "."
        day = f"{self.date.day} {self.date:%B %Y}"
        return (
            f"{self.author}: “{title}{stop}” {self.name}, version {self.version}, {day}. {address}"
        )

    def bibtex(self, key: str, title: str, address: str) -> str:
        """Cite a page as an entry of BibTeX."""
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


def work(root: Path, name: str) -> Work:
    """Read the citation file."""
    said = yaml.safe_load((root / FILE).read_text("utf-8"))
    author, topics = said["authors"][0]["name"], tuple(said.get("keywords", ()))
    return Work(name, author, str(said["version"]), said["date-released"], topics)


def _escaped(title: str) -> str:
    return "".join(f"\\{sign}" if sign in "%&#$_" else sign for sign in title)
