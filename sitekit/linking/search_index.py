"""Make the search index of an incremental build the same as that of a clean one.

Sphinx keeps the words of pages that have gone, and forgets the index entries of pages that it does
not write again.
"""

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def _mend(app: Sphinx) -> list:
    """Once all pages are written, drop words that no page has, and recall the entries of each."""
    indexer, pages = getattr(app.builder, "indexer", None), app.env.found_docs
    if indexer is None:
        return []
    memory = Path(app.doctreedir, "search.json")
    known = json.loads(memory.read_text("utf-8")) if memory.exists() else {}
    entries = {name: known[name] for name in pages & known.keys()} | indexer._index_entries
    indexer._index_entries = {name: [tuple(entry) for entry in entries[name]] for name in entries}
    memory.write_text(json.dumps(indexer._index_entries), "utf-8")
    for words in (indexer._mapping, indexer._title_mapping):
        for word in [word for word, users in words.items() if not users & pages]:
            del words[word]
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act between the last page and the index, when Sphinx asks for more pages."""
    app.connect("html-collect-pages", _mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
