"""Metadata in a page's head: description, card, licence, feed.

Open Graph and Twitter tags for programs that show a link; schema.org as JSON-LD, which is data and
no script, for search engines.
"""

import json
from html import escape
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.generated_pages import GENERATED_PAGES
from sitekit.figures.credit import CONTENT_LICENCE
from sitekit.linking.cards import HEIGHT, WIDTH, card_address, describe_card
from sitekit.linking.citation import read_work
from sitekit.writing.summary import About, about

TAUGHT = ("explain/", "questions/")
LEVEL_WORDS = {"algebra": "school algebra", "calculus": "calculus"}


def build_tags(app: Sphinx, docname: str, url: str) -> dict[str, str]:
    """Return the content of each meta tag of a page, by its name."""
    said = about(app, docname)
    return {
        "description": said.description,
        "og:site_name": app.config.project,
        "og:type": "article" if docname.startswith(TAUGHT) else "website",
        "og:locale": "en_GB",
        "og:url": url,
        "og:title": app.env.titles[docname].astext(),
        "og:description": said.description,
        "og:image": app.config.html_baseurl + card_address(docname),
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": describe_card(app, docname),
        "twitter:card": "summary_large_image",
    }


def describe_learning(app: Sphinx, docname: str, url: str, said: About) -> dict[str, Any]:
    """Return the schema.org description of a page that teaches."""
    work = read_work(app)
    title = app.env.titles[docname].astext()
    levels = [LEVEL_WORDS[level] for level in said.levels]
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": title,
        "description": said.description,
        "url": url,
        "image": app.config.html_baseurl + card_address(docname),
        "inLanguage": app.config.language,
        "learningResourceType": "explanation" if docname.startswith(TAUGHT[0]) else "answer",
        "educationalLevel": ["everyday words", *levels],
        "about": [title, *work.topics],
        "license": CONTENT_LICENCE[1],
        "isAccessibleForFree": True,
        "author": {"@type": "Organization", "name": work.author},
        "version": work.version,
        "datePublished": work.date.isoformat(),
        "isPartOf": {"@type": "WebSite", "name": work.name, "url": app.config.html_baseurl},
    }


def _html_page_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    lines = [f'<link rel="license" href="{CONTENT_LICENCE[1]}">', _link_feed(context)]
    if page in app.env.found_docs:
        url = context["pageurl"]
        for name, words in build_tags(app, page, url).items():
            key = "property" if name.startswith("og:") else "name"
            lines.append(f'<meta {key}="{name}" content="{escape(words)}">')
        if page.startswith(TAUGHT) and not page.endswith("/index"):
            said = describe_learning(app, page, url, about(app, page))
            data = json.dumps(said, ensure_ascii=False)
            data = data.replace("<", "\\u003c")  # so that no text can end the element
            lines.append(f'<script type="application/ld+json">{data}</script>')
    elif page in GENERATED_PAGES:
        words = GENERATED_PAGES[page]
        lines.append(f'<meta name="description" content="{escape(words)}">')
    context["metatags"] = context.get("metatags", "") + "\n".join(lines)


def _link_feed(context: dict[str, Any]) -> str:
    to = context["pathto"]("feed.xml", 1)
    return f'<link rel="alternate" type="application/atom+xml" title="Changes" href="{to}">'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act as each page is written."""
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
