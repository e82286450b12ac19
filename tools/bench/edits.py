"""Define typical edits, how long a build may take after each, and what it may rebuild."""

import ast
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.bench.runs import Names, Run, made_from, read_record, run_build, time_pages

PAGE, MODULE, FUNCTION = "explain/why-smoothness", "explainer/losses.py", "_cross_entropy"
SCRIPT, SCRIPT_FILE = (
    "why-smoothness/error_landscape",
    "gallery/why-smoothness/plot_error_landscape.py",
)
CLAIMS = "tests/claims/test_why_smoothness.py"
STYLES, SITE_SCRIPT = "sitekit/theme/styles/page.css", "sitekit/theme/scripts/faces.js"
NOTHING: Names = frozenset()
Expected = dict[str, Names]


@dataclass(frozen=True)
class Edit:
    """An edit, the proofs and figures that it makes stale, and the target time.

    ``leaves_pages`` means that no page may be re-read; ``writes_pages`` that pages may still be
    rewritten, since all of them reference what has changed.
    """

    name: str
    change: Callable[[Path], None]
    at_most: float | None = None
    makes: Callable[[Path], Expected] = lambda _root: {}
    leaves_pages: bool = True
    writes_pages: bool = False

    def try_out(self, root: Path) -> Run:
        """Apply the edit and build; exit unless exactly its dependents were rebuilt."""
        expected, before = self.makes(root), time_pages(root)
        self.change(root)
        run = run_build(root)
        for kind in ("proofs", "figures"):
            self._compare(kind, run.made[kind], expected.get(kind, NOTHING))
        if self.leaves_pages:
            self._compare("pages read", run.made["pages"], NOTHING)
        elif not run.made["pages"] or run.made["pages"] >= before.keys():
            sys.exit(f"{self.name}: all pages were read again, or none")
        if self.leaves_pages and not self.writes_pages:
            now = time_pages(root)
            written = frozenset(page for page in now if now[page] != before.get(page))
            self._compare("pages written", written, NOTHING)
        return run

    def _compare(self, what: str, made: Names, expected: Names) -> None:
        if made != expected:
            more, less = sorted(made - expected), sorted(expected - made)
            sys.exit(f"{self.name}: {what} made again needlessly: {more}; not made again: {less}")


def append(name: str, text: str) -> Callable[[Path], None]:
    """Return an edit that appends text to a file."""

    def change(root: Path) -> None:
        path = root / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return change


def extend_docstring(name: str) -> Callable[[Path], None]:
    """Return an edit that extends a module's docstring."""

    def change(root: Path) -> None:
        path = root / name
        path.write_text(path.read_text("utf-8").replace('"""', '"""Words. ', 1), "utf-8")

    return change


def drop_last_line(name: str) -> Callable[[Path], None]:
    """Return an edit that deletes the last line of a file."""

    def change(root: Path) -> None:
        path = root / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:-1]), "utf-8")

    return change


def add_statement(name: str, function: str = "") -> Callable[[Path], None]:
    """Return an edit that adds ``pass`` to a function, by default to the first one."""

    def change(root: Path) -> None:
        path = root / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        tree = ast.parse("".join(lines))
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        last = next(each for each in functions if function in ("", each.name)).body[-1]
        lines.insert(last.lineno - 1, " " * last.col_offset + "pass\n")
        path.write_text("".join(lines), "utf-8")

    return change


def find_users(root: Path) -> Expected:
    """Return the recorded users of the module; exit if some are missing or all are listed."""
    reaching, record = made_from(root, MODULE), read_record(root)
    dotted = MODULE.removesuffix(".py").replace("/", ".")
    tests, scripts = root.glob("tests/claims/test_*.py"), root.glob("gallery/*/plot_*.py")
    names = {path: path.relative_to(root).as_posix() for path in tests}
    names |= {path: f"{path.parent.name}/{path.stem.removeprefix('plot_')}" for path in scripts}
    naming = {name for path, name in names.items() if dotted in path.read_text("utf-8")}
    if missing := naming - reaching["proofs"] - reaching["figures"]:
        sys.exit(f"{', '.join(sorted(missing))} import {MODULE}, but no record says so")
    if any(reaching[kind] >= record[kind].keys() for kind in ("proofs", "figures")):
        sys.exit(f"everything is said to reach {MODULE}")
    return reaching


EDITS = (
    Edit("no change", lambda _root: None, 1.0),
    Edit(
        "one page edited",
        append(f"docs/{PAGE}.md", "\nOne more sentence.\n"),
        5.0,
        leaves_pages=False,
    ),
    Edit(
        "a stylesheet edited", append(STYLES, "\nbody { tab-size: 5; }\n"), 8.0, writes_pages=True
    ),
    Edit("a script of the site edited", append(SITE_SCRIPT, "\nvoid 0;\n"), 8.0, writes_pages=True),
    Edit("docs/links.txt edited", drop_last_line("docs/links.txt")),
    Edit("a comment in docs/conf.py", append("docs/conf.py", "# A comment.\n")),
    Edit("a docstring in sitekit", extend_docstring("sitekit/theme/css.py")),
    Edit(
        f"{FUNCTION} in {MODULE}",
        add_statement(MODULE, FUNCTION),
        makes=find_users,
        leaves_pages=False,
    ),
    Edit(
        "a gallery script edited",
        append(SCRIPT_FILE, "# End.\n"),
        makes=lambda _root: {"figures": frozenset({SCRIPT})},
        leaves_pages=False,
    ),
    Edit(
        "a claim edited",
        add_statement(CLAIMS),
        makes=lambda _root: {"proofs": frozenset({CLAIMS})},
        leaves_pages=False,
    ),
)
