"""Keep the anchors that have gone from a page that stays, as docs/redirects.txt says.

An anchor with another name now, on the same page, keeps the old name beside it. One whose part is
on another page now leaves a note at the end of the page, shown only to visitors of the old anchor;
``reader.js`` leads them on at once.

A gallery page keeps all the titles that docs/links.txt has of it, so that a figure may get another
title at any time. Its own heading is ``#top``, like that of any page.
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
    """Return the anchors that are gone from a page, and where each is now."""
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
    """Act when each page has been read; read it again when its redirects change."""
    freshness.register("redirects", lambda app, name: digest(repr(_find_redirects(app, name))))
    app.connect("doctree-read", _doctree_read, priority=900)  # after all that collect anchors
    return {"parallel_read_safe": True, "parallel_write_safe": True}
