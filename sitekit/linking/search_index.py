"""Make the search index of an incremental build identical to that of a clean one.

Sphinx keeps the words of deleted pages, and loses the index entries of pages that it does not
rewrite.
"""

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.files import read_json, write_atomically


def _html_collect_pages(app: Sphinx) -> list[Any]:
    """Drop words that no page contains, and restore the entries of pages not rewritten."""
    indexer, pages = getattr(app.builder, "indexer", None), app.env.found_docs
    if indexer is None:
        return []
    memory = Path(app.doctreedir, "search.json")
    entries = read_json(memory) | indexer._index_entries
    indexer._index_entries = {  # in a deterministic order
        name: [tuple(entry) for entry in entries[name]] for name in sorted(pages & entries.keys())
    }
    write_atomically(memory, json.dumps(indexer._index_entries))
    for words in (indexer._mapping, indexer._title_mapping):
        for word in [word for word, users in words.items() if not users & pages]:
            del words[word]
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Run after the last page and before the index is written, when Sphinx collects pages."""
    app.connect("html-collect-pages", _html_collect_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
