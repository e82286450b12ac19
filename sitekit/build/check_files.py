"""Lint all source files before Sphinx reads them, since it would stop at the first bad one.

Each error has its file and line. Nothing else can be checked until they are fixed.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import yaml
from pybtex.database.input.bibtex import LowLevelParser
from pybtex.exceptions import PybtexError
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.digests import files
from sitekit.linking import citation

logger = logging.getLogger(__name__)

KINDS = (".md", ".bib", ".txt", ".py", ".css", ".js", ".html")
NEEDED = {
    "CITATION.cff": "pages are cited by what it says",
    "CHANGELOG.md": "the feed tells what it says",
}
Problem = tuple[Path, int, str]


def find_problems(root: Path, sitekit: Path) -> Iterator[Problem]:
    """Yield the problems of each file, with line and message."""
    below = [*files(root / "docs"), *files(root / "gallery"), *files(sitekit / "theme")]
    made = root / "docs/gallery"
    written = [path for path in below if path.suffix in KINDS and made not in path.parents]
    for name, use in NEEDED.items():
        if (root / name).is_file():
            written.append(root / name)
        else:
            yield root / name, 1, f"is missing; {use}"
    for path in written:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            yield path, line, f"not UTF-8: byte 0x{error.object[error.start]:02x}"
        else:
            for line, wrong in CHECKS[path.suffix](text) if path.suffix in CHECKS else ():
                yield path, line, wrong


def _check_bibliography(text: str) -> Iterator[tuple[int, str]]:
    """Yield each syntax error and each duplicate key."""
    errors: list[PybtexError] = []
    seen: dict[str, int] = {}
    entries = LowLevelParser(text, handle_error=errors.append)
    for kind, said in entries:
        line = text.count("\n", 0, entries.command_start) + 1
        if kind.lower() not in ("string", "preamble"):
            key = said[0].lower()
            if key in seen:
                yield line, f"the key {said[0]!r} is that of line {seen[key]} already"
            seen.setdefault(key, line)
    for error in errors:
        yield getattr(error, "lineno", 1), f"not BibTeX: {error}"


def _check_citation(text: str) -> Iterator[tuple[int, str]]:
    try:
        if not isinstance(citation.parse_work(text, "").date, dt.date):
            yield 1, "date-released is no date like 2026-01-31"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield mark.line + 1 if mark else 1, "not YAML"
    except (KeyError, IndexError, TypeError):
        yield 1, "needs an author with a name, a version and date-released"


CHECKS = {".bib": _check_bibliography, ".cff": _check_citation}


def _config_inited(app: Sphinx, _config: Config) -> None:
    problems = list(find_problems(Path(app.srcdir).parent, Path(__file__).parents[1]))
    for path, line, wrong in problems:
        logger.warning("%s", wrong, location=f"{path}:{line}")
    if problems:
        raise ConfigError(f"{len(problems)} file(s) cannot be read")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check before the bibliography is read, when Sphinx creates its environment."""
    app.connect("config-inited", _config_inited)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
