"""Test that syntax errors in stylesheets, scripts and SVGs are reported and stop the build."""

import pytest

from sitekit.theme import syntax

STYLE, SCRIPT = "sitekit/theme/styles/page.css", "sitekit/theme/scripts/reader.js"
SIGN = "sitekit/theme/scripts/favicon.svg"
FONT = "sitekit/theme/fonts/STIXTwoMath-Regular.woff2"


@pytest.mark.parametrize(
    ("bad", "lines"),
    [
        ("let a = 1;\n}}} ((", [2]),
        ("let a = ;\nlet b = 1;\nlet = = 2;\n", [1, 3]),
        ("if (a) {\n", [1]),
        ("a ??= b?.c; class A { #x = 1; static { } }\nconst c = `a${`b`}`;\n", []),
    ],
)
def test_what_is_not_javascript_is_told_with_its_line(bad, lines):
    assert [line for line, _ in syntax.script_errors(bad)] == lines


def test_every_file_that_does_not_parse_is_told_of_in_one_run(tiny):
    tiny.edit(STYLE, "", "\n.unclosed { color: red;\n")
    tiny.edit(SCRIPT, "", "\n}}} ((\n")
    tiny.edit("sitekit/theme/styles/share.css", "details.share {", "details.share ] {")
    tiny.edit(SIGN, "", "<path>")
    tiny.edit("docs/explain/other.md", "Not much.", "Not much {doc}`nowhere`.")
    tiny.told(
        (STYLE, ".unclosed", "never closed"),
        (SCRIPT, "}}} ((", "is not JavaScript"),
        ("sitekit/theme/styles/share.css", "details.share ]", "Unmatched ]"),
        (SIGN, "<path>", "is not XML"),
        ("docs/explain/other.md", "nowhere", "nowhere"),
    )


def test_a_file_of_another_kind_or_none_is_told_of(tiny):
    (tiny / SIGN).write_bytes(b"\xff")
    (tiny / FONT).unlink()
    lines = tiny.build().stderr.splitlines()
    assert f"{SIGN}:1: is not UTF-8" in lines
    assert [line for line in lines if line.startswith(f"{FONT}:1: cannot be read: ")]
    (tiny / STYLE).write_bytes(b"\xff")
    assert f"{STYLE}:1: not UTF-8: byte 0xff" in tiny.build().stderr.splitlines()


def test_a_dead_address_in_a_style_is_told_with_its_line(tiny):
    tiny.edit(STYLE, "", "\np { background: url(nowhere.png) }\n")
    tiny.told((STYLE, "url(nowhere.png)", "the link nowhere.png leads to no page"))
