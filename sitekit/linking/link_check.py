"""Check every link in the built site: links must resolve, and nothing loads from other hosts."""

import posixpath
import re
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from sitekit.core.digests import files
from sitekit.core.errors import BuildError
from sitekit.core.source_locations import behind, find
from sitekit.theme.css import urls

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

NOT_FOUND = "404.html"  # served at any address, so its links start at the host's root

ANCHORS = "//@id | //a/@name"
#: Permanent anchors: of headings, exhibits, claims, derivations, glossary terms, documented names.
LASTING = "(//section | //figure | //details | //p[@class='derivation'] | //dt)/@id"
_FOLLOWS = "self::a or self::link[@rel='canonical' or @rel='license' or @rel='author']"
FOLLOWED = f"//*[{_FOLLOWS}]/@href"  # only when a reader clicks
FETCHED = f"//@src | //@data | //@poster | //@action | //*[not({_FOLLOWS})]/@href"
DRAWN = "//@*[name() = 'xlink:href']"
STYLES = "//@style | //style/text()"


class Page:
    """Anchors and addresses in a page or stylesheet."""

    def __init__(self, text: str, kind: str = ".html") -> None:
        self.anchors: set[str] = set()
        self.lasting: set[str] = set()
        self.followed: set[str] = set()
        self.fetched = set(urls(text)) if kind == ".css" else set()
        self.leads_on = False
        if kind == ".html":
            tree = etree.HTML(text or "<p>", etree.HTMLParser(huge_tree=True))
            find = partial(tree.xpath, smart_strings=False)  # else strings keep the tree alive
            self.leads_on = bool(find("//meta[@http-equiv='refresh']"))
            self.anchors, self.lasting = set(find(ANCHORS)), set(find(LASTING))
            shown = filter(_OUTSIDE.match, find("//meta/@content"))  # by sites that show its card
            self.followed = {*find(FOLLOWED), *shown}
            sharper = [part for found in find("//@srcset") for part in found.split(",")]
            self.fetched = {*find(FETCHED), *find(DRAWN)}
            self.fetched |= {part.split()[0] for part in sharper}
            self.fetched |= {address for css in find(STYLES) for address in urls(css)}


class Site:
    """Pages and stylesheets of a built site, and the files they may link to.

    ``base`` is the site's public address: links that begin with it are internal.
    """

    def __init__(self, folder: Path, base: str = "") -> None:
        self.base = base
        self.files = {path.relative_to(folder).as_posix(): path for path in files(folder)}
        self.pages = {
            name: Page(path.read_text("utf-8"), path.suffix)
            for name, path in self.files.items()
            if path.suffix in (".html", ".css")
        }

    def errors(self, root: Path) -> list[BuildError]:
        """Return an error for each broken link, and each resource from another host."""
        return [
            BuildError.at(root, *_place(root, name, address), f"the link {address} {wrong}")
            for name, page in self.pages.items()
            if not page.leads_on  # its errors are reported where redirects are checked
            for address in sorted(page.fetched | page.followed)
            if (wrong := self._wrong(name, address))
        ]

    def _wrong(self, name: str, address: str) -> str:
        if _OUTSIDE.match(address):
            if address in self.pages[name].fetched and not address.startswith("data:"):
                return "is loaded from another host"
            if not self.base or not address.startswith(self.base):
                return ""
            name, address = "index.html", address.removeprefix(self.base) or "index.html"
        if name == NOT_FOUND:
            address = unquote(address).removeprefix(unquote(urlsplit(self.base).path))
        target, anchor = _target(name, address)
        if target.startswith(("../", "/")):
            return "leads out of the site"
        if target not in self.files:
            return "leads to no page"
        if anchor and target.endswith(".html") and anchor not in self.pages[target].anchors:
            return f"leads to no anchor on {target}"
        return ""

    def has(self, address: str) -> bool:
        """Return whether an address, relative to the site's root, resolves."""
        return not self._wrong("index.html", address)

    @cached_property
    def wanted(self) -> set[str]:
        """Files that pages link to or load."""
        return {
            _target(name, address)[0]
            for name, page in self.pages.items()
            for address in page.followed | page.fetched
            if not _OUTSIDE.match(address)
        }


def _place(root: Path, name: str, address: str) -> tuple[str | Path, int]:
    """Return the source line of an address in a page or stylesheet."""
    if name.endswith(".css"):
        for path in sorted((root / "sitekit/theme/styles").glob("*.css")):
            if address in path.read_text("utf-8"):
                return path, find(path, address)
    return behind(root, name, address)


def _target(name: str, address: str) -> tuple[str, str]:
    """Return the file and the anchor that an address on a page refers to."""
    path, _, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return file, unquote(anchor)
