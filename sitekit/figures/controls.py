"""Check what the script of an interactive figure defines, and describe its knobs for the page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explainer.drawing.interactive import Choice, Drawing, Knob, Slider, start_of
from sitekit.figures.gallery_scripts import browser_part, script_beside

FUNCTIONS = ("numbers", "draw", "describe")


class LackingError(Exception):
    """Raised when a script ran, but did not define what an exhibit needs."""


def describe_controls(made: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return the knobs, the first sentence and the browser's part of an interactive figure."""
    knobs: Sequence[Knob] = made["knobs"]
    for knob in knobs:
        _check(knob)
    lacking = [f"`{name}`" for name in FUNCTIONS if not callable(made.get(name))]
    if lacking:
        raise LackingError(f"moves, but does not define {', '.join(lacking)}")
    if not script_beside(path).exists():
        raise LackingError(f"moves, but {script_beside(path).name} is not beside it")
    script = browser_part(path, made.get("browser_modules", ()))
    words = made["describe"](**start_of(knobs))
    if constants := made.get("constants"):
        text = json.dumps(constants, ensure_ascii=False, separators=(",", ":"))
        script = f"whySigma.constants={text};\n{script}"
    return {
        "knobs": [_of_page(knob) for knob in knobs],
        "words": words,
        "script": script,
        "library": bool(made.get("browser_library")),
    }


def is_interactive(made: Mapping[str, Any]) -> bool:
    """Return whether a script defines knobs that a reader can turn."""
    knobs = made.get("knobs")
    return isinstance(knobs, list) and any(isinstance(knob, Knob) for knob in knobs)


def _of_page(knob: Knob) -> dict[str, Any]:
    """Return what the page needs to know of a knob."""
    if isinstance(knob, Drawing):
        return {"name": knob.name, "start": knob.start, "points": len(knob.heights)}
    return asdict(knob)


def _check(knob: Any) -> None:
    """Raise LackingError for a knob that no reader could turn."""
    if isinstance(knob, Drawing):
        return
    if not isinstance(knob, (Slider, Choice)):
        raise LackingError(f"has {knob!r} among its knobs; they may be Slider, Choice or Drawing")
    if not knob.label:
        raise LackingError(f"must give the knob {knob.name!r} a label")
    if isinstance(knob, Choice) and knob.start not in knob.options:
        options = ", ".join(knob.options)
        raise LackingError(f"starts the knob {knob.name!r} at {knob.start!r}, not at {options}")
    if isinstance(knob, Slider) and not (knob.low <= knob.start <= knob.high and knob.step > 0):
        raise LackingError(f"must start the knob {knob.name!r} between {knob.low} and {knob.high}")
