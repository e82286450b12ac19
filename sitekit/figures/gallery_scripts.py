"""The gallery's scripts: where they are, what they are called, and what their docstrings say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx


def scripts(app: Sphinx) -> Iterator[Path]:
    """Yield every gallery script."""
    yield from sorted((app.srcdir.parent / "gallery").glob("*/plot_*.py"))


def name_of(script: Path) -> str:
    """Return an exhibit's name: ``page/what_it_shows``."""
    return f"{script.parent.name}/{script.stem.removeprefix('plot_')}"


def drawn(app: Sphinx, name: str) -> Path:
    """Return the folder that holds what was drawn for an exhibit."""
    page, _, stem = name.partition("/")
    return Path(app.srcdir, "gallery", page, f"plot_{stem}.drawn")


def authorship(app: Sphinx, name: str) -> dict[str, str]:
    """Return the facts of an exhibit that are not in its script."""
    page, _, stem = name.partition("/")
    target = app.builder.get_target_uri(f"gallery/{page}/plot_{stem}")
    return {"author": app.config.author, "address": f"{app.config.html_baseurl}{target}"}


def title_and_caption(text: str) -> tuple[str, str]:
    """Take a script's docstring apart: the title over its line, then the caption."""
    docstring = ast.get_docstring(ast.parse(text)) or ""
    title, _, caption = re.sub(r"\A[=~-]{3,}\n", "", docstring).partition("\n")
    line, _, caption = caption.partition("\n")
    underlined = re.fullmatch(r"([=~-])\1{2,}", line)
    return (title.strip(), " ".join(caption.split())) if underlined else ("", "")


def end_sentence(title: str) -> str:
    """Give a title a full stop, unless it asks and so has its own."""
    return title if title.endswith("?") else f"{title}."
