"""Nothing the library hands out can be changed, or is ever taken for something else."""

from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest

from explainer.activations import Activation, sigmoid
from explainer.backprop import backpropagate
from explainer.datasets import xor
from explainer.losses import Loss, squared_error
from explainer.network import Network
from explainer.neuron import Neuron


def made():
    """One of each kind, made afresh."""
    neuron, network, gate = Neuron([1.0, 2.0], 0.5), Network.random((2, 3, 1)), xor()
    trace = network.forward(gate.inputs)
    curve = Activation(**{each.name: getattr(sigmoid, each.name) for each in fields(sigmoid)})
    loss = Loss(**{each.name: getattr(squared_error, each.name) for each in fields(squared_error)})
    gradient = backpropagate(network, trace, gate.targets, squared_error)
    values = (curve, curve.value, loss, loss.value)
    holders = (neuron, neuron.gradient([1.0, 2.0]), neuron.nudge([1.0, 2.0], 0.1))
    return values, (*holders, network, network.layers[0], trace, gradient, gate)


EVERY = [thing for kind in made() for thing in kind]


@pytest.mark.parametrize("thing", EVERY, ids=lambda thing: type(thing).__name__)
def test_no_field_can_be_set(thing):
    for field in fields(thing):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, field.name, None)


@pytest.mark.parametrize("thing", EVERY, ids=lambda thing: type(thing).__name__)
def test_no_array_kept_can_be_written_to(thing):
    if type(thing).__name__ in ("NeuronGradient", "Nudge"):
        return  # answers: they are the caller's own
    for field in fields(thing):
        kept = getattr(thing, field.name)
        for array in kept if isinstance(kept, tuple) else [kept]:
            assert not (isinstance(array, np.ndarray) and array.flags.writeable)


def test_what_holds_arrays_is_itself_and_no_other_and_curves_are_what_they_compute():
    (values, holders), (more_values, more_holders) = made(), made()
    for one, other in zip(values, more_values, strict=True):
        assert one == other
        assert hash(one) == hash(other)
    for one, other in zip(holders, more_holders, strict=True):
        assert one != other
        assert len({one, other}) == 2
