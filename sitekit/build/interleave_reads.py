"""Deal the pages to be read out to the cores like cards, so that none gets all that run code.

Sphinx cuts the sorted list of pages into heaps. Pages of one folder stand together there, and those
that explain, each with a kernel to start, would all be in one heap that the others wait for.
"""

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.parallel import make_chunks
from sphinx.util.typing import ExtensionMetadata


def _env_before_read_docs(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    heaps = len(make_chunks(docnames, app.parallel))
    docnames[:] = [name for first in range(heaps) for name in docnames[first::heaps]]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act once it is known which pages are to be read."""
    app.connect("env-before-read-docs", _env_before_read_docs, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
