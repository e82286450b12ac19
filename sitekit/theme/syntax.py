"""Lint the theme: report where a stylesheet, script, SVG or font does not parse."""

from pathlib import Path
from xml.etree import ElementTree as ET

import lightningcss
import tinycss2
import tree_sitter_javascript
from fontTools.ttLib import TTFont, TTLibError
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata
from tree_sitter import Language, Parser

from sitekit.theme.css import walk
from sitekit.theme.webfonts import SOURCES

THEME = Path(__file__).resolve().parent
Wrong = tuple[int, str]  # line and message

logger = logging.getLogger(__name__)
_END = ".end-of-stylesheet"  # sentinel rule, swallowed by anything left unclosed


def stylesheet_errors(css: str) -> list[Wrong]:
    """Return the lines of a stylesheet that do not parse or are never closed."""
    nodes = tinycss2.parse_stylesheet(f"{css}\n{_END}{{}}")
    found = {node.source_line: node.message for node in walk(nodes) if node.type == "error"}
    if not found and nodes[-1].serialize() != f"{_END}{{}}":
        found = {nodes[-1].source_line: "what begins here is never closed"}
    try:
        lightningcss.process_stylesheet(css, filename="css")
    except ValueError as error:  # stops at the first invalid rule; counts from line 0
        message, _, place = str(error).rpartition(" at css:")
        line = int(place.partition(":")[0]) + 1
        found = found or {line: message.removeprefix("Parsing stylesheet failed: ")}
    return sorted(found.items())


def script_errors(script: str) -> list[Wrong]:
    """Return the lines of a script that are not valid JavaScript."""
    tree = Parser(Language(tree_sitter_javascript.language())).parse(script.encode())
    waiting, found = [tree.root_node], {}
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            found[node.start_point.row + 1] = "is not JavaScript from here on"
        elif node.has_error:
            waiting += node.children
    return sorted(found.items())


def svg_errors(svg: str) -> list[Wrong]:
    """Return the line at which an SVG is not well-formed XML."""
    try:
        ET.fromstring(svg)
    except ET.ParseError as error:
        return [(error.position[0], "is not XML from here on")]
    return []


CHECKS = {".css": stylesheet_errors, ".js": script_errors, ".svg": svg_errors}


def file_errors(path: Path) -> list[Wrong]:
    """Return the syntax errors of a file, or why a font cannot be read."""
    try:
        if path in SOURCES.values():
            TTFont(path).getBestCmap()
            return []
        return CHECKS[path.suffix](path.read_text("utf-8"))
    except UnicodeDecodeError:
        return [(1, "is not UTF-8")]
    except (OSError, TTLibError) as error:
        return [(1, f"cannot be read: {error}")]


def _builder_inited(_app: Sphinx) -> None:
    ours = [path for path in sorted(THEME.rglob("*")) if path.suffix in CHECKS]
    for path in [*ours, *SOURCES.values()]:
        for line, message in file_errors(path):
            logger.warning("%s", message, location=f"{path}:{line}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check every file once per build."""
    app.connect("builder-inited", _builder_inited)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
