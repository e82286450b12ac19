"""Run builds in a fresh Python process; measure the time and what was rebuilt."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

KINDS = ("proofs", "figures", "pages")
Names = frozenset[str]


@dataclass(frozen=True)
class Run:
    """The seconds a build took, and what it rebuilt, by kind."""

    seconds: float
    made: dict[str, Names]


def run_build(root: Path) -> Run:
    """Build the site with ``--why``; return the time and what was rebuilt."""
    seconds, said = run_module(root, "sitekit.build", "--why")
    lines = [line.split(": ", 2) for line in said.splitlines()]
    return Run(
        seconds,
        {kind: frozenset(line[1] for line in lines if line[0] == kind) for kind in KINDS},
    )


def run_module(root: Path, *module: str) -> tuple[float, str]:
    """Run a module in `root`; return its time and output. Exit if it fails."""
    command, start = [sys.executable, "-m", *module], perf_counter()
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    if run.returncode:
        sys.exit(f"python -m {' '.join(module)} failed:\n{run.stdout}{run.stderr}")
    return seconds, run.stdout


def read_record(root: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Return the recorded inputs of the published proofs and figures."""
    home = (root / "site").resolve().parent
    record: dict[str, dict[str, dict[str, str]]] = json.loads(
        (home / "work/doctrees/made_from.json").read_text("utf-8")
    )
    return record


def made_from(root: Path, file: str) -> dict[str, Names]:
    """Return the proofs and figures that have a file among their recorded inputs."""
    return {
        kind: frozenset(name for name, inputs in made.items() if file in inputs)
        for kind, made in read_record(root).items()
    }


def time_pages(root: Path) -> dict[str, int]:
    """Return the modification time of each page that has a source."""
    html = (root / "site").resolve().parent / "work/html"
    names = (p.relative_to(root / "docs").with_suffix("") for p in (root / "docs").rglob("*.md"))
    pages = {name.as_posix(): html / f"{name}.html" for name in names}
    return {name: page.stat().st_mtime_ns for name, page in pages.items() if page.exists()}
