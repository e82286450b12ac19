"""The story told on every page: a neuron decides whether you go to the cinema tonight.

Its three inputs are ``friend`` (1 if a friend comes along, else 0), ``film`` (what the reviews say,
from 0, awful, to 1, wonderful) and ``rain`` (1 if it rains, else 0).
"""

from __future__ import annotations

import numpy as np

from explainer._checks import Array, frozen_array
from explainer.activations import heaviside
from explainer.datasets import Dataset
from explainer.neuron import Neuron

INPUTS = ("friend", "film", "rain")
"""What each input, and so each weight, is called."""

tonight: Array = frozen_array("tonight", [1.0, 0.5, 0.0])
"""A friend comes along, the reviews are mixed, and it stays dry."""

cinema = Neuron(weights=np.array([2.0, 4.0, -3.0]), bias=-2.0)
"""How much each input counts for you, and how much you like your sofa: a sigmoid neuron."""

cinema_switch = Neuron(cinema.weights, cinema.bias, heaviside)
"""The same knobs on an on/off switch."""


def evenings() -> Dataset:
    """Return eight past evenings as a data set: target 1 where going was a good idea.

    With the other knobs as in :data:`cinema`, each of the six evenings with a friend flips the
    switch at its own friend weight: 1.4, 0.4 and -0.8 where going was good, 2.6, 3.6 and 4.8 where
    it was not.
    These lie in pairs around 2, so that is also where the sigmoid's squared error is least.
    """
    friend_film_rain_good = np.array(
        [
            [1, 0.90, 1, 1],
            [1, 0.40, 0, 1],
            [1, 0.70, 0, 1],
            [1, 0.60, 1, 0],
            [1, 0.35, 1, 0],
            [1, 0.05, 1, 0],
            [0, 0.80, 0, 1],
            [0, 0.90, 1, 0],
        ]
    )
    return Dataset("evenings", friend_film_rain_good[:, :3], friend_film_rain_good[:, 3:])
