"""Run Sphinx quietly, and turn each of its warnings into a build error."""

import gc
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from sitekit.build.progress import Progress
from sitekit.build.publish import State
from sitekit.core.errors import BuildError

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def run_sphinx(state: State, errors: list[BuildError]) -> "Sphinx | None":
    """Update the pages in ``state.html``, and append an error for each warning.

    Return the application, or None if Sphinx stopped early.
    """
    from sphinx.application import Sphinx  # slow to import, and not needed if nothing changed

    gc.disable()  # the process is short, and collecting takes a tenth of its time
    source, terminal = state.root / "docs", sys.stdout
    with (state.build / "sphinx.log").open("w", encoding="utf-8") as log, _stderr_to(log):
        progress: Any = Progress(log, terminal)  # has the methods that Sphinx uses
        try:
            app = Sphinx(
                source, source, state.html, state.doctrees, "html",
                confoverrides={"build_errors": errors}, status=progress, warning=log,
                parallel=1 + (os.cpu_count() or 1),  # one process mostly waits for the others
            )  # fmt: skip
            app.build()
        except OSError:
            if not errors:
                raise  # disk full or permission denied: the command reports it in one line
            return None
        except Exception as error:
            log.write(traceback.format_exc())
            if not errors:  # else an error that is reported already is the cause
                errors.append(_describe(state, error))
            return None
        finally:
            progress.clear()
    return app


def _describe(state: State, error: Exception) -> BuildError:
    """Return the error that stopped Sphinx, at the last project line in its traceback."""
    inner: BaseException = error
    while inner.__cause__ or inner.__context__:
        inner = inner.__cause__ or inner.__context__  # type: ignore[assignment]
    frames = traceback.extract_tb(inner.__traceback__)
    own = [f for f in frames if f.filename.startswith(str(state.root)) and ".nox" not in f.filename]
    file, line = (own[-1].filename, own[-1].lineno) if own else (state.root / "docs/conf.py", 1)
    if isinstance(inner, SyntaxError) and inner.filename:
        return BuildError.at(state.root, inner.filename, inner.lineno, f"not Python: {inner.msg}")
    message = "".join(traceback.format_exception_only(inner)).strip().splitlines()[-1]
    return BuildError.at(state.root, file, line, f"{message} (more in build/sphinx.log)")


@contextmanager
def _stderr_to(log: TextIO) -> Iterator[None]:
    """Redirect stderr, also of kernels and other child processes, to the log."""
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
