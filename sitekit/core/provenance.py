"""What a script was made from: the parts of the library it can reach, down to functions.

Each top-level definition of the library is a node; an edge runs to every name it mentions. The
parts a script reaches are found by walking from the names the script mentions. Names are
over-counted (a local variable may share a global's name), never under-counted, so a figure may be
redrawn without need but is never served stale. Docstrings and comments are no part: editing one
redraws nothing.
"""

import ast
from functools import cached_property
from pathlib import Path

from sitekit.core.digests import digest, file_digest, files
from sitekit.core.errors import BuildError, BuildFailed
from sitekit.core.python_source import IMPORT, Part, Source, imported, mentions, parse


class Library:
    """The parts of one package, and what a script that imports it is made from."""

    def __init__(self, root: Path, package: str = "explainer") -> None:
        self.package = package
        self.modules: dict[str, Source] = {}
        self.data: dict[str, dict[str, str]] = {}  # by each name a string may call them
        self._walked: dict[Source, str] = {}
        for path in files(root / package):
            inside = path.relative_to(root)
            if path.suffix == ".py":
                self._add_module(inside, path.read_text("utf-8"))
            else:
                self._add_data(inside, file_digest(path))

    def _add_module(self, path: Path, text: str) -> None:
        dotted = ".".join(path.with_suffix("").parts)
        name = dotted.removesuffix(".__init__")
        package = name if name != dotted else name.rpartition(".")[0]
        try:
            self.modules[name] = parse(text, name, package)
        except SyntaxError as error:
            wrong = BuildError(path.as_posix(), error.lineno or 1, f"not Python: {error.msg}")
            raise BuildFailed([wrong]) from error

    def _add_data(self, path: Path, known: str) -> None:
        for name in {path.name, path.stem, *path.parent.parts[1:]}:
            self.data.setdefault(name, {})[path.as_posix()] = known

    @cached_property
    def changed(self) -> set[Part]:
        """The names that hold what other parts put there: a registry, a cache, a counter."""
        return {
            source.imports.get(name, (source.name, name))
            for source in self.modules.values()
            for name in source.changed
        }

    def made_from(self, script: str | Source) -> str:
        """Return the hash of all that a script can reach in the library."""
        source = parse(script) if isinstance(script, str) else script
        if source not in self._walked:
            self._walked[source] = Walk(self).start(source)
        return self._walked[source]

    def beside(self, path: Path) -> str:
        """Return the hash of the data and helpers beside a script, other scripts aside."""
        kind = path.name.partition("_")[0]
        others = [p for p in files(path.parent) if not p.name.startswith((f"{kind}_", "GALLERY_"))]
        code = [self.made_from(p.read_text("utf-8")) for p in others if p.suffix == ".py"]
        return digest(*code, *(f"{p.name} {file_digest(p)}" for p in others))


class Walk:
    """One walk from a script through all it can reach; ``seen`` holds the hash of each part."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.seen: dict[str, str] = {}

    def start(self, script: Source) -> str:
        """Walk from every statement of a script, and hash what was seen."""
        for node in script.everything:
            self._follow(node, script)
        self._run_imports(script)
        return digest(*(f"{key} {self.seen[key]}" for key in sorted(self.seen)))

    def _follow(self, node: ast.stmt, source: Source) -> None:
        """Reach every name, module and file of the library that a statement mentions."""
        for inner in mentions(node):
            if isinstance(inner, IMPORT):
                for part in imported(inner, source.package).values():
                    self._reach(*part)
            elif isinstance(inner, ast.Constant):
                self._read(inner.value)
            elif inner.id in source.imports:
                self._reach(*source.imports[inner.id])
            else:
                self._reach(source.name, inner.id, certain=False)

    def _reach(self, module: str, name: str = "", *, certain: bool = True) -> None:
        """Record a name of a module and all that it reaches; an empty name is the whole module."""
        source, key = self.library.modules.get(module), f"{module}:{name}"
        if source is None or key in self.seen:
            return
        inner = f"{module}.{name}"
        known = name in source.statements or name in source.imports or inner in self.library.modules
        if not known and not certain:
            return  # a local name, or one of Python's own
        self.seen[key] = source.prints.get(name, "") if name else ""
        self._run(module)
        self._reach(inner)
        self._reach(*source.imports.get(name, ("", "")))
        for node in source.statements.get(name, ()):
            self._follow(node, source)
        if not known:
            self._reach_all(source)
        if (module, name) in self.library.changed:
            self._reach(self.library.package)

    def _reach_all(self, source: Source) -> None:
        for name in [*source.statements, *source.imports]:
            self._reach(source.name, name)
        for module in self.library.modules:
            if module.startswith(f"{source.name}."):
                self._reach(module)

    def _run(self, module: str) -> None:
        """Reach what importing a module runs: its effects, its packages' and its imports'."""
        source, key = self.library.modules.get(module), f"{module} runs"
        if source is None or key in self.seen:
            return
        self.seen[key] = source.prints[""]
        for node in source.effects:
            self._follow(node, source)
        self._run(module.rpartition(".")[0])
        self._run_imports(source)

    def _run_imports(self, source: Source) -> None:
        for base, name in source.imports.values():
            self._run(base)
            self._run(f"{base}.{name}")

    def _read(self, word: str) -> None:
        """Reach the data, the style or the module that a string names."""
        if word.startswith(f"{self.library.package}."):
            self._run(word.rpartition(".")[0])
            self._reach(word)
            word = word.rpartition(".")[2]
        self.seen.update(self.library.data.get(word.rpartition("/")[2], {}))
