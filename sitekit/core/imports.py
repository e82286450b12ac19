"""Resolve the project files that a Python file depends on, without running it.

Dependencies are whole files. An ``__init__.py`` that only re-exports is skipped: importing a name
from it depends on the module that defines the name. Data files are found through string constants:
a file name, a dotted name (``"explainer.drawing.house"``) or the name of a folder beside the
module. The result may contain a file too many, but never one too few.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sitekit.core.digests import digest, file_digest, files


class ImportGraph:
    """Import graph of a project's packages: the files that code depends on."""

    def __init__(self, root: Path, packages: tuple[str, ...] = ("explainer",)) -> None:
        self.root = root
        self.modules: dict[str, Path] = {}
        self.data: dict[str, set[Path]] = {}  # by each string that may refer to it
        self._direct: dict[Path, set[Path]] = {}  # direct dependencies of each file
        self._digests: dict[Path, str] = {}
        for package in packages:
            for path in files(root / package):
                parts = path.relative_to(root).with_suffix("").parts
                if path.suffix == ".py":
                    self.modules[".".join(parts).removesuffix(".__init__")] = path
                else:
                    folder = f"{'.'.join(parts[:-2])}/{parts[-2]}"  # for a module beside it
                    for name in (path.name, ".".join(parts), folder):
                        self.data.setdefault(name, set()).add(path)

    def inputs(self, path: Path) -> dict[str, str]:
        """Return the digests of a file and its dependencies, by path relative to the root."""
        name = path.relative_to(self.root).as_posix()
        try:
            reached = self.reached(path.read_text("utf-8"))
        except (SyntaxError, ValueError):  # reported when it is run
            reached = {}
        return {**reached, name: file_digest(path)}

    def reached(self, code: str) -> dict[str, str]:
        """Return the digest of each file that code depends on, or raise SyntaxError."""
        found, queue = set[Path](), list(self._reached(ast.parse(code), ""))
        while queue:
            path = queue.pop()
            if path not in found:
                found.add(path)
                queue += self._directly_reached(path)
        return {path.relative_to(self.root).as_posix(): self._digest(path) for path in found}

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            self._digests[path] = code_digest(path)
        return self._digests[path]

    def _directly_reached(self, path: Path) -> set[Path]:
        if path not in self._direct:
            reached = (
                self._reached(_tree(path), self._package(path)) if path.suffix == ".py" else ()
            )
            self._direct[path] = set(reached)
        return self._direct[path]

    def _package(self, path: Path) -> str:
        return ".".join(path.relative_to(self.root).parent.parts)

    def _reached(self, tree: ast.Module, package: str) -> Iterator[Path]:
        """Yield the files that a module's own imports and strings refer to."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield from self._module(alias.name, whole=True)
            elif isinstance(node, ast.ImportFrom):
                base = _absolute(node, package)
                for alias in node.names:
                    yield from self._name(base, alias.name)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                for word in {node.value, node.value.rpartition("/")[2]}:
                    yield from self.data.get(word, ())
                    yield from self.data.get(f"{package}/{word}", ())

    def _module(self, name: str, *, whole: bool = False) -> Iterator[Path]:
        """Yield a module and its parent packages; `whole` includes its own re-exports."""
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            path = self.modules.get(".".join(parts[:end]))
            if path and (not _only_reexports(path) or (whole and end == len(parts))):
                yield path

    def _name(self, module: str, name: str) -> Iterator[Path]:
        """Yield the files behind ``from module import name``."""
        path = self.modules.get(module)
        if path is None:
            return
        if f"{module}.{name}" in self.modules:
            yield from self._module(f"{module}.{name}", whole=True)
        elif _only_reexports(path) and name in (origin := _origins(path, self._package(path))):
            yield from self._module(module)
            yield from self._name(*origin[name])
        else:
            yield from self._module(module, whole=True)


def code_digest(path: Path) -> str:
    """Return the digest of a file, ignoring comments and docstrings in Python."""
    if path.suffix != ".py":
        return file_digest(path)
    try:
        return _digest_code(path.read_text("utf-8"))
    except (SyntaxError, ValueError):  # reported when it is run
        return file_digest(path)


@cache  # proofs, figures and cells reach the same files
def _digest_code(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [line for line in body if not _is_text(line)]  # type: ignore[attr-defined]
    return digest(ast.dump(tree))


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def _tree(path: Path) -> ast.Module:
    try:
        return _parsed(path.read_text("utf-8"))
    except SyntaxError:  # reported when it is run
        return ast.Module([], [])


def _only_reexports(path: Path) -> bool:
    """Return whether a package's file has only a docstring, imports and ``__all__``."""
    return path.name == "__init__.py" and all(
        _is_text(node)
        or isinstance(node, ast.ImportFrom)
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for node in _tree(path).body
    )


def _origins(path: Path, package: str) -> dict[str, tuple[str, str]]:
    """Return the module and the name behind each name that a package re-exports."""
    return {
        alias.asname or alias.name: (_absolute(node, package), alias.name)
        for node in _tree(path).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _absolute(node: ast.ImportFrom, package: str) -> str:
    """Return the absolute name of an imported module, whether the import is relative or not."""
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1] if node.level else []
    return ".".join([*above, *filter(None, [node.module])])
