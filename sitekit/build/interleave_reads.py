"""Interleave pages over the read workers, so that notebook pages do not all land in one chunk.

Sphinx splits the sorted list of pages into contiguous chunks. All explainer pages, each of which
starts a kernel, would land in one chunk, and the other workers would wait for it.
"""

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.parallel import make_chunks
from sphinx.util.typing import ExtensionMetadata


def _env_before_read_docs(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    heaps = len(make_chunks(docnames, app.parallel))
    docnames[:] = [name for first in range(heaps) for name in docnames[first::heaps]]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Reorder the pages once Sphinx knows which ones to read."""
    app.connect("env-before-read-docs", _env_before_read_docs, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
