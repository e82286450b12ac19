"""Data to learn from: what is promised about it, checked number by number."""

import math

import numpy as np
import pytest
from exact import mp
from hypothesis import given
from hypothesis import strategies as st
from strategies import seeds

from explainer.datasets import (
    GATES,
    WILD_GREATEST_SLOPE,
    WILD_RANGE,
    Dataset,
    digits,
    logic_gate,
    noisy_line,
    split,
    two_rings,
    us_census,
    wild,
    wild_curve,
    xor,
)

TOY = Dataset("toy", np.arange(20.0).reshape(10, 2), [[i % 3] for i in range(10)])


# --- Datasets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [TOY, xor(), noisy_line(), two_rings(), wild_curve(), digits(), us_census(), *split(TOY, 0.3)],
    ids=lambda d: d.name,
)
def test_a_dataset_pairs_float64_rows_that_nobody_can_change(data):
    assert data.inputs.ndim == data.targets.ndim == 2
    assert len(data.inputs) == len(data.targets) > 0
    for array in (data.inputs, data.targets):
        assert array.dtype == np.float64
        assert np.isfinite(array).all()
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1.0


def test_a_dataset_keeps_its_own_numbers():
    inputs, targets = np.ones((2, 1)), np.zeros((2, 1))
    data = Dataset("mine", inputs, targets)
    inputs[0, 0] = targets[0, 0] = 5.0
    assert data.inputs.tolist() == [[1.0], [1.0]]
    assert data.targets.tolist() == [[0.0], [0.0]]
    with pytest.raises(AttributeError):
        data.name = "yours"


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Dataset(1, [[1]], [[1]]), TypeError, "name must be of type str, but it was 1"),
        (
            lambda: Dataset("d", [1], [[1]]),
            ValueError,
            r"inputs must have shape \(m, n\), .* \(1,\)",
        ),
        (
            lambda: Dataset("d", [[1]], [1]),
            ValueError,
            r"targets must have shape \(1, k\), .* \(1,\)",
        ),
        (
            lambda: Dataset("d", [[1], [2]], [[1]]),
            ValueError,
            r"targets must have shape \(2, k\), but it had shape \(1, 1\)",
        ),
        (lambda: Dataset("d", np.empty((0, 1)), [[1]]), ValueError, r"inputs must have shape"),
        (lambda: Dataset("d", [[np.nan]], [[1]]), ValueError, "inputs must be finite"),
        (lambda: Dataset("d", [[1]], [[-np.inf]]), ValueError, "targets must be finite"),
        (lambda: Dataset("d", [[1]], [["a"]]), TypeError, "targets must hold real numbers"),
        (lambda: logic_gate("nor"), ValueError, "name must be one of and, or, nand, xor, .* 'nor'"),
        (lambda: logic_gate(0), TypeError, "name must be of type str"),
        (lambda: noisy_line(0), ValueError, "points must be at least 1"),
        (lambda: noisy_line(1.5), TypeError, "points must be a whole number"),
        (lambda: noisy_line(slope=np.inf), ValueError, "slope must be finite"),
        (lambda: noisy_line(intercept="a"), TypeError, "intercept must be one real number"),
        (lambda: noisy_line(noise=-1), ValueError, "noise must be at least 0, but it was -1"),
        (lambda: noisy_line(seed=-1), ValueError, "seed must be at least 0"),
        (lambda: two_rings(1), ValueError, "points must be at least 2, but it was 1"),
        (lambda: two_rings(4.0), TypeError, "points must be a whole number"),
        (lambda: two_rings(seed=-1), ValueError, "seed must be at least 0"),
        (lambda: wild([np.nan]), ValueError, "x must be finite"),
        (lambda: wild("a"), TypeError, "x must hold real numbers"),
        (lambda: wild_curve(1), ValueError, "points must be at least 2"),
        (lambda: split("toy"), TypeError, "dataset must be of type Dataset"),
        (lambda: split(TOY, 0.0), ValueError, "test_fraction must be strictly between 0 and 1"),
        (lambda: split(TOY, 1.0), ValueError, "test_fraction must be strictly between 0 and 1"),
        (lambda: split(TOY, "all"), TypeError, "test_fraction must be one real number"),
        (lambda: split(TOY, seed=0.5), TypeError, "seed must be a whole number"),
        (lambda: split(TOY, stratify="yes"), TypeError, "stratify must be of type bool"),
        (lambda: split(TOY, 0.01), ValueError, "0.01 of 10 examples set 0 aside"),
        (lambda: split(TOY, 0.99), ValueError, "0.99 of 10 examples set 10 aside"),
    ],
)
def test_what_does_not_fit_is_named(make, error, message):
    with pytest.raises(error, match=message):
        make()


# --- Toys -----------------------------------------------------------------------------------------


def test_gates_answer_as_python_does():
    says = {
        "and": lambda a, b: a and b,
        "or": lambda a, b: a or b,
        "nand": lambda a, b: not (a and b),
        "xor": lambda a, b: a != b,
    }
    assert set(says) == set(GATES)
    for name, answer in says.items():
        gate = logic_gate(name)
        assert gate.name == name
        assert sorted(gate.inputs.tolist()) == [[0, 0], [0, 1], [1, 0], [1, 1]]
        expected = [[float(answer(a == 1, b == 1))] for a, b in gate.inputs]
        assert gate.targets.tolist() == expected
    assert xor().name == "xor"
    assert xor().targets.tolist() == logic_gate("xor").targets.tolist()
    with pytest.raises(TypeError):
        GATES["nor"] = (1, 0, 0, 0)


@given(st.floats(-5, 5), st.floats(-5, 5), seeds)
def test_a_line_without_noise_is_the_line(slope, intercept, seed):
    data = noisy_line(7, slope=slope, intercept=intercept, noise=0, seed=seed)
    assert data.inputs.shape == data.targets.shape == (7, 1)
    assert (np.diff(data.inputs, axis=0) >= 0).all()
    assert np.abs(data.inputs).max() <= 1
    np.testing.assert_allclose(data.targets, slope * data.inputs + intercept, rtol=1e-15)


def test_noise_scatters_as_widely_as_it_says():
    """The spread of 4000 numbers of spread ½ is within 5 of its own standard errors of ½."""
    data = noisy_line(4000, noise=0.5, seed=1)
    scatter = data.targets - (2 * data.inputs + 1)
    assert abs(scatter.std() - 0.5) < 5 * 0.5 / math.sqrt(8000)
    assert abs(scatter.mean()) < 5 * 0.5 / math.sqrt(4000)
    assert abs(np.corrcoef(data.inputs.ravel(), scatter.ravel())[0, 1]) < 5 / math.sqrt(4000)
    assert abs(data.inputs.mean()) < 5 / math.sqrt(3 * 4000)


def test_the_seed_decides_the_line():
    one, same, other = (noisy_line(seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.targets, same.targets)
    assert not np.array_equal(one.targets, other.targets)
    assert not np.array_equal(one.inputs, other.inputs)


@given(st.integers(2, 99), seeds)
def test_two_rings_lie_where_they_should(points, seed):
    data = two_rings(points, seed=seed)
    inner, away = data.targets[:, 0] == 1, np.hypot(*data.inputs.T)
    assert data.inputs.shape == (points, 2)
    assert inner.tolist() == [i % 2 == 0 for i in range(points)]
    assert ((away[inner] >= 0.25 - 1e-15) & (away[inner] <= 0.45 + 1e-15)).all()
    assert ((away[~inner] >= 0.8 - 1e-15) & (away[~inner] <= 1 + 1e-15)).all()


def test_two_rings_go_all_the_way_round():
    """Of 4000 angles and distances, the averages are within 5 standard errors of an even spread."""
    data = two_rings(4000, seed=1)
    away = np.hypot(*data.inputs.T)
    directions = data.inputs / away[:, np.newaxis]
    assert np.abs(directions.mean(axis=0)).max() < 5 * math.sqrt(0.5 / 4000)
    assert abs((away - np.where(data.targets[:, 0] == 1, 0.35, 0.9)).mean()) < 5 * 0.2 / math.sqrt(
        48000
    )


def test_the_seed_decides_the_rings():
    one, same, other = (two_rings(seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.inputs, same.inputs)
    assert not np.array_equal(one.inputs, other.inputs)


def exactly_wild(x):
    return mp.sin(3 * x) + mp.sin(9 * x) / 2 + mp.sin(24 * x) / 4


@given(st.floats(*WILD_RANGE))
def test_the_wild_curve_is_three_waves(x):
    assert wild(x) == pytest.approx(float(exactly_wild(mp.mpf(x))), rel=1e-12, abs=1e-13)
    assert abs(wild(x)) <= 1.75


@given(st.floats(*WILD_RANGE), st.floats(*WILD_RANGE))
def test_no_line_across_the_wild_curve_is_steeper_than_it_says(a, b):
    assert abs(wild(a) - wild(b)) <= WILD_GREATEST_SLOPE * abs(a - b) + 1e-14


def test_the_wild_curve_is_that_steep_at_0():
    assert float(mp.diff(exactly_wild, 0)) == pytest.approx(WILD_GREATEST_SLOPE, rel=1e-14)


def test_wild_points_are_even_and_take_in_both_ends():
    data = wild_curve(5)
    assert data.inputs.ravel().tolist() == [0.0, 0.5, 1.0, 1.5, 2.0]
    assert data.targets.shape == (5, 1)
    np.testing.assert_array_equal(data.targets, wild(data.inputs))
    assert wild(np.zeros((2, 3))).shape == (2, 3)


# --- Handwriting ----------------------------------------------------------------------------------


def test_digits_are_those_of_the_archive():
    """Counts from the archive's own description of its test set; the first image from its file."""
    data = digits()
    assert data.inputs.shape == (1797, 64)
    counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert data.targets.sum(axis=0).tolist() == counts
    first = [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]
    assert (data.inputs[0, :16] * 16).tolist() == first
    assert data.targets[:10].argmax(axis=1).tolist() == list(range(10))


def test_digits_are_ink_in_sixteenths_and_one_answer_each():
    data = digits()
    ink = data.inputs * 16
    assert (ink.min(), ink.max()) == (0.0, 16.0)
    np.testing.assert_array_equal(ink, ink.round())
    assert set(np.unique(data.targets)) == {0.0, 1.0}
    assert (data.targets.sum(axis=1) == 1.0).all()


def test_digits_of_one_kind_look_alike():
    """Nine in ten lie nearest to the average image of their kind: images and labels pair off."""
    data = digits()
    kinds = data.targets.argmax(axis=1)
    averages = np.stack([data.inputs[kinds == kind].mean(axis=0) for kind in range(10)])
    nearest = ((data.inputs[:, np.newaxis] - averages) ** 2).sum(axis=2).argmin(axis=1)
    assert (nearest == kinds).mean() > 0.9


# --- Setting examples aside -----------------------------------------------------------------------


@given(st.floats(0.2, 0.8), seeds, st.booleans())
def test_a_split_puts_every_example_in_one_part(fraction, seed, stratify):
    train, test = split(TOY, fraction, seed=seed, stratify=stratify)
    rows = [row for part in (train, test) for row in np.c_[part.inputs, part.targets].tolist()]
    assert sorted(rows) == np.c_[TOY.inputs, TOY.targets].tolist()
    for part in (train, test):  # in the order they had
        assert (np.diff(part.inputs[:, 0]) > 0).all()
    assert (train.name, test.name) == ("toy, train", "toy, test")
    if not stratify:
        assert len(test.inputs) == round(10 * fraction)


@given(st.floats(0.05, 0.95), seeds)
def test_a_stratified_split_takes_the_same_share_of_each_kind(fraction, seed):
    data = digits()
    _, test = split(data, fraction, seed=seed, stratify=True)
    wanted = fraction * data.targets.sum(axis=0)
    assert np.abs(test.targets.sum(axis=0) - wanted).max() <= 0.5


def test_the_seed_decides_the_split():
    one, same, other = (split(digits(), seed=seed)[1].inputs for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


def test_a_split_is_drawn_evenly():
    """Each of ten examples is set aside in about 3 of 10 splits: within 5 standard errors."""
    times = np.zeros(10)
    for seed in range(400):
        _, test = split(TOY, 0.3, seed=seed)
        times[(test.inputs[:, 0] / 2).astype(int)] += 1
    assert np.abs(times - 120).max() < 5 * math.sqrt(400 * 0.3 * 0.7)


# --- The census -----------------------------------------------------------------------------------


def test_the_census_counts_every_ten_years_and_agrees_with_its_published_totals():
    census = us_census()
    assert census.inputs[:, 0].tolist() == list(range(1790, 2001, 10))
    assert census.targets[[0, 13, -1], 0].tolist() == [3.929214, 105.71062, 281.421906]
    growth = census.targets[1:] / census.targets[:-1]
    assert growth.min() > 1.07  # the thin thirties
    assert growth.max() < 1.37  # the first decades
