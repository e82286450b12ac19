"""Machine-readable indexes: sitemap.xml, feed.xml, llms.txt, robots.txt.

Nothing in them depends on the day they are made: dates are those of releases.
"""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from html import escape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.files import write_atomically
from sitekit.linking.citation import read_work
from sitekit.writing.summary import about

PARTS = {"explain": "The questions, answered at length", "questions": "Short answers"}
SITEMAP, ATOM = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/2005/Atom"
_VERSION = re.compile(r"(?ms)^## \[([^]]+)\](?: - (\d{4}-\d\d-\d\d))?\n(.*?)(?=^## |\Z)")
_ITEM = re.compile(r"^- (.*(?:\n  .*)*)", re.MULTILINE)


def page_url(app: Sphinx, docname: str) -> str:
    """Return where a page stands."""
    return f"{app.config.html_baseurl}{app.builder.get_target_uri(docname)}"


def order_pages(app: Sphinx) -> list[str]:
    """Return all pages: those of the tables of contents as they come, then the others."""
    found: list[str] = []
    queue = [app.config.root_doc]
    while queue:
        docname = queue.pop(0)
        if docname not in found:
            found.append(docname)
            queue = [*app.env.toctree_includes.get(docname, []), *queue]
    return [*found, *sorted(app.env.found_docs - set(found))]


def build_sitemap(app: Sphinx) -> str:
    """Return the list of all pages for search engines."""
    tree = ET.Element("urlset", xmlns=SITEMAP)
    for name in order_pages(app):
        _add(_add(tree, "url"), "loc", page_url(app, name))
    return _serialize(tree)


def build_feed(app: Sphinx) -> str:
    """Return the feed of changes: an entry for each version in CHANGELOG.md."""
    base, work = app.config.html_baseurl, read_work(app)
    log = (app.srcdir.parent / "CHANGELOG.md").read_text("utf-8")
    feed, latest = ET.Element("feed", xmlns=ATOM), work.date.isoformat()
    _add(feed, "title", f"{work.name}: what changed")
    _add(feed, "id", base)
    _add(feed, "link", href=base)
    _add(feed, "link", rel="self", href=f"{base}feed.xml")
    _add(feed, "updated", f"{latest}T00:00:00Z")
    _add(_add(feed, "author"), "name", work.author)
    for version, date, changes in _VERSION.findall(log):
        items = [f"<li>{escape(' '.join(item.split()))}</li>" for item in _ITEM.findall(changes)]
        entry = _add(feed, "entry")
        _add(entry, "title", version)
        _add(entry, "id", f"{base}#version-{version}")
        _add(entry, "link", href=base)
        _add(entry, "updated", f"{date or latest}T00:00:00Z")
        _add(entry, "content", f"<ul>{''.join(items)}</ul>", type="html")
    return _serialize(feed)


def build_llms_txt(app: Sphinx) -> str:
    """Return a list of all pages in plain Markdown, for language models."""
    parts: dict[str, list[str]] = defaultdict(list)
    for name in order_pages(app):
        if "/plot_" not in name and name != app.config.root_doc:
            title, said = app.env.titles[name].astext(), about(app, name).description
            part = PARTS.get(name.partition("/")[0], "More")
            parts[part].append(f"- [{title}]({page_url(app, name)}): {said}\n")
    text = f"# {app.config.project}\n\n> {about(app, app.config.root_doc).description}\n"
    for part in (*PARTS.values(), "More"):
        text += f"\n## {part}\n\n{''.join(parts[part])}" if part in parts else ""
    return text


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _serialize(tree: ET.Element) -> str:
    ET.indent(tree, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(tree, "unicode")}\n'


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    robots = f"User-agent: *\nAllow: /\nSitemap: {app.config.html_baseurl}sitemap.xml\n"
    made = {"sitemap.xml": build_sitemap(app), "feed.xml": build_feed(app)}
    for name, text in {**made, "llms.txt": build_llms_txt(app), "robots.txt": robots}.items():
        write_atomically(Path(app.outdir, name), text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write them when all pages are written."""
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
