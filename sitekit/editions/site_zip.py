"""``python -m sitekit.editions.site_zip``: the whole site in one file, to be read from a folder.

The same site gives the same bytes: names in order, one date for all, nothing of the machine.
"""

import sys
import zipfile
from pathlib import Path

FOLDER = "why-sigma"  # what it unpacks to
DATE = (2026, 1, 1, 0, 0, 0)  # of every file; it says nothing
PACKED_ALREADY = (".png", ".woff2", ".pdf")
FOR_HOSTS = ("_headers", ".htaccess", "nginx.conf", "sw.js")  # of no use in a folder


def zip_site(site: Path, target: Path) -> Path:
    """Pack a built site."""
    unfinished = target.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if path.is_file() and name not in FOR_HOSTS:
                entry = zipfile.ZipInfo(f"{FOLDER}/{name}", DATE)
                entry.external_attr = 0o644 << 16
                kept = path.suffix in PACKED_ALREADY
                entry.compress_type = zipfile.ZIP_STORED if kept else zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())
    return unfinished.replace(target)


if __name__ == "__main__":
    root = Path.cwd()
    if not (root / "site/index.html").exists():
        sys.exit("build the site first: nox -s docs")
    made = zip_site((root / "site").resolve(), root / "build" / f"{FOLDER}.zip")
    print(f"{made} ({made.stat().st_size / 1e6:.1f} MB)")
