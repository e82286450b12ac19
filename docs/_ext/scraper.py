"""Collect the figure and the description of each gallery script; redraw what has become stale.

sphinx-gallery runs a script again only when the script itself has changed. Here a figure is stale
as soon as anything it was made from has changed: the script, the parts of the library it reaches,
the style, the data. Stale scripts lose the mark by which sphinx-gallery would skip them.
"""

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from docs._press.provenance import Library, digest
from explainer import drawing

logger = logging.getLogger(__name__)

THEMES = ("light", "dark")


def scripts(app: Sphinx) -> Iterator[Path]:
    """Yield every gallery script."""
    yield from sorted((app.srcdir.parent / "gallery").glob("*/plot_*.py"))


def name_of(script: Path) -> str:
    """Return an exhibit's name: ``page/what_it_shows``."""
    return f"{script.parent.name}/{script.stem.removeprefix('plot_')}"


def drawn(app: Sphinx, name: str) -> Path:
    """Return the folder that holds what was drawn for an exhibit."""
    page, _, stem = name.partition("/")
    return Path(app.srcdir) / "gallery" / page / f"plot_{stem}.drawn"


def scrape(_block: tuple, block_vars: dict[str, Any], _conf: dict[str, Any]) -> str:
    """Write the figure that a script has made in all its forms; return the reST that shows it."""
    script, made = Path(block_vars["src_file"]), block_vars["example_globals"]
    figure, description = made.get("figure"), made.get("description")
    if figure is None or not isinstance(description, str):
        return ""
    name, target = name_of(script), Path(block_vars["target_file"])
    folder = target.with_suffix(".drawn")
    folder.mkdir(exist_ok=True)
    title, caption = _title_and_caption(script.read_text("utf-8"))
    svg = drawing.to_svg(figure, name.replace("/", "-").replace("_", "-"))
    for theme in THEMES:
        (folder / f"{theme}.svg").write_text(drawing.themed_svg(svg, theme), "utf-8")
        (folder / f"{theme}.png").write_bytes(drawing.to_png(svg, theme))
        (folder / f"{theme}.pdf").write_bytes(drawing.to_pdf(svg, theme))
    shutil.copy(folder / "light.png", next(block_vars["image_path_iterator"]))
    plt.close("all")
    words = {"title": title, "caption": caption, "description": " ".join(description.split())}
    record = {**words, "svg": drawing.css_svg(svg)}
    (folder / "record.json").write_text(json.dumps(record, indent=1, ensure_ascii=False), "utf-8")
    return f".. exhibit:: {name}\n   :bare:\n\n"


def _title_and_caption(text: str) -> tuple[str, str]:
    """Take a script's docstring apart: the title over its line, then the caption."""
    docstring = ast.get_docstring(ast.parse(text)) or ""
    parts = re.split(r"\n[=~-]{3,}\n", docstring.strip(), maxsplit=1)
    caption = parts[1] if len(parts) > 1 else ""
    return " ".join(parts[0].strip("=~- \n").split()), " ".join(caption.split())


def _made_from(library: Library, script: Path) -> str:
    text = script.read_text("utf-8")
    press = "from explainer import drawing\ndrawing"
    return digest(text, library.made_from(text), library.made_from(press))


def _mark_stale(app: Sphinx) -> None:
    """Before sphinx-gallery looks: forget what is stale, and what no script makes any more."""
    library, known = Library(app.srcdir.parent), set()
    for script in scripts(app):
        folder = drawn(app, name_of(script))
        known.add(folder.with_suffix(".py"))
        origin = folder / "made_from"
        if not origin.exists() or origin.read_text() != _made_from(library, script):
            shutil.rmtree(folder, ignore_errors=True)
            folder.with_suffix(".py.md5").unlink(missing_ok=True)
    for copy in Path(app.srcdir, "gallery").glob("*/plot_*.py"):
        if copy not in known:
            _forget(copy)


def _forget(copy: Path) -> None:
    for left in copy.parent.glob(f"{copy.stem}.*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def _check_drawn(app: Sphinx) -> None:
    """After sphinx-gallery ran: each script drew and described its figure, or there is a fault."""
    library = Library(app.srcdir.parent)
    failed = app.config.sphinx_gallery_conf.get("failing_examples", {})
    for script in scripts(app):
        folder = drawn(app, name_of(script))
        trace = failed.get(str(script))
        if trace:
            line, error = _last_frame(script, str(trace))
            logger.warning("the script stopped: %s", error, location=f"{script}:{line}")
        elif not (folder / "record.json").exists():
            logger.warning(
                "the script must define a `figure` and a `description`, a text",
                location=f"{script}:1",
            )
        else:
            (folder / "made_from").write_text(_made_from(library, script))


def _last_frame(script: Path, trace: str) -> tuple[int, str]:
    lines = [int(n) for n in re.findall(rf'"{re.escape(str(script))}", line (\d+)', trace)]
    return (lines or [1])[-1], trace.strip().splitlines()[-1]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand on both sides of sphinx-gallery, which runs at priority 500."""
    app.connect("builder-inited", _mark_stale, priority=400)
    app.connect("builder-inited", _check_drawn, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
