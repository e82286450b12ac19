"""Helpers for gallery scripts: palette, style, axes, labels. Nothing in the library imports them.

Drawing needs the `figures` extra: `pip install "why-sigma[figures]"`.
"""

from explainer.drawing.palette import area, colour, stroke
from explainer.drawing.style import arrow, label_line, name_axes, register_fonts, signed
from explainer.drawing.sweep import with_weight

__all__ = [
    "area",
    "arrow",
    "colour",
    "label_line",
    "name_axes",
    "signed",
    "stroke",
    "with_weight",
]

register_fonts()
