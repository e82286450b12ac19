"""``{claim} id`` shows a claim and ``{derivation} id`` a derivation, and lead to their proofs.

The sentence is the docstring of a test in tests/claims, which `sitekit.claims.prove` has run; the
lines of a derivation are those that its test has checked.
"""

import platform
import re
from functools import cache
from importlib.metadata import version

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.claims.prove import Claim, Line
from sitekit.claims.sources import KNOWN, Source
from sitekit.claims.statements import KINDS
from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.core.project import project
from sitekit.core.suggest import unknown
from sitekit.theme.folding import fold

logger = logging.getLogger(__name__)

EVIDENCE = "reference/evidence"  # the page that lists all claims


def current_claims(app: Sphinx, name: str) -> str:
    """Return the digest of a claim as shown on pages; of all claims if the name is empty."""
    shown = [repr(claim) for claim in project(app).claims.values() if name in ("", claim.id)]
    return digest(*shown, versions()) if shown else ""


class ClaimDirective(SphinxDirective):
    """Show a claim's sentence with a tick that unfolds its kind, its result and a link.

    The proof itself stands on the evidence page alone: most readers never open it.
    """

    required_arguments = 1
    derivations = False  # whether it shows derivations

    def run(self) -> list[nodes.Node]:
        """Return the claim, or an error that suggests another name."""
        name, here = self.arguments[0], project(self.env.app)
        noun = "derivation" if self.derivations else "claim"
        known = {
            claim.id: claim
            for claim in here.claims.values()
            if (claim.kind == "derivation") == self.derivations
        }
        if name not in known:
            if not here.proofs.complete:
                return []  # its file could not be read, which is reported there
            raise self.error(unknown(noun, name, known, f"docs/{EVIDENCE}.md"))
        if freshness.note(self.env, "claim", name):
            raise self.error(f"{noun} {name!r} stands on this page already")
        return self.show(known[name])

    def show(self, claim: Claim) -> list[nodes.Node]:
        """Return the folded proof under its sentence."""
        proof = nodes.reference(
            "", "Read the proof", refuri=self._evidence_of(claim), internal=True
        )
        result = describe_result(claim)
        result += [nodes.Text(" "), proof, nodes.Text(".")]
        return [fold_claim(self, claim, result, ids=[f"claim-{claim.id}"])]

    def _evidence_of(self, claim: Claim) -> str:
        page = self.env.app.builder.get_relative_uri(self.env.docname, EVIDENCE)
        return f"{page}#claim-{claim.id}"


class DerivationDirective(ClaimDirective):
    """Show a derivation, each line with its reason, and the test that has checked the lines."""

    derivations = True

    def show(self, claim: Claim) -> list[nodes.Node]:
        """Return the lines as one display, and a quiet line below."""
        formula = typeset_lines(claim.lines)
        display = nodes.math_block(formula, formula, nowrap=False, number=None, label=None)
        said = "✓ each line checked by a test" if claim.proved else "✗ not checked"
        link = nodes.reference("", said, refuri=self._evidence_of(claim), internal=True)
        quiet = nodes.paragraph("", "", link, classes=["derivation"], ids=[f"claim-{claim.id}"])
        self.set_source_info(display)
        return [display, quiet]


def typeset_lines(lines: list[Line]) -> str:
    """Return the lines of a derivation as LaTeX, aligned at their relations."""
    rows = (f"{each['left']} &{each['right']} && {_reason(each['reason'])}" for each in lines)
    return r"\begin{aligned} " + r" \\ ".join(rows) + r" \end{aligned}"


def _reason(text: str) -> str:
    """Return a reason as LaTeX; what stands between dollar signs is a formula.

    A full stop behind a formula would stand alone on a narrow line, so it goes.
    """
    parts = re.split(r"\$([^$]*)\$", re.sub(r"\$\.$", "$", text))
    return "".join(
        part if index % 2 else rf"\text{{{part}}}" for index, part in enumerate(parts) if part
    )


def fold_claim(
    directive: SphinxDirective, claim: Claim, *proof: nodes.Node, **attributes: object
) -> nodes.Element:
    """Return a claim as a folding block: its sentence; its kind, exact statement and proof."""
    tick = nodes.inline("", "✓" if claim.proved else "✗", classes=["tick"])
    sentence, _ = directive.parse_inline(claim.sentence)
    title: list[nodes.Node] = [tick, nodes.inline("", "", *sentence)]
    explained = [nodes.paragraph("", "", *parts) for parts in _explain(directive, claim)]
    data = {"kind": claim.kind}
    block = fold(title, *explained, *proof, classes=["claim"], data=data, **attributes)
    directive.set_source_info(block)
    return block


def _explain(directive: SphinxDirective, claim: Claim) -> list[list[nodes.Node]]:
    """Return paragraphs that say what kind of proof it is, and what exactly is proved."""
    kind = f"{claim.kind.capitalize()}: {KINDS.get(claim.kind, 'each line is checked')}."
    paragraphs: list[list[nodes.Node]] = [[nodes.Text(kind)]]
    if claim.exact:
        paragraphs.append(directive.parse_inline(claim.exact)[0])
    if claim.settings:
        settings = ", ".join(
            f"{name.replace('_', ' ')} {value}" for name, value in claim.settings.items()
        )
        paragraphs.append([nodes.Text(f"Settings: {settings}.")])
    if claim.reason:
        paragraphs.append([nodes.Text(f"Why its examples are enough: {claim.reason}.")])
    paragraphs += [_describe_source(directive, source) for source in claim.sources]
    return paragraphs


def _describe_source(directive: SphinxDirective, source: Source) -> list[nodes.Node]:
    page = f"page {source['page']}" if source["page"][:1].isdecimal() else source["page"]
    by = f", {{cite:t}}`{source['by']}`" if source["by"] else ""
    text = f"{{cite:t}}`{source['key']}`, {page}: {KNOWN[source['known']]}{by}."
    return list(directive.parse_inline(text)[0])


def describe_result(claim: Claim) -> nodes.paragraph:
    """Return a line that says where a claim was checked, and whether that passed."""
    outcome = "passed" if claim.proved else "not proved"
    where = f"Checked by {claim.file}, line {claim.line}"
    said = f"{where}: {outcome} when this site was built, with {versions()}."
    return nodes.paragraph("", said, classes=["claim-result"])


@cache
def versions() -> str:
    """Return the versions of Python and NumPy that the proofs ran with."""
    return f"Python {platform.python_version()} and NumPy {version('numpy')}"


def _env_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each claim or derivation that no page cites."""
    cited = freshness.users(env, "claim")
    for name, claim in project(app).claims.items():
        if name not in cited:
            place = f"{app.srcdir.parent / claim.file}:{claim.line}"
            noun = "derivation" if claim.kind == "derivation" else "claim"
            logger.warning("%s %r stands on no page", noun, name, location=place)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add both directives, and the check for claims that no page cites."""
    freshness.register("claim", current_claims)
    app.add_directive("claim", ClaimDirective)
    app.add_directive("derivation", DerivationDirective)
    app.connect("env-check-consistency", _env_check_consistency)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
