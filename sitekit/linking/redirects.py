"""Read docs/redirects.txt, pairs of old and new addresses, and write the redirect pages.

A removed page is replaced by a page that redirects. Its script keeps the fragment and the query;
without scripts a reader gets to the page, which is all that plain HTML can do. No library we know
of keeps the fragment without an inline script, which our policy forbids.
``sitekit.linking.anchor_redirects`` handles removed anchors of existing pages.
"""

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sitekit.core.errors import BuildError
from sitekit.core.files import write_atomically
from sitekit.core.templates import fill
from sitekit.theme.minify import forward
from sitekit.theme.policy import POLICY
from sitekit.writing.questions import read_questions

FILE = "docs/redirects.txt"
WANTED = "needs an old address and a new one, like explain/old.html explain/new.html#part"
_ADDRESS = re.compile(r"(?!/|\.\./|[a-z]+:)[^#\s?]+\.html(#[^#\s]+)?")


@dataclass
class Redirects:
    """Final target of each old address, its line in the file, and the file's errors."""

    to: dict[str, str] = field(default_factory=dict)
    line: dict[str, int] = field(default_factory=dict)
    errors: list[BuildError] = field(default_factory=list)

    @property
    def pages(self) -> dict[str, str]:
        """Removed pages and their targets."""
        return {old: new for old, new in self.to.items() if "#" not in old}

    def anchors(self, page: str) -> dict[str, str]:
        """Return the removed anchors of a page and their targets."""
        return {
            old.partition("#")[2]: self.to[old] for old in self.to if old.startswith(f"{page}#")
        }

    def follow(self, address: str) -> str:
        """Return the target of an address, or the address itself if it has no redirect."""
        if address in self.to:
            return self.to[address]
        page, _, anchor = address.partition("#")
        led = self.to.get(page, page)
        return f"{led}#{anchor}" if anchor and "#" not in led else led


def read(root: Path) -> Redirects:
    """Read the file, add the numbers of question pages, and resolve chains of redirects."""
    path = root / FILE
    numbered = tuple(
        (f"q/{each.number}/index.html", f"questions/{each.page}.html")
        for each in read_questions(root)
        if each.number is not None
    )
    return _parse(path.read_text("utf-8") if path.exists() else "", numbered)


@cache  # called for each page
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
    """Resolve each address to its final target; drop and report cycles."""
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
    """Write the redirect pages into a built site."""
    for page, last in redirects.pages.items():
        here = posixpath.dirname(page) or "."
        to = [("", last), *redirects.anchors(page).items()]
        text = fill(
            "linking/templates/moved.html",
            policy=POLICY,
            script=posixpath.relpath(f"_static/{forward()[0]}", here),
            links=[(old, posixpath.relpath(address, here), address) for old, address in to],
        )
        write_atomically(site / page, text)
