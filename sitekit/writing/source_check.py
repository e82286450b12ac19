"""Check what a page's source holds: no script, and no file that includes itself."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.writing.myst_source import Directive, blank_lines, is_page, read_page

logger = logging.getLogger(__name__)


def _check_scripts(app: Sphinx, docname: str, content: list[str]) -> None:
    if not is_page(app, docname):
        return
    for span in read_page(content[0]).spans:
        before, found, _ = span.text.lower().partition("<script")
        if found and span.kind in ("html_block", "html_inline"):
            place = (docname, span.line + before.count("\n"))
            logger.warning("a page may hold no script: its policy lets none run", location=place)


def _check_includes(app: Sphinx, docname: str, content: list[str]) -> None:
    """Report an include that would never end, and leave it out."""
    if not is_page(app, docname):
        return
    page = Path(app.env.doc2path(docname))
    for include in read_page(content[0]).named("include"):
        if _returns(_target(include, page), (page,)):
            wrong = "%s includes itself, or a file that does"
            logger.warning(wrong, include.argument, location=(docname, include.lines[0]))
            content[0] = blank_lines(content[0], include.lines)


def _returns(file: Path, trail: tuple[Path, ...]) -> bool:
    """Tell whether a file, by what it includes, comes back to one on the trail."""
    if file in trail:
        return True
    included = read_page(file.read_text("utf-8")).named("include") if file.is_file() else []
    return any(_returns(_target(each, file), (*trail, file)) for each in included)


def _target(include: Directive, file: Path) -> Path:
    """Return the file that a page includes; a file shown as it stands ends there."""
    shown = include.header.text.startswith(("literal", "code"))
    return Path() if shown else (file.parent / include.argument).resolve()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check each page as it is read."""
    app.connect("source-read", _check_scripts)
    app.connect("source-read", _check_includes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
