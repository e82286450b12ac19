"""Backpropagation again, for speed: the inner step of training, which makes no large new array.

What is meant to be read is `explainer/backprop.py`. This file computes the same numbers, a test
holds the two together, and only training calls it, a million times. Four ideas make it fast:

- Examples stand in columns, and below what a layer reads lies a row of ones. A bias is then one
  more weight, and a layer one matrix ``[W | b]``: one product weighs, one gives both gradients.
- All parameters are one vector, and so is the gradient: a step downhill is one subtraction.
- At most `BLOCK` examples are worked on at a time, in room that is used again and again: it stays
  in the processor's cache, and does not grow with the data.
- As all this room is known beforehand, the calls are written down once, and a step plays them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer._checks import Array
from explainer.activations import sigmoid, softplus
from explainer.losses import Loss, cross_entropy, raw_output_delta, squared_error
from explainer.network import Layer, Network

BLOCK = 256
_ONE = np.array(1.0)  # an array already, so that NumPy need not make one of 1.0 at each call

Call = tuple[Callable[..., object], tuple[Any, ...]]  # what to call, and with what
Rows = NDArray[np.intp]  # which examples


def blocks(rows: Rows) -> list[Rows]:
    """Cut `rows` into blocks."""
    if len(rows) <= BLOCK:
        return [rows]
    return [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]


@dataclass(frozen=True, eq=False)
class Task:
    """What a descent is about, the same at every step."""

    network: Network
    inputs: Array
    targets: Array
    loss: Loss
    learning_rate: float


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
    """Room for `count` examples on their way through a network and back, and the calls to make.

    Of layer i, `read[i]` is what it reads and `outputs[i]` what it gives, inside what the next one
    reads. `deltas[i]` is its blame, and `slopes[i]` its slopes, or for a sigmoid room to reckon in.
    `x` and `y` are inputs and targets, `z` the last weighted inputs where the loss needs them.
    """

    def __init__(self, parameters: Parameters, task: Task, count: int) -> None:
        sizes = task.network.sizes
        self.task, self.parameters = task, parameters
        self.curves = [layer.activation for layer in task.network.layers]
        self.fused = task.loss is cross_entropy and self.curves[-1] is sigmoid
        self.rows = np.empty(0, dtype=np.intp)
        self.x, self.y = np.empty((count, sizes[0])), np.empty((sizes[-1], count))
        self.read = [np.ones((count, sizes[0] + 1)).T]  # in memory, these columns lie as rows
        self.room_for_x = self.read[0].T[:, :-1]
        self.read += [np.ones((size + 1, count)) for size in sizes[1:-1]]
        self.outputs = [above[:-1] for above in self.read[1:]] + [np.empty_like(self.y)]
        self.slopes = [np.empty_like(output) for output in self.outputs]
        self.deltas = [np.empty_like(output) for output in self.outputs]
        self.z, self.scale = np.empty_like(self.y), np.ones(())
        self.gradient = Parameters(np.empty_like(parameters.vector), task.network)
        layers = range(len(self.curves))
        self.forward = [call for i in layers for call in self._up(i)]
        self.forward.append((np.subtract, (self.outputs[-1], self.y, self.deltas[-1])))
        self.backward = self._blame_outputs()
        self.backward += [call for i in reversed(layers) for call in self._down(i)]

    def load(self, rows: Rows, targets: Array) -> None:
        """Take in these examples. Those that are there already cost nothing."""
        if rows is not self.rows:
            self.rows = rows
            self.task.inputs.take(rows, 0, self.x, "clip")
            self.room_for_x[...] = self.x
            targets.take(rows, 1, self.y, "clip")

    def total_loss(self) -> float:
        """Return the loss of what went forward, summed over examples and outputs."""
        loss, delta = self.task.loss, self.deltas[-1]
        if loss is squared_error:
            return 0.5 * float(np.vdot(delta, delta))
        if self.fused:
            return float(np.sum(softplus.value.raw(self.z) - self.y * self.z))
        return float(np.sum(loss.value.raw(self.outputs[-1], self.y)))

    def _up(self, i: int) -> list[Call]:
        """Return the calls that take what layer i reads to its outputs."""
        curve, z, room = self.curves[i], self.outputs[i], self.slopes[i]
        calls: list[Call] = [(self.parameters.layers[i].dot, (self.read[i], z))]
        if z is self.outputs[-1] and self.task.loss is not squared_error:
            calls.append((np.copyto, (self.z, z)))
        if curve is sigmoid:  # right to a few units in the last place
            calls += [(np.negative, (z, room)), (np.exp, (room, z))]
            return [*calls, (np.add, (z, _ONE, z)), (np.divide, (_ONE, z, z))]
        return [*calls, (_write, (curve.slope.raw, z, room)), (_write, (curve.value.raw, z, z))]

    def _blame_outputs(self) -> list[Call]:
        """Return the calls from output less target to the blame of the last layer's z, scaled."""
        delta = self.deltas[-1]
        scaled: Call = (np.multiply, (delta, self.scale, delta))
        if self.fused:
            return [scaled]
        if self.task.loss is squared_error:
            return [*self._multiply_by_slope(-1), scaled]
        return [(_write, (self._any_delta, self.outputs[-1], delta)), scaled]

    def _any_delta(self, a: Array) -> Array:
        return raw_output_delta(self.task.loss, self.curves[-1], self.z, a, self.y)

    def _down(self, i: int) -> list[Call]:
        """Return the calls that turn the blame of layer i into a gradient, and hand it down."""
        blame = self.deltas[i]
        calls: list[Call] = [(blame.dot, (self.read[i].T, self.gradient.layers[i]))]
        if i > 0:
            backwards = self.parameters.layers[i][:, :-1].T
            calls.append((backwards.dot, (blame, self.deltas[i - 1])))
            calls += self._multiply_by_slope(i - 1)
        return calls

    def _multiply_by_slope(self, i: int) -> list[Call]:
        """Return the calls from the blame of layer i's outputs to that of its z."""
        a, delta = self.outputs[i], self.deltas[i]
        if self.curves[i] is sigmoid:
            times_a: Call = (np.multiply, (delta, a, delta))
            return [times_a, (np.subtract, (_ONE, a, a)), times_a]
        return [(np.multiply, (delta, self.slopes[i], delta))]


class Workspaces(dict[int, Workspace]):
    """A workspace for each number of examples, made when it is first asked for.

    What overflows here stays silent, and shows in the results: whoever trains must look at them.
    """

    def __init__(self, parameters: Parameters, task: Task) -> None:
        super().__init__()
        self._parameters, self._task = parameters, task
        self._targets = np.ascontiguousarray(task.targets.T)

    def __missing__(self, count: int) -> Workspace:
        self[count] = Workspace(self._parameters, self._task, count)
        return self[count]

    @np.errstate(all="ignore")
    def total_loss(self, batch: Iterable[Rows]) -> float:
        """Return the loss, summed over all examples in the blocks of `batch`."""
        return sum(self._forward(rows).total_loss() for rows in batch)

    @np.errstate(all="ignore")
    def descend(self, batch: Sequence[Rows], count: int, *, with_loss: bool) -> float:
        """Step down the mean over `count` examples; return their total loss before, if asked.

        Parameters that have overflowed, or would when squared, have an infinite loss.
        """
        vector = self._parameters.vector
        if not math.isfinite(vector.dot(vector)):
            return math.inf
        scale, loss, step = self._task.learning_rate / count, 0.0, np.zeros(())
        for rows in batch:
            room = self._forward(rows)
            if with_loss:
                loss += room.total_loss()
            room.scale[()] = scale
            _play(room.backward)
            part = room.gradient.vector
            step = part if len(batch) == 1 else step + part
        vector -= step
        return loss

    def _forward(self, rows: Rows) -> Workspace:
        room = self[len(rows)]
        room.load(rows, self._targets)
        _play(room.forward)
        return room


def _play(calls: Iterable[Call]) -> None:
    for function, arguments in calls:
        function(*arguments)


def _write(formula: Callable[[Array], Array], argument: Array, out: Array) -> None:
    out[...] = formula(argument)
