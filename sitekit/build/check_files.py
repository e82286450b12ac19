"""Check the files that any page may be made from, before Sphinx reads them and stops at one.

Each error names the file and the line. Nothing else can be checked until they are mended.
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

CHANGES = "CHANGELOG.md"
KINDS = (".md", ".bib", ".txt", ".py", ".css", ".js", ".html")
Problem = tuple[Path, int, str]


def find_problems(root: Path, sitekit: Path, bibliographies: list[Path]) -> Iterator[Problem]:
    """Yield what is wrong with each file: the line, and why."""
    below = [*files(root / "docs"), *files(root / "gallery"), *files(sitekit / "theme")]
    made = root / "docs/gallery"
    written = [path for path in below if path.suffix in KINDS and made not in path.parents]
    about = [path for name in (citation.FILE, CHANGES) if (path := root / name).is_file()]
    bad = list(_not_utf8([*written, *about]))
    yield from bad
    unreadable = {path for path, *_ in bad}
    for path in bibliographies:
        yield from [] if path in unreadable else _bibliography(path)
    yield from [] if root / citation.FILE in unreadable else _citation(root)
    if not (root / CHANGES).is_file():
        yield root / CHANGES, 1, "is missing; the feed tells what it says"


def _not_utf8(paths: list[Path]) -> Iterator[Problem]:
    for path in paths:
        raw = path.read_bytes()
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            yield path, line, f"not UTF-8: byte 0x{raw[error.start]:02x}"


def _bibliography(path: Path) -> Iterator[Problem]:
    """Yield each syntax error and each key that is there twice."""
    errors: list[PybtexError] = []
    text, seen = path.read_text("utf-8"), dict[str, int]()
    entries = LowLevelParser(text, handle_error=errors.append)
    for kind, said in entries:
        line = text.count("\n", 0, entries.command_start) + 1
        if kind.lower() not in ("string", "preamble"):
            key = said[0].lower()
            if key in seen:
                yield path, line, f"the key {said[0]!r} is that of line {seen[key]} already"
            seen.setdefault(key, line)
    for error in errors:
        yield path, getattr(error, "lineno", 1), f"not BibTeX: {error}"


def _citation(root: Path) -> Iterator[Problem]:
    path = root / citation.FILE
    try:
        if not isinstance(citation.load_work(root, "").date, dt.date):
            yield path, 1, "date-released is no date like 2026-01-31"
    except FileNotFoundError:
        yield path, 1, "is missing; pages are cited by what it says"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield path, mark.line + 1 if mark else 1, "not YAML"
    except (KeyError, IndexError, TypeError):
        yield path, 1, "needs an author with a name, a version and date-released"


def _check(app: Sphinx, config: Config) -> None:
    bibliographies = [Path(app.confdir, name) for name in config.bibtex_bibfiles]
    existing = [path for path in bibliographies if path.is_file()]
    root = Path(app.srcdir).parent
    problems = list(find_problems(root, Path(__file__).parents[1], existing))
    for path, line, wrong in problems:
        logger.warning("%s", wrong, location=f"{path}:{line}")
    if problems:
        raise ConfigError(f"{len(problems)} file(s) cannot be read")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act before the bibliography is read, which is when the environment is made."""
    app.connect("config-inited", _check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
