"""Permanent addresses: docs/links.txt lists them all, and none that stands there may vanish.

Listed is every page and, on it, every heading, exhibit, claim, word of the glossary and name of the
library.
"""

from pathlib import Path

from sitekit.core.errors import BuildError
from sitekit.linking.link_check import Site
from sitekit.linking.redirects import FILE as REDIRECTS
from sitekit.linking.redirects import Redirects, read

FILE = "docs/links.txt"
_EVERYWHERE = ("top", "sphx-glr-")  # titles, which are their pages


def promised(site: Site) -> set[str]:
    """Return every address of a built site that must last."""
    pages = {name: page for name, page in site.pages.items() if name.endswith(".html")}
    return pages.keys() | {
        f"{name}#{anchor}"
        for name, page in pages.items()
        for anchor in page.lasting
        if not anchor.startswith(_EVERYWHERE) and name != "genindex.html"
    }


def listed(root: Path) -> list[str]:
    """Return the lines of the list."""
    path = root / FILE
    return path.read_text("utf-8").splitlines() if path.exists() else []


def new(root: Path, site: Site, redirects: Redirects) -> set[str]:
    """Return the addresses that are not on the list yet."""
    return (promised(site) | redirects.to.keys()) - set(listed(root))


def add(root: Path, folder: Path) -> int:
    """Put what is new in a built site on the list, which only ever grows; return how many."""
    more = new(root, Site(folder), read(root))
    if more:
        lines = sorted({*listed(root), *more})
        (root / FILE).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(more)


def errors(root: Path, site: Site, redirects: Redirects) -> list[BuildError]:
    """Return an error for each address on the list, or led to, that is not there any more."""
    found = list(redirects.errors)
    for number, address in enumerate(listed(root), 1):
        if address.strip() and not site.has(redirects.follow(address)):
            how = f"bring it back, or add a line to {REDIRECTS}: {address} and where that is now"
            found.append(BuildError(FILE, number, f"{address} is gone; {how}"))
    for old, to in redirects.to.items():
        if not site.has(to):
            wrong = f"{old} is led to {to}, which is not there"
            found.append(BuildError(REDIRECTS, redirects.line[old], wrong))
        elif _stands(site, old):
            wrong = f"{old} is still there, and cannot be led on to {to}"
            found.append(BuildError(REDIRECTS, redirects.line[old], wrong))
    return found


def _stands(site: Site, address: str) -> bool:
    """Whether there is such a page, or such a heading or the like, and not only its old name."""
    page, _, anchor = address.partition("#")
    return page in site.pages and (not anchor or anchor in site.pages[page].lasting)
