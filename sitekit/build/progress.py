"""What a build is doing, on one line of a terminal; nowhere else."""

import re
from typing import IO, TextIO

_STEP = re.compile(r"(?P<what>[\w -]+)\.\.\. +\[ *(?P<done>\d+%)\]")
_COLOURS = re.compile(r"\x1b\[[\d;]*m")


class Progress:
    """A stream for Sphinx's status: kept in a log, and shown while it lasts on a terminal."""

    encoding = "utf-8"

    def __init__(self, log: TextIO, terminal: IO[str]) -> None:
        self.log, self.terminal, self.shown = log, terminal, ""

    def write(self, text: str) -> int:
        """Log the status, and show what is being done and how far it is."""
        self.log.write(text)
        for line in re.split(r"[\r\n]+", _COLOURS.sub("", text)):
            if found := _STEP.match(line.strip()):
                self._show(f"{found['what'].strip()}: {found['done']}")
        return len(text)

    def flush(self) -> None:
        """Flush the log."""
        self.log.flush()

    def isatty(self) -> bool:
        """Tell Sphinx to write whole lines."""
        return False

    def clear(self) -> None:
        """Leave the terminal as it was."""
        self._show("")

    def _show(self, text: str) -> None:
        if text != self.shown and self.terminal.isatty():
            self.terminal.write(f"\r\x1b[K{text}")
            self.terminal.flush()
        self.shown = text
