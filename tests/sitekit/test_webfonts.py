"""Test that each subset font contains every character that pages show in it, and little else."""

import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from sitekit.theme import stylesheets, webfonts
from sitekit.theme.glyphs import MATH_ITALIC, used_in

FACES = (stylesheets.STYLES / "faces.css").read_text("utf-8")
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
    assert {MATH_ITALIC[letter] for letter in "abcdefghijklmnopqrstuvwxyz" + "".join(GREEK)} <= have


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


#: How many ems wide what stands in sets the sample.
SAMPLE = "Turn one knob a little, hold the others still, and watch how fast the answer moves."
WIDTHS = {
    "Nearly STIX": {"regular": 32.77, "italic": 32.78, "bold": 34.84},
    "Nearly STIX on Android": {"regular": 39.03, "italic": 38.02, "bold": 41.48},
    "Nearly STIX on a bare Linux": {"regular": 41.84},
}


def faces(family):
    """What the stylesheet says of the faces of a family, by face."""
    found = {}
    for rule in re.findall(r"@font-face {([^}]*)}", FACES):
        said = dict(re.findall(r"([\w-]+): ([^;]*);", rule))
        if said["font-family"] == f'"{family}"':
            style = said.get("font-style", said.get("font-weight"))
            found[{"italic": "italic", "700": "bold"}.get(style, "regular")] = said
    return found


@pytest.mark.parametrize("family", WIDTHS)
def test_what_stands_in_takes_the_same_room(family):
    told = faces(family)
    assert told.keys() == WIDTHS[family].keys()
    for face, said in told.items():
        font = TTFont(webfonts.SOURCES[face])
        widths, glyphs, line = font["hmtx"], font.getBestCmap(), font["hhea"]
        em = font["head"].unitsPerEm
        scale = sum(widths[glyphs[ord(letter)]][0] for letter in SAMPLE) / em / WIDTHS[family][face]
        expected = {"size-adjust": scale, "ascent-override": line.ascent / em / scale}
        expected |= {"descent-override": -line.descent / em / scale}
        expected |= {"line-gap-override": line.lineGap / em / scale}
        for name, value in expected.items():
            assert float(said[name].rstrip("%")) == pytest.approx(100 * value, abs=0.006), name


def test_words_do_not_wait_for_their_faces_and_formulas_do():
    text, math = faces("STIX Two Text"), faces("STIX Two Math")
    assert text.keys() == {"regular", "italic", "bold"}
    assert {said["font-display"] for said in text.values()} == {"optional"}
    assert math["regular"]["font-display"] == "swap"
    for face, said in {**text, "math": math["regular"]}.items():
        assert said["src"] == f'url("fonts/{face}.woff2") format("woff2")'


@pytest.mark.parametrize(
    ("html", "face", "expected"),
    [
        ("<p>a<em>b</em>c</p>", "regular", "ac"),
        ("<p>a<em>b</em>c</p>", "italic", "b"),
        ("<h2>a <i>b</i></h2>", "bold", "a b"),
        ("<p>a<br>b<img src=x>c</p>d", "regular", "abcd"),
        ("<p>a<code>x<em>y</em></code>b<script>'q'</script></p>", "regular", "ab"),
        ("<p>&sigma;&#8594;</p>", "regular", "σ→"),
        ('<svg><text font-weight="700">a</text></svg>', "bold", "a"),
        ('<svg><text font-style="italic">a</text><path d="M0"/>b</svg>', "italic", "a"),
        ('<svg><text font-weight="400">a</text></svg>', "bold", ""),
        ("<math><mi>x</mi><mi>max</mi><mn>1</mn></math>", "math", "𝑥max1"),
        ('<math><mi mathvariant="normal">Δ</mi><msqrt><mi>h</mi></msqrt></math>', "math", "Δ√ℎ"),
        ("<p>a<math><mtext>b</mtext><mo>+</mo></math></p>", "regular", "ab"),
        ('<math alttext="q"><mo>+</mo></math>', "math", "+"),
        ("<p>a</b></p><p>b", "regular", "ab"),
    ],
)
def test_signs_are_counted_for_the_face_they_are_shown_in(html, face, expected):
    assert used_in(html)[face] == set(expected)


def test_a_lone_letter_of_a_formula_is_the_slanted_one():
    assert MATH_ITALIC.keys() >= set("abcdefghijklmnopqrstuvwxyz") | GREEK
    for letter in set("abcdefgijklmnopqrstuvwxyz") | GREEK:
        name = re.sub("^(LATIN|GREEK)| LETTER", "", unicodedata.name(letter))
        assert unicodedata.name(MATH_ITALIC[letter]) == f"MATHEMATICAL ITALIC{name}"
    assert MATH_ITALIC["h"] == "ℎ"
    assert MATH_ITALIC.keys().isdisjoint("12+∑ℝ")
