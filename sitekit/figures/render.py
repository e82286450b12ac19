"""Run a gallery script alone, and write the figure it makes in every form that is needed."""

import ast
import hashlib
import json
import linecache
import logging
import re
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from _pytest.assertion.rewrite import rewrite_asserts  # no public way to it

from sitekit.core.source_locations import find
from sitekit.figures.controls import LackingError, described, moves
from sitekit.figures.formats import write_forms
from sitekit.figures.gallery_scripts import name_of, title_and_caption

HEAVIEST = 40_000  # bytes; a page holds several figures, and is to be there on a bad phone


def draw(script: Path, folder: Path, by: dict[str, str]) -> tuple[int, str] | None:
    """Fill a folder with the figure of a script; return the line and words of what is wrong."""
    made: dict[str, Any] = {}
    try:
        made = _run(script)
        figure, description = made.get("figure"), made.get("description")
        if figure is None:
            raise LackingError("draws nothing: it must define `figure`")
        if not isinstance(description, str) or not description.strip():
            raise LackingError("must define `description`: what the figure shows, in words")
        moving = _write_moving(script, figure, made.get("truth"), folder) if moves(figure) else {}
        _write(script, figure, description, folder, by, moving)
    except LackingError as error:
        return find(script, "figure = " if "figure" in made else '"""'), f"the script {error}"
    except BaseException as error:  # KeyboardInterrupt and the like too: nothing else would see it
        return _describe_error(script, error)
    return None


def _run(script: Path) -> dict[str, Any]:
    """Run a script in a fresh namespace, where it lies; return what it has defined."""
    source = script.read_bytes()
    text, tree = source.decode(), ast.parse(source, str(script))
    if not all(title_and_caption(text)):
        raise LackingError("needs a docstring: a title, a line, a caption")
    rewrite_asserts(tree, source)  # so that one that fails tells the values
    code = compile(tree, str(script), "exec")
    namespace = {"__name__": "__main__", "__file__": str(script)}
    with _clean_slate(script.parent):
        exec(code, namespace)
    return namespace


@contextmanager
def _clean_slate(folder: Path) -> Iterator[None]:
    """Give a script Matplotlib as it was, and let none of its warnings pass unseen."""
    import matplotlib.pyplot as plt  # slow to import

    plt.close("all")
    plt.rcdefaults()
    with chdir(folder), redirect_stdout(sys.stderr), _strict(), _strict_styles():
        yield


@contextmanager
def _strict() -> Iterator[None]:
    """Turn warnings into errors: a glyph that is missing, a sum that overflows."""
    with warnings.catch_warnings():
        for kind in (UserWarning, RuntimeWarning):
            warnings.simplefilter("error", kind)
        yield


class _StyleErrors(logging.Handler):
    """Raise what Matplotlib would only log of a style file, which it names with the line."""

    def emit(self, record: logging.LogRecord) -> None:
        """Raise the first line; Matplotlib's advice on old releases follows it."""
        if record.name in ("matplotlib", "matplotlib.style"):  # the readers of style files
            raise ValueError(record.getMessage().strip().splitlines()[0])


@contextmanager
def _strict_styles() -> Iterator[None]:
    """Let no style file be half read: Matplotlib logs a bad line, and leaves it out."""
    handler, reader = _StyleErrors(logging.WARNING), logging.getLogger("matplotlib")
    reader.addHandler(handler)
    try:
        yield
    finally:
        reader.removeHandler(handler)


def _write_moving(script: Path, figure: Any, truth: Any, folder: Path) -> dict[str, Any]:
    """Write what the browser needs to move a figure; return what pages must know of it."""
    from sitekit.figures.vega_runtime import compiled, live  # slow to import

    known = described(figure, compiled(figure), truth)
    name = name_of(script)
    code = (
        f"(window.whySigmaSpecs=window.whySigmaSpecs||{{}})[{json.dumps(name)}]={live(figure)};\n"
    )
    (folder / "live.js").write_text(code, "utf-8")
    sign = hashlib.sha256(code.encode()).hexdigest()[:10]
    return {"moving": known | {"file": f"moving/{name}.{sign}.js"}}


def _write(
    script: Path,
    figure: Any,
    description: str,
    folder: Path,
    by: dict[str, str],
    more: dict[str, Any],
) -> None:
    """Write the figure in every form, and a record for pages."""
    from sitekit.figures.svg import to_svg  # slow to import
    from sitekit.figures.themes import css_svg

    with _strict():
        svg = to_svg(figure, name_of(script).replace("/", "-").replace("_", "-"))
    if (size := len(svg.encode())) > HEAVIEST:
        heavy = f"{size / 1000:.1f} kB of SVG; at most {HEAVIEST // 1000}"
        raise LackingError(f"draws {heavy}: leave out what the eye cannot tell apart")
    title, caption = title_and_caption(script.read_text("utf-8"))
    words = {"title": title, "caption": caption, "description": " ".join(description.split())}
    credit = write_forms(svg, words | by, folder)
    said = {**words, "credit": credit, "svg": css_svg(svg), **more}
    (folder / "record.json").write_text(json.dumps(said, indent=1, ensure_ascii=False), "utf-8")


def _describe_error(script: Path, error: BaseException) -> tuple[int, str]:
    """Return the line of a script at which an error came up, and the error in one line."""
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
