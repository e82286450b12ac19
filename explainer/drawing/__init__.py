"""Figures in the house style, for any theme: a leaf that nothing else in the library needs.

Drawing needs the `figures` extra: `pip install "why-sigma[figures]"`.
"""

from explainer.drawing.credit import Credit
from explainer.drawing.palette import area, colour, stroke
from explainer.drawing.style import arrow, label_line, name_axes, register_fonts, signed
from explainer.drawing.svg import to_svg
from explainer.drawing.sweep import turned
from explainer.drawing.themed import css_svg, themed_svg, to_pdf, to_png

__all__ = [
    "Credit",
    "area",
    "arrow",
    "colour",
    "css_svg",
    "label_line",
    "name_axes",
    "signed",
    "stroke",
    "themed_svg",
    "to_pdf",
    "to_png",
    "to_svg",
    "turned",
]

register_fonts()
