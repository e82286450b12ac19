"""The stylesheet: small, whole, and legible in both themes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.drawing.palette import ROLES
from sitekit.theme import css, stylesheets


@pytest.mark.parametrize(
    ("loose", "tight"),
    [
        ("a  >  b , c { color : red ; }", "a>b,c{color :red}"),
        ("/* a */ p{}/* b */", "p{}"),
        ('q { content: "a :  b ;  c" }', 'q{content:"a :  b ;  c"}'),
        ("p :hover { margin: 0  1px }", "p :hover{margin:0 1px}"),
        ("@media (min-width: 3em) { a { b: c } }", "@media (min-width:3em){a{b:c}}"),
        ("i{w:calc(1px  +  2px)}", "i{w:calc(1px + 2px)}"),
    ],
)
def test_white_space_goes_and_meaning_stays(loose, tight):
    assert css.squeeze(loose) == tight
    assert css.squeeze(tight) == tight


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        (".here{a:b}.gone{a:b}", ".here{a:b}"),
        (".here .gone,p .here{a:b}", "p .here{a:b}"),
        ('p{a:b}#id{a:b}[x=".gone"]{a:b}', 'p{a:b}#id{a:b}[x=".gone"]{a:b}'),
        ("q{a:b}p>q,p+q{a:b}#no{a:b}p#no{a:b}", ""),
        (
            "p::-webkit-x:hover{a:b}*{a:b}::marker{a:b}",
            "p::-webkit-x:hover{a:b}*{a:b}::marker{a:b}",
        ),
        ("p:nth-child(even)>p{a:b}", "p:nth-child(even)>p{a:b}"),
        (".here:not(.gone){a:b}", ".here:not(.gone){a:b}"),
        ("p:is(.gone,.here){a:b}", "p:is(.gone,.here){a:b}"),
        ("@media print{.gone{a:b}}", ""),
        ("@media print{.gone{a:b}.here{a:b}}", "@media print{.here{a:b}}"),
        (
            "@import 'x.css';@font-face{src:url(a.gone)}",
            "@import 'x.css';@font-face{src:url(a.gone)}",
        ),
        (".here{a:url('data:x;{}')}.gone{}", ".here{a:url('data:x;{}')}"),
    ],
)
def test_rules_for_what_no_page_has_are_left_out(rules, kept):
    assert css.prune(rules, {"here", "p", "id"}) == kept


@given(st.sets(st.sampled_from(["one", "two", "three"])))
def test_what_a_site_uses_is_never_left_out(site):
    rules = ".one{a:b}.two .three{a:b}@media print{.three,.one{a:b}}"
    kept = css.prune(rules, site)
    for name in ("one", "two", "three"):
        alone = re.search(rf"(^|[}},])\.{name}([,{{]|$)", rules)
        assert not alone or name not in site or f".{name}" in kept
    assert css.prune(rules, {"one", "two", "three"}) == rules


def test_variables_nobody_reads_are_left_out():
    rules = "p{--a:1;--b:var(--c);--c:2;color:var(--b)}q{--d:var(--e);--e:3}"
    assert css.drop_unread(rules, "") == "p{--b:var(--c);--c:2;color:var(--b)}"
    assert "--d" in css.drop_unread(rules, "var(--d)")


@pytest.mark.parametrize(
    ("rules", "settled"),
    [
        ("body{--a:1px;--b:var(--a) 2px}p{margin:var( --b )}", "p{margin:1px 2px}"),
        ("body{--a:1}p{b:var(--a,2)}", "p{b:1}"),
        ("body{--a:1}@media print{body{--a:2}}p{b:var(--a)}", None),
        ("@media print{body{--a:2}}p{b:var(--a)}", None),
        ("p{--a:1;b:var(--a)}q{b:var(--a)}", None),
        ("body{--read-by-a-script:1}p{b:var(--read-by-a-script)}", None),
    ],
)
def test_a_variable_with_one_value_gives_way_to_it(rules, settled):
    assert css.settle(rules, "--read-by-a-script") == (settled or rules)


OURS = "".join((stylesheets.STYLES / f"{name}.css").read_text("utf-8") for name in stylesheets.OURS)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """The stylesheet of a site that shows everything."""
    used = {"marks": set(re.findall(r"[\w-]+", OURS + stylesheets.FURO.read_text("utf-8")))}
    return stylesheets.stylesheet(used, {"regular": "x.woff2"}, tmp_path_factory.mktemp("static"))


def test_every_variable_our_styles_read_is_set(sheet):
    ours, read = (set(re.findall(r"var\(\s*(--[\w-]+)", each)) for each in (OURS, sheet))
    assert ours & read <= set(re.findall(r"(--[\w-]+):", sheet))


def test_every_style_of_ours_is_in_the_stylesheet():
    assert {path.stem for path in stylesheets.STYLES.glob("*.css")} == set(stylesheets.OURS)


def test_the_stylesheet_asks_nothing_of_another_place(sheet):
    assert set(re.findall(r"url\(\"?'?(\w+)", sheet)) <= {"fonts", "data"}
    assert "@import" not in sheet


def test_paper_is_light_in_every_theme():
    colours = stylesheets.figure_colours()
    always, _, screen = colours.partition("@media not print")
    assert ROLES["ink"].light in always
    assert ROLES["ink"].dark not in always
    assert screen.count(ROLES["ink"].dark) == 2  # chosen, and wished for by the system


def luminance(colour):
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_code_stand_out_from_what_is_behind_them(theme):
    worded = re.findall(
        r"[{\s;]color: var\(--fig-(\w+)\)", (stylesheets.STYLES / "code.css").read_text()
    )
    assert len(set(worded)) >= 6
    for role in {*worded, "ink", "muted", "sigma", "cousin"}:
        for ground in ("paper", "shade"):
            pair = [luminance(getattr(ROLES[name], theme)) for name in (role, ground)]
            assert (max(pair) + 0.05) / (min(pair) + 0.05) >= 4.5, (role, ground)


def test_a_page_is_told_the_name_of_its_stylesheet_once(tmp_path):
    page = tmp_path / "a.html"
    page.write_text('<link href="../_static/site.css?v=1"><p>_static/site.css</p>')
    stylesheets.name_sheet(page, "site.abc.css")
    assert page.read_text() == '<link href="../_static/site.abc.css"><p>_static/site.css</p>'
    before = page.stat().st_mtime_ns
    stylesheets.name_sheet(page, "site.abc.css")
    assert page.stat().st_mtime_ns == before
    stylesheets.name_sheet(page, "site.def.css")
    assert page.read_text().startswith('<link href="../_static/site.def.css">')
