"""docs/redirects.txt: old addresses and where each leads now, a pair a line.

A page that is gone leaves a page that leads on. Its script keeps the fragment and the query;
without a script a reader is led to the page, which is all that HTML alone can do. No library we
know of keeps the fragment without an inline script, which our policy forbids.
An anchor that is gone from a page that stays is left to ``sitekit.linking.anchor_redirects``.
"""

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sitekit.core.errors import BuildError
from sitekit.core.files import write_atomically
from sitekit.core.templates import fill
from sitekit.theme.minify import small
from sitekit.theme.policy import POLICY
from sitekit.writing.questions import read_questions

FILE = "docs/redirects.txt"
WANTED = "needs an old address and a new one, like explain/old.html explain/new.html#part"
_ADDRESS = re.compile(r"(?!/|\.\./|[a-z]+:)[^#\s?]+\.html(#[^#\s]+)?")


@dataclass
class Redirects:
    """The last address of each old one, its line in the file, and the errors in the file."""

    to: dict[str, str] = field(default_factory=dict)
    line: dict[str, int] = field(default_factory=dict)
    errors: list[BuildError] = field(default_factory=list)

    @property
    def pages(self) -> dict[str, str]:
        """The pages that are gone, and where each is now."""
        return {old: new for old, new in self.to.items() if "#" not in old}

    def anchors(self, page: str) -> dict[str, str]:
        """Return the anchors that are gone from a page, and where each is now."""
        return {
            old.partition("#")[2]: self.to[old] for old in self.to if old.startswith(f"{page}#")
        }

    def follow(self, address: str) -> str:
        """Return where an address leads, which is the address itself if it leads to a page."""
        if address in self.to:
            return self.to[address]
        page, _, anchor = address.partition("#")
        led = self.to.get(page, page)
        return f"{led}#{anchor}" if anchor and "#" not in led else led


def read(root: Path) -> Redirects:
    """Read the file and the numbers of question pages, and follow each line to its end."""
    path = root / FILE
    numbered = tuple(
        (f"q/{each.number}/index.html", f"questions/{each.page}.html")
        for each in read_questions(root)
        if each.number is not None
    )
    return _parse(path.read_text("utf-8") if path.exists() else "", numbered)


@cache  # asked for on each page
def _parse(file: str, numbered: tuple[tuple[str, str], ...]) -> Redirects:
    found = Redirects(dict(numbered), dict.fromkeys(dict(numbered), 1))
    for number, text in enumerate(file.splitlines(), 1):
        words = text.split()
        if not words or text.startswith("# "):
            continue
        if len(words) != 2 or not all(map(_ADDRESS.fullmatch, words)):
            found.errors.append(BuildError(FILE, number, WANTED))
        elif words[0] in found.to:
            wrong = f"{words[0]} is led to {found.to[words[0]]} already"
            found.errors.append(BuildError(FILE, number, wrong))
        else:
            found.to[words[0]], found.line[words[0]] = words[1], number
    _follow_to_the_end(found)
    return found


def _follow_to_the_end(found: Redirects) -> None:
    """Lead each address to the last one on its way, and drop those that come round to another."""
    ends = {}
    for old in found.to:
        way = [old, found.follow(old)]
        while way[-1] not in way[:-1] and (way[-1] in found.to or found.follow(way[-1]) != way[-1]):
            way.append(found.follow(way[-1]))
        if way[-1] in way[:-1]:
            wrong = f"goes round in a circle: {' -> '.join(way)}"
            found.errors.append(BuildError(FILE, found.line[old], wrong))
        else:
            ends[old] = way[-1]
    found.to = ends


def leave_pages(redirects: Redirects, site: Path) -> None:
    """Write the pages that lead on into a built site."""
    for page, last in redirects.pages.items():
        here = posixpath.dirname(page) or "."
        to = [("", last), *redirects.anchors(page).items()]
        text = fill(
            "linking/templates/moved.html",
            policy=POLICY,
            script=posixpath.relpath(f"_static/{small('forward.js')[0]}", here),
            links=[(old, posixpath.relpath(address, here), address) for old, address in to],
        )
        write_atomically(site / page, text)
