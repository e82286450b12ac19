"""Render the controls, readouts, caption and buttons of an interactive figure.

They are in the page from the start, so that the layout does not shift when the script starts.
Without JavaScript the controls are hidden, and a note explains that the figure is static.
"""

import html
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from sitekit.figures.chart_bundle import bundle_address
from sitekit.figures.number_format import decimals, written

SCRIPTS = ("state.js", "drag.js", "moving.js")
STILL = "This picture moves where scripts run; here it stands still."
ODD = "Not all of this link could be read: what could not stands as at the start."


def attributes(builder: Any, name: str, moving: dict[str, Any]) -> dict[str, Any]:
    """Return the data attributes that the script reads from the figure."""
    here = builder.get_target_uri(builder.current_docname)
    drag = " ".join(f"{scale}:{knob}" for scale, knob in moving["drag"].items())
    return {
        "data-name": name,
        "data-charts": relative_uri(here, bundle_address(builder.app)),
        "data-spec": relative_uri(here, moving["file"]),
        "data-drag": drag,
    }


def panel(name: str, moving: dict[str, Any]) -> str:
    """Return the HTML below the figure."""
    prefix = nodes.make_id(name)
    knobs = "\n".join(_knob(prefix, knob) for knob in moving["knobs"])
    return (
        f'<p class="stands-still">{STILL}</p>\n'
        f'<div class="knobs">\n{knobs}\n</div>\n'
        f"{_told(moving['told'])}"
        f'<p class="says" aria-live="polite">{_text(moving["words"])}</p>\n'
        f'<p class="odd-link" role="status" data-said="{_text(ODD)}"></p>\n'
        '<p class="knob-buttons"><button type="button" class="reset">As at the start</button> '
        '<button type="button" class="copy-state">Copy link to this</button></p>\n'
    )


def _text(words: str) -> str:
    return html.escape(words, quote=True)


def _knob(prefix: str, knob: dict[str, Any]) -> str:
    """Return a native input with its label and value."""
    return _choice(prefix, knob) if "options" in knob else _slider(prefix, knob)


def _slider(prefix: str, knob: dict[str, Any]) -> str:
    own, start = f"{prefix}-{knob['name']}", knob["start"]
    shown = written(start, decimals(knob["step"]))
    return (
        f'<div class="knob"><label for="{own}">{_text(knob["label"])}</label>'
        f'<input type="range" id="{own}" name="{knob["name"]}" autocomplete="off" '
        f'min="{knob["min"]}" max="{knob["max"]}" step="{knob["step"]}" value="{start}">'
        f'<output for="{own}" aria-live="off">{shown}</output></div>'
    )


def _choice(prefix: str, knob: dict[str, Any]) -> str:
    name = f"{prefix}-{knob['name']}"
    options = "".join(
        f'<label><input type="radio" name="{name}" data-knob="{knob["name"]}" autocomplete="off" '
        f'value="{_text(option)}"{" checked" if option == knob["start"] else ""}>'
        f"{_text(label)}</label>"
        for option, label in zip(knob["options"], knob["labels"], strict=True)
    )
    return f'<fieldset class="knob"><legend>{_text(knob["label"])}</legend>{options}</fieldset>'


def _told(told: list[dict[str, Any]]) -> str:
    """Return the table of readouts."""
    rows = "".join(
        f'<tr><th scope="row">{_text(each["label"])}</th>'
        f'<td data-field="{each["field"]}" data-as="{each["as"]}">'
        f"{_text(written(each['start'], each['as']))}</td></tr>"
        for each in told
    )
    return f'<table class="told"><tbody>{rows}</tbody></table>\n'


def _html_page_context(
    app: Sphinx,
    _page: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the scripts, but only to pages with an interactive figure."""
    figures = doctree.findall(nodes.Element) if doctree else ()
    if any("moving" in figure.get("record", {}) for figure in figures):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add scripts to the pages that need them."""
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
