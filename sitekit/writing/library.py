"""Append links to the figures that use each library object to its docstring."""

import ast
from functools import cache
from inspect import getsourcefile
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.figures.gallery_scripts import scripts


def _autodoc_process_docstring(
    app: Sphinx, what: str, name: str, obj: Any, _opts: Any, lines: list[str]
) -> None:
    """Note a module's file; append to other docstrings the figures that use the object."""
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
    """Return the gallery scripts that use a public name of the library."""
    short = name.rpartition(".")[2]
    return [script for script in scripts(app) if short in _mentioned(script.read_text("utf-8"))]


@cache
def _mentioned(text: str) -> set[str]:
    """Return the names that a script imports from the library, and all attributes it uses."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:  # reported when the script is run
        return set()
    imports = [n for n in nodes if isinstance(n, ast.ImportFrom)]
    ours = [n for n in imports if (n.module or "").startswith("explainer")]
    attributes = {n.attr for n in nodes if isinstance(n, ast.Attribute)} if ours else set()
    return {alias.name for node in ours for alias in node.names} | attributes


def setup(app: Sphinx) -> ExtensionMetadata:
    """Extend docstrings as autodoc reads them."""
    freshness.register("pictures of", lambda app, name: digest(*map(str, _users(app, name))))
    app.connect("autodoc-process-docstring", _autodoc_process_docstring)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
