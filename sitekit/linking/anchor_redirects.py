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
    here = project(app)
    here.redirects = here.redirects or read(here.root)
    return here.redirects.anchors(app.builder.get_target_uri(docname))


def _find_old_titles(app: Sphinx, docname: str) -> list[str]:
    """Return the titles that a gallery page has had, as anchors."""
    page = app.builder.get_target_uri(docname)
    if not page.startswith(GALLERY):
        return []
    found = (line.partition("#") for line in read_list(app.srcdir.parent))
    return [a for name, _, a in found if name == page and a and not a.startswith(EXHIBIT)]


def _doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    freshness.note(app.env, "redirects", docname)
    redirects, here = _find_redirects(app, docname), app.builder.get_target_uri(docname)
    if here.startswith(GALLERY):
        _keep_titles(doctree, [a for a in _find_old_titles(app, docname) if a not in redirects])
    for anchor, address in redirects.items():
        page, _, name = address.partition("#")
        if page == here:
            for node in _find_named(doctree, name):
                node["ids"].append(anchor)
        else:
            doctree.append(_note(anchor, relative_uri(here, page) + (f"#{name}" if name else "")))


def _keep_titles(doctree: nodes.document, titles: list[str]) -> None:
    """Give a page's first heading the anchor ``top``, and those of older titles."""
    known = {name for node in doctree.findall(nodes.Element) for name in node["ids"]}
    for heading in list(doctree.findall(nodes.section))[:1]:
        gone = [title for title in titles if title not in known]
        heading["ids"] = ["top", *heading["ids"], *gone]


def _find_named(doctree: nodes.document, name: str) -> list[nodes.Element]:
    return [node for node in doctree.findall(nodes.Element) if name in node["ids"]][:1]


def _note(anchor: str, to: str) -> nodes.paragraph:
    link = nodes.reference("", "on another page", refuri=to, internal=True)
    words = nodes.Text("What stood here is now "), link, nodes.Text(".")
    return nodes.paragraph("", "", *words, ids=[anchor], classes=["moved"])


def _digest_anchors(app: Sphinx, docname: str) -> str:
    redirects = sorted(_find_redirects(app, docname).items())
    return digest(repr(redirects), *_find_old_titles(app, docname))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act when each page has been read; read it again when its redirects change."""
    freshness.register("redirects", _digest_anchors)
    app.connect("doctree-read", _doctree_read, priority=900)  # after all that collect anchors
    return {"parallel_read_safe": True, "parallel_write_safe": True}
