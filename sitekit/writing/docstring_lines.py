"""Which line of a file a warning about a docstring means; numpydoc moves lines about."""

import ast
import pydoc
from inspect import cleandoc
from pathlib import Path

from numpydoc.numpydoc import mangle_docstrings
from sphinx.application import Sphinx

Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def line_of(app: Sphinx, file: Path, name: str, line: int) -> int:
    """Return the line of the file that became a line of the docstring of ``name``."""
    kind, docstring = _find(ast.parse(file.read_text("utf-8")), name.split("."))
    if docstring is None:
        return 1
    moved = cleandoc(docstring.value).splitlines()
    mangle_docstrings(app, kind, name, pydoc.locate(name), None, moved)
    meant = "".join(moved[line - 1 : line]).strip()
    own = enumerate(docstring.value.splitlines(), docstring.lineno)
    return next(
        (n for n, text in own if meant and text.strip() in (meant, meant.strip("*"))), 0
    ) or (docstring.lineno)


def _find(tree: Documented, path: list[str]) -> tuple[str, ast.Constant | None]:
    """Return what kind of thing a dotted name means in a file, and its docstring."""
    body = tree.body
    for index, node in enumerate(body):
        names = [node.name] if isinstance(node, ast.ClassDef | ast.FunctionDef) else _targets(node)
        for step, name in enumerate(path):
            if name in names and isinstance(node, ast.ClassDef | ast.FunctionDef):
                return _find(node, path[step + 1 :])
            if name in names:
                return "data", _string(body[index + 1 : index + 2])
    kinds = {ast.Module: "module", ast.ClassDef: "class", ast.FunctionDef: "function"}
    return kinds[type(tree)], _string(body[:1])


def _targets(node: ast.stmt) -> list[str]:
    targets = getattr(node, "targets", [getattr(node, "target", None)])
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _string(statements: list[ast.stmt]) -> ast.Constant | None:
    """Return the string that stands alone as the first of some statements."""
    for node in statements:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return node.value if isinstance(node.value.value, str) else None
    return None
