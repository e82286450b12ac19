"""Redraw the figures that have become stale, and no others, on all cores at once.

A figure is stale as soon as anything it was made from has changed: the script, the parts of the
library it reaches, the style, the data. sphinx-gallery would look at the script alone, so it runs
none: it only sets their pages, and sets one again when we take away its mark that it has done so.
"""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata
from sphinx_gallery.utils import get_md5sum

from sitekit.core.digests import digest
from sitekit.core.provenance import Library
from sitekit.core.workers import end_with_parent
from sitekit.figures.formats import authorship
from sitekit.figures.gallery_scripts import drawn, name_of, scripts
from sitekit.figures.render import draw
from sitekit.writing.library import the_library

logger = logging.getLogger(__name__)

WRITERS = [Path(__file__).with_name(name) for name in ("render.py", "formats.py", "controls.py")]


def _made_from(library: Library, script: Path) -> str:
    """Hash the script, what it reaches and what lies beside it, and how figures are written."""
    text, written = script.read_text("utf-8"), [each.read_text("utf-8") for each in WRITERS]
    try:
        reached = library.made_from(text)
    except SyntaxError:  # it will be told when the script is run
        reached = ""
    return digest(text, reached, *map(library.made_from, written), library.beside(script))


def _redraw(app: Sphinx) -> None:
    """Before sphinx-gallery looks: forget what no script makes any more, draw what is stale."""
    _forget_old(app)
    library = the_library(app)
    current = {
        script: digest(_made_from(library, script), *authorship(app, name_of(script)).values())
        for script in scripts(app)
    }
    stale = [script for script in current if _mark(app, script) != current[script]]
    for script, wrong in zip(stale, _draw(app, stale), strict=True):
        if wrong:
            logger.warning("%s", wrong[1], location=f"{script}:{wrong[0]}")
        else:
            (drawn(app, name_of(script)) / "made_from").write_text(current[script])


def _draw(app: Sphinx, stale: list[Path]) -> Iterator[tuple[int, str] | None]:
    """Draw scripts in fresh interpreters; put each figure in its place once it is whole."""
    making = [Path(app.doctreedir).with_name("drawing") / name_of(script) for script in stale]
    for script, new in zip(stale, making, strict=True):
        _forget(_copy(app, script))
        new.mkdir(parents=True)
    by = [authorship(app, name_of(script)) for script in stale]
    workers = max(1, min(len(stale), os.cpu_count() or 1))
    with ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent) as pool:
        for script, new, wrong in zip(
            stale, making, pool.map(draw, stale, making, by), strict=True
        ):
            if not wrong:
                _place(app, script, new)
            yield wrong


def _place(app: Sphinx, script: Path, new: Path) -> None:
    """Move a new figure into its place, and give sphinx-gallery a picture for its list."""
    folder = drawn(app, name_of(script))
    folder.parent.mkdir(parents=True, exist_ok=True)
    new.replace(folder)
    picture = folder.parent / "images" / f"sphx_glr_{script.stem}_001.png"
    picture.parent.mkdir(exist_ok=True)
    shutil.copyfile(folder / "light.png", picture)


def _mark_done(app: Sphinx) -> None:
    """After sphinx-gallery: let it keep the pages of all figures that are drawn."""
    for script in scripts(app):
        if _mark(app, script):
            copy = _copy(app, script)
            copy.with_suffix(".py.md5").write_text(get_md5sum(copy, mode="t"))


def _mark(app: Sphinx, script: Path) -> str:
    mark = drawn(app, name_of(script)) / "made_from"
    return mark.read_text() if mark.exists() else ""


def _copy(app: Sphinx, script: Path) -> Path:
    """Return where sphinx-gallery keeps its copy of a script."""
    return drawn(app, name_of(script)).with_suffix(".py")


def _forget_old(app: Sphinx) -> None:
    """Forget the scripts, and the folders of scripts, that are no more."""
    gallery, current = Path(app.srcdir, "gallery"), {_copy(app, script) for script in scripts(app)}
    for copy in set(gallery.glob("*/plot_*.py")) - current:
        _forget(copy)
    for index in gallery.glob("*/index.rst"):
        if not (app.srcdir.parent / "gallery" / index.parent.name).is_dir():
            shutil.rmtree(index.parent)


def _forget(copy: Path) -> None:
    for left in copy.parent.glob(f"{copy.stem}.*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand on both sides of sphinx-gallery, which sets its pages at priority 500."""
    app.connect("builder-inited", _redraw, priority=400)
    app.connect("builder-inited", _mark_done, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
