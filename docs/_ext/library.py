"""What pages take from the library: cells are fresh, docstrings say which pictures use them."""

import re
from inspect import getsourcefile
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from docs._ext import freshness, scraper
from docs._press.provenance import Library, digest

_CELL = re.compile(r"^(`{3,})[ ]*\{code-cell\}.*?\n(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL)
_OPTION = re.compile(r"\A(?:---\n.*?^---\n|(?::[\w-]+:.*\n)+)", re.MULTILINE | re.DOTALL)


def cells(text: str) -> str:
    """Return the code of a page's cells, one after another."""
    return "\n".join(_OPTION.sub("", found.group(2)) for found in _CELL.finditer(text))


def _cells_made_from(app: Sphinx, docname: str) -> str:
    code = cells(Path(app.env.doc2path(docname)).read_text("utf-8"))
    try:
        return Library(app.srcdir.parent).made_from(code)
    except SyntaxError:  # a cell that is not Python fails when it runs, with its line
        return digest(code)


def _note_cells(app: Sphinx, docname: str, content: list[str]) -> None:
    if _CELL.search(content[0]):
        freshness.note(app.env, "cells", docname)


def _drawn_with(app: Sphinx, what: str, name: str, obj: Any, _opts: Any, lines: list[str]) -> None:
    """Note the module a docstring comes from, and end it with the pictures its object is used in."""
    if what == "module":
        file = getsourcefile(obj)
        freshness.note(
            app.env, "file", Path(file or "").relative_to(Path(app.srcdir).parent).as_posix()
        )
        return
    freshness.note(app.env, "pictures of", name)
    users = _users(app, name)
    if users and "." in name:
        links = ", ".join(f":doc:`/gallery/{u.parent.name}/{u.stem}`" for u in users)
        lines += ["", f"Used to draw: {links}.", ""]


def _users(app: Sphinx, name: str) -> list[Path]:
    """Return the gallery scripts that mention a public name of the library."""
    word = re.compile(rf"\b{re.escape(name.rpartition('.')[2])}\b")
    imports = re.compile(r"^from explainer(?:\.\w+)* import", re.MULTILINE)
    texts = ((script, script.read_text("utf-8")) for script in scraper.scripts(app))
    return [script for script, text in texts if imports.search(text) and word.search(_code(text))]


def _code(text: str) -> str:
    """Return a script without its docstring."""
    return text.split('"""', 2)[-1]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen to pages and docstrings as they are read."""
    app.setup_extension("docs._ext.freshness")
    freshness.register("cells", _cells_made_from)
    freshness.register("pictures of", lambda app, name: digest(*map(str, _users(app, name))))
    app.connect("source-read", _note_cells)
    app.connect("autodoc-process-docstring", _drawn_with)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
