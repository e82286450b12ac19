"""Write the machine-readable indexes: sitemap.xml, feed.xml, llms.txt, robots.txt.

They are reproducible: all dates are those of releases.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.files import write_atomically
from sitekit.core.templates import fill
from sitekit.linking.citation import read_work
from sitekit.writing.summary import about

FILES = ("sitemap.xml", "feed.xml", "llms.txt", "robots.txt")
PARTS = ("explain", "questions")
_VERSION = re.compile(r"(?ms)^## \[([^]]+)\](?: - (\d{4}-\d\d-\d\d))?\n(.*?)(?=^## |\Z)")
_ITEM = re.compile(r"^- (.*(?:\n  .*)*)", re.MULTILINE)


def _describe_page(app: Sphinx, docname: str) -> dict[str, str]:
    part = docname.partition("/")[0]
    return {
        "url": f"{app.config.html_baseurl}{app.builder.get_target_uri(docname)}",
        "title": app.env.titles[docname].astext(),
        "about": about(app, docname).description,
        "part": part if part in PARTS else "figures" if "/plot_" in docname else "",
    }


def _read_versions(log: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the name, date and changes of each version."""
    for version, date, changes in _VERSION.findall(log):
        yield version, date, [" ".join(item.split()) for item in _ITEM.findall(changes)]


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    listed = app.env.collect_relations()  # in the order of the tables of contents
    names = [*listed, *sorted(app.env.found_docs - listed.keys())]
    known = {
        "pages": [_describe_page(app, name) for name in names],
        "versions": list(_read_versions((app.srcdir.parent / "CHANGELOG.md").read_text("utf-8"))),
        "base": app.config.html_baseurl,
        "work": read_work(app),
    }
    for name in FILES:
        write_atomically(Path(app.outdir, name), fill(f"linking/templates/{name}", **known))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the indexes once all pages are written."""
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
