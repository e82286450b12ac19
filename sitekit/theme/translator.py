"""Override Sphinx's HTML where it is not accessible: permalinks and ARIA roles."""

import html

import lxml.html
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

SIGN = "#"
#: Replacements for roles that ARIA 1.2 deprecates, and levels that it requires.
ROLES = {"doc-biblioentry": {"role": "listitem"}, "heading": {"aria-level": "2"}}


def permalink(anchor: str, words: str, css: str = "") -> str:
    """Return a permalink to an anchor; `words` name its target for screen readers."""
    said = html.escape(words.strip())
    classes = f"headerlink {css}".strip()
    return f'<a class="{classes}" href="#{anchor}" aria-label="Link to {said}">{SIGN}</a>'


class Translator(HTML5Translator):
    """Sphinx's translator, with accessible names and roles."""

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Write a permalink labelled with its heading."""
        if not isinstance(node, nodes.section):
            super().add_permalink_ref(node, title)
        elif node["ids"] and (heading := node.next_node(nodes.title)):
            self.body.append(permalink(node["ids"][0], f"“{self.text_of(heading)}”"))

    def text_of(self, node: nodes.Element) -> str:
        """Return the text inside a node, with formulas as rendered."""
        start = len(self.body)
        for child in node.children:
            child.walkabout(self)
        written, self.body[start:] = "".join(self.body[start:]), []
        return str(lxml.html.fromstring(f"<p>{written}</p>").text_content())

    def starttag(
        self,
        node: nodes.Element,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,
        **attributes: str,
    ) -> str:
        """Write a start tag, with its role replaced if ARIA deprecates it."""
        role = attributes.get("role", attributes.get("ROLE", ""))
        return super().starttag(node, tagname, suffix, empty, **attributes | ROLES.get(role, {}))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Use this translator for HTML."""
    app.set_translator("html", Translator)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
