"""``python -m tools.audit LIGHTHOUSE [page ...]``: measure pages, keep what was found.

A page that has not changed since it was measured is passed over, so a run that was stopped goes on
where it was; pages that are named are measured in any case. Pages are measured one at a time, since
two at once would slow each other down. A miss is measured again: another program on the machine can
make a page slower than it is, and never faster, so the best of three counts.
"""

import sys
from pathlib import Path

from sitekit.writing.quality import FILE, misses
from tools.audit.lighthouse import Lighthouse, NoBrowserError
from tools.audit.record import Record
from tools.audit.server import serving

TRIES = 3


def main(root: Path, program: str, asked: list[str]) -> int:
    """Measure the pages named, or all that have changed; return the exit code."""
    site = (root / "site").resolve()
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    pages = [page for page in pages if not _leads_on(site / page)]
    if unknown := [page for page in asked if page not in pages]:
        return _stop(f"no such page: {', '.join(unknown)}")
    try:
        lighthouse = Lighthouse(program)
    except NoBrowserError as error:
        return _stop(str(error))
    record = Record(root / FILE, site, pages)
    with serving(site) as address:
        for number, page in enumerate(todo := asked or record.stale(), 1):
            print(f"{number}/{len(todo)} {page}", end=": ", flush=True)
            found = _best(lighthouse, f"{address}/{page}", page)
            record.keep(page, {**found, **lighthouse.versions})
            print("; ".join(misses(page, found)) or "all targets met", flush=True)
    missed = [page for page in pages if page in record.pages and misses(page, record.pages[page])]
    print(f"{len(record.pages)} of {len(pages)} pages measured; {len(missed)} miss a target.")
    return 0


def _best(lighthouse: Lighthouse, address: str, page: str) -> dict:
    found = []
    while len(found) < TRIES:
        found.append(lighthouse.measure(address))
        if not misses(page, found[-1]):
            break
    return min(found, key=lambda each: (len(misses(page, each)), each["lcp"] + each["tbt"]))


def _leads_on(page: Path) -> bool:
    """Return whether a page only redirects to another, so that readers never see it."""
    return 'http-equiv="refresh"' in page.read_text("utf-8")


def _stop(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path.cwd(), sys.argv[1], sys.argv[2:]))
