"""What a piece of code was made from: the parts of the library it can reach, down to functions.

Each top-level definition of the library is a node; an edge runs to every name it mentions. The
parts a script reaches are found by walking from the names the script mentions. Names are
over-counted (a local variable may share a global's name), never under-counted, so a figure may be
redrawn without need but is never served stale. Docstrings and comments are no part: editing one
redraws nothing.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_FILE_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*")

Part = tuple[str, str]  # (module, top-level name); the name "" stands for the whole module


def digest(*parts: str | bytes) -> str:
    """Return a short hash of the parts; their boundaries count."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()[:24]


def file_digest(path: Path) -> str:
    """Return the hash of a file, or of all files below a folder; empty when there is none."""
    if path.is_dir():
        below = sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return digest(*(f"{p.relative_to(path)} {file_digest(p)}" for p in below))
    return digest(path.read_bytes()) if path.is_file() else ""


class _Bare(ast.NodeTransformer):
    """Take the docstrings out of a tree."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and _is_docstring(body[0]):
            node.body = body[1:]  # type: ignore[attr-defined] # every node with a body list
        return super().generic_visit(node)


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _bound_names(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a top-level statement binds, imports aside."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    else:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                yield inner.id


@dataclass
class Source:
    """One module of the library, or a script that uses it, taken apart."""

    name: str
    package: str  # what its relative imports start from
    folder: Path
    statements: dict[str, list[ast.stmt]] = field(default_factory=dict)
    imports: dict[str, Part] = field(default_factory=dict)
    effects: list[ast.stmt] = field(default_factory=list)  # run on import, bind nothing

    @classmethod
    def parse(cls, name: str, package: str, folder: Path, text: str) -> "Source":
        """Take a module apart."""
        source = cls(name, package, folder)
        for node in _Bare().visit(ast.parse(text)).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                source.imports.update(_imported(node, package))
                continue
            bound = set(_bound_names(node))
            for each in bound:
                source.statements.setdefault(each, []).append(node)
            if not bound:
                source.effects.append(node)
        return source

    @cached_property
    def everything(self) -> list[ast.stmt]:
        """All statements but the imports, each once, in a fixed order."""
        nodes = [node for name in sorted(self.statements) for node in self.statements[name]]
        return list(dict.fromkeys([*nodes, *self.effects]))


def _imported(node: ast.Import | ast.ImportFrom, package: str) -> Iterator[tuple[str, Part]]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            name = alias.name if alias.asname else alias.name.split(".")[0]
            yield alias.asname or name, (name, "")
        return
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*above, base] if base else above)
    for alias in node.names:
        yield alias.asname or alias.name, (base, alias.name)


class Library:
    """The parts of one package, and what a text that imports it is made from."""

    def __init__(self, root: Path, package: str = "explainer") -> None:
        self.root, self.package = root, package
        self.modules: dict[str, Source] = {}
        for path in sorted((root / package).rglob("*.py")):
            dotted = ".".join(path.relative_to(root).with_suffix("").parts)
            name = dotted.removesuffix(".__init__")
            inside = name if dotted.endswith(".__init__") else name.rpartition(".")[0]
            self.modules[name] = Source.parse(name, inside, path.parent, path.read_text("utf-8"))

    def made_from(self, text: str) -> str:
        """Return the hash of all that ``text`` can reach in the library."""
        script = Source.parse("", "", self.root, text)
        seen: dict[str, str] = {}
        for node in script.everything:
            self._follow(node, script, seen)
        for part in script.imports.values():
            self._reach(part, seen)
        return digest(*(f"{key}={seen[key]}" for key in sorted(seen)))

    def _reach(self, part: Part, seen: dict[str, str]) -> None:
        """Record a part and all that it reaches; a name of another package is no part of ours."""
        module, name = part
        if f"{module}.{name}" in self.modules:
            module, name = f"{module}.{name}", ""
        source = self.modules.get(module)
        if source is None:
            return
        self._effects(source, seen)
        if name in source.imports:
            self._reach(source.imports[name], seen)
        elif name in source.statements or not name:
            key = f"{module}:{name}"
            if key in seen:
                return
            nodes = source.statements[name] if name else source.everything
            seen[key] = digest(*map(ast.dump, nodes))
            for node in nodes:
                self._follow(node, source, seen)
            if not name:
                for imported in source.imports.values():
                    self._reach(imported, seen)

    def _effects(self, source: Source, seen: dict[str, str]) -> None:
        """Importing a module runs the statements that bind nothing, and those of its packages."""
        key = f"{source.name}:effects"
        if key in seen:
            return
        seen[key] = digest(*map(ast.dump, source.effects))
        for node in source.effects:
            self._follow(node, source, seen)
        parent = self.modules.get(source.name.rpartition(".")[0])
        if parent is not None:
            self._effects(parent, seen)

    def _follow(self, node: ast.stmt, source: Source, seen: dict[str, str]) -> None:
        """Reach every name and every file of the library that a statement mentions."""
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name):
                if inner.id in source.imports:
                    self._reach(source.imports[inner.id], seen)
                elif source.name and inner.id in source.statements:
                    self._reach((source.name, inner.id), seen)
            elif isinstance(inner, ast.Import | ast.ImportFrom):
                for _, part in _imported(inner, source.package):
                    self._reach(part, seen)
            elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                self._mention(inner.value, source, seen)

    def _mention(self, word: str, source: Source, seen: dict[str, str]) -> None:
        """Reach a data file, or a style sheet by its dotted name, named in a string."""
        if not _FILE_NAME.fullmatch(word):
            return
        if word.startswith(f"{self.package}."):
            self._reach((word.rpartition(".")[0], ""), seen)
            path = self.root / (word.replace(".", "/") + ".mplstyle")
        elif source.name:
            path = source.folder / word
        else:
            return
        known = file_digest(path)
        if known:
            seen[f"file {path.relative_to(self.root)}"] = known
