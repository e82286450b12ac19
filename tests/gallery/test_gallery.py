"""Every gallery script keeps the contract: alone, in the house style, legible, described."""

import ast
import itertools
import os
import re
import runpy
import subprocess
import sys
from functools import cache
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from explainer.drawing.palette import ROLES
from sitekit.figures.svg import Chart, to_svg

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "gallery").glob("*/plot_*.py"))
PHONE = 330  # pixels that a narrow phone leaves for a figure
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
ALONE = """
import runpy, sys
from sitekit.figures.svg import to_svg
from sitekit.figures.svg import Chart
sys.stdout.buffer.write(to_svg(runpy.run_path(sys.argv[1])["figure"], sys.argv[2]).encode())
"""

OF_ALTAIR = re.compile(r"import altair|from explainer\.drawing\.training import")
CHARTS = [script for script in SCRIPTS if OF_ALTAIR.search(script.read_text(encoding="utf-8"))]
DRAWINGS = [script for script in SCRIPTS if script not in CHARTS]

every_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
every_drawing = pytest.mark.parametrize("script", DRAWINGS, ids=lambda script: script.stem)
every_chart = pytest.mark.parametrize("script", CHARTS, ids=lambda script: script.stem)


@cache
def exhibit(script):
    """What the script defines, run in a namespace of its own."""
    mpl.use("agg")
    with mpl.rc_context():
        defined = runpy.run_path(str(script))
    plt.close("all")
    return defined


@cache
def svg(script):
    """The figure as the site shows it."""
    return to_svg(exhibit(script)["figure"], script.stem)


@cache
def tree(script):
    """The script's source as a tree."""
    return ast.parse(script.read_text(encoding="utf-8"))


@cache
def words(script):
    """The words that are drawn, each with its box in pixels."""
    svg(script)  # drawing settles the layout, so that the site's drawing must come first
    figure, drawn = exhibit(script)["figure"], []
    with pytest.MonkeyPatch.context() as patch:
        draw = Text.draw
        patch.setattr(Text, "draw", lambda text, *args: (drawn.append(text), draw(text, *args)))
        figure.draw_without_rendering()
    shown = [text for text in drawn if text.get_visible() and text.get_text().strip()]
    assert shown
    return [(text, text.get_window_extent()) for text in shown]


@every_script
def test_opens_with_a_title_and_a_caption(script):
    title, rule, blank, *caption = ast.get_docstring(tree(script)).split("\n")
    assert rule == "=" * len(title)
    assert not blank
    assert not title.endswith(".")
    assert all(caption)
    assert caption[-1].endswith(".")


@every_script
def test_gives_each_value_a_line_of_its_own(script):
    packed = []
    for node in ast.walk(tree(script)):
        together = isinstance(node, ast.Assign) and (
            len(node.targets) > 1
            or (isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple))
        )
        if together or isinstance(node, ast.NamedExpr):
            packed.append(f"line {node.lineno}: {ast.unparse(node)}")
    assert not packed, f"give each value a line of its own: {packed}"


@every_script
def test_nests_no_comprehensions(script):
    nested = []
    for node in ast.walk(tree(script)):
        if isinstance(node, COMPREHENSIONS):
            inside = [each for each in ast.walk(node) if isinstance(each, COMPREHENSIONS)]
            if len(inside) > 1 or len(node.generators) > 1:
                nested.append(f"line {node.lineno}: {ast.unparse(node)}")
    assert not nested, f"name the inner list, or write a loop: {nested}"


@every_script
def test_wears_the_house_style(script):
    source = script.read_text(encoding="utf-8")
    if script in DRAWINGS:
        assert 'plt.style.use("explainer.drawing.house")' in source
    assert not re.search(r"[\"']#[0-9a-fA-F]{3,8}[\"']", source), "name a role, not a colour"


@every_script
def test_says_in_sight_what_must_hold(script):
    assert any(isinstance(line, ast.Assert) for line in tree(script).body)


@every_script
def test_defines_a_figure(script):
    assert isinstance(exhibit(script)["figure"], Chart if script in CHARTS else Figure)


@every_script
def test_describes_the_figure_in_sentences_with_computed_numbers(script):
    description = exhibit(script)["description"]
    (said,) = (
        line.value
        for line in tree(script).body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "description"
    )
    computed = [node for node in ast.walk(said) if isinstance(node, ast.FormattedValue)]
    assert len(computed) >= 2
    assert len(re.findall(r"\d+(?:\.\d+)?", description)) >= 2
    assert re.match(r"[A-Z].{60,}[^.]\.$", description, re.DOTALL)
    assert not re.search(r"nan|inf\b|\bplot_|\.py|  ", description)


@every_script
def test_runs_alone_and_draws_the_same_bytes(script):
    environment = os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", "-c", ALONE, str(script), script.stem]
    run = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert not run.stderr.decode()
    assert run.stdout.decode() == svg(script)


@every_script
def test_is_light_enough_for_a_page(script):
    assert len(svg(script).encode()) < 40_000


@every_script
def test_paints_with_the_palette(script):
    used = set(re.findall(r'(?:fill|stroke|stop-color)="([^"]+)"', svg(script)))
    assert used <= {role.light for role in ROLES.values()} | {"none"}


@every_drawing
def test_words_stay_on_the_canvas(script):
    canvas = exhibit(script)["figure"].bbox
    outside = [text.get_text() for text, box in words(script) if not _within(box, canvas)]
    assert not outside


@every_drawing
def test_words_do_not_overlap(script):
    pairs = itertools.combinations(words(script), 2)
    assert not [(a.get_text(), b.get_text()) for (a, one), (b, two) in pairs if one.overlaps(two)]


@every_drawing
def test_words_are_legible_on_a_phone(script):
    scale = PHONE / (72 * exhibit(script)["figure"].get_figwidth())
    small = [text.get_text() for text, _ in words(script) if text.get_size() * scale < 10]
    assert not small


@every_chart
def test_words_of_a_chart_are_legible_on_a_phone(script):
    """Where they stand is looked at in a browser, in every corner of the knobs' ranges."""
    width = float(re.search(r'viewBox="0 0 (\S+)', svg(script))[1])
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', svg(script))]
    assert sizes
    assert min(sizes) * PHONE / width >= 10


def test_every_page_folder_has_a_heading():
    folders = {script.parent for script in SCRIPTS} | {ROOT / "gallery"}
    assert all((folder / "GALLERY_HEADER.rst").is_file() for folder in folders)


def _within(box, canvas):
    """Whether a box lies on the canvas, give or take a pixel."""
    grown = canvas.padded(1)
    return grown.contains(box.x0, box.y0) and grown.contains(box.x1, box.y1)
