"""Backpropagation again, for speed: the inner step of training, which makes no large new array.

What is meant to be read is `explainer/backprop.py`. This file computes the same numbers, a test
holds the two together, and only training calls it, a million times. Three ideas make it fast:

- Examples stand in columns, and below what a layer reads lies a row of ones. A bias is then one
  more weight, and a layer one matrix ``[W | b]``: one product weighs, one gives both gradients.
- All parameters are one vector, and so is the gradient: a step downhill is one subtraction.
- At most `BLOCK` examples are worked on at a time, in room that is used again and again: it stays
  in the processor's cache, and does not grow with the data.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from explainer._checks import Array
from explainer.activations import sigmoid, softplus
from explainer.losses import Loss, cross_entropy, raw_output_delta, squared_error
from explainer.network import Layer, Network

BLOCK = 256
_ONE = np.array(1.0)  # an array already, so that NumPy need not make one of 1.0 at each call

Block = tuple[Array, Array]  # inputs and targets of a few examples, one a row


class Parameters:
    """All weights and biases of a network as one vector, with a view ``[W | b]`` of each layer."""

    def __init__(self, vector: Array, network: Network) -> None:
        self.vector = vector
        self.network = network
        self.layers, start = [], 0
        for n_in, n_out in pairwise(network.sizes):
            end = start + n_out * (n_in + 1)
            self.layers.append(vector[start:end].reshape(n_out, n_in + 1))
            start = end
        self.backwards = [layer[:, :-1].T for layer in self.layers]

    @classmethod
    def of(cls, network: Network) -> Parameters:
        """Return a copy of the parameters of `network`."""
        layers = [np.column_stack((layer.weights, layer.biases)) for layer in network.layers]
        return cls(np.concatenate([layer.ravel() for layer in layers]), network)

    def rebuild(self) -> Network:
        """Return a network with these parameters."""
        pairs = zip(self.layers, self.network.layers, strict=True)
        return Network(tuple(Layer(m[:, :-1], m[:, -1], like.activation) for m, like in pairs))


class Workspace:
    """Room for one block of examples on its way through a network and back."""

    def __init__(self, network: Network, loss: Loss, rows: int) -> None:
        sizes = network.sizes
        self.loss = loss
        self.curves = [layer.activation for layer in network.layers]
        self.fused = loss is cross_entropy and self.curves[-1] is sigmoid
        self.read = [np.ones((rows, sizes[0] + 1)).T]  # in memory, these columns lie as rows
        self.read += [np.ones((size + 1, rows)) for size in sizes[1:-1]]
        self.outputs = [above[:-1] for above in self.read[1:]] + [np.empty((sizes[-1], rows))]
        self.slopes = list(self.outputs)
        self.inputs = self.targets = np.empty(0)
        self.deltas = [np.empty_like(output) for output in self.outputs]
        self.gradient = Parameters(np.empty(network.parameter_count), network)

    def forward(self, parameters: Parameters, inputs: Array, targets: Array) -> None:
        """Run the network on one block, one example a row, and subtract the targets."""
        if inputs is not self.inputs:  # full batches come as the same array again and again
            self.read[0][:-1] = inputs.T
            self.inputs, self.targets = inputs, targets.T
        for i, curve in enumerate(self.curves):
            z = np.dot(parameters.layers[i], self.read[i], out=self.outputs[i])
            if z is self.outputs[-1] and self.loss is not squared_error:
                self.z = z.copy()
            if curve is sigmoid:
                _sigmoid_in_place(z)
            else:
                self.slopes[i] = curve.slope.raw(z)
                z[...] = curve.value.raw(z)
        np.subtract(z, self.targets, out=self.deltas[-1])

    def total_loss(self) -> float:
        """Return the loss of the block, summed over examples and outputs."""
        if self.loss is squared_error:
            return 0.5 * float(np.vdot(self.deltas[-1], self.deltas[-1]))
        if self.fused:
            return float(np.sum(softplus.value.raw(self.z) - self.targets * self.z))
        return float(np.sum(self.loss.value.raw(self.outputs[-1], self.targets)))

    def backward(self, parameters: Parameters) -> Array:
        """Return the gradient of the total loss, in room that the next block overwrites."""
        last = len(self.curves) - 1
        if self.loss is squared_error:
            self._multiply_by_slope(last)
        elif not self.fused:
            a, y = self.outputs[-1], self.targets
            self.deltas[-1][...] = raw_output_delta(self.loss, self.curves[-1], self.z, a, y)
        for i in range(last, -1, -1):
            np.dot(self.deltas[i], self.read[i].T, out=self.gradient.layers[i])
            if i > 0:
                np.dot(parameters.backwards[i], self.deltas[i], out=self.deltas[i - 1])
                self._multiply_by_slope(i - 1)
        return self.gradient.vector

    def _multiply_by_slope(self, i: int) -> None:
        """Pass the blame of the outputs of layer i on to its z. It may use up the outputs."""
        a, delta = self.outputs[i], self.deltas[i]
        if self.curves[i] is sigmoid:
            delta *= a
            delta *= np.subtract(_ONE, a, a)
        else:
            delta *= self.slopes[i]


class Workspaces(dict[int, Workspace]):
    """A workspace for each number of rows, made when it is first asked for.

    What overflows here stays silent, and shows in the results: whoever trains must look at them.
    """

    def __init__(self, network: Network, loss: Loss) -> None:
        super().__init__()
        self._network, self._loss = network, loss

    def __missing__(self, rows: int) -> Workspace:
        self[rows] = Workspace(self._network, self._loss, rows)
        return self[rows]

    @np.errstate(all="ignore")
    def total_loss(self, parameters: Parameters, blocks: Iterable[Block]) -> float:
        """Return the loss, summed over all examples in `blocks`."""
        total = 0.0
        for inputs, targets in blocks:
            room = self[len(inputs)]
            room.forward(parameters, inputs, targets)
            total += room.total_loss()
        return total

    @np.errstate(all="ignore")
    def descend(
        self,
        here: Parameters,
        ahead: Parameters,
        blocks: Iterable[Block],
        scale: float,
        *,
        with_loss: bool,
    ) -> float:
        """Set `ahead` to `here` less `scale` times the gradient. Return the total loss if asked."""
        total, start, factor = 0.0, here.vector, np.array(scale)
        for inputs, targets in blocks:
            room = self[len(inputs)]
            room.forward(here, inputs, targets)
            if with_loss:
                total += room.total_loss()
            gradient = room.backward(here)
            start = np.subtract(start, np.multiply(gradient, factor, gradient), ahead.vector)
        return total


def _sigmoid_in_place(z: Array) -> None:
    """Overwrite z with ``sigmoid(z)``, right to a few units in the last place."""
    np.negative(z, z)
    np.exp(z, z)
    np.add(z, _ONE, z)
    np.divide(_ONE, z, z)
