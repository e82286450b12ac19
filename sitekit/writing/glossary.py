"""Link the first use of each glossary term on explainer and question pages.

Authors need not write these links: the first plain use is found as the page is written. Headings,
code, figures, claims, folding blocks and existing links are skipped.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

from sitekit.figures.exhibit import exhibit
from sitekit.theme.folding import details

EXPLAIN = ("explain/", "questions/")
LEFT_OUT = "questions/asked"  # a list of links, whose other lines must not look like links
_LEFT_ALONE = (
    nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.math, nodes.math_block,
    nodes.block_quote, nodes.raw, nodes.comment, addnodes.pending_xref, exhibit, details,
)  # fmt: skip


def terms(env: BuildEnvironment) -> list[str]:
    """Return the terms of the glossary."""
    objects = env.domains.standard_domain.objects
    return [word for kind, word in objects if kind == "term"]


class LinkFirstUses(SphinxPostTransform):
    """Link the first use of each term, before links are resolved."""

    default_priority = 5

    def run(self, **_: object) -> None:
        """Link the terms in the prose of an explainer or question page."""
        if not self.env.docname.startswith(EXPLAIN) or self.env.docname == LEFT_OUT:
            return
        unused = {word.lower(): word for word in terms(self.env)}
        for node in list(_prose(self.document)):
            if isinstance(node, addnodes.pending_xref):
                unused.pop(node["reftarget"].lower(), None)
            else:
                node.parent.replace(node, list(_linked(node.astext(), unused, self.env.docname)))


def _prose(node: nodes.Node) -> Iterator[nodes.Text | addnodes.pending_xref]:
    """Yield, in reading order, plain text and existing links to terms."""
    for child in node.children:
        if isinstance(child, addnodes.pending_xref) and child["reftype"] == "term":
            yield child
        elif not isinstance(child, _LEFT_ALONE):
            yield from [child] if isinstance(child, nodes.Text) else _prose(child)


def _linked(text: str, unused: dict[str, str], docname: str) -> Iterator[nodes.Node]:
    """Yield a text with the first use of each unused term linked; mark the term as used."""
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
    """Link each page as it is written."""
    app.add_post_transform(LinkFirstUses)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
