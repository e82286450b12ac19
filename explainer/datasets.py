"""Data sets: logic gates, a noisy line, rings, a curve, handwritten digits, a census.

The toys are small enough to check by eye; the digits are real handwriting. All randomness comes
from a seed, so every machine gets the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explainer._checks import (
    Array,
    as_float,
    as_float_array,
    as_int,
    choice,
    frozen_array,
    instance,
)

__all__ = [
    "GATES",
    "WILD_GREATEST_SLOPE",
    "WILD_RANGE",
    "Dataset",
    "digits",
    "logic_gate",
    "noisy_line",
    "split",
    "two_rings",
    "us_census",
    "wild",
    "wild_curve",
    "xor",
]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples to learn from: inputs and targets.

    Parameters
    ----------
    name : str
        The name shown to readers.
    inputs : array_like, shape (m, n)
        One example a row. The dataset keeps its own read-only copy.
    targets : array_like, shape (m, k)
        The answer wanted for each row of `inputs`. Kept as a read-only copy, too.

    Raises
    ------
    TypeError
        If `name` is no string or an array holds something other than real numbers.
    ValueError
        If a shape is wrong, a row has no partner, or a number is not finite.
    """

    name: str
    inputs: Array
    targets: Array

    def __post_init__(self) -> None:
        instance("name", self.name, str)
        inputs = frozen_array("inputs", self.inputs, shape=("m", "n"))
        targets = frozen_array("targets", self.targets, shape=(len(inputs), "k"))
        object.__setattr__(self, "inputs", inputs)
        object.__setattr__(self, "targets", targets)


GATES: Mapping[str, tuple[int, int, int, int]] = MappingProxyType(
    {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "nand": (1, 1, 1, 0), "xor": (0, 1, 1, 0)}
)
"""The answers of each gate to (0, 0), (0, 1), (1, 0) and (1, 1), in that order."""


def logic_gate(name: str) -> Dataset:
    """Return the truth table of a logic gate.

    Parameters
    ----------
    name : {"and", "or", "nand", "xor"}
        Which gate.

    Returns
    -------
    Dataset
        Inputs of shape (4, 2) and targets of shape (4, 1), all 0 or 1.

    Raises
    ------
    TypeError
        If `name` is not a string.
    ValueError
        If there is no such gate.
    """
    answers = choice("name", name, GATES)
    return Dataset(name, np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([answers]).T)


def xor() -> Dataset:
    """Return "one or the other, not both": the gate that no straight line can draw.

    Returns
    -------
    Dataset
        Inputs of shape (4, 2) and targets of shape (4, 1), all 0 or 1.

    Notes
    -----
    A line :math:`w_1 x_1 + w_2 x_2 + b` has the same sum over opposite corners of the square,
    (0, 0) with (1, 1) and (0, 1) with (1, 0). The answers sum to 0 on one pair and to 2 on the
    other. Source: :cite:t:`minsky1969`.
    """
    return logic_gate("xor")


def noisy_line(
    points: int = 40,
    *,
    slope: float = 2.0,
    intercept: float = 1.0,
    noise: float = 0.5,
    seed: int = 0,
) -> Dataset:
    """Return points scattered around a straight line.

    Parameters
    ----------
    points : int
        How many, at least 1.
    slope, intercept : float
        The line is ``slope * x + intercept``.
    noise : float
        Standard deviation of the normal scatter, at least 0, in units of the target.
    seed : int
        The same seed gives the same points.

    Returns
    -------
    Dataset
        Inputs of shape (points, 1), rising, from -1 to 1, and targets of shape (points, 1).

    Raises
    ------
    TypeError
        If an argument is not a number, or not a whole one where it must be.
    ValueError
        If an argument is out of its range or not finite.
    """
    points = as_int("points", points, low=1)
    slope, intercept = as_float("slope", slope), as_float("intercept", intercept)
    noise = as_float("noise", noise, low=0.0)
    random = np.random.default_rng(as_int("seed", seed))
    x = np.sort(random.uniform(-1.0, 1.0, size=(points, 1)), axis=0)
    scatter = random.normal(0.0, noise, size=(points, 1))
    return Dataset("noisy line", x, slope * x + intercept + scatter)


def two_rings(points: int = 60, *, seed: int = 0) -> Dataset:
    """Return points on two rings, one inside the other, which no straight line separates.

    Parameters
    ----------
    points : int
        How many, at least 2. Every other one is on the inner ring.
    seed : int
        The same seed gives the same points.

    Returns
    -------
    Dataset
        Inputs of shape (points, 2): places in the plane, from 0.25 to 0.45 away from its middle
        on the inner ring, from 0.8 to 1 on the outer. Targets of shape (points, 1), 1 on the inner
        ring and 0 on the outer.

    Raises
    ------
    TypeError
        If an argument is not a whole number.
    ValueError
        If `points` is below 2, or `seed` below 0.
    """
    points = as_int("points", points, low=2)
    random = np.random.default_rng(as_int("seed", seed))
    inner = np.arange(points) % 2 == 0
    away = np.where(inner, 0.25, 0.8) + random.uniform(0.0, 0.2, size=points)
    angle = random.uniform(0.0, 2.0 * np.pi, size=points)
    places = away[:, np.newaxis] * np.column_stack((np.cos(angle), np.sin(angle)))
    return Dataset("two rings", places, inner[:, np.newaxis].astype(np.float64))


WILD_RANGE = (0.0, 2.0)
"""The interval on which :func:`wild` is drawn and approximated."""

WILD_GREATEST_SLOPE = 13.5
"""The steepest :func:`wild` ever gets, which it does at 0."""


def wild(x: ArrayLike) -> Array:
    r"""Return the value of a curve with small hills on large ones.

    Parameters
    ----------
    x : array_like, any shape
        Where; meant for :data:`WILD_RANGE`.

    Returns
    -------
    ndarray, the shape of `x`
        Heights between -1.75 and 1.75.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.
    ValueError
        If a number is not finite.

    Notes
    -----
    The curve is
    :math:`f(x) = \sin 3x + \tfrac12 \sin 9x + \tfrac14 \sin 24x`, so its slope is
    :math:`3\cos 3x + \tfrac92 \cos 9x + 6\cos 24x`. Each cosine is at most 1, and all of them
    are 1 at 0. Hence :math:`|f'(x)| \le f'(0) = 13.5`, and no smaller number will do.
    """
    x = as_float_array("x", x)
    return np.sin(3 * x) + np.sin(9 * x) / 2 + np.sin(24 * x) / 4


def wild_curve(points: int = 200) -> Dataset:
    """Return evenly spaced points of the curve :func:`wild`.

    Parameters
    ----------
    points : int
        How many, at least 2, both ends of :data:`WILD_RANGE` included.

    Returns
    -------
    Dataset
        Inputs of shape (points, 1), rising, and targets of shape (points, 1).

    Raises
    ------
    TypeError
        If `points` is not a whole number.
    ValueError
        If it is below 2.
    """
    x = np.linspace(*WILD_RANGE, as_int("points", points, low=2)).reshape(-1, 1)
    return Dataset("wild curve", x, wild(x))


def digits() -> Dataset:
    """Return 1797 images of handwritten digits, 8 by 8 pixels, by thirteen people.

    Returns
    -------
    Dataset
        Inputs of shape (1797, 64): the pixels of an 8 by 8 image, row by row, from 0 (paper) to
        1 (full ink) in steps of 1/16. Targets of shape (1797, 10): 1 at the digit shown, 0 at the
        nine others, so that ``targets.argmax(axis=1)`` reads the digits.

    Notes
    -----
    Each pixel counts the inked dots among 4 by 4 in a scan of 32 by 32. These are the images that
    scikit-learn ships, in its order.

    Source: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine
    Learning Repository, 1998, https://doi.org/10.24432/C50P49, licensed under CC BY 4.0.
    """
    with (files("explainer") / "data" / "digits.npz").open("rb") as stream:
        stored = np.load(stream, allow_pickle=False)
        images, labels = stored["images"], stored["labels"]
    return Dataset("digits", images.reshape(-1, 64) / 16.0, np.eye(10)[labels])


_CENSUSES = (
    (1790, 3_929_214), (1800, 5_308_483), (1810, 7_239_881), (1820, 9_638_453),
    (1830, 12_866_020), (1840, 17_069_453), (1850, 23_191_876), (1860, 31_443_321),
    (1870, 39_818_449), (1880, 50_155_783), (1890, 62_947_714), (1900, 75_994_575),
    (1910, 91_972_266), (1920, 105_710_620), (1930, 122_775_046), (1940, 131_669_275),
    (1950, 150_697_361), (1960, 179_323_175), (1970, 203_302_031), (1980, 226_542_199),
    (1990, 248_709_873), (2000, 281_421_906),
)  # fmt: skip


def us_census() -> Dataset:
    """Return the population of the United States, every ten years from 1790 to 2000.

    In millions; until 1950 without Alaska and Hawaii, where fewer than one in a hundred live.
    The count of 1870 is the one corrected for those it missed in the South.
    Source: US Bureau of the Census, *Historical Statistics of the United States, Colonial Times
    to 1970* (1975), and the censuses since: public domain.

    Returns
    -------
    Dataset
        `inputs` are years, `targets` millions of people, both of shape (22, 1).
    """
    years, people = np.array(_CENSUSES, dtype=np.float64).T
    return Dataset("US census", years[:, np.newaxis], people[:, np.newaxis] / 1e6)


def split(
    dataset: Dataset, test_fraction: float = 0.25, *, seed: int = 0, stratify: bool = False
) -> tuple[Dataset, Dataset]:
    """Split a data set at random into examples to train on and examples to test on.

    Parameters
    ----------
    dataset : Dataset
        What to split.
    test_fraction : float
        The share to set aside, strictly between 0 and 1; the count is rounded.
    seed : int
        The same seed gives the same split.
    stratify : bool
        Whether to set the same share aside of each kind of target, so that no digit, say, is
        rarer in one part than in the other.

    Returns
    -------
    train, test : tuple of Dataset
        Every example is in exactly one of them, and each keeps the order of `dataset`.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If `test_fraction` is out of its range, or so small or large that a part stays empty.
    """
    dataset = instance("dataset", dataset, Dataset)
    fraction = as_float("test_fraction", test_fraction, low=0.0, high=1.0, open_=True)
    random = np.random.default_rng(as_int("seed", seed))
    kinds = _kinds(dataset.targets, apart=instance("stratify", stratify, bool))
    aside = np.zeros(len(kinds), dtype=np.bool_)
    for kind in range(kinds.max() + 1):
        members = random.permutation(np.flatnonzero(kinds == kind))
        aside[members[: round(fraction * len(members))]] = True
    if aside.all() or not aside.any():
        raise ValueError(
            f"test_fraction must leave examples in both parts, but {fraction!r} of "
            f"{len(aside)} examples set {int(aside.sum())} aside"
        )
    return _part(dataset, ~aside, "train"), _part(dataset, aside, "test")


def _kinds(targets: Array, *, apart: bool) -> NDArray[np.intp]:
    """Return the number of each row's distinct value if kept `apart`, else 0."""
    if not apart:
        return np.zeros(len(targets), dtype=np.intp)
    return np.unique(targets, axis=0, return_inverse=True)[1].reshape(-1)


def _part(dataset: Dataset, rows: NDArray[np.bool_], part: str) -> Dataset:
    return Dataset(f"{dataset.name}, {part}", dataset.inputs[rows], dataset.targets[rows])
