"""One knob, many settings: what most pictures of a neuron show along their lower edge."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explainer.neuron import Neuron


def with_weight(neuron: Neuron, knob: int, settings: Iterable[float]) -> list[Neuron]:
    """Give the neuron once for each setting of the weight number `knob`, the rest held."""
    return [replace(neuron, weights=_with(neuron.weights, knob, float(to))) for to in settings]


def _with(weights: NDArray[np.float64], knob: int, setting: float) -> NDArray[np.float64]:
    """Copy the weights with one of them set."""
    changed = np.array(weights)
    changed[knob] = setting
    return changed
