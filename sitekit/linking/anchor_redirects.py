"""Anchors that have gone from a page that stays, as docs/redirects.txt has it.

One that has another name now, on the same page, keeps the old one beside it. One whose part stands
on another page now leaves a line at the end, which only they see who ask for it; ``reader.js``
leads on at once.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.core.project import project
from sitekit.linking.redirects import read


def _gone(app: Sphinx, docname: str) -> dict[str, str]:
    """Return the anchors that have gone from a page, and where each is now."""
    here = project(app)
    here.redirects = here.redirects or read(here.root)
    return here.redirects.anchors(app.builder.get_target_uri(docname))


def _lead_on(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    freshness.note(app.env, "redirects", docname)
    here = app.builder.get_target_uri(docname)
    for anchor, address in _gone(app, docname).items():
        page, _, name = address.partition("#")
        if page == here:
            for node in _named(doctree, name):
                node["ids"].append(anchor)
        else:
            to = relative_uri(here, page) + (f"#{name}" if name else "")
            link = nodes.reference("", "on another page", refuri=to, internal=True)
            words = nodes.Text("What stood here is now "), link, nodes.Text(".")
            doctree.append(nodes.paragraph("", "", *words, ids=[anchor], classes=["moved"]))


def _named(doctree: nodes.document, name: str) -> list[nodes.Element]:
    return [node for node in doctree.findall(nodes.Element) if name in node["ids"]][:1]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act on each page as it is read; read it again when its redirects change."""
    freshness.register(
        "redirects", lambda app, name: digest(repr(sorted(_gone(app, name).items())))
    )
    app.connect("doctree-read", _lead_on, priority=900)  # after all who keep anchors in lists
    return {"parallel_read_safe": True, "parallel_write_safe": True}
