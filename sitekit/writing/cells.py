"""The cells of a page: their code, their headers, and which of them stopped."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from myst_nb.core.execute import inline
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.writing.myst_source import Page, blank_lines, is_page, read_page

logger = logging.getLogger(__name__)

_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_ERROR = re.compile(r"^\w*(?:Error|Exception|Interrupt|Exit)\b.*", re.MULTILINE)
_STEP = re.compile(r"^ *Cell In *\[\d+\], line (\d+)", re.MULTILINE)
_TIME_LIMIT = re.compile(r"timed out while it was being executed, after (\d+) seconds")


def code(text: str) -> str:
    """Return all of a page's code: its cells, then what it evaluates in sentences."""
    page = read_page(text)
    evaluated = [span.text for span in page.spans if span.role == "eval"]
    return "\n".join([*(cell.body for cell in page.named("code-cell")), *evaluated])


def broken_headers(page: Page) -> Iterator[tuple[range, int, str]]:
    """Yield the lines of each page header or cell whose header is not YAML, where, and why."""
    for each in page.named("", "code-cell"):
        try:
            yaml.safe_load(each.header.text)
        except yaml.MarkedYAMLError as error:
            mark = error.context_mark or error.problem_mark
            yield each.lines, each.header.line + (mark.line if mark else 0), str(error.problem)


def _check_headers(app: Sphinx, docname: str, content: list[str]) -> None:
    """Report headers that are not YAML, and blank them: the page's reader would stop at them."""
    if not is_page(app, docname):
        return
    for lines, line, wrong in broken_headers(read_page(content[0])):
        logger.warning("the header is not YAML: %s", wrong, location=(docname, line))
        content[0] = blank_lines(content[0], lines)


def stopped(file: Path, report: str) -> tuple[int, str]:
    """Return the line of a page where a cell stopped, and the error, from MyST-NB's report."""
    report = _COLOURS.sub("", report)
    ran = [*re.split(r"^-{6,}$", report, flags=re.MULTILINE), ""][1]
    steps, errors = _STEP.findall(report), _ERROR.findall(report)
    error = (errors or ["see build/sphinx.log"])[-1]
    error = error.replace("_IncompleteInputError", "SyntaxError")  # what Python 3.13 raises
    if limit := _TIME_LIMIT.search(report):
        error, steps = f"it took longer than {limit[1]} s", []
    return _line_of(file, ran) + int((steps or [1])[0]) - 1, error


def _line_of(file: Path, ran: str) -> int:
    """Return the line where a cell's code begins; a long one may be told by its first lines."""
    wanted = ran.strip("\n").splitlines()
    cells = read_page(file.read_text("utf-8")).named("code-cell")
    alike = [cell for cell in cells if cell.body.strip("\n").splitlines()[:5] == wanted[:5]]
    alike.sort(key=lambda cell: cell.body.strip("\n").splitlines() != wanted)
    return alike[0].body_line if alike else 1


class Client(inline.ModifiedNotebookClient):  # type: ignore[misc] # MyST-NB has no types
    """Run cells as MyST-NB does; a kernel that dies is an error of the cell that it ran."""

    def execute_cell(self, cell: NotebookNode, *args: Any, **more: Any) -> None:
        """Run a cell."""
        try:
            super().execute_cell(cell, *args, **more)
        except DeadKernelError as error:
            name, line = type(error).__name__, "-" * 18
            told = f"\n{line}\n{cell.source}\n{line}\n{name}: it ended its kernel"
            raise CellExecutionError(told, name, "") from error


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check each page as it is read, before any other looks at it."""
    app.connect("source-read", _check_headers, priority=100)
    inline.ModifiedNotebookClient = Client  # MyST-NB has no setting for it
    return {"parallel_read_safe": True, "parallel_write_safe": True}
