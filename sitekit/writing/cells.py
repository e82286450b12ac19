"""The cells of a page: their code, their headers, and which of them stopped."""

import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

import yaml
from docutils import nodes
from myst_nb.sphinx_ import Parser
from nbclient.exceptions import DeadKernelError
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.writing.myst_source import Page, read_page

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
    headers = [(page.header_lines, page.header)] if page.header else []
    for lines, header in [*headers, *((c.lines, c.header) for c in page.named("code-cell"))]:
        try:
            yaml.safe_load(header.text)
        except yaml.MarkedYAMLError as error:
            mark = error.context_mark or error.problem_mark
            yield lines, header.line + (mark.line if mark else 0), str(error.problem)


def _check_headers(_app: Sphinx, docname: str, content: list[str]) -> None:
    """Report headers that are not YAML, and blank them: the page's reader would stop at them."""
    lines = content[0].splitlines()
    for blank, line, wrong in broken_headers(read_page(content[0])):
        logger.warning("the header is not YAML: %s", wrong, location=(docname, line))
        lines[blank.start - 1 : blank.stop - 1] = [""] * len(blank)
        content[0] = "\n".join(lines)


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


class CellParser(Parser):  # type: ignore[misc] # MyST-NB has no types
    """Read pages as MyST-NB does, and report a kernel that dies like any other error of a page."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page; keep what was read of it when its kernel dies."""
        try:
            super().parse(inputstring, document)
        except DeadKernelError as error:
            document.attributes.pop("nb_renderer", None)  # it cannot be stored with the page
            found = (frame.f_locals.get("next_cell") for frame, _ in walk_tb(error.__traceback__))
            ran = next((cell.source for cell in found if cell is not None), "")
            line = _line_of(Path(document["source"]), ran)
            logger.warning("the cell ended its kernel", location=(self.env.docname, line))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check each page as it is read, before any other looks at it."""
    app.connect("source-read", _check_headers, priority=100)
    app.add_source_parser(CellParser, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
