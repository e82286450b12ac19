"""Collect Sphinx's warnings as build errors, each with its file and line."""

import inspect
import logging as std_logging
import pydoc
import re
from copy import copy
from pathlib import Path
from typing import Any, cast

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.errors import BuildError
from sitekit.core.source_locations import find, narrowed, origin
from sitekit.writing import cells

#: Parts of warnings that repeat errors reported by `cells` and `draw`.
TOLD_ELSEWHERE = ("traceback saved in", "that doesn't have a title: no link")
CELL_STOPPED = "Executing notebook failed"

_PLACE = re.compile(r"(?P<file>.*?)(:docstring of (?P<name>[\w.]+))?(:(?P<line>\d*))?")


class WarningCollector(std_logging.Handler):
    """Convert each warning to a build error."""

    def __init__(self, app: Sphinx, errors: list[BuildError]) -> None:
        super().__init__(std_logging.WARNING)
        self.app, self.errors = app, errors
        self.suppressor = logging.WarningSuppressor(app)
        self.translator = logging.WarningLogRecordTranslator(app)

    def emit(self, record: std_logging.LogRecord) -> None:
        """Store the warning as an error, unless another one reports the same problem.

        Workers pass their records on to be emitted again, so work on a copy.
        """
        record = copy(record)
        message = record.getMessage()
        if self.suppressor.filter(record) and not any(map(message.__contains__, TOLD_ELSEWHERE)):
            self.translator.filter(cast("logging.SphinxWarningLogRecord", record))
            location = str(getattr(record, "location", None) or Path(self.app.confdir, "conf.py"))
            file, line, message = self._place(location, message)
            self.errors.append(BuildError.at(self.app.srcdir.parent, file, line, message))

    def _place(self, location: str, message: str) -> tuple[Path, int, str]:
        """Parse ``path:line``, ``path`` or ``path:docstring of name:line``."""
        found = cast("re.Match[str]", _PLACE.fullmatch(location))  # it matches anything
        file, line = Path(found["file"]), int(found["line"] or 1)
        if not file.is_file():
            return file, line, message
        if found["name"]:
            return file, _line_of(file, found["name"]), message
        if CELL_STOPPED in message:
            line, error = cells.stopped(file, message)
            return file, line, f"the cell stopped: {error}"
        file, line = origin(self.app.srcdir.parent, file, line)
        return file, narrowed(file, line, message), message


def _line_of(file: Path, name: str) -> int:
    """Return the line of a documented object; for a value, search for its assignment."""
    try:
        return inspect.getsourcelines(cast("Any", pydoc.locate(name)))[1] or 1
    except TypeError:
        return find(file, f"{name.rpartition('.')[2]} = ")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Collect warnings if the build has passed a list for them; else Sphinx prints them."""
    app.add_config_value("build_errors", None, "", (list,))
    errors = app.config.overrides.get("build_errors")
    if errors is not None:
        handlers = std_logging.getLogger(logging.NAMESPACE).handlers
        handlers.insert(0, WarningCollector(app, errors))  # before any prefix is added
    return {"parallel_read_safe": True, "parallel_write_safe": True}
