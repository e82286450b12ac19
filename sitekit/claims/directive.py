"""``{claim} id`` shows a claim with its proof folded below; ``{evidence}`` lists all claims.

The sentence is the docstring of a test in tests/claims, which `sitekit.claims.prove` has run.
"""

import platform
from functools import cache
from importlib.metadata import version

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from sphinx.util.typing import ExtensionMetadata

from sitekit.claims.prove import Claim
from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.core.project import project
from sitekit.core.suggest import unknown
from sitekit.theme.folding import fold

logger = logging.getLogger(__name__)


class evidence(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """Placeholder for the list of pages that cite a claim, filled once all pages are read."""


def _current(app: Sphinx, name: str) -> str:
    """Return the digest of a claim as shown on pages; of all claims if the name is empty."""
    shown = [repr(claim) for claim in project(app).claims.values() if name in ("", claim.id)]
    return digest(*shown, versions()) if shown else ""


class ClaimDirective(SphinxDirective):
    """Show a claim's sentence with a tick that unfolds its proof."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the folded proof under its sentence."""
        name = self.arguments[0]
        here = project(self.env.app)
        if name not in here.claims:
            if not here.proofs.complete:
                return []  # its file could not be read, which is reported there
            raise self.error(unknown("claim", name, here.claims, "docs/reference/evidence.md"))
        if freshness.note(self.env, "claim", name):
            raise self.error(f"claim {name!r} stands on this page already")
        return [_fold_claim(self, here.claims[name], ids=[f"claim-{name}"])]


def _fold_claim(directive: SphinxDirective, claim: Claim, **attributes: object) -> nodes.Node:
    tick = nodes.inline("", "✓" if claim.proved else "✗", classes=["tick"])
    sentence, _ = directive.parse_inline(claim.sentence)
    source = nodes.literal_block(claim.source, claim.source, language="python")
    result = nodes.paragraph("", _describe_result(claim), classes=["claim-result"])
    block = fold(
        [tick, nodes.inline("", "", *sentence)], source, result, classes=["claim"], **attributes
    )
    directive.set_source_info(block)
    return block


def _describe_result(claim: Claim) -> str:
    outcome = "passed" if claim.proved else "not proved"
    return (
        f"Checked by {claim.file}, line {claim.line}: {outcome} when this site was built, "
        f"with {versions()}."
    )


@cache
def versions() -> str:
    """Return the versions of Python and NumPy that the proofs ran with."""
    return f"Python {platform.python_version()} and NumPy {version('numpy')}"


class Evidence(SphinxDirective):
    """List every claim with its proof, its result and the pages that cite it."""

    def run(self) -> list[nodes.Node]:
        """Return one entry per claim, sorted by id."""
        claims = project(self.env.app).claims
        freshness.note(self.env, "evidence", "")
        entries: list[nodes.Node] = []
        for name in sorted(claims):
            proof = _fold_claim(self, claims[name], ids=[f"claim-{name}"])
            entries += [proof, evidence(claim=name)]
        return entries


def _doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    cited = freshness.users(app.env, "claim")
    for place in list(doctree.findall(evidence)):
        name = place["claim"]
        line = nodes.paragraph("", "On: ", classes=["claim-pages"])
        for index, page in enumerate(cited.get(name, [])):
            title = nodes.Text(app.env.titles[page].astext())
            line += [nodes.Text("; ")] if index else []
            line += make_refnode(app.builder, docname, page, f"claim-{name}", title)
        place.replace_self(line)


def _env_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each claim that no page cites."""
    cited = freshness.users(env, "claim")
    for name, claim in project(app).claims.items():
        if name not in cited:
            place = f"{app.srcdir.parent / claim.file}:{claim.line}"
            logger.warning("claim %r stands on no page", name, location=place)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add both directives, and the check for claims that no page cites."""
    app.add_node(evidence)
    freshness.register("claim", _current)
    freshness.register("evidence", _current)
    app.add_directive("claim", ClaimDirective)
    app.add_directive("evidence", Evidence)
    app.connect("doctree-resolved", _doctree_resolved)
    app.connect("env-check-consistency", _env_check_consistency)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
