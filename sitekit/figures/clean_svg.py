"""Minify the SVG of a plotting library, and check its colours against the palette.

Each step changes the tree in place; `clean_svg` calls them in order.
"""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from explainer.drawing.palette import ROLES, colour
from explainer.drawing.style import FACE
from sitekit.figures.shorten_path import shorten_path

NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = {"path", "rect", "line", "circle", "ellipse", "polygon", "polyline"}
WORDS = {"text", "tspan"}
PAINTS = ("fill", "stroke", "stop-color")
UNSEEN = {"metadata", "style", "title", "desc"}
UNHEARD = ("aria-", "class", "role", "pointer-events")  # the figure's alt text replaces them
REACH = 20  # SVG units around a handle in which a touch takes hold of it
COLOURS = {role.light for role in ROLES.values()}

_NUMBER = re.compile(r"-?\d+\.\d+(?:e[-+]?\d+)?|-?\d+e-\d+")
_LEVEL = re.compile(r" ?rotate\(-?0(?: [^)]*)?\)")


def clean_svg(drawing: str, name: str, parts: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return a minified SVG in palette colours, with the ids `<name>-1`, `<name>-2`, ...

    `parts` are attributes to set on elements, by id.
    """
    drawn = ET.fromstring(drawing)
    for element in drawn.iter():
        _shorten(element)
        _check(element)
        element.attrib |= (parts or {}).get(element.get("id", ""), {})
    root = Element("svg", {"xmlns": NAMESPACE, "viewBox": drawn.get("viewBox", "")})
    root.attrib |= {"font-family": f"{FACE}, serif", "fill": colour("ink")}
    root.set("stroke-linejoin", "round")
    root.extend(drawn)
    _rename_ids(root, re.sub(r"[^\w-]+", "-", name))
    _unpaint_markers(root)
    _prune(root, {"fill": colour("ink"), "stroke": "none"})
    _widen_handles(root)
    return ET.tostring(root, encoding="unicode")


def _shorten(element: Element) -> None:
    """Turn styles into attributes, drop namespaces, round numbers to two decimals."""
    declared = (rule.split(":") for rule in element.get("style", "").split(";") if rule)
    said = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    said |= {key.strip(): value.strip() for key, value in declared}
    element.tag = element.tag.rpartition("}")[2]
    element.attrib = {
        key: short
        for key, value in said.items()
        if key != "style" and not key.startswith(UNHEARD) and (short := _short(key, value))
    }
    element.tail = None
    if element.tag not in WORDS or len(element):
        element.text = None


def _short(key: str, value: str) -> str:
    """Return a value rounded and compacted; empty if it only repeats a default."""
    if key == "font-family" and FACE in value:
        return ""
    if key.endswith("opacity") and float(value) == 1:
        return ""
    value = _NUMBER.sub(_rounded, _LEVEL.sub("", value))
    if key == "d":
        return shorten_path(re.sub(r"\s*([A-Za-z])\s*", r"\1", value.strip()))
    return value


def _rounded(number: re.Match[str]) -> str:
    """Return a number rounded to two decimals, without a minus sign before 0."""
    return f"{round(float(number[0]), 2) + 0:.10g}"


def _check(element: Element) -> None:
    """Raise ValueError for images and colours that cannot follow the reader's theme."""
    if element.tag == "image":
        raise ValueError("the figure holds an image made of pixels; draw it with shapes instead")
    for paint in PAINTS:
        value = element.get(paint, "none")
        if value not in COLOURS and not value.startswith(("none", "url(")):
            raise ValueError(
                f"the {paint} of a {element.tag} is {value}, outside the palette; "
                f"it may be the colour of {', '.join(ROLES)}"
            )


def _rename_ids(root: Element, prefix: str) -> None:
    """Rename referenced ids after the figure, numbered in order; drop the others."""
    ids = {element.get("id") for element in root.iter()} - {None}
    links = {form: old for old in ids for form in (f"#{old}", f"url(#{old})")}
    linked = {links[text] for each in root.iter() for text in each.attrib.values() if text in links}
    names: dict[str | None, str] = {}
    for element in root.iter():
        if element.get("id") not in linked:
            element.attrib.pop("id", None)
        for key, value in element.items():
            if key == "id" or value in links:
                old = links.get(value, value)
                new = names.setdefault(old, f"{prefix}-{len(names) + 1}")
                element.set(key, new if key == "id" else value.replace(f"#{old}", f"#{new}"))


def _unpaint_markers(root: Element) -> None:
    """Leave the paint of markers to each use of them, so that one use can change its colour."""
    for marker in root.iterfind(".//defs/path"):
        for key in ("stroke", "stroke-width"):
            marker.attrib.pop(key, None)


def _prune(parent: Element, paint: dict[str, str]) -> None:
    """Drop invisible elements, and groups and colours that have no effect."""
    kept: list[Element] = []
    for child in parent:
        own = paint | {key: child.attrib[key] for key in paint if key in child.attrib}
        if child.tag in UNSEEN or (child.tag in SHAPES and _invisible(child, own)):
            continue
        if child.tag in {"g", "defs"}:
            _prune(child, own)
        if child.get("fill") == paint["fill"]:
            del child.attrib["fill"]
        kept.extend(child if child.tag == "g" and not child.attrib else [child])
    parent[:] = [child for child in kept if len(child) or child.tag not in {"g", "defs"}]


def _widen_handles(root: Element) -> None:
    """Put an unseen disc on each handle, so that a finger need not meet the ring itself."""
    for handle in root.iterfind(".//g[@data-handle]"):
        if (marker := handle.find(".//use")) is None:
            continue  # an area
        place = {"cx": marker.get("x", ""), "cy": marker.get("y", "")}
        handle.append(Element("circle", {**place, "r": f"{REACH}", "fill": "none"}))


def _invisible(shape: Element, paint: dict[str, str]) -> bool:
    """Return whether a shape draws nothing; one with an id may be drawn by reference."""
    blank = shape.get("d") == "" or set(paint.values()) == {"none"}
    return blank and "id" not in shape.attrib
