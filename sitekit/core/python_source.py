"""One Python file taken apart: the names it binds, and the statements that bind them.

Reads the syntax tree only. Docstrings are no part of it, and comments never were.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

from sitekit.core.digests import digest

Part = tuple[str, str]  # (module, top-level name)

DEFINITION = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
IMPORT = ast.Import | ast.ImportFrom
_ASSIGNMENT = ast.Assign | ast.AnnAssign | ast.AugAssign
_PLACE = ast.Attribute | ast.Subscript


@dataclass(frozen=True, eq=False)
class Source:
    """The top-level statements of a file, by the names they bind."""

    name: str  # dotted; empty for a script
    package: str  # what its relative imports start from
    statements: dict[str, list[ast.stmt]] = field(default_factory=dict)
    imports: dict[str, Part] = field(default_factory=dict)
    effects: list[ast.stmt] = field(default_factory=list)  # do more than bind names

    @cached_property
    def everything(self) -> list[ast.stmt]:
        """All statements but the imports, each once, in a fixed order."""
        nodes = [node for name in sorted(self.statements) for node in self.statements[name]]
        return list(dict.fromkeys([*nodes, *self.effects]))

    @cached_property
    def prints(self) -> dict[str, str]:
        """The hash of the statements behind each name; ``""`` stands for the effects."""
        groups = {"": self.effects, **self.statements}
        return {name: digest(*map(ast.dump, nodes)) for name, nodes in groups.items()}

    @property
    def print(self) -> str:
        """The hash of the whole file, but for its imports."""
        return digest(*(f"{name} {self.prints[name]}" for name in sorted(self.prints)))

    @cached_property
    def changed(self) -> set[str]:
        """The names that code inside a function changes, or whose method decorates a definition."""
        inner = [each for node in self.everything for each in ast.walk(node)]
        named = {name for each in inner if isinstance(each, DEFINITION) for name in _changed(each)}
        return named & (self.statements.keys() | self.imports.keys())

    def without(self, names: Iterable[str]) -> "Source":
        """Return the file as it would be without some of its definitions."""
        left = {name: self.statements[name] for name in self.statements.keys() - set(names)}
        return replace(self, statements=left)


@lru_cache(maxsize=1024)
def parse(text: str, name: str = "", package: str = "") -> Source:
    """Take a file apart; raise SyntaxError if it is not Python."""
    source = Source(name, package)
    for node in _Bare().visit(ast.parse(text)).body:
        bound = dict.fromkeys(_bound_names(node, package))
        if isinstance(node, IMPORT) and "*" not in bound:
            source.imports.update(imported(node, package))
            continue
        for each in bound:
            source.statements.setdefault(each, []).append(node)
        if not _only_binds(node):
            source.effects.append(node)
    return source


@cache
def mentions(node: ast.stmt) -> list[ast.Name | ast.Constant | ast.Import | ast.ImportFrom]:
    """Return the names, texts and imports inside a statement, each name and each text once.

    Every walk through the library passes the same statements, so they are looked into only once.
    """
    found: dict[object, ast.Name | ast.Constant | ast.Import | ast.ImportFrom] = {}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            found[ast.Name, inner.id] = inner
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            found[ast.Constant, inner.value] = inner
        elif isinstance(inner, IMPORT):
            found[inner] = inner
    return list(found.values())


def imported(node: ast.Import | ast.ImportFrom, package: str) -> dict[str, Part]:
    """Return where each name that an import binds comes from; ``(module, "")`` for a module."""
    if isinstance(node, ast.Import):
        names = [alias.asname or alias.name.partition(".")[0] for alias in node.names]
        return {
            name: (alias.name if alias.asname else name, "")
            for name, alias in zip(names, node.names, strict=True)
        }
    above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
    base = ".".join([*above, *filter(None, [node.module])])
    return {alias.asname or alias.name: (base, alias.name) for alias in node.names}


class _Bare(ast.NodeTransformer):
    """Take out docstrings, and every other string that stands alone."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:  # as ast wants it
        alone = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if alone else node


def _bound_names(node: ast.AST, package: str) -> Iterator[str]:
    """Yield the names that a statement binds, not looking into the functions it defines."""
    if isinstance(node, DEFINITION):
        yield node.name
    elif isinstance(node, IMPORT):
        yield from imported(node, package)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    else:
        for child in ast.iter_child_nodes(node):
            yield from _bound_names(child, package)


def _only_binds(node: ast.stmt) -> bool:
    """Whether a statement gives names to things, and changes nothing that has a name already."""
    if isinstance(node, _ASSIGNMENT):
        return not any(_is_changed(inner) for inner in ast.walk(node))
    return isinstance(node, DEFINITION)


def _changed(definition: ast.AST) -> Iterator[str]:
    for node in ast.walk(definition):
        if isinstance(node, ast.Global):
            yield from node.names
        elif _is_changed(node):
            yield _base(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield _base(node.value.func)
    for mark in getattr(definition, "decorator_list", ()):
        yield _base(mark)


def _is_changed(node: ast.AST) -> bool:
    return isinstance(node, _PLACE) and not isinstance(node.ctx, ast.Load)


def _base(node: ast.AST) -> str:
    """Return the name at the start of ``name.attribute[item](...)``, if an attribute or item is."""
    inner = node
    while isinstance(inner, _PLACE | ast.Call):
        inner = inner.func if isinstance(inner, ast.Call) else inner.value
    return inner.id if isinstance(inner, ast.Name) and inner is not node else ""
