"""Gather Sphinx's warnings as faults, each with its file and line, for the build to report."""

import logging as std_logging
import re
from copy import copy
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from docs._ext import docstrings
from docs._press.faults import Fault
from docs._press.places import origin

GATHERED: list[Fault] = []

_PLACE = re.compile(r"(?P<file>.*?)(:docstring of (?P<name>[\w.]+))?(:(?P<line>\d*))?")


class Gatherer(std_logging.Handler):
    """Turn each warning into a fault."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(std_logging.WARNING)
        self.app = app
        self.suppressor = logging.WarningSuppressor(app)
        self.translator = logging.WarningLogRecordTranslator(app)

    def emit(self, record: std_logging.LogRecord) -> None:
        """Keep the warning, unless it is sphinx-gallery's long report of what `redraw` reports.

        Workers hand their records on to be emitted again, so the record itself stays as it is.
        """
        record = copy(record)
        if getattr(record, "subtype", "") != "example_error" and self.suppressor.filter(record):
            self.translator.filter(record)
            file, line = self._place(str(getattr(record, "location", None) or ""))
            message = std_logging.LogRecord.getMessage(record)
            GATHERED.append(Fault.at(self.app.srcdir.parent, file, line, message))

    def _place(self, location: str) -> tuple[Path, int]:
        """Read ``path:line``, ``path`` or ``path:docstring of name:line``."""
        found = _PLACE.fullmatch(location or str(Path(self.app.confdir, "conf.py")))
        file, line = Path(found["file"]), int(found["line"] or 1)
        if found["name"] and file.is_file():
            return file, docstrings.line_of(self.app, file, found["name"], line)
        return origin(self.app.srcdir.parent, file, line)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen to everything Sphinx and its extensions warn of."""
    std_logging.getLogger(logging.NAMESPACE).handlers.insert(0, Gatherer(app))  # before any prefix
    return {"parallel_read_safe": True, "parallel_write_safe": True}
