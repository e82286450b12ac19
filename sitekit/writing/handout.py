"""``{handout} explain/page``: summarize a page on one printed sheet.

The short answer, the leading figure, the claims, the traps and the address are taken from the page
itself, so that the two always agree. The directive's content is the story that connects them on
paper.
"""

import re
from collections.abc import Iterator
from itertools import islice

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.suggest import unknown
from sitekit.core.templates import fill
from sitekit.figures.exhibit import exhibit
from sitekit.theme.folding import summary
from sitekit.theme.qr_code import draw_qr_code

_LINKS = (addnodes.pending_xref, nodes.reference)
MOST_CLAIMS = 5  # the first ones of a page that are proved: a sheet has no room for more
_ELSEWHERE = re.compile(r"\b(table|picture|figure|list) (above|below)\b")  # not on the sheet


class handout(nodes.General, nodes.Element):  # noqa: N801 # docutils node
    """Placeholder for a handout, until its source page has been read."""


class Handout(SphinxDirective):
    """Insert a handout of a page."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the placeholder with its story; note the page, whose changes invalidate it."""
        source = self.arguments[0]
        if source not in self.env.found_docs:
            known = sorted(self.env.found_docs)
            raise self.error(f"handout: {unknown('page', source, known, 'docs/')}")
        freshness.note(self.env, "source", source)
        return [handout("", *self.parse_content_to_nodes(), source=source)]


class Fill(SphinxPostTransform):
    """Fill each handout from its page, before links are resolved."""

    default_priority = 1

    def run(self, **_: object) -> None:
        """Replace the placeholders of a page."""
        for place in list(self.document.findall(handout)):
            page = self.env.get_doctree(place["source"])
            to = self.app.builder.get_target_uri(place["source"])
            address = f"{self.config.html_baseurl}{to}"
            foot = fill("writing/templates/foot.html", address=address, qr=draw_qr_code(address))
            parts = [*_parts(page, place.children), nodes.raw("", foot, format="html")]
            place.replace_self(nodes.container("", *parts, classes=["handout"]))


def _env_before_read_docs(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Re-read each page together with the pages whose content it uses."""
    users = freshness.users(env, "source")
    again = {user for name in docnames for user in users.get(name, [])}
    docnames += sorted(again.difference(docnames))


def _parts(page: nodes.document, story: list[nodes.Node]) -> Iterator[nodes.Node]:
    boxes = page.findall(nodes.container)
    yield from (_plain(box) for box in boxes if "in-one-breath" in box["classes"])
    if story:
        yield nodes.container("", *story, classes=["handout-story"])
    yield from map(_picture, islice(page.findall(exhibit), 1))
    claims = (line for line in page.findall(summary) if "claim" in line.parent["classes"])
    proved = (line for line in claims if line.parent["data"]["kind"] != "source")
    sentences = [_plain(line).children[1:] for line in islice(proved, MOST_CLAIMS)]
    items = [nodes.list_item("", nodes.paragraph("", "", *words)) for words in sentences]
    yield _column("It is proved that", nodes.bullet_list("", *items))
    yield _column("Common traps", *_traps(page))


def _picture(leading: exhibit) -> nodes.Node:
    """Copy a figure as static, without its links and its id."""
    still = {key: value for key, value in leading["record"].items() if key != "interactive"}
    figure = exhibit("", name=leading["name"], record=still, classes=["exhibit"])
    figure += [_plain(child) for child in leading.children if isinstance(child, nodes.paragraph)]
    return figure


def _traps(page: nodes.document) -> Iterator[nodes.Node]:
    """Copy the traps, each a paragraph that begins with a misconception in bold."""
    for section in page.findall(nodes.section):
        for part in section.children if "traps" in section["ids"] else ():
            said = (child for child in part.children if child.astext())
            if isinstance(part, nodes.paragraph) and isinstance(next(said, None), nodes.strong):
                yield _alone(_plain(part))


def _alone(paragraph: nodes.Element) -> nodes.Node:
    """Drop sentences (one per source line) that refer to content missing from the sheet."""
    lines: list[list[nodes.Node]] = [[]]
    for child in paragraph.children:
        lines += [[]] if child.astext() == "\n" else []
        lines[-1].append(child)
    said = ["".join(each.astext() for each in line).strip() for line in lines]
    follows = [*said[1:], None]  # empty where a link was
    kept = [
        line
        for line, text, then in zip(lines, said, follows, strict=True)
        if not (_ELSEWHERE.search(text) or (text.endswith(":") and then == ""))
    ]
    paragraph.children = [child for line in kept for child in line]
    return paragraph


def _plain(node: nodes.Element) -> nodes.Element:
    """Copy a node for print: no ids, no links, and no reference at the end."""
    bare = node.deepcopy()
    for each in bare.findall(nodes.Element):
        each["ids"], each["names"] = [], []
    links = [n for n in bare.findall(nodes.Element) if isinstance(n, _LINKS)]
    for link in links:
        ends = link.parent.children[-1] is link and isinstance(link.parent, nodes.paragraph)
        pointer = (ends and link.get("reftype") != "term") or link.get("refdomain") == "cite"
        link.replace_self([] if pointer else [nodes.Text(link.astext())])
    for text in list(bare.findall(nodes.Text)):  # drop the space before a removed citation
        after = text.next_node(nodes.Text, descend=False, siblings=True)
        if after is not None and after.startswith((".", ",", ";")) and text.endswith(" "):
            text.parent.replace(text, nodes.Text(text.rstrip()))
    return bare


def _column(title: str, *body: nodes.Node) -> nodes.Node:
    head = nodes.paragraph("", "", nodes.strong("", title), classes=["handout-head"])
    return nodes.container("", head, *body, classes=["handout-column"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, and the transform that fills its placeholders."""
    app.add_node(handout)
    app.add_directive("handout", Handout)
    app.add_post_transform(Fill)
    app.connect("env-before-read-docs", _env_before_read_docs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
