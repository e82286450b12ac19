"""One SVG, every form it is wanted in: for a page that changes theme, or a file of its own.

All take the SVG that `to_svg` wrote; none draws anything again.
"""

from collections.abc import Callable
from functools import lru_cache
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import vl_convert
from PIL import Image

from explainer.drawing.palette import ROLES, Role, Theme
from explainer.drawing.style import FONTS
from sitekit.figures.clean_svg import NAMESPACE, PAINTS
from sitekit.figures.credit import Credit, xmp
from sitekit.figures.pdf import finish_pdf
from sitekit.figures.png import reduce_colours, remove_paper, write_png

_ROLE_OF = {role.light: role for role in ROLES.values()}
ET.register_namespace("", NAMESPACE)
vl_convert.register_font_directory(str(FONTS))
ET.register_namespace("xmpRights", "http://ns.adobe.com/xap/1.0/rights/")


def css_svg(svg: str) -> str:
    """Paint with CSS variables, `--fig-ink` and so on, for a page whose theme may change."""
    return ET.tostring(_repaint(svg, lambda role: f"var(--fig-{role.name})"), encoding="unicode")


def themed_svg(svg: str, theme: Theme, *, paper: bool = False, credit: Credit | None = None) -> str:
    """Paint in one theme's colours, at a size of its own; see-through unless on `paper`."""
    root = _repaint(svg, lambda role: shade(role, theme))
    _, _, width, height = root.attrib["viewBox"].split()
    root.attrib |= {"width": width, "height": height}
    if paper:
        fill = shade(ROLES["paper"], theme)
        root.insert(
            0, Element(f"{{{NAMESPACE}}}rect", {"width": "100%", "height": "100%", "fill": fill})
        )
    if credit:
        _sign_svg(root, credit)
    return ET.tostring(root, encoding="unicode")


def _sign_svg(root: Element, credit: Credit) -> None:
    """Put title, words and facts at the head of an SVG, where a screen reader looks for them."""
    root.set("role", "img")
    title, words, facts = (
        Element(f"{{{NAMESPACE}}}{tag}") for tag in ("title", "desc", "metadata")
    )
    title.text, words.text = credit.title, credit.description
    facts.extend(ET.fromstring(xmp(credit)))
    root[:0] = [title, words, facts]


def to_png(
    svg: str,
    theme: Theme,
    *,
    scale: float = 2,
    transparent: bool = False,
    credit: Credit | None = None,
) -> bytes:
    """Make pixels, `scale` of them to each of the SVG's units."""
    picture = _draw_png(svg, theme, scale)
    if transparent:
        picture = remove_paper(picture, shade(ROLES["paper"], theme))
    return write_png(picture, credit)


def to_pdf(
    svg: str, theme: Theme, *, transparent: bool = False, credit: Credit | None = None
) -> bytes:
    """Make a PDF of one page, the size of the figure, with its fonts inside."""
    paper = "" if transparent else shade(ROLES["paper"], theme)
    return finish_pdf(_draw_pdf(svg, theme), paper=paper, credit=credit)


@lru_cache(maxsize=1)
def _draw_png(svg: str, theme: Theme, scale: float) -> Image.Image:
    """Draw a figure on its paper; with and without are then made from the same pixels."""
    return reduce_colours(vl_convert.svg_to_png(themed_svg(svg, theme, paper=True), scale=scale))


@lru_cache(maxsize=1)
def _draw_pdf(svg: str, theme: Theme) -> bytes:
    return vl_convert.svg_to_pdf(themed_svg(svg, theme))


def shade(role: Role, theme: Theme) -> str:
    """Give a role's colour in a theme; a `ValueError` names the themes."""
    if theme not in ("light", "dark"):
        raise ValueError(f"theme is {theme!r}; it may be 'light' or 'dark'")
    return role.light if theme == "light" else role.dark


def _repaint(svg: str, paint: Callable[[Role], str]) -> Element:
    """Exchange every light colour of an SVG for what its role is painted with."""
    root = ET.fromstring(svg)
    for element in root.iter():
        for key in PAINTS:
            value = element.get(key, "")
            if value in _ROLE_OF:
                element.set(key, paint(_ROLE_OF[value]))
            elif value.startswith("#"):
                raise ValueError(f"the {key} {value} is no light colour of {', '.join(ROLES)}")
    return root
