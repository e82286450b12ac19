"""Show a build's progress on one line, if the output is a terminal."""

import re
from typing import IO, TextIO

_STEP = re.compile(r"(?P<what>[\w -]+)\.\.\. +\[ *(?P<done>\d+%)\]")
_COLOURS = re.compile(r"\x1b\[[\d;]*m")


class Progress:
    """A stream for Sphinx's status: logged, and shown on one line of a terminal."""

    encoding = "utf-8"

    def __init__(self, log: TextIO, terminal: IO[str]) -> None:
        self.log, self.terminal, self.shown = log, terminal, ""

    def write(self, text: str) -> int:
        """Log the status, and show the current step and its percentage."""
        self.log.write(text)
        for line in re.split(r"[\r\n]+", _COLOURS.sub("", text)):
            if found := _STEP.match(line.strip()):
                self._show(f"{found['what'].strip()}: {found['done']}")
        return len(text)

    def flush(self) -> None:
        """Flush the log."""
        self.log.flush()

    def isatty(self) -> bool:
        """Return False, so that Sphinx writes whole lines."""
        return False

    def clear(self) -> None:
        """Clear the progress line."""
        self._show("")

    def _show(self, text: str) -> None:
        if text != self.shown and self.terminal.isatty():
            self.terminal.write(f"\r\x1b[K{text}")
            self.terminal.flush()
        self.shown = text
