"""The interactive figures, settings of their knobs, and where Matplotlib draws each part."""

import itertools
import random
import runpy
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from explainer.drawing.interactive import Choice, Drawing, start_of
from explainer.drawing.palette import ROLES
from sitekit.figures.gallery_scripts import name_of, script_beside
from sitekit.figures.parts import all_drawn, attributes, named_parts, prepare
from sitekit.figures.svg import plain_svg

ROOT = Path(__file__).parents[1]
CORNERS, OTHERS = 12, 24


def by_name():
    scripts = sorted((ROOT / "gallery").glob("*/plot_*.py"))
    return {name_of(path): path for path in scripts if script_beside(path).exists()}


@cache
def made(script):
    """Return what a script defines."""
    mpl.use("agg")
    defined = runpy.run_path(str(script))
    plt.close("all")
    return defined


def corners(knobs):
    """Return states in which every knob stands at an end of its range: all, or some of them."""
    ends = [_ends(knob) for knob in knobs]
    found = list(itertools.product(*ends))
    if len(found) > CORNERS:
        found = [found[0], found[-1], *random.Random(1).sample(found, CORNERS)]
    return [dict(zip([knob.name for knob in knobs], each, strict=True)) for each in found]


def _ends(knob):
    if isinstance(knob, Drawing):
        return [knob.encode(heights) for heights in hostile(knob)]
    return list(knob.options) if isinstance(knob, Choice) else [knob.low, knob.high]


def hostile(drawing):
    """Return curves that no one is expected to draw: level, jumping, falling, along the edges."""
    n, low, high = len(drawing.heights), drawing.low, drawing.high
    falling = np.linspace(high, low, n)
    jumping = np.where(np.arange(n) % 2, low, high)
    return [np.full(n, low), np.zeros(n), falling, jumping, np.arange(n) > n / 2]


def any_of(knob, rng):
    """Return one setting among all that the knob has."""
    if isinstance(knob, Drawing):
        walk = np.cumsum([rng.gauss(0, 0.2) for _ in knob.heights])
        return knob.encode(walk - walk.mean())
    if isinstance(knob, Choice):
        return rng.choice(list(knob.options))
    steps = round((knob.high - knob.low) / knob.step)
    return float(f"{knob.low + rng.randint(0, steps) * knob.step:.12g}")


def states(knobs, others=OTHERS):
    """Return the start, the corners, and settings in between."""
    rng = random.Random(2)
    between = [{knob.name: any_of(knob, rng) for knob in knobs} for _ in range(others)]
    return [start_of(knobs), *corners(knobs), *between]


def geometry(figure):
    """Return each named part's places in SVG units, its words and its role in the palette."""
    axes = prepare(figure)
    with all_drawn(figure) as hidden:
        drawn = ET.fromstring(plain_svg(figure))
        scales = {name: attributes(figure, hidden, axes)[name] for name in axes}
        groups = {group.get("id"): group for group in drawn.iter() if group.get("id")}
        parts = {part.get_gid(): part for part in named_parts(figure)}
        found = {
            name: _places(part, groups[name]) | {"colour": _colour(part)}
            for name, part in parts.items()
        }
    plt.close(figure)
    return {"scales": scales, "parts": found | dict.fromkeys(p.get_gid() for p in hidden)}


def _places(part, group):
    if isinstance(part, Text):
        (text,) = (each for each in group.iter() if each.tag.endswith("text"))
        return {"text": part.get_text(), "at": [float(text.get("x")), float(text.get("y"))]}
    if isinstance(part, Line2D):
        corners = part.get_transform().transform(part.get_xydata())
        return {"points": _in_svg(part.figure, corners), "width": part.get_linewidth()}
    assert isinstance(part, Patch), f"{part.get_gid()}: draw parts with plot, fill or write_words"
    corners = part.get_path().vertices  # the first one again at the end
    return {"points": _in_svg(part.figure, part.get_transform().transform(corners))}


def _colour(part):
    """Return the role in the palette whose colour a part wears: at its edge, if it has one."""
    if isinstance(part, Line2D):
        marked = part.get_linestyle() == "None"
        worn = part.get_markeredgecolor() if marked else part.get_color()
    elif isinstance(part, Patch):
        worn = part.get_edgecolor() if part.get_linewidth() else part.get_facecolor()
    else:
        worn = part.get_color()
    (name,) = (role.name for role in ROLES.values() if role.light == to_hex(worn))
    return name


def _in_svg(figure, places):
    """Return places on the canvas in the SVG's units, 72 an inch, from the top."""
    x, y = (72 / figure.dpi * np.asarray(places)).T
    return np.column_stack([x, 72 * figure.get_figheight() - y])
