"""Each word of the glossary is a link where a page that explains first uses it.

Nobody has to remember: the first plain use is found as the page is read. Headings, code, figures,
claims, blocks that fold and what is a link already are left as they are.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.figures.exhibit import exhibit
from sitekit.theme.folding import details
from sitekit.writing.myst_source import read_page

EXPLAIN = ("explain/", "questions/")
GLOSSARY = "reference/glossary.md"
_LEFT_ALONE = (
    nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.math, nodes.math_block,
    nodes.block_quote, nodes.raw, nodes.comment, addnodes.pending_xref, exhibit, details,
)  # fmt: skip


def terms(app: Sphinx) -> list[str]:
    """Return the glossary's words."""
    path = app.srcdir / GLOSSARY
    lists = read_page(path.read_text("utf-8")).named("glossary") if path.exists() else []
    return [line for each in lists for line in each.body.splitlines() if line[:1].strip()]


def _link_first_uses(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    if not docname.startswith(EXPLAIN):
        return
    freshness.note(app.env, "terms", "")
    unused = {word.lower(): word for word in terms(app)}
    for node in list(_prose(doctree)):
        if isinstance(node, addnodes.pending_xref):
            unused.pop(node["reftarget"].lower(), None)
        else:
            node.parent.replace(node, list(_linked(node.astext(), unused, docname)))


def _prose(node: nodes.Node) -> Iterator[nodes.Text | addnodes.pending_xref]:
    """Yield, in reading order, the plain text and the links to terms that are there already."""
    for child in node.children:
        if isinstance(child, addnodes.pending_xref) and child["reftype"] == "term":
            yield child
        elif not isinstance(child, _LEFT_ALONE):
            yield from [child] if isinstance(child, nodes.Text) else _prose(child)


def _linked(text: str, unused: dict[str, str], docname: str) -> Iterator[nodes.Node]:
    """Yield a text with a link at the first use of each word; take the word off the list."""
    while unused:
        longest_first = sorted(unused, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        found = re.search(rf"(?<![\w-])({words})(?:s|es)?(?![\w-])", text, re.IGNORECASE)
        if found is None:
            break
        yield nodes.Text(text[: found.start()])
        yield _link(found.group(), unused.pop(found.group(1).lower()), docname)
        text = text[found.end() :]
    yield nodes.Text(text)


def _link(text: str, word: str, docname: str) -> addnodes.pending_xref:
    to = {"refdomain": "std", "reftype": "term", "reftarget": word, "refdoc": docname}
    shown = nodes.inline("", text, classes=["xref", "std", "std-term"])
    return addnodes.pending_xref("", shown, refexplicit=True, refwarn=True, **to)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Link each page as it is read; read it again when the list of words changes."""
    freshness.register("terms", lambda app, _: digest(*terms(app)))
    app.connect("doctree-read", _link_first_uses)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
