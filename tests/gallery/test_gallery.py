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
from xml.etree import ElementTree as ET

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from explainer.drawing.palette import ROLES
from sitekit.figures.svg import to_svg

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "gallery").glob("*/plot_*.py"))
PHONE = 330  # pixels that a narrow phone leaves for a figure
LEGIBLE = 10  # pixels
HEAVIEST = 40_000  # bytes
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
ALONE = """
import runpy, sys
from sitekit.figures.svg import to_svg
sys.stdout.buffer.write(to_svg(runpy.run_path(sys.argv[1])["figure"], sys.argv[2]).encode())
"""

every_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)


@cache
def exhibit(script):
    """What the script defines, run in a namespace of its own."""
    mpl.use("agg")
    plt.close("all")  # those of other tests
    with mpl.rc_context():
        defined = runpy.run_path(str(script))
    plt.close("all")
    return defined


@cache
def svg(script):
    """The figure as the site shows it."""
    with plt.style.context("explainer.drawing.house"):  # formulas ask for it when they are drawn
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
    assert shown, "write on the figure what it shows: no word was drawn"
    return [(text, text.get_window_extent()) for text in shown]


@every_script
def test_opens_with_a_title_and_a_caption(script):
    opening = (ast.get_docstring(tree(script)) or "").split("\n")
    assert len(opening) > 3, (
        "open with a docstring: a title, its underline, a blank line, a caption"
    )
    title, rule, blank, *caption = opening
    wanted = "=" * len(title)
    assert rule == wanted, f"underline the title to its length: {len(title)} equals signs"
    assert not blank, f"leave a blank line between underline and caption, where {blank!r} stands"
    assert not title.endswith("."), "write the title without a full stop"
    assert all(caption), "write the caption as one paragraph, without a blank line in it"
    assert caption[-1].endswith("."), "end the caption with a full stop"


@every_script
def test_has_a_caption_of_one_or_two_sentences(script):
    caption = " ".join(ast.get_docstring(tree(script)).split("\n")[3:])
    sentences = re.split(r"(?<=[.!?])\s+", caption)
    assert len(sentences) <= 2, f"say it in two sentences, not {len(sentences)}: {sentences}"


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
    style = 'plt.style.use("explainer.drawing.house")'
    assert style in source, f"draw in the house style: {style}"
    typed = re.findall(r"[\"']#[0-9a-fA-F]{3,8}[\"']", source)
    assert not typed, f"name a role of the palette, such as colour('sigma'), in place of {typed}"


@every_script
def test_says_in_sight_what_must_hold(script):
    asserts = [node for node in ast.walk(tree(script)) if isinstance(node, ast.Assert)]
    in_sight = [node for node in asserts if node in tree(script).body]
    assert in_sight, "state with an assert, outside any function, what the figure shows"
    mute = [f"line {node.lineno}" for node in asserts if node.msg is None]
    assert not mute, (
        f"say the numbers when it fails: assert gap < 0.1, f'the gap is {{gap}}': {mute}"
    )


@every_script
def test_defines_a_figure(script):
    figure = exhibit(script).get("figure")
    assert isinstance(figure, Figure), f"define `figure`, a Matplotlib figure; it is {figure!r}"


@every_script
def test_describes_the_figure_in_sentences_with_computed_numbers(script):
    description = exhibit(script).get("description", "")
    said = [
        line.value
        for line in tree(script).body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "description"
    ]
    assert len(said) == 1, f"define `description` once; it is defined {len(said)} times"
    computed = [node for node in ast.walk(said[0]) if isinstance(node, ast.FormattedValue)]
    numbers = re.findall(r"\d+(?:\.\d+)?", description)
    assert len(computed) >= 2, f"compute two values or more in the description, not {len(computed)}"
    assert len(numbers) >= 2, f"give two numbers or more in the description, not {len(numbers)}"
    sentences = re.match(r"[A-Z].{60,}[^.]\.$", description, re.DOTALL)
    assert sentences, (
        f"describe it in sentences, over 60 characters, to the full stop: {description}"
    )
    odd = re.findall(r"nan|inf\b|\bplot_|\.py|  ", description)
    assert not odd, f"the description holds {odd}, which tells a listener nothing"


@every_script
def test_sets_powers_as_powers(script):
    written = [each.text or "" for each in ET.fromstring(svg(script)).iter()]
    said = [ast.get_docstring(tree(script)), exhibit(script)["description"]]
    raw = [text for text in written + said if "^" in text]
    assert not raw, f"write e⁻², “e to the −z” or, in a picture, $\\mathregular{{e^{{−z}}}}$: {raw}"


@every_script
def test_runs_alone_and_draws_the_same_bytes(script):
    environment = os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", "-c", ALONE, str(script), script.stem]
    run = subprocess.run(command, env=environment, capture_output=True, check=False)
    said = run.stderr.decode()
    assert not said, f"the script must run alone, without a warning: {said}"
    same = run.stdout.decode() == svg(script)
    assert same, "two runs drew two pictures: give a seed to all that is random"


@every_script
def test_is_light_enough_for_a_page(script):
    weight = len(svg(script).encode())
    assert weight < HEAVIEST, f"draw fewer points: {weight} bytes, and a page bears {HEAVIEST}"


@every_script
def test_paints_with_the_palette(script):
    used = set(re.findall(r'(?:fill|stroke|stop-color)="([^"]+)"', svg(script)))
    strange = used - {role.light for role in ROLES.values()} - {"none"}
    assert not strange, f"paint with colour(), area() and stroke(): {strange} are no role's"


@every_script
def test_words_stay_on_the_canvas(script):
    canvas = exhibit(script)["figure"].bbox
    outside = [text.get_text() for text, box in words(script) if not _within(box, canvas)]
    assert not outside, f"move these words, which leave the canvas: {outside}"


@every_script
def test_words_do_not_overlap(script):
    pairs = itertools.combinations(words(script), 2)
    over = [(a.get_text(), b.get_text()) for (a, one), (b, two) in pairs if one.overlaps(two)]
    assert not over, f"move these words apart, which overlap: {over}"


@every_script
def test_words_are_legible_on_a_phone(script):
    scale = PHONE / (72 * exhibit(script)["figure"].get_figwidth())
    small = [text.get_text() for text, _ in words(script) if text.get_size() * scale < LEGIBLE]
    assert not small, f"too small on a phone; make the words larger or the figure narrower: {small}"


def test_every_page_folder_has_a_heading():
    folders = {script.parent for script in SCRIPTS} | {ROOT / "gallery"}
    without = [f.name for f in sorted(folders) if not (f / "GALLERY_HEADER.rst").is_file()]
    assert not without, f"copy a GALLERY_HEADER.rst into these folders: {without}"


def _within(box, canvas):
    """Whether a box lies on the canvas, give or take a pixel."""
    grown = canvas.padded(1)
    return grown.contains(box.x0, box.y0) and grown.contains(box.x1, box.y1)
