"""Read the claims: every test in tests/claims, its id and its sentence, without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitekit.core.digests import digest, file_digest
from sitekit.core.errors import BuildError, BuildFailed
from sitekit.core.provenance import Library
from sitekit.core.python_source import parse

#: What decides, beside a test and the library, how a test runs.
SETTINGS = ("pyproject.toml", "conftest.py", "tests/conftest.py")


@dataclass(frozen=True)
class Claim:
    """A sentence and the test that proves it."""

    id: str
    sentence: str
    test: str
    file: str
    line: int
    source: str
    made_from: str


def find(root: Path) -> dict[str, Claim]:
    """Return all claims by id; raise an error for each test that makes none, or one made before."""
    claims: dict[str, Claim] = {}
    errors: list[BuildError] = []
    library, settings = Library(root), digest(*(file_digest(root / name) for name in SETTINGS))
    for path in sorted((root / "tests/claims").glob("test_*.py")):
        for found in _read(root, path, library, settings):
            if isinstance(found, Claim) and found.id in claims:
                other = claims[found.id]
                message = f"claim {found.id!r} is made at {other.file}:{other.line} too"
                found = BuildError(found.file, found.line, message)
            if isinstance(found, BuildError):
                errors.append(found)
            else:
                claims[found.id] = found
    if errors:
        raise BuildFailed(errors)
    return dict(sorted(claims.items()))


def _read(root: Path, path: Path, library: Library, settings: str) -> Iterator[Claim | BuildError]:
    """Yield the claim of each test in a file, or what is wrong with it."""
    text, file = path.read_text("utf-8"), path.relative_to(root).as_posix()
    try:
        tests = [node for node in ast.parse(text).body if _is_test(node)]
    except SyntaxError as error:
        yield BuildError.at(root, path, error.lineno, f"not Python: {error.msg}")
        return
    script, around = parse(text), digest(settings, library.beside(path))
    for node in tests:
        name, sentence = _mark(node), ast.get_docstring(node)
        if name is None or not sentence:
            needs = f"{node.name} needs @pytest.mark.claim(id) and a docstring"
            yield BuildError(file, node.lineno, needs)
            continue
        own = script.without(other.name for other in tests if other is not node)
        made_from = digest(around, own.print, library.made_from(own))
        said, source = " ".join(sentence.split()), _source(text, node)
        yield Claim(name, said, node.name, file, node.lineno, source, made_from)


def _is_test(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def _mark(node: ast.FunctionDef) -> str | None:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim":
            value = mark.args[0] if mark.args else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                return value.value
    return None


def _source(text: str, node: ast.FunctionDef) -> str:
    """Return a test as written, without the docstring that the page shows as its sentence."""
    lines, docstring = text.splitlines(), node.body[0]
    first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)]) - 1
    return "\n".join(
        lines[first : docstring.lineno - 1] + lines[docstring.end_lineno : node.end_lineno]
    )
