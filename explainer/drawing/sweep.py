"""Sweep one weight of a neuron."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explainer.neuron import Neuron


def with_weight(neuron: Neuron, knob: int, settings: Iterable[float]) -> list[Neuron]:
    """Return a copy of the neuron for each setting of the weight with index `knob`."""
    return [replace(neuron, weights=_with(neuron.weights, knob, float(to))) for to in settings]


def _with(weights: NDArray[np.float64], knob: int, setting: float) -> NDArray[np.float64]:
    """Return a copy of the weights with one of them set."""
    changed = np.array(weights)
    changed[knob] = setting
    return changed
