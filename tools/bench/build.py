"""Benchmark the build: against its bare work, after edits, and with more pages.

Everything runs on a copy of the checkout. `tools/bench/bare.py` defines the bare work.
"""

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median

from tools.bench.edits import EDITS
from tools.bench.growth import report_growth
from tools.bench.race import print_row, print_title, verdict
from tools.bench.runs import KINDS, Run, run_build, run_module

MADE = {"build", "site", "mutants"}  # at the top of the checkout; sitekit has a `build` too


def main(root: Path, options: list[str]) -> None:
    """Measure on a copy of the project, and print the tables."""
    chosen = read_options(options)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        copy_checkout(root, copy)
        report_cold(*measure_cold(copy, chosen.rounds))
        report_edits(copy, chosen.rounds)
        report_growth(copy, chosen.growth)


def copy_checkout(root: Path, target: Path) -> None:
    """Copy the checkout without build output, caches and hidden files."""

    def skip(folder: str, names: list[str]) -> set[str]:
        hidden = {name for name in names if name.startswith(".") or name == "__pycache__"}
        return hidden | (MADE.intersection(names) if Path(folder) == root else set())

    shutil.copytree(root, target, ignore=skip)
    shutil.rmtree(target / "docs/gallery", ignore_errors=True)


def read_options(options: list[str]) -> argparse.Namespace:
    """Parse the command-line options."""
    parser = argparse.ArgumentParser(prog="bench-build")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is done (3)")
    parser.add_argument(
        "--growth", type=int, nargs="*", default=[2, 4, 8],
        help="how many times over the pages are to be there (2 4 8); none leaves it out",
    )  # fmt: skip
    return parser.parse_args(options)


def measure_cold(root: Path, rounds: int) -> tuple[list[float], dict[str, list[float]]]:
    """Return the seconds of cold builds, each run between the two halves of the bare work.

    Other load on the machine then affects both alike, and ratios are taken within a round.
    """
    cold, bare = list[float](), {"scripts": list[float](), "sphinx": list[float]()}
    run_module(root, "compileall", "-q", "sitekit", "explainer", "tools")  # as in any checkout
    for _ in range(rounds):
        bare["scripts"].append(run_module(root, "tools.bench.bare", "scripts")[0])
        forget(root)
        cold.append(run_build(root).seconds)
        bare["sphinx"].append(run_module(root, "tools.bench.bare", "sphinx")[0])
    return cold, bare


def report_cold(cold: list[float], bare: dict[str, list[float]]) -> None:
    """Print the cold build beside the bare work."""
    whole = [sum(parts) for parts in zip(*bare.values(), strict=True)]
    print_title("A cold build of the site, and its ratio to the bare work")
    print_row("bare: scripts and cells, then Sphinx", whole)
    for part, taken in bare.items():
        print_row(f"  of that {part}", taken)
    print_row("cold build", cold, (cold, whole), at_most=1.5)


def report_edits(root: Path, rounds: int) -> None:
    """Print how long a build takes after each edit, and how much it rebuilds."""
    head = "".join(f"{kind:>9}" for kind in KINDS)
    print(
        f"\nAfter an edit: the seconds, and how many are made again\n  {'':32}{'median':>9}{head}"
    )
    runs: dict[str, list[Run]] = {edit.name: [] for edit in EDITS}
    for _ in range(rounds):
        for edit in EDITS:
            runs[edit.name].append(edit.try_out(root))
    for edit in EDITS:
        seconds, made = median(run.seconds for run in runs[edit.name]), runs[edit.name][-1].made
        counts = "".join(f"{len(made[kind]):>9}" for kind in KINDS)
        target = verdict(seconds, at_most=edit.at_most, unit=" s")
        print(f"  {edit.name:32}{seconds:>7.1f} s{counts}  {target}".rstrip(), flush=True)


def forget(root: Path) -> None:
    """Delete all build output."""
    for made in ("build", "docs/gallery"):
        shutil.rmtree(root / made, ignore_errors=True)
    (root / "site").unlink(missing_ok=True)
