"""Redraw the figures that have become stale, and no others.

sphinx-gallery runs a script again only when the script itself has changed. Here a figure is stale
as soon as anything it was made from has changed: the script, the parts of the library it reaches,
the style, the data. Stale scripts lose the mark by which sphinx-gallery would skip them.
"""

import re
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from docs._ext import scraper
from docs._ext.scripts import drawn, name_of, scripts, title_and_caption
from docs._press.digests import digest
from docs._press.places import find
from docs._press.provenance import Library
from docs._press.source import parse

logger = logging.getLogger(__name__)

NEEDED = {
    "figure": "draws nothing: it must define `figure`",
    "description": "must define `description`: what the figure shows, in words",
    "a text": "must make `figure` a figure, and `description` a text that is not empty",
}


def _made_from(library: Library, script: Path) -> str:
    """Hash the script, what it reaches and what lies beside it, and how figures are written."""
    text, press = script.read_text("utf-8"), Path(scraper.__file__).read_text("utf-8")
    return digest(text, library.made_from(text), library.made_from(press), library.beside(script))


def _mark_stale(app: Sphinx) -> None:
    """Before sphinx-gallery looks: forget what is stale, and what no script makes any more."""
    library, kept = Library(app.srcdir.parent), set()
    for script in scripts(app):
        folder = drawn(app, name_of(script))
        kept.add(folder.with_suffix(".py"))
        try:
            current = _made_from(library, script)
            titled = all(title_and_caption(script.read_text("utf-8")))
        except SyntaxError:  # the script will stop, and tell
            current, titled = "", True
        if not titled:
            logger.warning("the docstring needs a title, a line, a caption", location=f"{script}:1")
            raise ExtensionError(f"{script} has no title")  # sphinx-gallery cannot do without
        if not current or _read(folder / "made_from") != current:
            shutil.rmtree(folder, ignore_errors=True)
            folder.with_suffix(".py.md5").unlink(missing_ok=True)
    for copy in Path(app.srcdir, "gallery").glob("*/plot_*.py"):
        if copy not in kept:
            _forget(copy)


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _forget(copy: Path) -> None:
    for left in copy.parent.glob(f"{copy.stem}.*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def _check_drawn(app: Sphinx) -> None:
    """After sphinx-gallery ran: each script drew and described its figure, or there is a fault."""
    library = Library(app.srcdir.parent)
    failed = app.config.sphinx_gallery_conf["failing_examples"]
    for script in scripts(app):
        folder = drawn(app, name_of(script))
        if str(script) in failed:
            line, error = _told(script, failed[str(script)])
            logger.warning("the script stopped: %s", error, location=f"{script}:{line}")
        elif not (folder / "record.json").exists():
            bound = parse(script.read_text("utf-8")).statements
            missing = [name for name in NEEDED if name not in bound]
            logger.warning("the script %s", NEEDED[missing[0]], location=f"{script}:1")
        else:
            (folder / "made_from").write_text(_made_from(library, script))


def _told(script: Path, trace: str) -> tuple[int, str]:
    """Return the line of a script that a traceback ends in, and the error in one line."""
    lines = re.findall(rf'"{re.escape(str(script))}", line (\d+).*\n *(.*)', trace)
    error = re.findall(r"^\w.*", trace, re.MULTILINE)[-1]
    if not lines:  # the script ran, but its figure could not be written
        return find(script, *re.findall(r"#\w+", error), "figure = ", "figure, "), error
    line, code = lines[-1]
    return int(line), f"{error}: {code}" if error == "AssertionError" else error


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand on both sides of sphinx-gallery, which runs at priority 500."""
    app.connect("builder-inited", _mark_stale, priority=400)
    app.connect("builder-inited", _check_drawn, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
