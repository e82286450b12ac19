"""Run Sphinx quietly, and turn each of its warnings into a build error."""

import gc
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from sitekit.build.progress import Progress
from sitekit.build.publish import State
from sitekit.core.errors import BuildError
from sitekit.core.generated_pages import GENERATED_PAGES
from sitekit.linking import redirects

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def run_sphinx(state: State, errors: list[BuildError]) -> "Sphinx | None":
    """Bring the pages in ``state.html`` up to date, and add an error for each warning.

    Return the application, or nothing if Sphinx could not run to its end.
    """
    from sphinx.application import Sphinx  # slow to import, and a build with no work needs none

    gc.disable()  # the build ends before its garbage would matter, and collecting takes a tenth
    source, terminal = state.root / "docs", sys.stdout
    with (state.build / "sphinx.log").open("w", encoding="utf-8") as log, _stderr_to(log):
        progress: Any = Progress(log, terminal)  # as much of a stream as Sphinx needs
        try:
            app = Sphinx(
                source, source, state.html, state.doctrees, "html",
                confoverrides={"build_errors": errors}, status=progress, warning=log,
                parallel=1 + (os.cpu_count() or 1),  # the first one mostly waits for the others
            )  # fmt: skip
            remove = partial(_remove_old_pages, state)
            app.connect("build-finished", remove, priority=100)  # before others list the pages
            app.build()
        except OSError:
            if not errors:
                raise  # a full disk or a missing right: reported in one line by the command
            return None
        except Exception as error:
            log.write(traceback.format_exc())
            if not errors:  # else what has been reported already is why
                errors.append(_describe(state, error))
            return None
        finally:
            progress.clear()
    return app


def _describe(state: State, error: Exception) -> BuildError:
    """Return what stopped Sphinx, at the last line of the project that it passed through."""
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


def _remove_old_pages(state: State, app: "Sphinx", exception: Exception | None) -> None:
    """Remove the pages whose source is gone, and that no redirect leads on from."""
    if exception is not None:
        return
    led = {page.removesuffix(".html") for page in redirects.read(state.root).pages}
    known = led.union(app.env.found_docs, GENERATED_PAGES)
    for page in state.html.rglob("*.html"):
        if page.relative_to(state.html).with_suffix("").as_posix() not in known:
            page.unlink()


@contextmanager
def _stderr_to(log: TextIO) -> Iterator[None]:
    """Send what kernels and other child processes write to stderr into the log."""
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
