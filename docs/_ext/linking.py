"""All that makes pages good to link to; each part says for itself what it does."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

PARTS = ("anchors", "moved", "permalinks", "share", "meta", "lists", "notfound", "targets")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the parts."""
    for part in PARTS:
        app.setup_extension(f"docs._ext.{part}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
