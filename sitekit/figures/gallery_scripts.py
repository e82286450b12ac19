"""Find gallery scripts, their names, output folders, titles and captions."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.application import Sphinx


def scripts(app: Sphinx) -> Iterator[Path]:
    """Yield every gallery script."""
    yield from sorted((app.srcdir.parent / "gallery").glob("*/plot_*.py"))


def name_of(script: Path) -> str:
    """Return an exhibit's name: ``page/what_it_shows``."""
    return f"{script.parent.name}/{script.stem.removeprefix('plot_')}"


def script_beside(script: Path) -> Path:
    """Return where the browser's part of an interactive figure lies."""
    return script.with_suffix(".js")


def browser_part(script: Path, modules: Sequence[str] = ()) -> str:
    """Return the browser's part of an interactive figure, after the modules that it uses."""
    paths = [*(script.with_name(module) for module in modules), script_beside(script)]
    return "\n".join(path.read_text("utf-8") for path in paths)


def drawn(app: Sphinx, name: str) -> Path:
    """Return the output folder of an exhibit."""
    page, _, stem = name.partition("/")
    return Path(app.srcdir, "gallery", page, f"plot_{stem}.drawn")


def authorship(app: Sphinx, name: str) -> dict[str, str]:
    """Return the author and the address of an exhibit, which are not in its script."""
    page, _, stem = name.partition("/")
    target = app.builder.get_target_uri(f"gallery/{page}/plot_{stem}")
    return {"author": app.config.author, "address": f"{app.config.html_baseurl}{target}"}


def title_and_caption(text: str) -> tuple[str, str]:
    """Return the underlined title and the caption from a script's docstring."""
    docstring = ast.get_docstring(ast.parse(text)) or ""
    title, _, caption = re.sub(r"\A[=~-]{3,}\n", "", docstring).partition("\n")
    line, _, caption = caption.partition("\n")
    underlined = re.fullmatch(r"([=~-])\1{2,}", line)
    return (title.strip(), " ".join(caption.split())) if underlined else ("", "")


def end_sentence(title: str) -> str:
    """Return a title with a full stop, unless it ends with a question mark."""
    return title if title.endswith("?") else f"{title}."
