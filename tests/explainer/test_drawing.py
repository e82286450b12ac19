"""The drawing leaf: colours that can be told apart, one SVG a figure, every form made from it."""

import io
import itertools
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import altair as alt
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from explainer import drawing
from explainer.drawing.palette import LINES, ROLES, WORDS, css, role
from explainer.drawing.style import FACE, FONTS
from explainer.neuron import Neuron
from sitekit.figures.pdf import settle
from sitekit.figures.png import to_bytes, unpacked
from sitekit.figures.simplify_path import keep, thin_path
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import css_svg, themed_svg, to_pdf, to_png

# The grounds our figures stand on: our own paper, and the theme's plain pages.
GROUNDS = {"light": (role("paper").light, "#ffffff"), "dark": (role("paper").dark, "#131416")}

# What is left of linear red, green and blue to eyes without one kind of cone
# (Machado, Oliveira and Fernandes 2009, severity 1).
EYES = {
    "usual": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    """A hex colour as linear red, green and blue (the sRGB standard)."""
    c = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The contrast ratio of WCAG 2."""
    lights = [linear(each) @ [0.2126, 0.7152, 0.0722] + 0.05 for each in (one, other)]
    return max(lights) / min(lights)


def lab(rgb):
    """Linear red, green and blue in OKLab, where distance is how different two colours look."""
    cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    opponents = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return opponents @ np.cbrt(cones @ np.clip(rgb, 0, 1))


def distance(one, other, eyes):
    """How different two hex colours look to these eyes."""
    seen = [lab(EYES[eyes] @ linear(each)) for each in (one, other)]
    return np.linalg.norm(seen[0] - seen[1])


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


@pytest.fixture
def chart():
    points = alt.Data(values=[{"weight": 0, "output": 0}, {"weight": 1, "output": 0.7310585}])
    return alt.Chart(points).mark_line().encode(x="weight:Q", y="output:Q")


# Colours


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", WORDS)
def test_words_stand_out_from_every_ground(name, theme):
    assert all(contrast(getattr(role(name), theme), g) >= 4.5 for g in GROUNDS[theme])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", LINES)
def test_ink_stands_out_from_every_wash(name, theme):
    paper, ink = getattr(role("paper"), theme), getattr(role("ink"), theme)
    layers = zip(to_rgb(paper), to_rgb(getattr(role(name), theme)), strict=True)
    washed = [below + drawing.area(name)["alpha"] * (above - below) for below, above in layers]
    assert contrast(to_hex(washed), ink) >= 4.5


def test_contrast_of_black_on_white_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("pair", list(itertools.combinations(LINES, 2)), ids="-".join)
def test_two_lines_differ_to_all_eyes_or_in_dash(pair, theme):
    one, other = map(role, pair)
    looks = [distance(getattr(one, theme), getattr(other, theme), eyes) for eyes in EYES]
    assert min(looks) >= 0.12 or one.dash != other.dash


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_roles_share_a_colour(theme):
    assert len({getattr(each, theme) for each in ROLES.values()}) == len(ROLES)


def test_unknown_role_names_the_choices():
    with pytest.raises(ValueError, match=r"'sgima'.*\bsigma\b"):
        drawing.colour("sgima")


def test_css_declares_every_role():
    declared = dict(each.split(":") for each in css("dark").rstrip(";").split(";"))
    assert declared == {f"--fig-{name}": each.dark for name, each in ROLES.items()}


def test_house_style_draws_in_the_palette():
    with plt.style.context("explainer.drawing.house"):
        named = [mpl.rcParams[key] for key in ("text.color", "axes.edgecolor", "grid.color")]
        cycle = list(mpl.rcParams["axes.prop_cycle"])
    assert list(map(to_hex, named)) == [role(name).light for name in ("ink", "muted", "grid")]
    assert [(to_hex(each["color"]), each["linestyle"]) for each in cycle] == [
        (role(name).light, role(name).dash) for name in LINES
    ]


# Drawing


def test_the_face_is_the_one_that_comes_with_the_package():
    for style, weight in (("normal", "normal"), ("italic", "normal"), ("normal", "bold")):
        found = font_manager.findfont(FontProperties(family=FACE, style=style, weight=weight))
        assert Path(found).parent == FONTS


def test_label_stands_beside_the_line_in_its_colour(figure):
    (label,) = (each for each in figure.axes[0].texts if each.get_text() == "σ itself")
    assert label.xy == (0.5, 0.5)
    assert label.get_color() == role("sigma").light
    assert label.get_horizontalalignment() == "left"


@pytest.mark.parametrize(
    ("offset", "sides"),
    [((-4, 3), ("right", "bottom")), ((0, -3), ("center", "top")), ((4, 0), ("left", "center"))],
)
def test_label_stands_on_the_side_of_its_offset(figure, offset, sides):
    ax = figure.axes[0]
    label = drawing.label_line(ax, ax.lines[0], "here", at=1, offset=offset)
    assert (label.get_horizontalalignment(), label.get_verticalalignment()) == sides


def test_arrow_goes_from_place_to_place(figure):
    arrow = drawing.arrow(figure.axes[0], (0, 0), (2, 1))
    assert (arrow.xyann, arrow.xy) == ((0, 0), (2, 1))
    assert arrow.arrow_patch.get_edgecolor() == to_rgba(role("ink").light)


@pytest.mark.parametrize(
    ("number", "decimals", "said"), [(0.1244, 2, "+0.12"), (-0.0305, 3, "−0.030"), (2, 0, "+2")]
)
def test_change_is_said_with_its_sign(number, decimals, said):
    assert drawing.signed(number, decimals) == said


def test_turning_a_knob_leaves_the_others_and_the_neuron():
    neuron = Neuron(weights=np.array([1.0, 2.0]), bias=0.5)
    low, high = drawing.with_weight(neuron, 1, [-3, 4])
    assert (low.weights.tolist(), high.weights.tolist()) == ([1, -3], [1, 4])
    assert neuron.weights.tolist() == [1, 2]
    assert low.bias == 0.5


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


def test_chart_goes_the_same_way(chart):
    svg = to_svg(chart, "chart")
    assert paints(svg) <= {each.light for each in ROLES.values()}
    assert role("sigma").light in paints(svg)
    assert ">weight</text>" in svg
    assert "aria" not in svg
    assert to_svg(chart, "chart") == svg


def test_thinned_line_stays_where_it_was():
    """Every point left out must lie within the tolerance of the corners that are kept."""
    x = np.linspace(0, 300, 700)
    wave = np.column_stack([x, 80 * np.sin(x / 20)])
    kept = keep(wave, 0.05)
    across = np.interp(x, *wave[kept].T) - wave[:, 1]
    assert kept[[0, -1]].all()
    assert kept.sum() < 250
    assert np.abs(across).max() <= 0.05 * np.hypot(1, 80 / 20)  # upright gap, steepest slope


def test_straight_line_needs_two_points():
    assert keep(np.column_stack([np.arange(9.0), 2 * np.arange(9.0)])).sum() == 2


def test_line_that_turns_back_keeps_its_tip():
    assert keep(np.array([[0.0, 0], [9, 0], [4, 0]])).all()


def test_closed_shape_keeps_its_corners():
    square = "M0 0L5 0L10 0L10 10L0 10L0 0z"
    assert thin_path(square) == "M0 0L10 0L10 10L0 10L0 0z"


def test_curves_are_left_alone():
    assert thin_path("M0 0C0 1 1 1 1 0L2 0") == "M0 0C0 1 1 1 1 0L2 0"


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
    """A picture of more colours than a PNG can list keeps all that cover much of it."""
    across = np.linspace(0, 255, 700)
    shades = np.stack([across, across[::-1], across / 2], axis=1).round().astype(np.uint8)
    picture = np.concatenate([np.tile([[9, 8, 7]], (900, 700, 1)), shades[None]]).astype(np.uint8)
    file = io.BytesIO()
    plt.imsave(file, picture)
    again = pixels(to_bytes(unpacked(file.getvalue())))
    assert (again[:900, :, :3] == np.array([9, 8, 7], np.float32) / 255).all()
    assert np.abs(again[900, :, :3] - shades / 255).max() < 4 / 255


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


@pytest.mark.parametrize("more", [{}, {"transparent": True}])
def test_pdf_is_whole(svg, more):
    """Each place in the table must hold the object it speaks of."""
    pdf = to_pdf(svg, "dark", **more)
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF$", pdf)[1])
    table = re.match(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf]\r\n)+)trailer", pdf[start:])
    places = [int(entry[:10]) for entry in table[2].split(b"\r\n")[1:-1]]
    assert int(table[1]) == len(places) + 1
    for number, place in enumerate(places, 1):
        assert pdf[place:].startswith(b"%d 0 obj\n" % number)
    assert all(int(each) <= len(places) for each in re.findall(rb"\n[^\n]*\b(\d+) 0 R", pdf))


def test_pdf_stands_on_paper_unless_see_through(svg):
    dark = " ".join(f"{int(role('paper').dark[i : i + 2], 16) / 255:.4f}" for i in (1, 3, 5))
    fill = re.compile(
        rf"/Contents \[(\d+) 0 R (\d+) 0 R\].*\n\1 0 obj.*{dark} scn 0 0 ".encode(), re.DOTALL
    )
    assert fill.search(to_pdf(svg, "dark"))
    assert dark.encode() not in to_pdf(svg, "dark", transparent=True)


def test_pdf_carries_the_face(svg):
    assert b"STIXTwoText-Regular" in to_pdf(svg, "light")


def test_pdf_without_a_table_is_refused():
    with pytest.raises(ValueError, match="whole PDF"):
        settle(b"%PDF-1.7\n\n")


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
