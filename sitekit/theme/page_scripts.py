"""Give each page only the scripts it uses, joined, minified and with a hash in the name.

Hosts can cache hashed names permanently. A script that another one loads later gets its address
from the page: ``asset("name.js")`` in a template, `address` in a directive. Files that Sphinx, furo
and others put into ``_static`` and no page references are deleted.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.files import write_atomically
from sitekit.theme.minify import OURS, forward, joined, packed
from sitekit.theme.policy import POLICY

#: The file that joins the scripts of each loading method.
FILES = {"async": "first.js", "defer": "page.js"}

#: What a page must contain to keep a script; scripts not listed are kept on every page that
#: requests them.
USES = {"reader.js": re.compile(r"<details|class=\"(highlight|moved)")}

#: Sphinx's search scripts, joined into one for the search page.
SEARCH = ("documentation_options.js", "doctools.js", "language_data.js", "searchtools.js")
NO_MARKER = "const SPHINX_HIGHLIGHT_ENABLED=false;"  # no page loads the highlighter

_NAMED = re.compile(r"_static/([\w./-]+)")


@dataclass(frozen=True)
class Script:
    """A script as the template expects it; Sphinx sorts by priority."""

    filename: str
    priority: int
    attributes: dict[str, str]


def address(app: Sphinx, page: str, *scripts: str) -> str:
    """Write our scripts, joined, into ``_static``; return their address relative to a page."""
    return lay(app, page, *joined(scripts[-1], *scripts))


def lay(app: Sphinx, page: str, name: str, text: str) -> str:
    """Write a script into ``_static``; return its address relative to a page."""
    return relative_uri(app.builder.get_target_uri(page), _lay(app, name, text))


def _html_page_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Join our scripts that the page uses into one file per loading method."""
    body = context.get("body", "")
    chosen: dict[str, list[str]] = {}
    for each in sorted(context["script_files"], key=lambda script: script.priority):
        name = str(each.filename).removeprefix("_static/")
        use = USES.get(name)
        if (OURS / name).is_file() and (use is None or use.search(body)):
            chosen.setdefault(" ".join(each.attributes), []).append(name)
    context["script_files"] = [
        Script(_lay(app, *joined(FILES[when], *names)), order, {when: when})
        for order, (when, names) in enumerate(chosen.items())
    ]
    context["asset"] = lambda name: address(app, page, name)
    context["policy"] = POLICY


def _lay(app: Sphinx, name: str, text: str) -> str:
    """Write a script into ``_static`` unless it exists; return its path in the site."""
    path = Path(app.outdir, "_static", name)
    if not path.exists():
        write_atomically(path, text)  # pages are written in parallel
    return f"_static/{name}"


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the remaining referenced scripts; delete unreferenced files from ``_static``."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    _lay(app, *forward())  # named by the redirect pages, which are written later
    _publish_search(app)
    wanted = named(app) | {forward()[0]}
    for path in sorted(static.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(static).as_posix() not in wanted and path.parent.name != "fonts":
            path.unlink()


def _publish_search(app: Sphinx) -> None:
    """Join the search scripts, and reference them in the search page."""
    static, page = Path(app.outdir, "_static"), Path(app.outdir, "search.html")
    first, *parts = [(static / part).read_text("utf-8") for part in SEARCH]
    name = _lay(app, *packed("search.js", ";\n".join([first, NO_MARKER, *parts])))
    html = page.read_text("utf-8")
    page.write_text(html.replace("_static/search.js", name), "utf-8")


def named(app: Sphinx) -> set[str]:
    """Return the files in ``_static`` that pages reference, in any attribute."""
    pages = Path(app.outdir).rglob("*.html")
    return {name for page in pages for name in _NAMED.findall(page.read_text("utf-8"))}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Choose after all others have added scripts; publish before stylesheets, which read them."""
    app.add_js_file("address.js", priority=100, loading_method="defer")
    app.connect("html-page-context", _html_page_context, priority=850)
    app.connect("build-finished", _build_finished, priority=650)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
