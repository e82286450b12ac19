"""Charts that move: their knobs, their sentences, and what the browser is given."""

import json
import re

import altair as alt
import mpmath
import numpy as np
import pytest

from explainer.activations import activation
from explainer.drawing.moving import along, choice, gap, moving, sentence, slider
from explainer.drawing.palette import ROLES
from explainer.drawing.plane import fill_style, layer, line_style, mark, words, x_axis, y_axis
from explainer.drawing.vega import choosing, chosen, identity, relu, sigmoid, step, tanh, wild
from sitekit.figures.svg import to_svg
from sitekit.figures.vega_runtime import compiled, evaluated, live


@pytest.fixture(scope="module")
def chart():
    """A line with a tilt that can be turned, and a way to turn it over."""
    line = along("line", "x", -1, 1, 4, y="tilt * datum.x")
    picture = alt.layer(
        layer(
            line,
            mark("line", x_axis("x", -1, 1), y_axis("y", -2, 2, [-2, 2]), **line_style("straight")),
        ),
        mark("rect", x="end:Q", x2=alt.datum(0), y="end:Q", y2=alt.datum(0), **fill_style("error")),
        mark("text", x_axis("tilt", -1, 1, ticks=[]), y="end:Q", text="end:Q", **words()),
    )
    knobs = [
        slider("tilt", "tilt", 1, low=-2, high=2, step=0.5, unit="steps"),
        choice("way", "way", "up", {"up": "up", "down": "down"}),
    ]
    row = {"end": chosen("way", {"up": "tilt", "down": "-tilt"})}
    told = {"end": ("right end", 1)}
    return moving(picture.properties(width=200, height=100), knobs, row, told, "It ends at {end}.")


def test_fields_follow_the_knobs(chart):
    states = [{}, {"tilt": 2}, {"tilt": -0.5, "way": "down"}]
    wanted = {"readings": ["end", "words"], "line": ["x", "y"]}
    found = evaluated(compiled(chart), states, wanted)
    assert [each["readings"]["end"] for each in found] == [[1], [2], [0.5]]
    assert found[2]["readings"]["words"] == ["It ends at 0.5."]
    assert found[0]["line"]["x"] == [-1, -0.5, 0, 0.5, 1]
    assert found[1]["line"]["y"] == [-2, -1, 0, 1, 2]


def test_an_unknown_knob_is_refused(chart):
    with pytest.raises(ValueError, match=r"its knobs may be .*tilt, way"):
        evaluated(compiled(chart), [{"tlit": 1}], {"readings": ["end"]})


def test_the_browser_gets_the_still_pictures_frame_and_the_pages_colours(chart):
    spec = json.loads(live(chart))
    box = [
        float(side) for side in re.search(r'viewBox="0 0 (\S+) (\S+)"', to_svg(chart, "a")).groups()
    ]
    pad = spec["padding"]
    assert spec["autosize"] == "none"
    assert box == [
        spec["width"] + pad["left"] + pad["right"],
        spec["height"] + pad["top"] + pad["bottom"],
    ]
    text = json.dumps(spec)
    assert not re.search(r"#[0-9a-f]{6}", text)
    assert set(re.findall(r"var\(--fig-(\w+)\)", text)) <= ROLES.keys()
    assert "bind" not in text
    assert "https:" not in text


def test_a_sentence_is_an_expression():
    assert sentence("At {z:.1f} it's {what}") == (
        '"At " + format(datum.z, \'.1f\') + " it\'s " + datum.what'
    )


def test_a_choice_falls_back_on_the_last():
    written = chosen("curve", {"a": identity("z"), "b": relu("z")})
    assert written == "(curve == 'a' ? ((z) + 0) : (max((z), 0)))"


CURVES = {"step": step, "identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}
PLACES = [-40.0, -3.0, -0.7, -1e-3, 0.0, 1e-3, 0.04, 0.06, 0.5, 2.0, 30.0]


def test_each_curve_in_vegas_words_is_the_librarys():
    chosen_curve = choosing("curve", **CURVES)
    knobs = [
        slider("z", "z", 1, low=-40, high=40, step=0.1),
        choice("curve", "curve", "tanh", {name: name for name in CURVES}),
    ]
    row = {"value": chosen_curve("z"), "slope": chosen_curve.slope("z"), "wild": wild("z")}
    told = {"value": ("value", 1), "slope": ("slope", 1), "wild": ("wild", 1)}
    picture = mark("point", x_axis("z", -40, 40), y_axis("value", -40, 40)).properties(width=90)
    chart = moving(picture, knobs, row, told, "{value}{slope:.1f}")
    states = [{"z": z, "curve": name} for name in CURVES for z in PLACES]
    found = evaluated(compiled(chart), states, {"readings": list(row)})
    for state, each in zip(states, found, strict=True):
        curve, z = activation(state["curve"]), state["z"]
        assert each["readings"]["value"] == [pytest.approx(float(curve(z)), rel=1e-12, abs=0)]
        assert each["readings"]["slope"] == [pytest.approx(float(curve.slope(z)), rel=1e-12, abs=0)]
        hills = mpmath.sin(3 * z) + mpmath.sin(9 * z) / 2 + mpmath.sin(24 * z) / 4
        assert each["readings"]["wild"] == [pytest.approx(float(hills), rel=1e-9, abs=1e-12)]


def test_a_row_may_sum_a_sweep_up_and_stand_on_an_axis_of_powers():
    line = along("readings", "x", 0, 1, 4, y="tilt * datum.x")
    knobs = [slider("tilt", "tilt", 1, low=1, high=100, step=1)]
    axis = y_axis("top", 1, 100, [1, 10, 100], kind="log")
    chart = moving(
        mark("point", x_axis("tilt", 1, 100), axis).properties(width=90),
        knobs,
        {"twice": "2 * datum.top"},
        {"twice": ("twice the top", 1)},
        "Twice the top is {twice}.",
        summed=(line, {"top": "max(y)"}),
    )
    (found,) = evaluated(compiled(chart), [{"tilt": 3}], {"readings": ["twice"]})
    assert found["readings"]["twice"] == [6]
    labels = re.findall(r">(10.?|1)</text>", to_svg(chart, "powers"))
    assert labels[-3:] == ["1", "10¹", "10²"]


def test_a_gap_knows_how_large_the_numbers_were():
    left = gap([3.0, -5.0] * np.ones(2), [1.0, 2.0] * np.ones(2))
    assert left.value.tolist() == [2, -7]
    assert left.of.tolist() == [3, 5]
