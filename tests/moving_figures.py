"""The figures that move, and settings of their knobs to look at them in; used by several tests."""

import itertools
import random
import runpy
from functools import cache
from pathlib import Path

import matplotlib as mpl

from sitekit.figures.controls import knob_of, moves
from sitekit.figures.gallery_scripts import name_of

ROOT = Path(__file__).parents[1]
CORNERS, OTHERS = 64, 64


def scripts():
    """Every gallery script that uses Altair's knobs."""
    found = sorted((ROOT / "gallery").glob("*/plot_*.py"))
    return [path for path in found if "drawing.moving import" in path.read_text("utf-8")]


def by_name():
    return {name_of(path): path for path in scripts()}


@cache
def made(script):
    """What a script defines."""
    mpl.use("agg")
    defined = runpy.run_path(str(script))
    assert moves(defined["figure"])
    return defined


def knobs(figure):
    return [knob_of(each) for each in figure.to_dict()["params"] if "bind" in each]


def ends(knob):
    """The least and the greatest setting, or every choice."""
    return knob.get("options") or [knob["min"], knob["max"]]


def any_of(knob, rng):
    """One setting among all that the input can be put on."""
    if "options" in knob:
        return rng.choice(knob["options"])
    steps = round((knob["max"] - knob["min"]) / knob["step"])
    return float(f"{knob['min'] + rng.randint(0, steps) * knob['step']:.12g}")


def corners(figure):
    """States in which every knob stands at an end of its range: all, or many of them."""
    names = [knob["name"] for knob in knobs(figure)]
    found = list(itertools.product(*map(ends, knobs(figure))))
    if len(found) > CORNERS:
        found = [found[0], found[-1], *random.Random(1).sample(found, CORNERS)]
    return [dict(zip(names, corner, strict=True)) for corner in found]


def states(figure):
    """The start, the corners, and settings in between."""
    rng, all_knobs = random.Random(2), knobs(figure)
    start = {knob["name"]: knob["start"] for knob in all_knobs}
    others = [{knob["name"]: any_of(knob, rng) for knob in all_knobs} for _ in range(OTHERS)]
    return [start, *corners(figure), *others]
