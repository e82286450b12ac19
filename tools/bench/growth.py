"""Measure the cost per page, by building several copies of the real pages."""

import re
from collections.abc import Sequence
from pathlib import Path
from statistics import linear_regression

from tools.bench.edits import PAGE, append
from tools.bench.runs import run_build, time_pages

INDEX = "docs/index.md"


def report_growth(root: Path, factors: Sequence[int]) -> None:
    """Print the time of a full and an incremental build for each size, and the slopes.

    Adding a name to docs/conf.py invalidates all pages but no proof or figure, so that only pages
    are measured.
    """
    print("\nGrowth: the pages of docs/explain and docs/questions, so many times over")
    print(f"  {'':10}{'pages':>8}{'all made':>12}{'one edited':>12}")
    pages, whole, edited, there = list[int](), list[float](), list[float](), 1
    for factor in [1, *factors]:
        copy_pages(root, there, factor)
        there = factor
        append("docs/conf.py", f"copies = {factor}\n")(root)
        whole.append(run_build(root).seconds)
        append(f"docs/{PAGE}.md", "\nOne more sentence.\n")(root)
        edited.append(run_build(root).seconds)
        pages.append(len(time_pages(root)))  # without redirects, which have no text
        print(f"  {factor:>8} x{pages[-1]:>8}{whole[-1]:>10.1f} s{edited[-1]:>10.1f} s", flush=True)
    if factors:
        slopes = [linear_regression(pages, taken).slope for taken in (whole, edited)]
        print(f"  seconds a page, least squares:{slopes[0]:>8.3f} s{slopes[1]:>10.4f} s")


def copy_pages(root: Path, there: int, factor: int) -> None:
    """Copy pages under new names and numbers, until each exists `factor` times."""
    for copy in range(there, factor):
        for page in find_originals(root, "explain"):
            named = page.with_name(f"{page.stem}-copy-{copy}.md")
            named.write_text(page.read_text("utf-8"), "utf-8")
            entry = f"explain/{page.stem}\n"
            index = root / INDEX
            text = index.read_text("utf-8").replace(
                f"\n{entry}", f"\n{entry}explain/{named.stem}\n"
            )
            index.write_text(text, "utf-8")
        for page in find_originals(root, "questions"):
            named = page.with_name(f"{page.stem}-copy-{copy}.md")
            text = page.read_text("utf-8")
            named.write_text(re.sub(r"(?m)^number: ", f"number: {copy}0", text, count=1), "utf-8")


def find_originals(root: Path, folder: str) -> list[Path]:
    """Return the pages of a folder, without its index and copies."""
    found = sorted((root / "docs" / folder).glob("*.md"))
    return [page for page in found if page.stem != "index" and "-copy-" not in page.stem]
