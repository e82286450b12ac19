"""The story's numbers, worked out by hand, and the promises of its eight evenings."""

from dataclasses import replace

import numpy as np
from exact import value

from explainer.activations import heaviside, sigmoid
from explainer.datasets import Dataset
from explainer.story import INPUTS, cinema, cinema_switch, evenings, tonight

SWEEP = np.round(np.arange(-6.0, 6.001, 0.01), 2)


def error(neuron, friend_weight):
    """The neuron's mean squared error over the evenings, were the friend to count that much."""
    past = evenings()
    turned = replace(neuron, weights=[friend_weight, *neuron.weights[1:]])
    return float(np.mean((turned.output(past.inputs) - past.targets[:, 0]) ** 2))


def test_tonight_a_friend_comes_the_film_is_so_so_and_it_is_dry():
    assert INPUTS == ("friend", "film", "rain")
    assert tonight.tolist() == [1.0, 0.5, 0.0]
    assert not tonight.flags.writeable
    assert cinema.weights.tolist() == cinema_switch.weights.tolist() == [2.0, 4.0, -3.0]
    assert cinema.bias == cinema_switch.bias == -2.0
    assert cinema.activation is sigmoid
    assert cinema_switch.activation is heaviside


def test_you_are_fairly_sure_to_go():
    assert cinema.weighted_input(tonight) == 2 * 1 + 4 * 0.5 - 3 * 0 - 2
    assert abs(cinema.output(tonight) - float(value("sigmoid", 2))) < 1e-15
    assert cinema_switch.output(tonight) == 1.0


def test_a_nudge_of_the_friend_weight():
    nudge = cinema.nudge(tonight, [0.1, 0.0, 0.0])
    assert abs(nudge.weighted_input_change - 0.1) < 1e-16
    exact = value("sigmoid", 2) * (1 - value("sigmoid", 2)) / 10
    assert abs(nudge.predicted - float(exact)) < 1e-16
    assert abs(nudge.actual - float(value("sigmoid", 2.1) - value("sigmoid", 2))) < 2e-16
    assert f"{nudge.predicted:.5f} {nudge.actual:.5f}" == "0.01050 0.01011"


def test_tonight_the_film_and_the_sofa_cancel():
    for weight in (-6.0, -0.0078125, 0.0, 0.0078125, 6.0):
        turned = replace(cinema_switch, weights=[weight, 4.0, -3.0])
        assert turned.weighted_input(tonight) == weight
        assert turned.output(tonight) == (weight > 0.0)


def test_there_are_eight_evenings_of_each_input_and_an_answer():
    past = evenings()
    assert isinstance(past, Dataset)
    assert past.inputs.shape == (8, len(INPUTS))
    assert past.targets.shape == (8, 1)
    friend, film, rain = past.inputs.T
    assert {*friend} == {*rain} == {*past.targets[:, 0]} == {0.0, 1.0}
    assert ((film >= 0.0) & (film <= 1.0)).all()
    assert len({tuple(evening) for evening in past.inputs}) == 8


def test_the_switch_is_right_about_every_evening_and_the_sigmoid_leans_the_right_way():
    past = evenings()
    answers = past.targets[:, 0]
    np.testing.assert_array_equal(cinema_switch.output(past.inputs), answers)
    np.testing.assert_array_equal(cinema.output(past.inputs) > 0.5, answers == 1.0)


def test_the_error_of_the_switch_is_a_staircase():
    errors = np.array([error(cinema_switch, weight) for weight in SWEEP])
    levels = errors[np.append(True, np.diff(errors) != 0.0)]
    assert (levels * 8).tolist() == [3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0]
    flips = SWEEP[1:][np.diff(errors) != 0.0]
    np.testing.assert_allclose(flips, [-0.8, 0.4, 1.4, 2.6, 3.6, 4.8], atol=0.011)
    assert error(cinema_switch, 2.0) == errors.min()


def test_the_error_of_the_sigmoid_is_one_valley_whose_floor_is_at_two():
    errors = np.array([error(cinema, weight) for weight in SWEEP])
    lowest = int(errors.argmin())
    assert SWEEP[lowest] == 2.0
    assert (np.diff(errors[: lowest + 1]) < 0.0).all()
    assert (np.diff(errors[lowest:]) > 0.0).all()
