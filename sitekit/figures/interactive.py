"""Render the knobs, the sentence and the buttons of an interactive figure, and ship its script.

They are in the page from the start, so that the layout does not shift when the script starts.
Without JavaScript the knobs are hidden, and a note explains that the figure is static.
"""

import html
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from explainer.drawing.interactive import fixed
from sitekit.core.project import project
from sitekit.theme import page_scripts
from sitekit.theme.minify import packed
from sitekit.theme.syntax import file_errors

RUNTIME = ("state.js", "figure.js")  # what every interactive figure runs on
LIBRARY = ("lab/network.js",)  # the library's networks, for scripts that ask for them
STILL = "This picture moves where scripts run; here it stands still."
ODD = "Not all of this link could be read: what could not stands as at the start."
MANY = 3  # more sliders than this are folded: the picture itself is what is moved

logger = logging.getLogger(__name__)


def attributes(builder: Any, name: str, interactive: dict[str, Any]) -> dict[str, Any]:
    """Return the data attributes that the script reads from the figure."""
    app, page = builder.app, builder.current_docname
    runtime = LIBRARY + RUNTIME if interactive["library"] else RUNTIME
    own = packed(f"{name.replace('/', '-')}.js", interactive["script"])
    return {
        "data-name": name,
        "data-prefix": prefix_of(name),
        "data-runtime": page_scripts.address(app, page, *runtime),
        "data-script": page_scripts.lay(app, page, *own),
    }


def prefix_of(name: str) -> str:
    """Return the prefix of a figure's knobs in addresses and ids."""
    return nodes.make_id(name.partition("/")[2])


def panel(name: str, interactive: dict[str, Any]) -> str:
    """Return the HTML below the figure."""
    knobs = interactive["knobs"]
    sliders = [knob for knob in knobs if "step" in knob]
    shown = [knob for knob in knobs if knob not in sliders or len(sliders) <= MANY]
    folded = [knob for knob in knobs if knob not in shown]
    inputs = "\n".join(_knob(prefix_of(name), knob) for knob in shown)
    if folded:
        more = "\n".join(_knob(prefix_of(name), knob) for knob in folded)
        inputs += f"<details><summary>Set it by sliders</summary>{more}</details>"
    return (
        f'<p class="stands-still" role="status">{STILL}</p>\n'
        f'<p class="says">{_text(interactive["words"])}</p>\n'
        '<p class="announced" aria-live="polite"></p>\n'
        f'<div class="knobs">\n{inputs}\n</div>\n'
        f'<p class="odd-link" role="status" data-said="{_text(ODD)}"></p>\n'
        '<p class="knob-buttons"><button type="button" class="reset">As at the start</button> '
        '<button type="button" class="copy-state">Copy link to this</button></p>\n'
    )


def _text(words: str) -> str:
    return html.escape(words, quote=True)


def _knob(prefix: str, knob: dict[str, Any]) -> str:
    """Return a native input with its label and value."""
    if "points" in knob:
        return (
            f'<input type="hidden" name="{knob["name"]}" value="{knob["start"]}" '
            f'data-start="{knob["start"]}">'
        )
    return _choice(prefix, knob) if "options" in knob else _slider(prefix, knob)


def _slider(prefix: str, knob: dict[str, Any]) -> str:
    own, start = f"{prefix}-{knob['name']}", knob["start"]
    shown = fixed(start, decimals(knob["step"]))
    return (
        f'<div class="knob"><label for="{own}">{_text(knob["label"])}</label>'
        f'<input type="range" id="{own}" name="{knob["name"]}" autocomplete="off" '
        f'min="{knob["low"]}" max="{knob["high"]}" step="{knob["step"]}" value="{start}">'
        f'<output for="{own}" aria-live="off">{shown}</output></div>'
    )


def decimals(step: float) -> int:
    """Return the number of decimals that values on a scale with this step need."""
    return len(f"{step:.10f}".rstrip("0").partition(".")[2])


def _choice(prefix: str, knob: dict[str, Any]) -> str:
    name = f"{prefix}-{knob['name']}"
    options = "".join(
        f'<label><input type="radio" name="{name}" data-knob="{knob["name"]}" autocomplete="off" '
        f'value="{_text(option)}"{" checked" if option == knob["start"] else ""}>'
        f"{_text(label)}</label>"
        for option, label in knob["options"].items()
    )
    return f'<fieldset class="knob"><legend>{_text(knob["label"])}</legend>{options}</fieldset>'


def _check_scripts(app: Sphinx) -> None:
    """Warn of scripts beside gallery scripts that do not parse or belong to no figure."""
    for path in sorted(project(app).root.glob("gallery/*/*.js")):
        for line, message in file_errors(path):
            logger.warning("%s", message, location=f"{path}:{line}")
        if path.stem.startswith("plot_") and not path.with_suffix(".py").exists():
            logger.warning("belongs to no gallery script", location=f"{path}:1")


def _html_page_context(
    app: Sphinx,
    _page: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the loader, but only to pages with an interactive figure."""
    figures = doctree.findall(nodes.Element) if doctree else ()
    if any("interactive" in figure.get("record", {}) for figure in figures):
        app.add_js_file("wake.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the loader to the pages that need it."""
    app.connect("builder-inited", _check_scripts)
    app.connect("html-page-context", _html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
