"""Directives for the blocks of pages: the answer in one breath, and the folding blocks.

Folding blocks are native ``<details>`` and work without a script; ``reader.js`` adds the switch in
the sidebar and the parameter ``?level=``, which open or close all deeper blocks of a page.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.theme.folding import fold

LEVELS = ("algebra", "calculus")
LONGEST_BREATH = 40


class InOneBreath(SphinxDirective):
    """Show the page's answer in at most forty everyday words."""

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


class Folded(SphinxDirective):
    """Base of directives that fold their content under a title line."""

    has_content = True

    def fold(self, words: str, *classes: str, **attributes: object) -> list[nodes.Node]:
        """Return the folded block."""
        self.assert_has_content()
        line, _ = self.parse_inline(words)
        block = fold(line, *self.parse_content_to_nodes(), classes=list(classes), **attributes)
        self.set_source_info(block)
        return [block]


class Deeper(Folded):
    """Fold a part that needs algebra or calculus; ``:title:`` describes its content."""

    required_arguments = 1
    option_spec = {"title": directives.unchanged_required}  # noqa: RUF012 # docutils wants a dict

    def run(self) -> list[nodes.Node]:
        """Return the block, marked with its level for the sidebar switch."""
        try:
            level = directives.choice(self.arguments[0], LEVELS)
        except ValueError as error:
            raise self.error(f"deeper: {error}") from error
        title = self.options.get("title", "the steps")
        return self.fold(f"Deeper, with {level}: {title}", "deeper", data={"level": level})


class Reveal(Folded):
    """Ask the question in the argument, and fold its answer."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the answer, folded under its question."""
        return self.fold(self.arguments[0], "check")


class Notes(Folded):
    """Fold the speaker notes of a slide."""

    def run(self) -> list[nodes.Node]:
        """Return the notes, readable without a script."""
        return self.fold("Notes", "notes")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives, and the script behind the switch."""
    app.add_directive("in-one-breath", InOneBreath)
    app.add_directive("deeper", Deeper)
    app.add_directive("reveal", Reveal)
    app.add_directive("notes", Notes)
    app.add_js_file("reader.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
