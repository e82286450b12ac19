"""Figures in the house style, for any theme: a leaf that nothing else in the library needs.

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
