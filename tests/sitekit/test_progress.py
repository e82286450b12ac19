"""Test that progress is one temporary line on a terminal, and nothing elsewhere."""

import io

import pytest

from sitekit.build.progress import Progress

STATUS = "reading sources... [ 50%] explain/a\rreading sources... [100%] explain/b\r\ndone\n"


class Terminal(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, tty):
        super().__init__()
        self.isatty = lambda: tty


@pytest.mark.parametrize("tty", [True, False])
def test_what_is_shown(tty):
    log, terminal = io.StringIO(), Terminal(tty=tty)
    progress = Progress(log, terminal)
    progress.write(STATUS)
    progress.clear()
    assert log.getvalue() == STATUS
    shown = "\r\x1b[Kreading sources: 50%\r\x1b[Kreading sources: 100%\r\x1b[K"
    assert terminal.getvalue() == (shown if tty else "")


def test_colours_of_sphinx_are_left_out():
    terminal = Terminal(tty=True)
    Progress(io.StringIO(), terminal).write("\x1b[01mwriting output... \x1b[39;49;00m[ 17%] a\n")
    assert terminal.getvalue() == "\r\x1b[Kwriting output: 17%"
