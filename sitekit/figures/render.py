"""Run one gallery script, and write its figure in every format."""

import ast
import json
import linecache
import logging
import os
import re
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from _pytest.assertion.rewrite import rewrite_asserts  # no public API for it

from sitekit.core.source_locations import find
from sitekit.figures.controls import LackingError, describe_controls, is_interactive
from sitekit.figures.credit import Credit
from sitekit.figures.formats import write_forms
from sitekit.figures.gallery_scripts import name_of, title_and_caption
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import css_svg

HEAVIEST = 40_000  # bytes; a page has several figures, and must load fast on slow phones


def draw(script: Path, folder: Path, by: dict[str, str]) -> tuple[int, str] | None:
    """Write a script's figure into a folder; return the line and message of an error, or None.

    Call it in a process of its own: global state is not restored.
    """
    made: dict[str, Any] = {}
    try:
        made = _run(script)
        _write(script, made, folder, by)
    except LackingError as error:
        return find(script, "figure = " if "figure" in made else '"""'), f"the script {error}"
    except BaseException as error:  # KeyboardInterrupt too: nothing else would report it
        return _describe_error(script, error)
    return None


def _run(script: Path) -> dict[str, Any]:
    """Run a script in its own folder and a fresh namespace; return the namespace."""
    source = script.read_bytes()
    text, tree = source.decode(), ast.parse(source, str(script))
    if not all(title_and_caption(text)):
        raise LackingError("needs a docstring: a title, a line, a caption")
    rewrite_asserts(tree, source)  # so that a failing assert shows its values
    code = compile(tree, str(script), "exec")
    namespace = {"__name__": "__main__", "__file__": str(script)}
    plt.rcdefaults()
    os.chdir(script.parent)
    sys.stdout = sys.stderr
    _raise_warnings()
    exec(code, namespace)
    return namespace


def _raise_warnings() -> None:
    """Turn warnings into errors: missing glyphs, overflows, invalid style files."""
    for kind in (UserWarning, RuntimeWarning):
        warnings.simplefilter("error", kind)
    logging.getLogger("matplotlib").addHandler(_StyleErrors(logging.WARNING))


class _StyleErrors(logging.Handler):
    """Raise the errors in style files that Matplotlib only logs, with file and line."""

    def emit(self, record: logging.LogRecord) -> None:
        """Raise the first line only; Matplotlib's advice on old releases follows it."""
        if record.name in ("matplotlib", "matplotlib.style"):  # these read style files
            raise ValueError(record.getMessage().strip().splitlines()[0])


def _write(script: Path, made: dict[str, Any], folder: Path, by: dict[str, str]) -> None:
    """Write a script's figure in every format, and the record that pages read."""
    figure, description = made.get("figure"), made.get("description")
    if figure is None:
        raise LackingError("draws nothing: it must define `figure`")
    if not isinstance(description, str) or not description.strip():
        raise LackingError("must define `description`: what the figure shows, in words")
    svg = to_svg(figure, name_of(script).replace("/", "-").replace("_", "-"))
    if (size := len(svg.encode())) > HEAVIEST:
        heavy = f"{size / 1000:.1f} kB of SVG; at most {HEAVIEST // 1000}"
        raise LackingError(f"draws {heavy}: leave out what the eye cannot tell apart")
    title, caption = title_and_caption(script.read_text("utf-8"))
    words = {"title": title, "description": " ".join(description.split())}
    credit = Credit(**words, caption=caption.replace("*", ""), **by)
    write_forms(svg, credit, folder)
    said: dict[str, Any] = {**words, "caption": caption, "credit": credit.line}
    said["svg"] = css_svg(svg)
    if is_interactive(made):
        said["interactive"] = describe_controls(made, script)
    (folder / "record.json").write_text(json.dumps(said, indent=1, ensure_ascii=False), "utf-8")


def _describe_error(script: Path, error: BaseException) -> tuple[int, str]:
    """Return the line of a script that raised an error, and the error as one line."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(script)]
    if isinstance(error, SyntaxError) and error.filename == str(script):
        lines, error = [error.lineno], SyntaxError(error.msg)
    message = "".join(traceback.format_exception_only(error)).strip()
    if not lines or not lines[-1]:  # the script ran, but its figure could not be written
        line = find(script, *re.findall(r"#\w+", message), "figure = ", "figure, ")
        return line, f"the script stopped: {message}"
    if isinstance(error, AssertionError):
        code = linecache.getline(str(script), lines[-1]).strip()
        message = f"{message.splitlines()[0]}, in: {code}"
    return lines[-1], f"the script stopped: {message}"
