"""Set the pages: run Sphinx quietly, and make an error of each of its warnings."""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sitekit.build.publish import State
from sitekit.core.errors import BuildError, BuildFailed

MADE_OUTSIDE = ("404", "genindex", "py-modindex", "search")  # pages that come from no source


def set_pages(root: Path, state: State, proved: Callable[[], None]) -> str:
    """Bring the pages in ``state.html`` up to date; return the site's address.

    Raise an error for each warning.

    Figures are drawn first, while the claims are being proved; ``proved`` waits for their end.
    """
    from sphinx.application import Sphinx  # slow to import, and a build with no work needs none

    from sitekit.build.warnings import COLLECTED

    COLLECTED.clear()
    gc.disable()  # the build ends before its garbage would matter, and collecting takes a tenth
    log = state.build / "sphinx.log"
    with log.open("w", encoding="utf-8") as quiet, _stderr_to(quiet):
        try:
            app = Sphinx(
                root / "docs", root / "docs", state.html, state.doctrees, "html",
                confoverrides={"claims_record": str(state.claims)}, status=quiet, warning=quiet,
                parallel=1 + (os.cpu_count() or 1),  # the first one mostly waits for the others
            )  # fmt: skip
            proved()
            app.build()
        except BuildFailed as stop:
            COLLECTED.extend(stop.errors)
        except Exception as error:
            quiet.write(traceback.format_exc())
            message = f"Sphinx stopped: {error} (more in build/sphinx.log)"
            if not COLLECTED:  # else what has been said already is why
                COLLECTED.append(BuildError.at(root, root / "docs/conf.py", 1, message))
    if COLLECTED:
        raise BuildFailed(COLLECTED)
    _forget_old_pages(state.html, app.env.found_docs)
    return str(app.config.html_baseurl)


def _forget_old_pages(html: Path, known: set[str]) -> None:
    for page in html.rglob("*.html"):
        if page.relative_to(html).with_suffix("").as_posix() not in known.union(MADE_OUTSIDE):
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
