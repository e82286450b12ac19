"""The numbers behind the figures that move are the library's, as the build works them out."""

import json
import runpy

import moving_figures
import numpy as np
import pytest

from explainer.activations import activation
from explainer.drawing import vega
from sitekit.figures.controls import EXACT, LackingError, readings
from sitekit.figures.vega_runtime import compiled, evaluated

SCRIPTS = moving_figures.scripts()

every_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)


@every_script
def test_the_numbers_behind_the_picture_are_the_librarys(script):
    defined = moving_figures.made(script)
    figure = defined["figure"]
    states = moving_figures.states(figure)
    assert len(states) > 60, f"give the knobs more settings: {len(states)} states were tried"
    rows = readings(compiled(figure), states, defined["truth"], ["words"])
    sentences = {row["words"] for row in rows}
    assert len(sentences) > 10, f"let the words tell the settings apart: {sentences}"


@every_script
def test_every_data_set_that_is_computed_is_held_against_the_library(script):
    defined = moving_figures.made(script)
    (start, *_) = moving_figures.states(defined["figure"])
    told = set(defined["truth"](**start))
    computed = {
        each["name"] for each in compiled(defined["figure"])["data"] if "source" not in each
    }
    assert told == computed, f"let `truth` give each data set that is drawn: {told ^ computed}"


@every_script
def test_what_is_told_in_numbers_is_held_against_the_library(script):
    defined = moving_figures.made(script)
    (start, *_) = moving_figures.states(defined["figure"])
    told = defined["figure"].to_dict()["usermeta"]["readings"]
    names = {name for name, (_, how) in told.items() if how != "text"}
    lacking = names - defined["truth"](**start)["readings"].keys() - start.keys()
    assert not lacking, f"let `truth` give these readings too: {lacking}"


@every_script
def test_words_make_one_sentence_or_two_in_every_state(script):
    figure = moving_figures.made(script)["figure"]
    found = evaluated(compiled(figure), moving_figures.states(figure), {"readings": ["words"]})
    for state in found:
        (words,) = state["readings"]["words"]
        odd = [each for each in ("NaN", "undefined", "Infinity", "null", "  ") if each in words]
        assert words[0].isupper(), f"begin the words with a capital: {words}"
        assert words.endswith("."), f"end the words with a full stop: {words}"
        assert not odd, f"a knob leads to {odd}: {words}"
        assert len(words) <= 200, f"say it in 200 characters, not {len(words)}: {words}"


@pytest.mark.parametrize("drift", ["exp(-(1 + 2e-12) * ", "exp(1e-11 - "])
def test_a_formula_that_drifts_is_found(drift):
    script = moving_figures.by_name()["why-the-derivative-is-simple/height_times_headroom"]
    defined = runpy.run_path(str(script))
    spec = json.loads(json.dumps(compiled(defined["figure"])).replace("exp(-", drift))
    with pytest.raises(LackingError, match="draws what the library does not say"):
        readings(spec, moving_figures.states(defined["figure"]), defined["truth"], ["words"])


@pytest.mark.parametrize("name", ["step", "identity", "sigmoid", "tanh", "relu"])
def test_a_formula_in_the_browsers_language_is_the_librarys(name):
    """From far out to next to 0, where a difference would have lost its digits."""
    far = np.linspace(-30, 30, 241)
    near = np.geomspace(1e-9, 2, 200)
    places = np.concatenate([far, near, -near])
    curve, ours = getattr(vega, name), activation(name)
    spec = {
        "signals": [],
        "data": [
            {
                "name": "points",
                "values": [{"z": float(z)} for z in places],
                "transform": [
                    {"type": "formula", "as": "value", "expr": curve("datum.z")},
                    {"type": "formula", "as": "slope", "expr": curve.slope("datum.z")},
                ],
            }
        ],
    }
    (found,) = evaluated(spec, [{}], {"points": ["value", "slope"]})
    np.testing.assert_allclose(found["points"]["value"], ours.value(places), rtol=EXACT, atol=0)
    np.testing.assert_allclose(found["points"]["slope"], ours.slope(places), rtol=EXACT, atol=0)
