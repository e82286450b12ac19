"""Test what the page gets to know of an interactive figure's knobs, words and scripts."""

import json

import pytest

from explainer.drawing.interactive import Choice, Drawing, Slider
from sitekit.figures.controls import LackingError, describe_controls, is_interactive

SLIDER = Slider("tilt", "the tilt", 1, low=-2, high=2, step=0.5)
CHOICE = Choice("side", "the side", "right", {"right": "to the right", "left": "to the left"})
PEN = Drawing("pen", heights=(0, 1), low=0, high=1)


def made(*knobs, **others):
    """What a script defines that has these knobs."""
    functions = {"numbers": dict, "draw": dict, "describe": lambda **state: f"Now {state}."}
    return {"knobs": list(knobs), **functions, **others}


@pytest.fixture
def script(tmp_path):
    """A script, of which only what lies beside it is read."""
    (tmp_path / "plot_tilt.js").write_text("own();", "utf-8")
    (tmp_path / "helper.js").write_text("helper();", "utf-8")
    return tmp_path / "plot_tilt.py"


def test_the_page_gets_all_that_an_input_needs(script):
    known = describe_controls(made(SLIDER, CHOICE, PEN), script)
    tilt, side, pen = json.loads(json.dumps(known["knobs"]))
    assert (tilt["low"], tilt["high"], tilt["step"], tilt["start"]) == (-2, 2, 0.5, 1)
    assert (side["label"], side["start"]) == ("the side", "right")
    assert side["options"] == {"right": "to the right", "left": "to the left"}
    assert pen == {"name": "pen", "start": "005k", "points": 2}  # 0 and 200 steps, in base 36
    assert known["words"] == "Now {'tilt': 1, 'side': 'right', 'pen': '005k'}."


def test_modules_and_constants_stand_before_the_script_that_uses_them(script):
    alone = describe_controls(made(SLIDER), script)
    assert (alone["script"], alone["library"]) == ("own();", False)
    given = {"constants": {"σ": [1, 2.5]}, "browser_modules": ["helper.js"]}
    known = describe_controls(made(SLIDER, **given, browser_library=True), script)
    first, helper, own = known["script"].splitlines()
    assert (helper, own, known["library"]) == ("helper();", "own();", True)
    assert first == 'whySigma.constants={"σ":[1,2.5]};'


@pytest.mark.parametrize(
    ("knobs", "said"),
    [
        ((SLIDER, "tilt"), "has 'tilt' among its knobs; they may be Slider, Choice or Drawing"),
        ((Slider("tilt", "", 1, low=0, high=2, step=1),), "must give the knob 'tilt' a label"),
        ((Slider("tilt", "a", 3, low=0, high=2, step=1),), "'tilt' between 0 and 2"),
        ((Slider("tilt", "a", float("nan"), low=0, high=2, step=1),), "'tilt' between 0 and 2"),
        ((Slider("tilt", "a", 1, low=0, high=2, step=-1),), "'tilt' between 0 and 2"),
        ((Choice("side", "a", "up", {"left": "l", "right": "r"}),), "'up', not at left, right"),
    ],
)
def test_a_knob_that_no_reader_could_turn_is_told(script, knobs, said):
    with pytest.raises(LackingError, match=said):
        describe_controls(made(*knobs), script)


@pytest.mark.parametrize("name", ["numbers", "draw", "describe"])
def test_a_function_that_is_lacking_is_told(script, name):
    with pytest.raises(LackingError, match=f"moves, but does not define `{name}`$"):
        describe_controls(made(SLIDER) | {name: "no function"}, script)


def test_a_script_that_is_not_beside_it_is_told(script):
    with pytest.raises(LackingError, match=r"moves, but plot_still\.js is not beside it"):
        describe_controls(made(SLIDER), script.with_name("plot_still.py"))


@pytest.mark.parametrize("knobs", [None, [], ["tilt"], "tilt", {"tilt": 1}])
def test_a_script_without_knobs_stands_still(knobs):
    assert not is_interactive({"knobs": knobs})
    assert not is_interactive({})
    assert is_interactive(made(PEN))
