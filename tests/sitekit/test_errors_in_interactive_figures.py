"""Test that errors in scripts of interactive figures are reported in one line each."""

import re

GOOD = '''"""
A line to tilt
==============

It tilts.
"""

import matplotlib.pyplot as plt
from explainer.curves import double

from explainer.drawing import stroke
from explainer.drawing.interactive import Choice, Slider, fixed, start_of

plt.style.use("explainer.drawing.house")
knobs = [
    Slider("tilt", "tilt", 1, low=-2, high=2, step=0.5),
    Choice("side", "side", "right", {"right": "the right", "left": "the left"}),
]


def numbers(tilt, side):
    return {"height": double(tilt if side == "right" else -tilt)}


def draw(tilt, side):
    figure, ax = plt.subplots()
    ax.set(xlim=(-1, 1), ylim=(-5, 5))
    ax.plot([-1, 1], [double(-tilt), double(tilt)], gid="line", **stroke("sigma"))
    return figure


def describe(tilt, side):
    return f"It ends at {fixed(numbers(tilt, side)['height'], 1)}."


figure = draw(**start_of(knobs))
description = f"A line that ends at {numbers(**start_of(knobs))['height']}."
'''

SCRIPT = """whySigma.figure("tiny/NAME", {
  numbers: ({ tilt, side }) => ({ height: 2 * (side === "right" ? tilt : -tilt) }),
  parts: ({ tilt }) => ({ line: [[-1, -2 * tilt], [1, 2 * tilt]] }),
  words: (_, { height }) => `It ends at ${height.toFixed(1)}.`,
});
"""

#: What is wrong: the text to replace, by what, and what is said of it.
WRONG = {
    "a knob without a label": (
        '"tilt", "tilt", 1',
        '"tilt", "", 1',
        "must give the knob 'tilt' a label",
    ),
    "a knob that starts too high": (
        '"tilt", "tilt", 1',
        '"tilt", "tilt", 3',
        "must start the knob 'tilt' between -2 and 2",
    ),
    "a knob without a step": (
        "step=0.5",
        "step=0",
        "must start the knob 'tilt' between -2 and 2",
    ),
    "a choice that is none": (
        '"side", "right"',
        '"side", "top"',
        "starts the knob 'side' at 'top', not at right, left",
    ),
    "no numbers": ("def numbers(", "def values(", "moves, but does not define `numbers`"),
    "two parts of one name": (
        "    return figure\n",
        "    for x in (0, 1):\n        ax.text(x, 0, 'a', gid='spot')\n    return figure\n",
        "the script stopped: ValueError: two parts are named 'spot'",
    ),
    "no words": ("def describe(", "def say(", "moves, but does not define `describe`"),
}


def write(tiny, name, text=GOOD, script=SCRIPT):
    """Write a gallery script and the script beside it; return the name of the first."""
    file = f"gallery/tiny/plot_{name}.py"
    tiny.write(file, text)
    if script:
        tiny.write(file.replace(".py", ".js"), script.replace("NAME", name))
    return file


def test_each_fault_is_told_with_its_line(tiny):
    expected = []
    for name, (before, after, said) in WRONG.items():
        assert GOOD.count(before) == 1
        text = GOOD.replace(before, after)
        if name == "no numbers":  # others still use them
            text = text.replace("numbers(", "values(")
        expected.append((write(tiny, name.replace(" ", "_"), text), "figure = draw(", said))
    file = write(tiny, "alone", script=None)
    expected.append((file, "figure = draw(", "moves, but plot_alone.js is not beside it"))
    file = write(tiny, "broken", script="whySigma.figure(\n  {,\n);\n").replace(".py", ".js")
    expected.append((file, "  {,", "is not JavaScript from here on"))
    file = write(tiny, "left_over").replace(".py", ".js")
    (tiny / "gallery/tiny/plot_left_over.py").unlink()
    expected.append((file, "whySigma", "belongs to no gallery script"))
    tiny.told(*expected)


def test_a_change_beside_a_script_redraws_its_figure_and_nothing_else(tiny):
    """The still picture and the browser's part are made together, and stay together."""
    write(tiny, "moving")
    write(tiny, "other")
    page = "# Two\n\n```{exhibit} tiny/moving\n```\n\n```{exhibit} tiny/other\n```\n"
    tiny.write("docs/explain/two.md", page)
    tiny.edit("docs/index.md", "explain/other\n", "explain/other\nexplain/two\n")
    before, drawn = tiny.publish(), drawings(tiny)
    text = before["explain/two.html"].decode()
    first, second = re.findall(r'data-script="\.\./(_static/[^"]+)"', text)
    assert b'"tiny/moving"' in before[first]
    assert b'"tiny/other"' in before[second]
    assert 'data-script="' not in before["explain/other.html"].decode()
    tiny.edit("gallery/tiny/plot_moving.js", "2 * tilt]]", "2.0 * tilt]]")
    after, redrawn = tiny.publish(), drawings(tiny)
    assert {name for name in drawn if drawn[name] != redrawn[name]} == {"plot_moving.drawn"}
    assert {name for name in before if name not in after and name.endswith(".js")} == {first}
    assert second in after


def drawings(tiny):
    """Return when each figure was drawn, by the folder it is in."""
    records = (tiny / "docs/gallery/tiny").glob("plot_*.drawn/record.json")
    return {record.parent.name: record.stat().st_mtime_ns for record in records}
