"""Test the stylesheets: pruned, complete, and legible in both themes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.drawing.palette import ROLES
from sitekit.theme import css, stylesheets, syntax


def kept(rules, marks=("p", "here", "id"), readers=""):
    """What is left of some rules on pages with these marks."""
    return css.keep_used(rules, set(marks), readers)


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        (".here { c: d }\n.gone { c: d } /* a */", ".here{c:d}"),
        (".here .gone, p .here, .here.gone { c: d }", "p .here{c:d}"),
        ('#id[x="gone"] > p { c: d }', "#id[x=gone]>p{c:d}"),
        ("q { c: d } p > q, p + q { c: d } #no { c: d } p#no { c: d }", ""),
        ("p:hover, *, ::marker { c: d }", "p:hover,*{c:d}::marker{c:d}"),
        (
            "p:nth-child(2n) > p, .here:not(.gone) { c: d }",
            "p:nth-child(2n)>p,.here:not(.gone){c:d}",
        ),
        ("p:is(.gone, .here) { c: d }", "p:is(.gone,.here){c:d}"),
        ("@media print { .gone { c: d } }", ""),
        ("@media print { .gone { c: d } .here { c: d } }", "@media print{.here{c:d}}"),
        (
            "@media (max-width: 3em) { @page { margin: 0 } }",
            "@media (max-width:3em){@page{margin:0}}",
        ),
        (
            "@font-face { font-family: x; src: url(a.gone) }",
            "@font-face{font-family:x;src:url(a.gone)}",
        ),
        (".here { c: url('data:x;{}') } .gone { c: d }", ".here{c:url(data:x;{})}"),
    ],
)
def test_rules_for_what_no_page_has_are_left_out(rules, left):
    assert kept(rules) == left


@settings(deadline=None)
@given(st.sets(st.sampled_from(["one", "two", "three"])))
def test_what_a_site_uses_is_never_left_out(site):
    rules = ".one{a:b}.two .three{c:d}@media print{.three,.one{e:f}}"
    for name in site - {"two"}:
        assert f".{name}" in kept(rules, site) or {name, "two"} & site == {"three"}
    assert kept(rules, {"one", "two", "three"}) == rules


def test_variables_nobody_reads_are_left_out():
    rules = "p{--a:1;--b:var(--c);--c:2;color:var(--b)}.here{--d:var(--e);--e:3}"
    assert kept(rules) == "p{--b:var(--c);--c:2;color:var(--b)}"
    assert "--e:3" in kept(rules, readers="var(--d)")


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        ("body{--a:1px;--b:var(--a) 2px}p{margin:var( --b )}", "p{margin:1px 2px}"),
        ("body{--a:1}@media print{body{--a:2}}p{b:var(--a)}", None),
        ("@media print{body{--a:2}}p{b:var(--a)}", None),
        ("p{--a:1;b:var(--a)}.here{b:var(--a)}", None),
        ("body{--read-by-a-script:1}p{b:var(--read-by-a-script)}", None),
        ("body{--c:var(--b) 3px;--b:var(--a);--a:2px}p{margin:var(--c)}", "p{margin:2px 3px}"),
    ],
)
def test_a_variable_with_one_value_gives_way_to_it(rules, left):
    assert kept(rules, {"body", "p", "here"}, "--read-by-a-script") == (left or rules)


@pytest.mark.parametrize(
    ("bad", "line", "said"),
    [
        ("p{}\n.a { color: red;\n", 2, "never closed"),
        ("p{}\n@media print {\np {}\n", 2, "never closed"),
        ("p{}\n/* a", 2, "never closed"),
        ("p{}}\nq{}", 1, "Unmatched }"),
        ('p{}\nq { content: "a;\n}\np{}', 2, "Bad string"),
        ('p{}\nq { content: "a', 2, "Bad string"),
        ("p{}\nq { background: url(a b) }", 2, "bad URL"),
        ("p{}\n..q { color: red }", 2, "class selector"),
        ("p{}\nq { color red }", 2, "red"),
    ],
)
def test_what_does_not_parse_is_told_with_its_line(bad, line, said):
    ((where, message),) = syntax.stylesheet_errors(bad)
    assert (where, said in message) == (line, True), message
    assert syntax.stylesheet_errors(stylesheets.FURO.read_text("utf-8")) == []


@settings(deadline=None)
@given(st.text("{}()[];:,.#\"'/*@\\ \na-", max_size=40))
def test_no_text_keeps_the_parsers_waiting(text):
    if not syntax.stylesheet_errors(text):
        kept(text)


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
