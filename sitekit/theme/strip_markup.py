"""Leave out of a page what nobody would miss, so that it is quickly there on a bad phone.

The sidebar opens only the branch a page is in; of code, only what is coloured is marked.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

STYLES = Path(__file__).resolve().with_name("styles") / "code.css"
_MARK = re.compile(r'<span class="([a-z][a-z0-9]?)">([^<]*)</span>')


@cache
def coloured() -> frozenset[str]:
    """Return the short classes by which the stylesheet colours code."""
    return frozenset(re.findall(r"\.([a-z][a-z0-9]?)\b", STYLES.read_text("utf-8")))


def unmark(html: str) -> str:
    """Take the marks away from names, brackets and whatever else in code has no colour."""
    return _MARK.sub(lambda found: found[0 if found[1] in coloured() else 2], html)


def _fold_tree(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Before furo asks for the tree of all pages: give it the branch that leads to this one."""
    if "toctree" in context:
        whole = context["toctree"]
        context["toctree"] = lambda **asked: whole(**{**asked, "collapse": True})


def _unmark(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    context["body"] = unmark(context.get("body", ""))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand before furo, and after everyone who writes into a page."""
    app.connect("html-page-context", _fold_tree, priority=100)
    app.connect("html-page-context", _unmark, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
