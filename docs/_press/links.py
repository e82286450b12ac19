"""Look at every address in the built site: inside, it must resolve; outside, nothing may load."""

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

_TAG = re.compile(r"<([a-z][\w-]*)\s([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NO_CODE = re.compile(r"<(script|style)\b([^>]*)>.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*['"]?([^'")]+)""")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

#: Attributes that make a browser fetch at once, other than those of ``<a>``.
_FETCHING = {"src", "srcset", "href", "data", "poster", "xlink:href", "action"}


class Page:
    """The anchors a page offers and the addresses it names."""

    def __init__(self, text: str) -> None:
        text = _NO_CODE.sub(lambda m: f"<{m[1]} {m[2]}>" if m[1] else "", text)
        self.anchors: set[str] = set()
        self.followed: list[str] = []
        self.fetched: list[str] = []
        for tag, inside in _TAG.findall(text):
            found = {k.lower(): html.unescape(a or b) for k, a, b in _ATTRIBUTE.findall(inside)}
            self.anchors.update(found[key] for key in ("id", "name") if key in found)
            for key in _FETCHING & found.keys():
                follows = tag == "a" or (
                    tag == "link" and found.get("rel") in ("canonical", "license")
                )
                (self.followed if follows else self.fetched).append(found[key])
            self.fetched += _CSS_URL.findall(found.get("style", ""))


def check(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (page, address, what is wrong) for every address that fails."""
    pages = {
        p.relative_to(site).as_posix(): Page(p.read_text("utf-8"))
        for p in sorted(site.rglob("*.html"))
    }
    for name, page in pages.items():
        for address in sorted(set(page.fetched)):
            if _OUTSIDE.match(address) and not address.startswith("data:"):
                yield name, address, "is loaded from another host"
        for address in sorted({*page.followed, *page.fetched}):
            if not _OUTSIDE.match(address):
                wrong = _broken(site, pages, name, address)
                if wrong:
                    yield name, address, wrong
    for sheet in sorted(site.rglob("*.css")):
        for address in _CSS_URL.findall(sheet.read_text("utf-8")):
            if _OUTSIDE.match(address) and not address.startswith("data:"):
                yield sheet.relative_to(site).as_posix(), address, "is loaded from another host"


def _broken(site: Path, pages: dict[str, Page], name: str, address: str) -> str:
    path, _, fragment = address.partition("#")
    target = unquote(path.partition("?")[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
    if target.startswith(".."):
        return "leads out of the site"
    if (site / target).is_dir():
        target = posixpath.join(target, "index.html")
    if not (site / target).is_file():
        return "leads to no page"
    if fragment and target in pages and unquote(fragment) not in pages[target].anchors:
        return f"leads to no anchor on {target}"
    return ""


def referenced(site: Path) -> set[str]:
    """Return the files that pages link to or show."""
    found = set()
    for path in site.rglob("*.html"):
        here = path.relative_to(site).parent.as_posix()
        page = Page(path.read_text("utf-8"))
        for address in {*page.followed, *page.fetched}:
            if not _OUTSIDE.match(address):
                target = unquote(address.partition("#")[0].partition("?")[0])
                found.add(posixpath.normpath(posixpath.join(here, target)))
    return found
