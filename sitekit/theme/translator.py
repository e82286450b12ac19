"""How this site writes HTML where Sphinx would write it otherwise: links to headings, and roles."""

import html

import lxml.html
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

SIGN = "#"
#: Roles that ARIA 1.2 has another name for, or that it wants to know a level of.
ROLES = {"doc-biblioentry": {"role": "listitem"}, "heading": {"aria-level": "2"}}


def permalink(anchor: str, words: str, css: str = "") -> str:
    """Return the sign that links to an anchor of its page; `words` say to what."""
    said = html.escape(words.strip())
    classes = f"headerlink {css}".strip()
    return f'<a class="{classes}" href="#{anchor}" aria-label="Link to {said}">{SIGN}</a>'


class Translator(HTML5Translator):
    """Sphinx's, with names that can be heard."""

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Name the heading that a sign links to."""
        if not isinstance(node, nodes.section):
            super().add_permalink_ref(node, title)
        elif node["ids"] and (heading := node.next_node(nodes.title)):
            self.body.append(permalink(node["ids"][0], f"“{self.text_of(heading)}”"))

    def text_of(self, node: nodes.Element) -> str:
        """Return the text of what is within a node, formulas as they are shown."""
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
        """Give an element the role that assistive technology knows."""
        role = attributes.get("role", attributes.get("ROLE", ""))
        return super().starttag(node, tagname, suffix, empty, **attributes | ROLES.get(role, {}))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the pages of the site so."""
    app.set_translator("html", Translator)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
