"""The site without a network, after one visit: the lists that the service worker goes by.

What every page is made of is kept at once. The pages follow in the background, when a reader has
begun to read, unless they save data; together they weigh about as much as a photograph. Files to
take along (pictures, scripts, notebooks) stay on the host, where most readers leave them. The
version is the hash of all that is kept, so that a new build, and only that, is fetched anew.
"""

import json
from pathlib import Path

from sitekit.core.digests import digest, file_digest
from sitekit.theme.minify import OURS, packed

WORKER = "offline/sw.js"
FIRST = ("_static/*.css", "_static/*.js", "_static/fonts/*.woff2", "_static/*.svg")
THEN = ("**/*.html", "moving/**/*.js", "searchindex.js")


def write(site: Path) -> None:
    """Put the worker into a built site, with what it is to keep."""
    first, then = _found(site, FIRST), _found(site, THEN)
    version = digest(*(f"{name} {file_digest(site / name)}" for name in [*first, *then]))[:10]
    known = {"version": version, "first": ["index.html", *first], "then": then}
    text = (OURS / WORKER).read_text("utf-8")
    code = packed("sw.js", f"const SITE = {json.dumps(known)};\n{text}")[1]
    (site / "sw.js").write_text(code, "utf-8")


def _found(site: Path, patterns: tuple[str, ...]) -> list[str]:
    paths = {path for pattern in patterns for path in site.glob(pattern)}
    return sorted(path.relative_to(site).as_posix() for path in paths)
