"""Test that errors in scripts of interactive figures are reported in one line each."""

import re

GOOD = '''"""
A line to tilt
==============

It tilts.
"""

import altair as alt

from explainer.drawing.moving import along, moving, slider
from explainer.drawing.plane import layer, line_style, mark, x_axis, y_axis

knob = slider("tilt", "tilt", 1, low=-2, high=2, step=0.5)
line = along("line", "x", -1, 1, 4, y="tilt * datum.x")
told = {"end": ("right end", 1)}


def truth(tilt):
    """Say what holds."""
    return {"readings": {"end": tilt}}


x, y = x_axis("x", -1, 1, "x"), y_axis("y", -2, 2)
curve = layer(line, mark("line", x, y, **line_style("sigma")))
picture = alt.layer(curve, mark("circle", x="tilt:Q"))
figure = moving(picture, [knob], {"end": "tilt * 1"}, told, says="It ends at {end}.")
description = f"A line that ends at {truth(1)}."
'''

#: What is wrong: the text to replace, by what, the text whose line is named, what is said of it.
WRONG = {
    "a knob without a label": (
        '"tilt", "tilt", 1',
        '"tilt", "", 1',
        "must give the knob 'tilt' a label",
    ),
    "a reading without a label": ('("right end", 1)', '("", 1)', "must give each reading a label"),
    "nothing told": ('{"end": ("right end", 1)}', "{}", "moves, but tells no readings"),
    "a reading that is not there": (
        '"end": ("right',
        '"rear": ("right',
        "lacks in its data 'readings': rear",
    ),
    "no truth": ("def truth(tilt)", "def truths(tilt)", "must define `truth`"),
    "another truth": (
        '{"end": tilt}',
        '{"end": tilt * (1 + 2e-12)}',
        "draws what the library does not say",
    ),
}


def test_each_fault_is_told_with_its_line(tiny):
    expected = []
    for name, (before, after, said) in WRONG.items():
        assert GOOD.count(before) == 1
        text = GOOD.replace(before, after)
        if name == "no truth":
            text = text.replace("{truth(1)}", "{1}")
        file = f"gallery/tiny/plot_{name.replace(' ', '_')}.py"
        tiny.write(file, text)
        expected.append((file, "figure = moving(", said))
    file = "gallery/tiny/plot_undescribed.py"
    tiny.write(file, GOOD.replace("description =", "words ="))
    expected.append((file, "figure = moving(", "must define `description`"))
    tiny.told(*expected)


def test_a_changed_formula_redraws_what_uses_it_and_nothing_else(tiny):
    """The still picture and the part for browsers are made from the same script, and are one."""
    tiny.write("gallery/tiny/plot_moving.py", GOOD)
    written = "from explainer.drawing.vega import sigmoid\n"
    curved = GOOD.replace("import altair as alt\n", f"import altair as alt\n\n{written}")
    tiny.write(
        "gallery/tiny/plot_curved.py", curved.replace('"tilt * 1"', 'f"tilt + 0 * {sigmoid(1)}"')
    )
    page = "# Two\n\n```{exhibit} tiny/moving\n```\n\n```{exhibit} tiny/curved\n```\n"
    tiny.write("docs/explain/two.md", page)
    tiny.edit("docs/index.md", "explain/other\n", "explain/other\nexplain/two\n")
    before = tiny.publish()
    parts = [name for name in before if name.startswith("moving/")]
    assert len(parts) == 3
    assert b"vegaEmbed" in _scripts(before, "explain/two.html")
    assert b"vegaEmbed" not in _scripts(before, "explain/other.html")
    drawn = {path.parent.name: path.stat().st_mtime_ns for path in _records(tiny)}
    tiny.edit("explainer/drawing/vega.py", '"1 / (1 + exp(-{z}))"', '"1 / (exp(-{z}) + 1)"')
    after = tiny.publish()
    redrawn = {path.parent.name: path.stat().st_mtime_ns for path in _records(tiny)}
    assert {name for name in drawn if drawn[name] != redrawn[name]} == {"plot_curved.drawn"}
    moved = {name for name in before.keys() ^ after.keys() if name.startswith("moving/")}
    assert {name.split(".")[0] for name in moved} == {"moving/tiny/curved"}


def _scripts(site, page):
    """Return all that the scripts of a page say."""
    names = re.findall(r'src="\.\./(_static/[\w.]+\.js)"', site[page].decode())
    return b"".join(site[name] for name in names)


def _records(tiny):
    return (tiny / "docs/gallery/tiny").glob("plot_*.drawn/record.json")
