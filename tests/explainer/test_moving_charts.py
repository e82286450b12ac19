"""Charts that move: their knobs, their sentences, and what the browser is given."""

import json
import re

import altair as alt
import pytest

from explainer.drawing import to_svg
from explainer.drawing.alive import compiled, evaluated, live
from explainer.drawing.moving import along, choice, moving, sentence, slider
from explainer.drawing.palette import ROLES
from explainer.drawing.plane import across, draw, over, pen, up, wash, words
from explainer.drawing.vega import chosen, identity, relu


@pytest.fixture(scope="module")
def chart():
    """A line with a tilt that can be turned, and a way to turn it over."""
    line = along("line", "x", -1, 1, 4, y="tilt * datum.x")
    picture = alt.layer(
        over(line, draw("line", across("x", -1, 1), up("y", -2, 2, [-2, 2]), **pen("straight"))),
        draw("rect", x="end:Q", x2=alt.datum(0), y="end:Q", y2=alt.datum(0), **wash("error")),
        draw("text", across("tilt", -1, 1, ticks=[]), y="end:Q", text="end:Q", **words()),
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
