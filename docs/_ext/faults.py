"""Gather Sphinx's warnings as faults, each with its file and line, for the build to report."""

import logging as std_logging
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from docs._press.faults import Fault

GATHERED: list[Fault] = []


class Gatherer(std_logging.Handler):
    """Turn each warning into a fault."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(std_logging.WARNING)
        self.app = app
        self.addFilter(logging.WarningSuppressor(app))
        self.addFilter(logging.WarningLogRecordTranslator(app))

    def emit(self, record: std_logging.LogRecord) -> None:
        """Keep the warning; sphinx-gallery's long reports are told by the scraper in a line."""
        if record.name.startswith("sphinx.sphinx_gallery") and self._script_failed():
            return
        file, line = _place(str(getattr(record, "location", "") or ""), self.app)
        kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
        message = record.getMessage() + (f" [{kind}]" if kind else "")
        GATHERED.append(Fault.at(self.app.srcdir.parent, file, line, message))

    def _script_failed(self) -> bool:
        return bool(self.app.config.sphinx_gallery_conf.get("failing_examples"))


def _place(location: str, app: Sphinx) -> tuple[str, int]:
    """Split ``path:line``, ``path`` or ``path:docstring of name:line``."""
    file, line = location or str(Path(app.confdir, "conf.py")), 1
    head, _, tail = location.rpartition(":")
    if head and (tail.isdigit() or not tail):
        file, line = head, int(tail or 1)
    return file.split(":docstring of")[0].removesuffix(":<autosummary>"), line


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen to everything Sphinx and its extensions warn of."""
    GATHERED.clear()
    handlers = std_logging.getLogger(logging.NAMESPACE).handlers
    handlers.insert(0, Gatherer(app))  # before those that write into the record's message
    return {"parallel_read_safe": True, "parallel_write_safe": True}
