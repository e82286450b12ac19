"""What a built site has beside its pages: redirects, files for hosts, the offline worker."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.generated_pages import GENERATED_PAGES
from sitekit.core.project import project
from sitekit.editions import hosts, offline
from sitekit.linking import redirects

logger = logging.getLogger(__name__)


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    root, out = project(app).root, Path(app.outdir)
    led = redirects.read(root)
    for page in list(led.pages):
        if page.removesuffix(".html") in app.env.found_docs:
            message = f"{page} is still there, and cannot be led on to {led.to.pop(page)}"
            logger.warning("%s", message, location=f"{root / redirects.FILE}:{led.line[page]}")
    if app.config.build_errors is not None:  # the folder holds nothing but what we made
        _remove_old_pages(app, out)
    redirects.leave_pages(led, out)
    hosts.write(out)
    offline.write(out)


def _remove_old_pages(app: Sphinx, out: Path) -> None:
    """Delete the pages whose source, or whose line in redirects.txt, is gone."""
    known = app.env.found_docs.union(GENERATED_PAGES)
    for page in out.rglob("*.html"):
        if page.relative_to(out).with_suffix("").as_posix() not in known:
            page.unlink()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act last: the offline worker lists the site as it is published."""
    app.connect("build-finished", _build_finished, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
