"""The charts of a network in training: every answer stands where it belongs."""

import re

import numpy as np
import pytest

from explainer.drawing.training import CELLS, PIECES, SIZE, Run, decision_surface, fitted_curve
from sitekit.figures.svg import to_svg
from sitekit.figures.vega_runtime import compiled, evaluated

BOX = ((-1.0, 3.0), (-2.0, 2.0))
POINTS = [{"x": 0.0, "y": 1.0, "wanted": 1.0}, {"x": 2.0, "y": -1.0, "wanted": 0.0}]
UNBORN = Run([], [0], [])


def cells(svg):
    """Return the left edge, the top edge and the opacity of all squares of a cell's size."""
    side = SIZE // CELLS
    found = re.findall(rf'<path d="M(\d+),(\d+)h{side}v{side}h-{side}Z"[^>]*opacity="([^"]+)"', svg)
    return np.array([[float(each) for each in cell] for cell in found])


def test_a_cell_is_as_blue_as_its_answer_and_rows_rise_from_below():
    heights = np.arange(CELLS**2) % 7 / 5 + 0.1
    run = Run(heights.tolist(), [0, 1], [2.0, 1.0])
    found = cells(to_svg(decision_surface(BOX, run, POINTS), "plane"))
    order = np.lexsort((found[:, 0], -found[:, 1]))  # from below, then from the left
    np.testing.assert_allclose(found[order, 2], 0.75 * heights.clip(0, 1), atol=0.0051)


def test_without_answers_the_plane_is_left_to_another():
    chart = decision_surface(BOX, UNBORN, POINTS, [{"x": -1.0, "y": 0.0}])
    assert "cells" not in {data["name"] for data in compiled(chart)["data"]}
    assert len(cells(to_svg(chart, "plane"))) == 0


def test_a_curve_goes_through_its_answers_and_the_loss_through_its_steps():
    spec = compiled(fitted_curve(BOX, UNBORN, POINTS))
    heights = np.cos(np.arange(PIECES + 1.0))
    state = {"heights": heights.tolist(), "steps": [0, 5, 9], "losses": [3.0, 2.0, 0.5]}
    fields = {"along": ["x", "y"], "way": ["step", "loss"]}
    (found,) = evaluated(spec, [state], fields)
    places = np.linspace(*BOX[0], PIECES + 1)
    np.testing.assert_allclose(found["along"]["x"], places, atol=1e-14)
    np.testing.assert_allclose(found["along"]["y"], heights, rtol=1e-14)
    assert found["way"] == {"step": [0, 5, 9], "loss": [3.0, 2.0, 0.5]}


@pytest.mark.parametrize("picture", [decision_surface, fitted_curve])
def test_the_lab_finds_what_it_exchanges_by_name(picture):
    spec = compiled(picture(BOX, UNBORN, []))
    assert {"points", "straight", "cursor"} <= {data["name"] for data in spec["data"]}
    knobs = {signal["name"]: signal.get("value") for signal in spec["signals"]}
    assert {"x0": -1.0, "x1": 3.0, "y0": -2.0, "y1": 2.0, "greatest": 1}.items() <= knobs.items()
