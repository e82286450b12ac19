"""Test that errors in gallery scripts or the library are reported in one line each."""

import pytest

#: What is wrong in a script: the text to replace, by what, the text whose line is named, what is
#: said of it.
WRONG = {
    "raises": (
        ("assert double(0) == 0", "assert double(0) == 1"),
        "assert",
        "the script stopped: AssertionError: assert 0.0 == 1, in: assert double(0) == 1",
    ),
    "raises in the library": (
        ("{double(1)}", "{double(None)}"),
        "{double(None)}",
        "the script stopped: TypeError: unsupported operand",
    ),
    "is not Python": (
        ("plt.subplots()", "plt.subplots("),
        "plt.subplots(",
        "the script stopped: SyntaxError: '(' was never closed",
    ),
    "leaks a warning": (
        ("assert", "import warnings\nwarnings.warn('odd')\nassert"),
        "warnings.warn",
        "the script stopped: UserWarning: odd",
    ),
    "lacks a glyph": (
        ("assert", 'ax.set_title("\\u4e00")\nassert'),
        "figure, ax",
        "the script stopped: UserWarning: Glyph 19968",
    ),
    "draws too much": (
        ("assert", "ax.scatter(range(999), range(999), color=stroke('error')['color'])\nassert"),
        '"""\nA doubled',
        "kB of SVG; at most 40",
    ),
    "draws nothing": (
        ("figure, ax", "canvas, ax"),
        '"""\nA doubled',
        "the script draws nothing: it must define `figure`",
    ),
    "says nothing": (
        ("description =", "words ="),
        '"""\nA doubled',
        "the script must define `description`: what the figure shows, in words",
    ),
    "says nothing much": (
        ('f"A line from {double(0)} to {double(1)}."', '" "'),
        '"""\nA doubled',
        "the script must define `description`: what the figure shows, in words",
    ),
    "paints outside the palette": (
        ('**stroke("sigma")', 'color="#123456"'),
        "#123456",
        "the script stopped: ValueError: the stroke of a path is #123456, outside the palette",
    ),
    "links to nothing": (
        ("It goes up.", "It goes up, as :ref:`nothing`."),
        ":ref:`nothing`",
        "undefined label: 'nothing'",
    ),
}


def test_each_fault_is_told_with_its_line(tiny):
    good = (tiny / "gallery/tiny/plot_double.py").read_text("utf-8")
    expected = []
    for name, ((before, after), line, said) in WRONG.items():
        assert good.count(before) == 1
        file = f"gallery/tiny/plot_{name.replace(' ', '_')}.py"
        tiny.write(file, good.replace(before, after))
        expected.append((file, line, said))
    library, docstring = "explainer/curves.py", "Return the points.\n\n    As :func:`no` does."
    tiny.edit(library, "Return the points that are stored.", docstring)
    expected.append((library, "def stored", "py:func reference target not found: no"))
    tiny.told(*expected)


@pytest.mark.parametrize(
    ("file", "before", "after", "line", "said"),
    [
        pytest.param(
            "gallery/tiny/plot_double.py",
            "A doubled line\n==============\n",
            "A doubled line\n",
            '"""\nA doubled',
            "the script needs a docstring: a title, a line, a caption",
            id="script without a title",
        ),
        pytest.param(
            "explainer/curves.py",
            "TWO = 2.0",
            "TWO = = 2.0",
            "TWO = = 2.0",
            "not Python: invalid syntax",
            id="library that is not Python",
        ),
    ],
)
def test_a_fault_that_stops_everything_is_told_alone(tiny, file, before, after, line, said):
    tiny.edit(file, before, after)
    tiny.told((file, line, said))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("lines.linewidth: fat", "Bad value in file"), ("lines.width: 2", "Bad key lines.width")],
)
def test_a_style_that_is_half_read_is_an_error(tiny, wrong, said):
    """Each script that uses it says which line of the style is wrong."""
    style = "explainer/drawing/house.mplstyle"
    tiny.edit(style, "lines.linewidth: 2", wrong)
    lines = tiny.build().stderr.splitlines()
    told = [line for line in lines if said in line and style in line]
    assert told, lines
    assert all(f"line {tiny.line(style, wrong)} " in line for line in told)
