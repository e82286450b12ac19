"""Write every download format of a figure, each with embedded metadata.

SVGs are always transparent; PNGs and PDFs come with and without a background.
"""

from pathlib import Path

from explainer.drawing.palette import Theme
from sitekit.figures.credit import Credit
from sitekit.figures.themes import themed_svg, to_pdf, to_png

CLEAR = "-transparent"
THEMES: tuple[Theme, ...] = ("light", "dark")
GROUNDS = {"svg": ("",), "png": ("", CLEAR), "pdf": ("", CLEAR)}
FORMS = tuple(
    f"{theme}{ground}.{kind}" for kind in GROUNDS for theme in THEMES for ground in GROUNDS[kind]
)


def write_forms(svg: str, credit: Credit, folder: Path) -> None:
    """Write every format of a figure's SVG into a folder."""
    for theme in THEMES:
        (folder / f"{theme}.svg").write_text(themed_svg(svg, theme, credit=credit), "utf-8")
        for kind, write in (("png", to_png), ("pdf", to_pdf)):
            for ground in GROUNDS[kind]:
                made = write(svg, theme, transparent=ground == CLEAR, credit=credit)
                (folder / f"{theme}{ground}.{kind}").write_bytes(made)
