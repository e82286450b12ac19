"""Add a permalink to each claim; the translator adds those of headings."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

from sitekit.theme.folding import details
from sitekit.theme.translator import Translator, permalink


class claim_link(nodes.Inline, nodes.TextElement):  # noqa: N801 # docutils node
    """A permalink; its children are the claim's sentence, used as its accessible name."""


class LinkClaims(SphinxPostTransform):
    """Put a permalink before each claim; inside, a click would unfold the claim."""

    default_priority = 900  # claims are in their places
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Insert the permalinks."""
        for claim in list(self.document.findall(details)):
            if claim["ids"] and claim["classes"] == ["claim"]:
                _tick, *sentence = claim[0].deepcopy().children
                sign = claim_link("", "", *sentence, to=claim["ids"][0], classes=["no-search"])
                claim.parent.insert(claim.parent.index(claim), sign)


def visit_claim_link(self: Translator, node: claim_link) -> None:
    """Write the permalink."""
    self.body.append(permalink(node["to"], f"the claim “{self.text_of(node)}”", "claim-link"))
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add permalinks as each page is written."""
    app.add_node(claim_link, html=(visit_claim_link, None))
    app.add_post_transform(LinkClaims)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
