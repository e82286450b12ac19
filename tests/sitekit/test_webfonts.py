"""Fonts: every sign a page shows is in the face it is shown in, and little else."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from sitekit.theme import webfonts
from sitekit.theme.glyphs import math_italic, used_in

TEXT = ["regular", "italic", "bold"]
LATIN = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x180)] if code != 0xAD}
GREEK = set("αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ")
SIGNS = set("→←−×÷·≤≥≈≠∞√∂½¼²³⁻₁₂✓…–—‘’“”′")
FORMULA = set("01+−=()[]{}|∑∫√⏟𝑥𝑤𝑧𝜎𝑒Δ≤ℝ")


@pytest.mark.parametrize("face", TEXT)
def test_the_text_face_has_what_pages_may_show(face):
    assert characters(webfonts.SOURCES[face]) >= LATIN | GREEK | SIGNS


def test_the_math_face_has_every_letter_slanted():
    have = characters(webfonts.SOURCES["math"])
    assert {math_italic(letter) for letter in "abcdefghijklmnopqrstuvwxyz" + "".join(GREEK)} <= have


@pytest.mark.parametrize("face", webfonts.SOURCES)
def test_each_face_comes_with_its_licence_and_reserves_no_name(face):
    licence = (webfonts.SOURCES[face].parent / "OFL.txt").read_text("utf-8")
    notice = TTFont(webfonts.SOURCES[face])["name"].getDebugName(0)
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert notice in licence
    assert "Reserved Font Name" not in notice


def characters(path):
    return {chr(code) for code in TTFont(path).getBestCmap()}


@pytest.mark.parametrize(
    ("face", "wanted"), [*((face, set("Why σ?")) for face in TEXT), ("math", FORMULA)]
)
def test_a_cut_face_shows_what_is_wanted_and_no_more(tmp_path, face, wanted):
    assert characters(webfonts.cut(face, wanted, tmp_path)) == wanted


def test_a_cut_is_the_same_bytes_every_time_and_made_once(tmp_path):
    first = webfonts.cut("bold", set("abc"), tmp_path / "a")
    second = webfonts.cut("bold", set("cba"), tmp_path / "b")
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes())
    made = first.stat().st_mtime_ns
    assert webfonts.cut("bold", set("abc"), tmp_path / "a").stat().st_mtime_ns == made
    assert webfonts.cut("bold", set("abcd"), tmp_path / "a").name != first.name


def test_faces_for_a_whole_page_are_small(tmp_path):
    prose = {chr(code) for code in range(0x20, 0x7F)} | SIGNS
    assert all(webfonts.cut(face, prose, tmp_path).stat().st_size <= 12_000 for face in TEXT)
    assert webfonts.cut("math", FORMULA, tmp_path).stat().st_size <= 20_000


def variants(path, sign):
    """The heights a sign can be stretched to, and how many parts it can be put together from."""
    font = TTFont(path)
    stretching = font["MATH"].table.MathVariants
    glyph = font.getBestCmap()[ord(sign)]
    place = stretching.VertGlyphCoverage.glyphs.index(glyph)
    ways = stretching.VertGlyphConstruction[place]
    parts = ways.GlyphAssembly.PartRecords if ways.GlyphAssembly else []
    drawn = {record.VariantGlyph for record in ways.MathGlyphVariantRecord}
    assert drawn <= set(font["glyf"].keys())
    return [record.AdvanceMeasurement for record in ways.MathGlyphVariantRecord], len(parts)


@pytest.mark.parametrize("sign", "([{|√∑∫")
def test_brackets_and_big_signs_stretch_as_in_the_whole_font(tmp_path, sign):
    cut = webfonts.cut("math", FORMULA, tmp_path)
    assert variants(cut, sign) == variants(webfonts.SOURCES["math"], sign)


def test_old_cuts_are_cleared_away(tmp_path):
    used = {face: set("a") for face in webfonts.SOURCES}
    before = set(webfonts.cut_all(used, tmp_path).values())
    after = set(webfonts.cut_all(used | {"math": set("b")}, tmp_path).values())
    webfonts.keep(after, tmp_path)
    assert {path.name for path in tmp_path.glob("*.woff2")} == after != before
    assert (tmp_path / "OFL.txt").exists()


@pytest.mark.parametrize("face", TEXT)
def test_what_stands_in_takes_the_same_room(face):
    rule = webfonts.stand_in_metrics(face, width := 30.0)
    metrics = dict(part.split(":") for part in rule.split(";"))
    scale = float(metrics["size-adjust"].rstrip("%")) / 100
    ours = ImageFont.truetype(webfonts.SOURCES[face], 1000).getlength(webfonts.SAMPLE) / 1000
    assert width * scale == pytest.approx(ours, rel=0.01)  # Pillow may kern
    line = [
        float(metrics[f"{name}-override"].rstrip("%")) for name in ("ascent", "descent", "line-gap")
    ]
    assert scale * sum(line) / 100 == pytest.approx(
        1.25, abs=0.001
    )  # STIX Two Text: 0.762 + 0.238 + 0.25


def test_the_faces_are_named_to_the_browser():
    rules = webfonts.css({face: f"{face}.woff2" for face in webfonts.SOURCES})
    assert rules.count('font-family:"STIX Two Text"') == 3
    assert rules.count('font-family:"STIX Two Math"') == 1
    assert rules.count("font-display:optional") == 3
    assert rules.count("font-display:swap") == 1
    assert rules.count("size-adjust") == 7


@pytest.mark.parametrize(
    ("html", "face", "expected"),
    [
        ("<p>a<em>b</em>c</p>", "regular", "ac"),
        ("<p>a<em>b</em>c</p>", "italic", "b"),
        ("<h2>a <i>b</i></h2>", "bold", "a b"),
        ("<p>a<br>b<img src=x>c</p>d", "regular", "abcd"),
        ("<p>a<code>x<em>y</em></code>b<script>'q'</script></p>", "regular", "ab"),
        ("<p>&sigma;&#8594;</p>", "regular", "σ→"),
        ('<svg><text style="font-weight: 700">a</text></svg>', "bold", "a"),
        ('<svg><text font-style="italic">a</text><path d="M0"/>b</svg>', "italic", "a"),
        ('<p style="width:700px">a</p>', "bold", ""),
        ("<math><mi>x</mi><mi>max</mi><mn>1</mn></math>", "math", "𝑥max1"),
        ('<math><mi mathvariant="normal">Δ</mi><msqrt><mi>h</mi></msqrt></math>', "math", "Δ√ℎ"),
        ("<p>a<math><mtext>b</mtext><mo>+</mo></math></p>", "regular", "ab"),
        ('<math alttext="q"><mo>+</mo></math>', "math", "+"),
        ("<p>a</b></p><p>b", "regular", "ab"),
    ],
)
def test_signs_are_counted_for_the_face_they_are_shown_in(html, face, expected):
    assert used_in(html)[face] == set(expected)


@given(st.sampled_from(sorted(set("abcdefghijklmnopqrstuvwxyz") | GREEK)))
def test_a_lone_letter_of_a_formula_is_the_slanted_one(letter):
    slanted = math_italic(letter)
    name = unicodedata.name(slanted)
    assert unicodedata.normalize("NFKC", slanted) == letter
    assert name.startswith("MATHEMATICAL ITALIC") or name == "PLANCK CONSTANT"


@pytest.mark.parametrize("sign", "12+∑ℝ")
def test_other_signs_stay_upright(sign):
    assert math_italic(sign) == sign
