"""Add metadata to a page's head: description, card, licence, feed.

Open Graph and Twitter tags are for link previews; schema.org as JSON-LD, which is data, not a
script, is for search engines.
"""

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.generated_pages import GENERATED_PAGES
from sitekit.core.templates import fill
from sitekit.figures.credit import CONTENT_LICENCE
from sitekit.linking.cards import HEIGHT, WIDTH, card_address, describe_card
from sitekit.linking.citation import read_work
from sitekit.writing.summary import about

KINDS = {"explain": "explanation", "questions": "answer"}  # by folder


def _html_page_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    known = {"licence": CONTENT_LICENCE[1], "feed": context["pathto"]("feed.xml", 1)}
    if page in app.env.found_docs:
        known |= {
            "about": about(app, page),
            "description": about(app, page).description,
            "base": app.config.html_baseurl,
            "work": read_work(app),
            "url": context["pageurl"],
            "title": app.env.titles[page].astext(),
            "card": app.config.html_baseurl + card_address(page),
            "size": (WIDTH, HEIGHT),
            "shown": describe_card(app, page),
            "kind": KINDS.get(page.partition("/")[0]),
            "is_list": page.endswith("/index"),
        }
    elif page in GENERATED_PAGES:
        known["description"] = GENERATED_PAGES[page]
    context["metatags"] = context.get("metatags", "") + fill("linking/templates/head.html", **known)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the metadata as each page is written."""
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
