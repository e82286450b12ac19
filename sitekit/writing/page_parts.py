"""The parts every page has: ``{in-one-breath}`` opens it, ``{reveal}`` hides an answer."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.theme.folding import fold

LONGEST_BREATH = 40


class InOneBreath(SphinxDirective):
    """The page's answer in at most forty everyday words."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the answer in its box."""
        self.assert_has_content()
        words = len(" ".join(self.content).split())
        if words > LONGEST_BREATH:
            raise self.error(f"in-one-breath: {words} words; at most {LONGEST_BREATH}")
        label = nodes.paragraph("", "", nodes.strong("", "In one breath"), classes=["breath-label"])
        box = nodes.container("", label, *self.parse_content_to_nodes(), classes=["in-one-breath"])
        return [box]


class Reveal(SphinxDirective):
    """A question whose answer is hidden until asked for; the argument is the question."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the folded answer."""
        self.assert_has_content()
        question, _ = self.parse_inline(self.arguments[0])
        block = fold(question, *self.parse_content_to_nodes(), classes=["check"])
        self.set_source_info(block)
        return [block]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives."""
    app.add_directive("in-one-breath", InOneBreath)
    app.add_directive("reveal", Reveal)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
