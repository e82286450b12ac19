"""``{quality}``: show the results of the last audit as a table, checked against targets.

``nox -s audit`` writes the numbers to docs/reference/quality.json.
"""

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.core.generated_pages import GENERATED_PAGES

FILE = "docs/reference/quality.json"

SCORES = ("performance", "accessibility", "best-practices", "seo", "agentic-browsing")
MOST = {"lcp": 1200, "tbt": 0, "cls": 0.01}
MOST_SENT = {"bytes": 75_000, "requests": 12}  # explainer pages, with figures and fonts
HEADS = ("Page", "Scores", "kB", "Requests", "LCP, ms", "TBT, ms", "CLS", "Measured")


def misses(page: str, found: dict[str, Any]) -> list[str]:
    """Return each target that a page misses, with its value and the limit."""
    wrong = [f"{name} {found[name]}, not 100" for name in SCORES if found[name] not in (100, None)]
    most = MOST | (MOST_SENT if page.startswith("explain/") else {})
    return wrong + [
        f"{name} {found[name]}, at most {limit}"
        for name, limit in most.items()
        if found[name] > limit
    ]


class Quality(SphinxDirective):
    """Show one row per page, those that miss a target first."""

    def run(self) -> list[nodes.Node]:
        """Return a summary sentence and the table."""
        freshness.note(self.env, "quality", "")
        found = _read_rows(self.env.app)
        if not found:
            return [nodes.paragraph("", "Nothing has been measured yet.")]
        missing = {page: misses(page, each) for page, each in found.items()}
        order = sorted(found, key=lambda page: (not missing[page], page))
        rows = [_row(self.env.docname, page, found[page], missing[page]) for page in order]
        with_what = {
            f"Lighthouse {e['lighthouse']}, Chromium {e['chromium']}" for e in found.values()
        }
        met = sum(not each for each in missing.values())
        said = f"{met} of {len(found)} pages measured meet every target. "
        said += f"Measured with {'; '.join(sorted(with_what))}."
        return [nodes.paragraph("", said), _table(rows)]


def _read_rows(app: Sphinx) -> dict[str, dict[str, Any]]:
    """Return the results of each page that still exists."""
    path = app.srcdir.parent / FILE
    found = json.loads(path.read_text("utf-8")) if path.exists() else {}
    names = app.env.found_docs.union(GENERATED_PAGES)
    return {page: row for page, row in found.items() if page.removesuffix(".html") in names}


def _row(here: str, page: str, found: dict[str, Any], missing: list[str]) -> list[nodes.Node]:
    up = "../" * here.count("/")
    link = nodes.reference("", page.removesuffix(".html"), refuri=up + page, internal=True)
    scores = " ".join("–" if found[name] is None else str(found[name]) for name in SCORES)
    numbers = (found["requests"], found["lcp"], found["tbt"], found["cls"], found["date"])
    cells = [scores, f"{found['bytes'] / 1000:.0f}", *map(str, numbers)]
    first = nodes.paragraph("", "", link, nodes.Text(f" ({'; '.join(missing)})" if missing else ""))
    return [first, *(nodes.paragraph("", text) for text in cells)]


def _table(rows: list[list[nodes.Node]]) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in HEADS), cols=len(HEADS))
    head = [nodes.entry("", nodes.paragraph("", text)) for text in HEADS]
    body = [nodes.row("", *(nodes.entry("", cell) for cell in row)) for row in rows]
    group += [nodes.thead("", nodes.row("", *head)), nodes.tbody("", *body)]
    return nodes.table("", group)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    freshness.register("quality", lambda app, _: digest(repr(_read_rows(app))))
    app.add_directive("quality", Quality)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
