"""Lists of the whole site for those who are no readers: sitemap, feed of changes, llms.txt.

Nothing in them depends on the day they are made: dates are those of releases.
"""

import re
from html import escape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.linking.share import the_work
from sitekit.writing.summary import about

PARTS = {"explain": "The questions, answered at length", "questions": "Short answers"}
_VERSION = re.compile(r"(?ms)^## \[([^]]+)\](?: - (\d{4}-\d\d-\d\d))?\n(.*?)(?=^## |\Z)")
_ITEM = re.compile(r"^- (.*(?:\n  .*)*)", re.MULTILINE)


def url(app: Sphinx, docname: str) -> str:
    """Return where a page stands."""
    return app.config.html_baseurl + app.builder.get_target_uri(docname)


def in_order(app: Sphinx) -> list[str]:
    """Return all pages: those of the tables of contents as they come, then the others."""
    found, queue = [], [app.config.root_doc]
    while queue:
        docname = queue.pop(0)
        if docname not in found:
            found.append(docname)
            queue = [*app.env.toctree_includes.get(docname, []), *queue]
    return [*found, *sorted(app.env.found_docs - set(found))]


def sitemap(app: Sphinx) -> str:
    """List all pages for search engines."""
    places = "".join(f"<url><loc>{escape(url(app, name))}</loc></url>\n" for name in in_order(app))
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{schema}">\n{places}</urlset>\n'


def feed(app: Sphinx) -> str:
    """Tell of each version what changed, by CHANGELOG.md."""
    base, work = app.config.html_baseurl, the_work(app)
    log = (app.srcdir.parent / "CHANGELOG.md").read_text("utf-8")
    day = work.date.isoformat()
    entries = [_entry(base, *found, day) for found in _VERSION.findall(log)]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(work.name)}: what changed</title><id>{base}</id>\n"
        f'<link href="{base}"/><link rel="self" href="{base}feed.xml"/>\n'
        f"<updated>{day}T00:00:00Z</updated><author><name>{escape(work.author)}</name></author>\n"
        f"{''.join(entries)}</feed>\n"
    )


def _entry(base: str, version: str, date: str, text: str, latest: str) -> str:
    items = "".join(f"<li>{escape(' '.join(item.split()))}</li>" for item in _ITEM.findall(text))
    return (
        f"<entry><title>{escape(version)}</title><id>{base}#version-{escape(version)}</id>"
        f'<link href="{base}"/><updated>{date or latest}T00:00:00Z</updated>'
        f'<content type="html">{escape(f"<ul>{items}</ul>")}</content></entry>\n'
    )


def for_models(app: Sphinx) -> str:
    """Say in plain Markdown what the site is and where everything stands."""
    parts = {title: [] for title in [*PARTS.values(), "More"]}
    for name in in_order(app):
        said, title = about(app, name), app.env.titles[name].astext()
        folder = PARTS.get(name.partition("/")[0], "More")
        if "/plot_" not in name and name != app.config.root_doc:
            parts[folder].append(f"- [{title}]({url(app, name)}): {said.description}\n")
    head = f"# {app.config.project}\n\n> {about(app, app.config.root_doc).description}\n"
    lists = [f"\n## {title}\n\n{''.join(lines)}" for title, lines in parts.items() if lines]
    return head + "".join(lists)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    robots = f"User-agent: *\nAllow: /\nSitemap: {app.config.html_baseurl}sitemap.xml\n"
    made = {"sitemap.xml": sitemap(app), "feed.xml": feed(app), "llms.txt": for_models(app)}
    for name, text in {**made, "robots.txt": robots}.items():
        Path(app.outdir, name).write_text(text, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write them when all pages are written."""
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
