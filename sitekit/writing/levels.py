"""``{deeper} algebra`` and ``{deeper} calculus``: what a page adds for those who know more.

The blocks are native ``<details>``, so they work without a script; ``reader.js`` adds the switch
in the sidebar and the link parameter ``?level=``, which open or close all of a page's blocks.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.theme.folding import fold

LEVELS = ("algebra", "calculus")


def _level(argument: str) -> str:
    return directives.choice(argument, LEVELS)


class Deeper(SphinxDirective):
    """A block for readers who know some algebra, or calculus; ``:title:`` says what it shows."""

    has_content = True
    required_arguments = 1
    option_spec = {"title": directives.unchanged_required}  # noqa: RUF012 # docutils wants a dict

    def run(self) -> list[nodes.Node]:
        """Return the folded block."""
        try:
            level = _level(self.arguments[0])
        except ValueError as error:
            raise self.error(f"deeper: {error}") from error
        self.assert_has_content()
        title = self.options.get("title", "the steps")
        heading, _ = self.parse_inline(f"Deeper, with {level}: {title}")
        block = fold(
            heading, *self.parse_content_to_nodes(), classes=["deeper"], data={"level": level}
        )
        self.set_source_info(block)
        return [block]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive and the script behind the switch."""
    app.add_directive("deeper", Deeper)
    app.add_js_file("reader.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
