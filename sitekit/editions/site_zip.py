"""``python -m sitekit.editions.site_zip``: zip the built site for offline reading."""

import sys
from pathlib import Path

from sitekit.core.files import write_zip

FOLDER = "why-sigma"  # the folder it unpacks to
PACKED_ALREADY = (".png", ".woff2", ".pdf")
FOR_HOSTS = ("_headers", ".htaccess", "nginx.conf", "sw.js")  # useless offline


def zip_site(site: Path, target: Path) -> Path:
    """Write a byte-reproducible zip of a built site, and return its path."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    names = sorted(paths.keys() - set(FOR_HOSTS))
    entries = {f"{FOLDER}/{name}": paths[name].read_bytes() for name in names}
    write_zip(target, entries, stored=PACKED_ALREADY)
    return target


if __name__ == "__main__":
    root = Path.cwd()
    if not (root / "site/index.html").exists():
        sys.exit("build the site first: nox -s docs")
    made = zip_site((root / "site").resolve(), root / "build" / f"{FOLDER}.zip")
    print(f"{made} ({made.stat().st_size / 1e6:.1f} MB)")
