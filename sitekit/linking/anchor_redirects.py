"""Keep removed anchors of existing pages working, as listed in docs/redirects.txt.

An anchor renamed on the same page keeps its old id as well. One moved to another page leaves a note
at the end of the page, shown only to visitors of the old anchor; ``reader.js`` redirects them.

A gallery page keeps all its anchors in docs/links.txt, so that figures can be retitled at any time.
Its heading is ``#top``, as on any page.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.core.project import project
from sitekit.linking.addresses import EXHIBIT, GALLERY, read_list
from sitekit.linking.redirects import read


def _find_redirects(app: Sphinx, docname: str) -> dict[str, str]:
    """Return the removed anchors of a page, and the current address of each."""
    page, here = app.builder.get_target_uri(docname), project(app)
    here.redirects = here.redirects or read(here.root)
    listed = [line.partition("#") for line in read_list(here.root) if page.startswith(GALLERY)]
    titles = [a for name, _, a in listed if name == page and a and not a.startswith(EXHIBIT)]
    return dict.fromkeys(titles, f"{page}#top") | here.redirects.anchors(page)


def _doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    freshness.note(app.env, "redirects", docname)
    here = app.builder.get_target_uri(docname)
    heading = doctree.next_node(nodes.section)
    if heading and here.startswith(GALLERY):
        heading["ids"].insert(0, "top")
    for anchor, address in _find_redirects(app, docname).items():
        named = {name: node for node in doctree.findall(nodes.Element) for name in node["ids"]}
        page, _, name = address.partition("#")
        if page != here:
            doctree.append(_note(anchor, relative_uri(here, page) + (f"#{name}" if name else "")))
        elif name in named and anchor not in named:
            named[name]["ids"].append(anchor)


def _note(anchor: str, to: str) -> nodes.paragraph:
    link = nodes.reference("", "on another page", refuri=to, internal=True)
    words = nodes.Text("What stood here is now "), link, nodes.Text(".")
    return nodes.paragraph("", "", *words, ids=[anchor], classes=["moved"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add old anchors to each page read; invalidate the page when its redirects change."""
    freshness.register("redirects", lambda app, name: digest(repr(_find_redirects(app, name))))
    app.connect("doctree-read", _doctree_read, priority=900)  # after all anchors are set
    return {"parallel_read_safe": True, "parallel_write_safe": True}
