"""Write redirect pages, host configuration and the service worker into the built site.

The worker makes the site readable offline after one visit. It caches shared assets at once, and all
pages in the background once a reader has begun to read, unless they save data; together they weigh
about as much as a photograph. Downloads are not cached. The cache's version is a hash of its
content, so that only a changed build is fetched again.
"""

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.digests import digest, file_digest
from sitekit.core.files import write_atomically
from sitekit.core.generated_pages import GENERATED_PAGES
from sitekit.core.project import project
from sitekit.editions import hosts
from sitekit.linking import redirects
from sitekit.theme.minify import OURS, packed

logger = logging.getLogger(__name__)

WORKER = "offline/sw.js"
FIRST = ("_static/*.css", "_static/*.js", "_static/fonts/*.woff2", "_static/*.svg")
THEN = ("**/*.html", "searchindex.js")


def write_worker(site: Path) -> None:
    """Write the worker into a built site, with the lists of files it caches."""
    first, then = _find(site, FIRST), _find(site, THEN)
    version = digest(*(f"{name} {file_digest(site / name)}" for name in [*first, *then]))[:10]
    known = {"version": version, "first": ["index.html", *first], "then": then}
    text = (OURS / WORKER).read_text("utf-8")
    code = packed("sw.js", f"const SITE = {json.dumps(known)};\n{text}")[1]
    write_atomically(site / "sw.js", code)


def _find(site: Path, patterns: tuple[str, ...]) -> list[str]:
    paths = {path for pattern in patterns for path in site.glob(pattern)}
    return sorted(path.relative_to(site).as_posix() for path in paths)


def _remove_old_pages(out: Path, known: set[str]) -> None:
    for page in out.rglob("*.html"):
        if page.relative_to(out).with_suffix("").as_posix() not in known:
            page.unlink()


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    root, out = project(app).root, Path(app.outdir)
    led = redirects.read(root)
    for page in list(led.pages):
        if page.removesuffix(".html") in app.env.found_docs:
            message = f"{page} is still there, and cannot be led on to {led.to.pop(page)}"
            logger.warning("%s", message, location=f"{root / redirects.FILE}:{led.line[page]}")
    if app.config.build_errors is not None:  # the folder contains only our own files
        _remove_old_pages(out, app.env.found_docs.union(GENERATED_PAGES))
    redirects.leave_pages(led, out)
    hosts.write(out)
    write_worker(out)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Run last, since the worker lists the final files of the site."""
    app.connect("build-finished", _build_finished, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
