"""One SVG, every form it is wanted in: for a page that changes theme, or a file of its own.

All take the SVG that `to_svg` wrote; none draws anything again.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from explainer.drawing.palette import ROLES, Role, Theme
from sitekit.figures import png
from sitekit.figures.credit import Credit, credited_png, credited_svg
from sitekit.figures.pdf import settle
from sitekit.figures.svg import vl_convert  # with our fonts

_PAINT = re.compile(r'(?<= )(fill|stroke|stop-color)="(#[^"]*)"')
_BOX = re.compile(r'viewBox="0 0 (\S+) ([^"]+)"')
_ROLE_OF = {role.light: role for role in ROLES.values()}


def css_svg(svg: str) -> str:
    """Paint with CSS variables, `--fig-ink` and so on, for a page whose theme may change."""
    return _repainted(svg, lambda role: f"var(--fig-{role.name})")


def themed_svg(svg: str, theme: Theme, *, paper: bool = False, credit: Credit | None = None) -> str:
    """Paint in one theme's colours, at a size of its own; see-through unless on `paper`."""
    themed = _repainted(svg, lambda role: shade(role, theme))
    ground = f'<rect width="100%" height="100%" fill="{shade(ROLES["paper"], theme)}"/>'
    head, end, body = themed.partition(">")
    sized = _BOX.sub(r'\g<0> width="\1" height="\2"', head)
    drawing = sized + end + (ground if paper else "") + body
    return credited_svg(drawing, credit) if credit else drawing


def to_png(
    svg: str,
    theme: Theme,
    *,
    scale: float = 2,
    transparent: bool = False,
    credit: Credit | None = None,
) -> bytes:
    """Make pixels, `scale` of them to each of the SVG's units."""
    pixels = _pixels(svg, theme, scale)
    if transparent:
        pixels = png.without(pixels, shade(ROLES["paper"], theme))
    picture = png.to_bytes(pixels)
    return credited_png(picture, credit) if credit else picture


def to_pdf(
    svg: str, theme: Theme, *, transparent: bool = False, credit: Credit | None = None
) -> bytes:
    """Make a PDF of one page, the size of the figure, with its fonts inside."""
    paper = "" if transparent else shade(ROLES["paper"], theme)
    return settle(_page(svg, theme), paper=paper, credit=credit)


@lru_cache(maxsize=1)
def _pixels(svg: str, theme: Theme, scale: float) -> png.Pixels:
    """Draw a figure on its paper; with and without are then made from the same pixels."""
    return png.unpacked(vl_convert.svg_to_png(themed_svg(svg, theme, paper=True), scale=scale))


@lru_cache(maxsize=1)
def _page(svg: str, theme: Theme) -> bytes:
    return vl_convert.svg_to_pdf(themed_svg(svg, theme))


def shade(role: Role, theme: Theme) -> str:
    """Give a role's colour in a theme; a `ValueError` names the themes."""
    if theme not in ("light", "dark"):
        raise ValueError(f"theme is {theme!r}; it may be 'light' or 'dark'")
    return role.light if theme == "light" else role.dark


def _repainted(svg: str, paint: Callable[[Role], str]) -> str:
    def repainted(found: re.Match[str]) -> str:
        if found[2] not in _ROLE_OF:
            choices = ", ".join(ROLES)
            raise ValueError(f"the {found[1]} {found[2]} is no light colour of {choices}")
        return f'{found[1]}="{paint(_ROLE_OF[found[2]])}"'

    return _PAINT.sub(repainted, svg)
