"""``{evidence}`` lists all claims in the order of the pages; evidence.json is the same as data.

Which pages cite a claim is known once all are read, so the list is ordered when it is written.
"""

import json
from collections import Counter
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from sphinx.util.typing import ExtensionMetadata

from sitekit.claims.directive import current_claims, describe_result, fold_claim
from sitekit.claims.prove import Claim
from sitekit.claims.statements import KINDS
from sitekit.core import freshness
from sitekit.core.files import write_atomically
from sitekit.core.project import project
from sitekit.core.templates import fill

PLURALS = {
    "theorem": "theorems",
    "cases": "by cases",
    "experiment": "experiments",
    "source": "sources",
    "derivation": "derivations",
}


class evidence(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """The list of claims; each child is a claim, named by the attribute ``claim``."""


class Evidence(SphinxDirective):
    """List every claim with its kind, its proof, its result and the pages that cite it."""

    def run(self) -> list[nodes.Node]:
        """Return the choice of kinds, and the list."""
        claims = project(self.env.app).claims
        freshness.note(self.env, "evidence", "")
        counts = count_kinds(list(claims.values()))
        choice = fill("claims/templates/kinds.html", counts=counts, plurals=PLURALS)
        listed = evidence()
        for name, claim in claims.items():
            source = nodes.literal_block(claim.source, claim.source, language="python")
            result = describe_result(claim)
            proof = fold_claim(self, claim, source, result, ids=[f"claim-{name}"])
            listed += nodes.container("", proof, claim=name, classes=["evidence", claim.kind])
        return [nodes.raw("", choice, format="html"), listed]


def count_kinds(claims: list[Claim]) -> dict[str, int]:
    """Return how many claims there are of each kind."""
    found = Counter(claim.kind for claim in claims)
    return {kind: found[kind] for kind in [*KINDS, "derivation"]}


def _doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the list in the order of the pages, with a title for each page."""
    for listed in list(doctree.findall(evidence)):
        entries = {entry["claim"]: entry for entry in listed.findall(nodes.container)}
        ordered: list[nodes.Node] = []
        for page, claims in _claims_by_page(app).items():
            title = nodes.Text(app.env.titles[page].astext()) if page else nodes.Text("No page")
            ordered.append(nodes.rubric("", "", title))
            for claim, pages in claims:
                entries[claim.id].append(_name_pages(app, docname, claim, pages))
                ordered.append(entries[claim.id])
        listed.replace_self(ordered)


def _claims_by_page(app: Sphinx) -> dict[str, list[tuple[Claim, list[str]]]]:
    """Return the claims under the first page that cites them, each with all its pages."""
    order = {page: place for place, page in enumerate(app.env.collect_relations())}
    cited = freshness.users(app.env, "claim")
    found: dict[str, list[tuple[Claim, list[str]]]] = {}
    for claim in project(app).claims.values():
        pages = sorted(cited.get(claim.id, []), key=lambda page: order.get(page, len(order)))
        found.setdefault(pages[0] if pages else "", []).append((claim, pages))
    for claims in found.values():
        claims.sort(key=lambda each: (each[0].file, each[0].line))
    return dict(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))


def _name_pages(app: Sphinx, docname: str, claim: Claim, pages: list[str]) -> nodes.paragraph:
    line = nodes.paragraph("", "On: ", classes=["claim-pages"])
    for index, page in enumerate(pages):
        title = nodes.Text(app.env.titles[page].astext())
        line += [nodes.Text("; ")] if index else []
        line += make_refnode(app.builder, docname, page, f"claim-{claim.id}", title)
    return line


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write evidence.json beside the page that lists the claims."""
    if exception is not None or app.builder.format != "html":
        return
    listed = [
        {
            "id": claim.id,
            "kind": claim.kind,
            "sentence": claim.sentence,
            "exact": claim.exact,
            "settings": claim.settings,
            "sources": claim.sources,
            "proved": claim.proved,
            "test": f"{claim.file}::{claim.test}",
            "pages": [app.builder.get_target_uri(page) for page in pages],
        }
        for claims in _claims_by_page(app).values()
        for claim, pages in claims
    ]
    counts = count_kinds(list(project(app).claims.values()))
    text = json.dumps({"counts": counts, "claims": listed}, indent=1, ensure_ascii=False)
    write_atomically(Path(app.outdir, "reference", "evidence.json"), text + "\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, and write evidence.json once all pages are written."""
    app.add_node(evidence)
    freshness.register("evidence", current_claims)
    app.add_directive("evidence", Evidence)
    app.connect("doctree-resolved", _doctree_resolved)
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
