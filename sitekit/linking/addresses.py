"""Check permanent addresses: every address in docs/links.txt must resolve or redirect.

The list contains every page and its anchors: headings, exhibits, claims, glossary terms and names
of the library. Of a gallery page only the exhibits are listed: its headings are titles of figures,
which may be rewritten. ``anchor_redirects`` keeps those that are on the list already.
"""

from pathlib import Path

from sitekit.core.errors import BuildError
from sitekit.core.files import write_atomically
from sitekit.linking.link_check import Site
from sitekit.linking.redirects import FILE as REDIRECTS
from sitekit.linking.redirects import Redirects, read

FILE = "docs/links.txt"
GALLERY, EXHIBIT = "gallery/", "exhibit-"


def find_promised(site: Site) -> set[str]:
    """Return every address of a built site that must be permanent."""
    pages = {name: page for name, page in site.pages.items() if name.endswith(".html")}
    return pages.keys() | {
        f"{name}#{anchor}"
        for name, page in pages.items()
        for anchor in page.lasting
        if _is_promised(name, anchor)
    }


def _is_promised(page: str, anchor: str) -> bool:
    if page.startswith(GALLERY):
        return anchor.startswith(EXHIBIT)
    return anchor != "top" and page != "genindex.html"


def read_list(root: Path) -> list[str]:
    """Return the lines of the list."""
    path = root / FILE
    return path.read_text("utf-8").splitlines() if path.exists() else []


def new(root: Path, site: Site, redirects: Redirects) -> set[str]:
    """Return the permanent addresses that are not on the list yet."""
    return (find_promised(site) | redirects.to.keys()) - set(read_list(root))


def add(root: Path, folder: Path) -> int:
    """Add a built site's new addresses to the list, which only grows; return how many."""
    more = new(root, Site(folder), read(root))
    if more:
        lines = sorted({*read_list(root), *more})
        write_atomically(root / FILE, "".join(f"{line}\n" for line in lines))
    return len(more)


def errors(root: Path, site: Site, redirects: Redirects) -> list[BuildError]:
    """Return an error for each listed address or redirect target that does not exist."""
    found = list(redirects.errors)
    for number, address in enumerate(read_list(root), 1):
        if address.strip() and not site.has(redirects.follow(address)):
            how = f"bring it back, or add a line to {REDIRECTS}: {address} and where that is now"
            found.append(BuildError(FILE, number, f"{address} is gone; {how}"))
    for old, to in redirects.to.items():
        if not site.has(to):
            wrong = f"{old} is led to {to}, which is not there"
            found.append(BuildError(REDIRECTS, redirects.line[old], wrong))
        elif "#" in old and _exists(site, old):
            wrong = f"{old} is still there, and cannot be led on to {to}"
            found.append(BuildError(REDIRECTS, redirects.line[old], wrong))
    return found


def _exists(site: Site, address: str) -> bool:
    """Return whether an anchor exists by itself, not only as an old name kept for links."""
    page, _, anchor = address.partition("#")
    return page in site.pages and anchor in site.pages[page].lasting
