"""One SVG, every form it is wanted in: for a page that changes theme, or a file of its own.

All take the SVG that `to_svg` wrote; none draws anything again. A PNG has few colours, so each
pixel names one in a palette, which is all that paper changes.
"""

import io
from collections.abc import Callable
from functools import lru_cache
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import numpy as np
import pikepdf
import vl_convert
from PIL import Image

from explainer.drawing.palette import ROLES, Role, Theme
from explainer.drawing.style import FONTS
from sitekit.figures.clean_svg import NAMESPACE, PAINTS
from sitekit.figures.credit import Credit, png_facts, sign_pdf, sign_svg

_ROLE_OF = {role.light: role for role in ROLES.values()}
ET.register_namespace("", NAMESPACE)
vl_convert.register_font_directory(str(FONTS))


def css_svg(svg: str) -> str:
    """Paint with CSS variables, `--fig-ink` and so on, for a page whose theme may change."""
    return ET.tostring(_repaint(svg, lambda role: f"var(--fig-{role.name})"), encoding="unicode")


def themed_svg(svg: str, theme: Theme, *, paper: bool = False, credit: Credit | None = None) -> str:
    """Paint in one theme's colours, at a size of its own; see-through unless on `paper`."""
    root = _repaint(svg, lambda role: shade(role, theme))
    _, _, width, height = root.attrib["viewBox"].split()
    root.attrib |= {"width": width, "height": height}
    if paper:
        ground = {"width": "100%", "height": "100%", "fill": shade(ROLES["paper"], theme)}
        root.insert(0, Element(f"{{{NAMESPACE}}}rect", ground))
    if credit:
        sign_svg(root, credit)
    return ET.tostring(root, encoding="unicode")


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
        picture = _remove_paper(picture, shade(ROLES["paper"], theme))
    file = io.BytesIO()
    picture.save(file, "PNG", pnginfo=png_facts(credit) if credit else None)
    return file.getvalue()


@lru_cache(maxsize=1)
def _draw_png(svg: str, theme: Theme, scale: float) -> Image.Image:
    """Draw a figure on its paper; with and without are then made from the same pixels."""
    return reduce_colours(vl_convert.svg_to_png(themed_svg(svg, theme, paper=True), scale=scale))


def reduce_colours(png: bytes) -> Image.Image:
    """Reduce a picture to at most 256 colours; one that has no more keeps its own."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _remove_paper(picture: Image.Image, paper: str) -> Image.Image:
    """Take the paper, a colour such as `#fdfcf9`, out of a picture: only its palette changes.

    Each colour lets through as much as it can, so that on its own paper the picture looks as
    before. On another, hairlines and washed areas are a little darker than it, or lighter, as they
    were on their own, and nowhere does a patch of the old paper show.
    """
    ground = np.array([*bytes.fromhex(paper[1:])], float)
    seen = np.array(picture.getpalette(), float).reshape(-1, 3)
    room = np.where(seen > ground, 255 - ground, ground)
    cover = np.ceil(255 * np.max(np.abs(seen - ground) / np.maximum(room, 1), axis=1))[:, None]
    share = np.maximum(cover, 1) / 255
    bare = np.clip(np.rint((seen - ground * (1 - share)) / share), 0, 255)
    clear = picture.copy()
    clear.putpalette(np.column_stack([bare, cover]).astype(np.uint8).tobytes(), "RGBA")
    return clear


def to_pdf(
    svg: str, theme: Theme, *, transparent: bool = False, credit: Credit | None = None
) -> bytes:
    """Make a PDF of one page, the size of the figure, with its fonts inside.

    vl-convert (svg2pdf within) lists its objects in an order that changes from call to call; QPDF
    writes them again, each where its references first need it. Packed, they would keep their order.
    """
    drawn = vl_convert.svg_to_pdf(themed_svg(svg, theme, paper=not transparent))
    written, unpacked = io.BytesIO(), pikepdf.ObjectStreamMode.disable
    with pikepdf.open(io.BytesIO(drawn)) as document:
        if credit:
            sign_pdf(document, credit)
        document.save(written, object_stream_mode=unpacked, deterministic_id=True)
    return written.getvalue()


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
