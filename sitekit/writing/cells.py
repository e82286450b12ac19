"""Check headers of pages and cells, note the library code that cells use, locate failed cells."""

import re
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from myst_nb.core.execute import inline
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.imports import code_digest
from sitekit.core.project import project

logger = logging.getLogger(__name__)

_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_ERROR = re.compile(r"^\w*(?:Error|Exception|Interrupt|Exit)\b.*", re.MULTILINE)
_STEP = re.compile(r"^ *Cell In *\[\d+\], line (\d+)", re.MULTILINE)
_TIME_LIMIT = re.compile(r"timed out while it was being executed, after (\d+) seconds")


def _source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Check the headers of a page, and note the inputs of its cells."""
    if Path(app.env.doc2path(docname)).suffix == ".md":
        _check_headers(docname, content)
        _note_code(app, content[0])


def _check_headers(docname: str, content: list[str]) -> None:
    """Report headers that are not YAML, and blank them: MyST would stop at them."""
    lines = content[0].split("\n")
    for token in MarkdownIt().use(front_matter_plugin).parse(content[0]):
        try:
            yaml.safe_load(_header(token))
        except yaml.MarkedYAMLError as error:
            start, end = token.map or (0, 0)
            mark = error.context_mark or error.problem_mark
            line = start + 2 + token.content.startswith("---") + (mark.line if mark else 0)
            logger.warning("the header is not YAML: %s", error.problem, location=(docname, line))
            lines[start:end] = [""] * (end - start)
    content[0] = "\n".join(lines)


def _header(token: Token) -> str:
    """Return the header of a page or cell; cells have two syntaxes for it."""
    if token.type == "front_matter":
        return token.content
    if not token.info.startswith("{code-cell}"):
        return ""
    if token.content.startswith("---\n"):
        return token.content[4:].partition("\n---")[0]
    options = takewhile(lambda line: line.startswith(":"), token.content.splitlines())
    return "\n".join(line[1:] for line in options)


def _note_code(app: Sphinx, text: str) -> None:
    """Note each library file that the cells of a page depend on."""
    cells = read_myst_markdown_notebook(text).cells if "{code-cell}" in text else []
    for cell in cells:
        try:
            reached = project(app).imports.reached(cell.source if cell.cell_type == "code" else "")
        except SyntaxError:  # reported with its line when the cell runs
            continue
        for name in sorted(reached):
            freshness.note(app.env, "code", name)


def stopped(file: Path, report: str) -> tuple[int, str]:
    """Return the line at which a cell failed, and the error, from MyST-NB's report."""
    report = _COLOURS.sub("", report)
    ran = [*re.split(r"^-{6,}$", report, flags=re.MULTILINE), ""][1]
    steps, errors = _STEP.findall(report), _ERROR.findall(report)
    error = (errors or ["see build/sphinx.log"])[-1]
    error = error.replace("_IncompleteInputError", "SyntaxError")  # as in Python 3.13
    if limit := _TIME_LIMIT.search(report):
        error, steps = f"it took longer than {limit[1]} s", []
    return _line_of(file.read_text("utf-8"), ran.strip("\n")) + int((steps or [1])[0]) - 1, error


def _line_of(page: str, ran: str) -> int:
    """Return the line at which a cell's code begins, found by the code or its first lines."""
    told = ran if ran in page else "\n".join(ran.split("\n")[:5])
    return page.count("\n", 0, max(page.find(told), 0)) + 1


class Client(inline.ModifiedNotebookClient):  # type: ignore[misc] # MyST-NB has no types
    """Run cells as MyST-NB does, but report a dead kernel as an error of its cell."""

    def execute_cell(self, cell: NotebookNode, *args: Any, **more: Any) -> None:
        """Run a cell; raise CellExecutionError if it kills the kernel."""
        try:
            super().execute_cell(cell, *args, **more)
        except DeadKernelError as error:
            name, line = type(error).__name__, "-" * 18
            told = f"\n{line}\n{cell.source}\n{line}\n{name}: it ended its kernel"
            raise CellExecutionError(told, name, "") from error


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check each page as it is read, before other handlers."""
    freshness.register("code", lambda app, name: code_digest(app.srcdir.parent / name))
    app.connect("source-read", _source_read, priority=100)
    inline.ModifiedNotebookClient = Client  # MyST-NB has no setting for it
    return {"parallel_read_safe": True, "parallel_write_safe": True}
