"""The build of the site, against doing barely what it must: see ``tools/bench/bare.py``."""

import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from tools.bench.race import print_row, print_title, verdict

ROUNDS = 3
PAGE = "docs/explain/why-smoothness.md"
MODULE, FUNCTION = "explainer/_numerics.py", "sigmoid"
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "site", "mutants")
MOST_SECONDS = {"no change": 3.0, "one page edited": 5.0}

Times = dict[str, list[float]]


def main(root: Path) -> None:
    """Measure on a copy of the project, by turns, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(root, copy, ignore=NOT_COPIED)
        report(*measure(copy))


def measure(root: Path) -> tuple[Times, Times]:
    """Return the seconds of each kind of build, and of each bare run, in every round."""
    builds: dict[str, Callable[[], None]] = {
        "cold": lambda: forget(root),
        "no change": lambda: None,
        "one page edited": lambda: edit_page(root / PAGE),
        f"{FUNCTION} edited": lambda: edit_function(root / MODULE, FUNCTION),
    }
    built: Times = {name: [] for name in builds}
    bare: Times = {"scripts": [], "sphinx": []}
    for _ in range(ROUNDS):
        for name, prepare in builds.items():
            prepare()
            built[name].append(seconds(root, "sitekit.build"))
        for part, taken in bare.items():
            taken.append(seconds(root, "tools.bench.bare", part))
    return built, bare


def report(built: Times, bare: Times) -> None:
    """Print the table."""
    whole = [sum(parts) for parts in zip(*bare.values(), strict=True)]
    print_title("The build of the site, and its ratio to the bare work")
    print_row("bare: scripts and cells, then Sphinx", whole)
    for part, taken in bare.items():
        print_row(f"  of that {part}", taken)
    for name, taken in built.items():
        print_row(name, taken, (taken, whole), at_most=1.5 if name == "cold" else None)
    for name, most in MOST_SECONDS.items():
        print(f"  {name}, {verdict(median(built[name]), at_most=most, unit=' s')}")


def forget(root: Path) -> None:
    """Remove everything that a build has made."""
    for made in ("build", "docs/gallery"):
        shutil.rmtree(root / made, ignore_errors=True)
    (root / "site").unlink(missing_ok=True)


def edit_page(page: Path) -> None:
    """Add a sentence to the end of a page."""
    page.write_text(page.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")


def edit_function(module: Path, name: str) -> None:
    """Add a statement that does nothing to a function, so that all it gives stays true."""
    lines = module.read_text("utf-8").splitlines(keepends=True)
    functions = [n for n in ast.parse("".join(lines)).body if isinstance(n, ast.FunctionDef)]
    last = next(each for each in functions if each.name == name).body[-1]
    lines.insert(last.lineno - 1, " " * last.col_offset + "pass\n")
    module.write_text("".join(lines), "utf-8")


def seconds(root: Path, *module: str) -> float:
    """Return how long a fresh Python takes to run a module in `root`; stop if it fails."""
    start = perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", *module], cwd=root, capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(f"python -m {' '.join(module)} failed:\n{run.stdout}{run.stderr}")
    return perf_counter() - start
