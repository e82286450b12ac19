"""What pages take from the library: cells are fresh, docstrings say which pictures use them."""

import ast
from functools import cache
from inspect import getsourcefile
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.core.provenance import Library
from sitekit.core.python_source import parse
from sitekit.figures.gallery_scripts import scripts
from sitekit.writing.cells import code
from sitekit.writing.myst_source import is_page


def the_library(app: Sphinx) -> Library:
    """Return the library as it is in this build."""
    if not hasattr(app, "the_library"):
        app.the_library = Library(app.srcdir.parent)
    return app.the_library


def _code_made_from(app: Sphinx, docname: str) -> str:
    found = code(app.env.doc2path(docname).read_text("utf-8"))
    try:
        return the_library(app).made_from(found)
    except SyntaxError:  # a cell that is not Python fails when it runs, with its line
        return digest(found)


def _note_code(app: Sphinx, docname: str, content: list[str]) -> None:
    if is_page(app, docname) and code(content[0]):
        freshness.note(app.env, "code", docname)


def _drawn_with(app: Sphinx, what: str, name: str, obj: Any, _opts: Any, lines: list[str]) -> None:
    """Note a docstring's module, and end it with the pictures its object helps to draw."""
    if what == "module":
        file = Path(getsourcefile(obj) or "").relative_to(app.srcdir.parent)
        freshness.note(app.env, "file", file.as_posix())
        return
    freshness.note(app.env, "pictures of", name)
    users = _users(app, name)
    if users:
        links = ", ".join(f":doc:`/gallery/{u.parent.name}/{u.stem}`" for u in users)
        lines += ["", f"Used to draw: {links}.", ""]


def _users(app: Sphinx, name: str) -> list[Path]:
    """Return the gallery scripts that mention a public name of the library."""
    short = name.rpartition(".")[2]
    return [script for script in scripts(app) if short in _mentioned(script.read_text("utf-8"))]


@cache
def _mentioned(text: str) -> set[str]:
    """Return the names that a script takes from the library, and the attributes it asks for."""
    try:
        source = parse(text)
    except SyntaxError:  # the script will stop, and tell
        return set()
    names = {name for module, name in source.imports.values() if module.startswith("explainer")}
    nodes = [inner for node in source.everything for inner in ast.walk(node)] if names else []
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen to pages and docstrings as they are read."""
    freshness.register("code", _code_made_from)
    freshness.register("pictures of", lambda app, name: digest(*map(str, _users(app, name))))
    app.connect("source-read", _note_code)
    app.connect("autodoc-process-docstring", _drawn_with)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
