"""Convert the SVG from `to_svg` to every other format: inline, themed, PNG, PDF.

No figure is plotted again. PNGs are indexed, so that removing the background changes only the
palette.
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
    """Return an SVG coloured by CSS variables such as `--fig-ink`, to follow a page's theme."""
    return ET.tostring(_repaint(svg, lambda role: f"var(--fig-{role.name})"), encoding="unicode")


def themed_svg(svg: str, theme: Theme, *, paper: bool = False, credit: Credit | None = None) -> str:
    """Return a standalone SVG in one theme's colours; transparent unless on `paper`."""
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
    """Return a PNG with `scale` pixels per SVG unit."""
    picture = _draw_png(svg, theme, scale)
    if transparent:
        picture = _remove_paper(picture, shade(ROLES["paper"], theme))
    file = io.BytesIO()
    picture.save(file, "PNG", pnginfo=png_facts(credit) if credit else None)
    return file.getvalue()


@lru_cache(maxsize=1)
def _draw_png(svg: str, theme: Theme, scale: float) -> Image.Image:
    """Rasterize an SVG with its background; cached, since both kinds of PNG start from it."""
    return reduce_colours(vl_convert.svg_to_png(themed_svg(svg, theme, paper=True), scale=scale))


def reduce_colours(png: bytes) -> Image.Image:
    """Return an image reduced to at most 256 colours; unchanged if it has no more."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _remove_paper(picture: Image.Image, paper: str) -> Image.Image:
    """Make the background `paper`, such as `#fdfcf9`, transparent by changing the palette.

    Each colour becomes as transparent as it can while looking the same over `paper`. Over another
    background, hairlines and pale areas keep their contrast with it, and no patch of the old
    background remains.
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
    """Return a byte-reproducible one-page PDF, the size of the figure, with embedded fonts.

    vl-convert (which uses svg2pdf) orders objects differently at each call; QPDF rewrites them in
    order of first reference. Object streams are off: they would keep the original order.
    """
    drawn = vl_convert.svg_to_pdf(themed_svg(svg, theme, paper=not transparent))
    written, unpacked = io.BytesIO(), pikepdf.ObjectStreamMode.disable
    with pikepdf.open(io.BytesIO(drawn)) as document:
        if credit:
            sign_pdf(document, credit)
        document.save(written, object_stream_mode=unpacked, deterministic_id=True)
    return written.getvalue()


def shade(role: Role, theme: Theme) -> str:
    """Return a role's colour in a theme; raise ValueError for an unknown theme."""
    if theme not in ("light", "dark"):
        raise ValueError(f"theme is {theme!r}; it may be 'light' or 'dark'")
    return role.light if theme == "light" else role.dark


def _repaint(svg: str, paint: Callable[[Role], str]) -> Element:
    """Replace each light colour of an SVG by the paint of its role."""
    root = ET.fromstring(svg)
    for element in root.iter():
        for key in PAINTS:
            value = element.get(key, "")
            if value in _ROLE_OF:
                element.set(key, paint(_ROLE_OF[value]))
            elif value.startswith("#"):
                raise ValueError(f"the {key} {value} is no light colour of {', '.join(ROLES)}")
    return root
