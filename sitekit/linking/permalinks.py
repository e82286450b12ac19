"""The sign beside a heading, an exhibit and a claim that links to it, with a name to be heard."""

import html
import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

SIGN = "#"
_HEADING = re.compile(
    r'(?P<before><(?P<tag>h[1-6])>(?P<words>.*?))<a class="headerlink" href="(?P<to>#[^"]*)"'
    r"[^>]*>[^<]*</a>(?=</(?P=tag)>)"
)
_EXHIBIT = re.compile(
    r'(?P<before><figure class="[^"]*\bexhibit\b[^"]*"[^>]* id="(?P<to>[^"]+)"[^>]*>'
    r'(?:(?!</figure>).)*?<p class="exhibit-links">)',
    re.DOTALL,
)
_CAPTION = re.compile(r"<figcaption>\s*<p><strong>(.*?)\.?</strong>")
_CLAIM = re.compile(
    r'(?=<details class="claim" id="(?P<to>[^"]+)">\s*<summary>(?P<words>.*?)</summary>)',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def link(to: str, words: str, css: str = "") -> str:
    """Write the sign; ``words`` are HTML, of which the text is said."""
    said = html.escape(html.unescape(_TAG.sub("", words)).strip())
    classes = f"headerlink {css}".strip()
    return f'<a class="{classes}" href="{to}" aria-label="Link to {said}">{SIGN}</a>'


def linked(body: str) -> str:
    """Put a sign with a name of its own beside all in a page that has a lasting address."""

    def heading(found: re.Match[str]) -> str:
        return found["before"] + link(found["to"], f"“{found['words']}”")

    def exhibit(found: re.Match[str]) -> str:
        title = _CAPTION.search(found["before"])
        words = f"the picture “{title[1]}”" if title else "this picture"
        return f"{found['before']}{link('#' + found['to'], words)} · "

    def claim(found: re.Match[str]) -> str:
        words = found["words"].replace("✓", "", 1)
        return link(f"#{found['to']}", f"the claim “{words}”", "claim-link")

    body = _HEADING.sub(heading, body)
    body = _EXHIBIT.sub(exhibit, body)
    return _CLAIM.sub(claim, body)


def _link(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    context["body"] = linked(context.get("body", ""))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act as each page is written."""
    app.connect("html-page-context", _link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
