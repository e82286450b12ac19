"""Test a figure's SVG and every format derived from it, with independent readers."""

import io
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import numpy as np
import pikepdf
import pypdfium2
import pytest
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from explainer import drawing
from explainer.drawing.palette import ROLES, role
from explainer.drawing.style import FACE, FONTS
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import css_svg, reduce_colours, themed_svg, to_pdf, to_png


def paints(svg):
    """Every colour an SVG paints with."""
    return set(re.findall(r'(?:fill|stroke|stop-color)="([^"]+)"', svg)) - {"none"}


def pixels(png):
    """A PNG as an array of red, green, blue and opacity from 0 to 1."""
    return plt.imread(io.BytesIO(png), format="png")


@pytest.fixture
def figure():
    with plt.style.context("explainer.drawing.house"):
        figure, ax = plt.subplots()
        (line,) = ax.plot([0, 1, 2], [0, 1, 0.5], marker="o", **drawing.stroke("sigma"))
        ax.fill_between([0, 1], [0, 0.5], **drawing.area("error"))
        drawing.label_line(ax, line, "σ itself", at=0.5)
        drawing.name_axes(ax, x="weight", y="output")
        ax.text(1.5, 0.2, "$z$ and more", rotation=30)
        yield figure
        plt.close(figure)


@pytest.fixture
def svg(figure):
    return to_svg(figure, "a page/a figure")


# The one SVG


def test_svg_is_only_what_is_seen(svg):
    root = ET.fromstring(svg)
    tags = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert tags <= {"svg", "g", "defs", "clipPath", "path", "rect", "use", "text", "tspan"}
    assert svg.startswith("<svg ")
    assert not {"width", "height", "style", "class"} & set(root.attrib)
    assert not re.search(r" style=|\d\.\d{3}|\n", svg)


def test_svg_keeps_words_as_words(svg):
    words = ["".join(each.itertext()) for each in ET.fromstring(svg).iter() if "text" in each.tag]
    assert {"σ itself", "weight", "output", "0.75"} <= set(words)


def test_ids_carry_the_name_and_are_all_used(svg):
    ids = re.findall(r' id="([^"]+)"', svg)
    used = re.findall(r'(?:href="|url\()#([^")]+)', svg)
    assert ids
    assert set(ids) == set(used)
    assert len(ids) == len(set(ids))
    assert all(each.startswith("a-page-a-figure-") for each in ids)


def test_svg_paints_with_the_palette_only(svg):
    assert paints(svg) <= {each.light for each in ROLES.values()}


def test_a_second_drawing_is_the_same(figure, svg):
    assert to_svg(figure, "a page/a figure") == svg


def test_black_words_are_ink(figure):
    figure.axes[0].text(1, 1, "unpainted", color="black")
    svg = to_svg(figure, "black")
    (root,) = (each for each in ET.fromstring(svg).iter() if each.tag.endswith("svg"))
    assert root.get("fill") == role("ink").light
    assert re.search(r"<text [^>]*>unpainted", svg)


@pytest.mark.parametrize("kind", ["stroke", "fill"])
def test_colour_outside_the_palette_is_named(figure, kind):
    ax = figure.axes[0]
    ax.plot([0, 1], [1, 1], color="#ff00aa") if kind == "stroke" else ax.text(
        0, 1, "x", c="#ff00aa"
    )
    with pytest.raises(ValueError, match=rf"{kind}.*#ff00aa.*\bsigma\b"):
        to_svg(figure, "loud")


def test_pixels_are_refused(figure):
    figure.axes[0].imshow([[0, 1], [1, 0]])
    with pytest.raises(ValueError, match="pixels"):
        to_svg(figure, "grainy")


def test_what_is_no_figure_is_named():
    with pytest.raises(TypeError, match="'a sketch'"):
        to_svg("a sketch", "x")


# Every form of it


def test_dark_exchanges_every_colour(svg):
    light, dark = paints(themed_svg(svg, "light")), paints(themed_svg(svg, "dark"))
    assert light == paints(svg)
    assert dark == {each.dark for each in ROLES.values() if each.light in light}


def test_themed_file_has_a_size_of_its_own(svg):
    root = ET.fromstring(themed_svg(svg, "light"))
    assert (root.get("width"), root.get("height")) == tuple(root.get("viewBox").split()[2:])


def test_page_form_paints_with_variables(svg):
    names = {each.light: f"var(--fig-{each.name})" for each in ROLES.values()}
    assert paints(css_svg(svg)) == {names[each] for each in paints(svg)}


def test_unknown_theme_is_named(svg):
    with pytest.raises(ValueError, match=r"'sepia'.*'dark'"):
        themed_svg(svg, "sepia")


def test_stray_colour_is_named_when_themed(svg):
    with pytest.raises(ValueError, match="#123456"):
        css_svg(svg.replace(role("sigma").light, "#123456"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_png_stands_on_paper(svg, theme):
    picture = pixels(to_png(svg, theme, scale=2))
    width, height = map(float, re.search(r"0 0 (\S+) ([^\"]+)", svg).groups())
    assert picture.shape[:2] == pytest.approx((2 * height, 2 * width), abs=1)
    corner = "#" + "".join(f"{round(255 * c):02x}" for c in picture[0, 0, :3])
    assert corner == getattr(role("paper"), theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_see_through_png_looks_the_same_on_its_own_paper(svg, theme):
    clear = pixels(to_png(svg, theme, transparent=True))
    paper = np.array([int(getattr(role("paper"), theme)[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    assert clear[0, 0, 3] == 0
    laid = clear[..., :3] * clear[..., 3:] + paper * (1 - clear[..., 3:])
    whole = pixels(to_png(svg, theme))[..., :3]
    assert np.abs(laid - whole).max() < 1.5 / 255


def test_few_colours_are_enough_for_a_png():
    """A picture of more colours than a PNG can list keeps the one that covers most of it."""
    across = np.linspace(0, 255, 700)
    shades = np.stack([across, across[::-1], across / 2], axis=1).round().astype(np.uint8)
    picture = np.concatenate([np.tile([[9, 8, 7]], (900, 700, 1)), shades[None]]).astype(np.uint8)
    file = io.BytesIO()
    plt.imsave(file, picture)
    again = np.asarray(reduce_colours(file.getvalue()).convert("RGB")).astype(int)
    assert (again[:900] == [9, 8, 7]).all()
    assert np.abs(again[900] - shades).max() <= 4


def test_png_writes_in_the_face():
    """The words must cover the same pixels as the outlines in the font file do."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" '
    head += f'font-family="{FACE}" fill="{role("ink").light}">'
    face = FontProperties(fname=FONTS / "STIXTwoText-Regular.ttf")
    outline = TextPath((10, -40), "Why σ?", size=48, prop=face)
    shapes = " ".join(
        {1: "M", 2: "L", 3: "Q", 79: "Z"}[code]
        + ("" if code == 79 else " ".join(f"{x:.3f} {-y:.3f}" for x, y in points.reshape(-1, 2)))
        for points, code in outline.iter_segments()
    )
    written = pixels(
        to_png(head + '<text x="10" y="40" font-size="48">Why σ?</text></svg>', "light")
    )
    traced = pixels(to_png(head + f'<path d="{shapes}"/></svg>', "light"))
    assert traced.min() < 0.5
    assert np.abs(written - traced).mean() < 0.01


def rendered(pdf):
    """A PDF's page on white, as PDFium draws it, at the figure's own size."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return np.asarray(page.render(scale=1).to_pil().convert("RGB")) / 255


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pdf_looks_as_the_png_does(svg, theme):
    """Edges are softened in another way, but whatever is drawn is at its place in its colour."""
    page = rendered(to_pdf(svg, theme))
    picture = pixels(to_png(svg, theme, scale=1))[: len(page), : page.shape[1], :3]
    page = page[: len(picture), : picture.shape[1]]
    assert np.abs(page - picture).mean() < 0.01
    assert np.ptp(picture) > 0.5


def test_pdf_stands_on_paper_unless_see_through(svg):
    corners = [rendered(to_pdf(svg, "dark", transparent=t))[0, 0] for t in (0, 1)]
    assert [to_hex(corner) for corner in corners] == [role("paper").dark, "#ffffff"]


def test_pdf_carries_the_face(svg):
    with pikepdf.open(io.BytesIO(to_pdf(svg, "light"))) as pdf:
        assert pdf.check_pdf_syntax() == []
        fonts = pdf.pages[0].resources.Font.values()
        assert all("STIXTwoText" in str(font.BaseFont) for font in fonts)
        assert fonts


HASHES = """
import hashlib
import matplotlib.pyplot as plt
from explainer import drawing
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import to_pdf, to_png
plt.style.use("explainer.drawing.house")
figure, ax = plt.subplots()
ax.plot([0, 1], [0, 1], "o-")
ax.fill_between([0, 1], [0, 1], **drawing.area("error"))
ax.text(0, 1, "$z$ and more", weight="bold")
svg = to_svg(figure, "same")
for form in (svg.encode(), to_png(svg, "dark"), to_pdf(svg, "dark")):
    print(hashlib.sha256(form).hexdigest())
"""


def test_every_process_writes_the_same_bytes():
    runs = [
        subprocess.run(
            [sys.executable, "-c", HASHES],
            env={"MPLBACKEND": "agg", "PYTHONPATH": str(FONTS.parents[2]), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0])) == 3
