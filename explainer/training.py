r"""Train a network by gradient descent: feel which way is downhill, take a step, and again.

With all weights and biases in one long list θ, and the loss L a landscape over it, one step is

.. math:: θ \leftarrow θ - η \, \nabla L(θ).

The gradient :math:`\nabla L` points straight uphill, so this goes straight downhill, and the
learning rate η says how far. If η is small enough, L falls by about :math:`η\,|\nabla L|^2`.
Source: :cite:t:`rumelhart1986nature`, equation 8. An optimizer may take another way than straight
down, see :mod:`explainer.optimizers`.

The loop stands in ``_Descent.step``: forward, loss, output delta, back, and then
``weights -= learning_rate * gradient``. It is the mathematics of :mod:`explainer.backprop`, written
into arrays that are made once: a step on a small network costs more in new arrays than in sums.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explainer._checks import Array, as_float, as_float_array, as_int, instance
from explainer.activations import sigmoid, softplus
from explainer.losses import Loss, cross_entropy, raw_output_delta, squared_error
from explainer.network import Layer, Network
from explainer.optimizers import Optimizer

__all__ = ["TrainingState", "gradient_descent"]

BLOCK = 256
"""How many examples to work on at once: their arrays fit into the cache of a processor."""

_ONE = np.array(1.0)  # an array already, so that NumPy need not make one at each call

_NOTHING = np.zeros(())

_Rows = NDArray[np.intp]  # which examples, by their numbers


def gradient_descent(
    network: Network,
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    loss: Loss,
    learning_rate: float,
    steps: int,
    batch_size: int | None = None,
    seed: int = 0,
    optimizer: Optimizer | None = None,
) -> Iterator[TrainingState]:
    """Walk downhill from `network`; yield the start, and then where each step leads.

    Parameters
    ----------
    network : Network
        Where to start. It stays as it is.
    inputs : array_like, shape (m, n_in)
        The examples, one a row. They are read again at every step, and never changed: leave them
        alone as well until the last step.
    targets : array_like, shape (m, n_out)
        What should come out; to be left alone, too.
    loss : Loss
        What to make small: its mean over the examples.
    learning_rate : float
        How far to go, above 0: a step adds ``-learning_rate`` times the gradient to the parameters.
    steps : int
        How many steps to take.
    batch_size : int, optional
        How many examples to compute the gradient from at each step; all of them, if left out.
        Otherwise they are shuffled and taken that many at a time (what remains is a smaller
        batch), then shuffled again.
    seed : int
        The same seed shuffles the same way.
    optimizer : Optimizer, optional
        What to make of the gradients: :class:`~explainer.optimizers.Momentum` or
        :class:`~explainer.optimizers.Adam`. If left out, each step follows its gradient alone.

    Returns
    -------
    iterator of TrainingState
        The start, then `steps` more.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If a shape or a number is out of range, or `loss` is not defined for all that the last
        layer may give; and, at the step where it happens, if the numbers overflow.
    """
    learning_rate = as_float("learning_rate", learning_rate, low=0.0, open_=True)
    task = _Task(*_check_examples(network, inputs, targets, loss), loss, learning_rate)
    steps, seed, count = as_int("steps", steps), as_int("seed", seed), len(task.inputs)
    optimizer = instance("optimizer", optimizer or Optimizer(), Optimizer)
    if batch_size is None:
        return _descend(task, steps, repeat(np.arange(count)), optimizer, full=True)
    if as_int("batch_size", batch_size, low=1) > count:
        raise ValueError(
            f"batch_size must be at most the number of examples, {count}, but it was {batch_size}"
        )
    return _descend(task, steps, _shuffled(count, batch_size, seed), optimizer, full=False)


class TrainingState:
    """The state of a descent after a number of steps. Later steps do not change it.

    Attributes
    ----------
    index : int
        The number of steps taken: 0 at the start.
    """

    def __init__(self, index: int, parameters: Array, task: _Task, loss: float | None) -> None:
        self.index = index
        self._parameters = parameters
        self._task = task
        self._loss = loss

    @property
    def network(self) -> Network:
        """The network in this state, built on access to keep steps cheap."""
        layers = self._task.network.layers
        matrices = _matrices(self._parameters, self._task.network.sizes)
        pairs = zip(matrices, layers, strict=True)
        return Network(tuple(Layer(m[:, :-1], m[:, -1], like.activation) for m, like in pairs))

    @property
    def loss(self) -> float:
        """The mean loss of that network over all examples, whatever the batch was.

        Full-batch descent knows it; with mini-batches it is computed when asked for.

        Raises
        ------
        ValueError
            If it overflows.
        """
        if self._loss is None:
            self._loss = _Descent(self._task, self._parameters, Optimizer()).mean_loss()
            _check_finite(self._loss, self._task.learning_rate, self.index)
        return self._loss

    def __repr__(self) -> str:
        return f"TrainingState(index={self.index}, loss={self.loss!r})"


# --- The loop -------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Task:
    """The arguments of a descent that are the same at every step."""

    network: Network
    inputs: Array
    targets: Array
    loss: Loss
    learning_rate: float


def _descend(
    task: _Task, steps: int, batches: Iterator[_Rows], optimizer: Optimizer, *, full: bool
) -> Iterator[TrainingState]:
    descent = _Descent(task, _parameters_of(task.network), optimizer)
    for index in range(steps + 1):
        before = descent.weights.copy()
        loss = descent.step(next(batches), with_loss=full)
        _check_finite(loss, task.learning_rate, index)
        yield TrainingState(index, before, task, loss if full else None)


class _Descent:
    """Gradient descent on all weights and biases of a network, which are one vector, `weights`.

    What overflows here stays silent, and shows in the loss: whoever trains must look at it.
    """

    def __init__(self, task: _Task, weights: Array, optimizer: Optimizer) -> None:
        self.task, self.weights = task, weights
        self.direction = optimizer.direction(len(weights))
        self.learning_rate, self.share = np.array(task.learning_rate), np.zeros(())
        self.targets = np.ascontiguousarray(task.targets.T)
        self.passes: dict[int, _Pass] = {}  # by number of examples

    @np.errstate(all="ignore")
    def step(self, rows: _Rows, *, with_loss: bool) -> float:
        """Step downhill on these examples; return their mean loss before, or 0 without.

        Weights that have overflowed, or would when squared, have an infinite loss.
        """
        weights, loss, gradient = self.weights, 0.0, _NOTHING
        blocks = _blocks(rows)
        if not math.isfinite(weights.dot(weights)):
            return math.inf
        self.share[()] = 1.0 / len(rows)
        for block in blocks:
            examples = self.load(block)
            for layer in examples.layers:
                layer.forward()
            if with_loss:
                loss += examples.loss()
            examples.output_delta(self.share)
            for layer in examples.backwards:
                layer.back()
            part = examples.gradient
            gradient = part if len(blocks) == 1 else gradient + part
        change = self.direction(gradient)
        np.multiply(self.learning_rate, change, change)
        np.subtract(weights, change, weights)  # weights -= learning_rate * gradient
        return loss / len(rows)

    @np.errstate(all="ignore")
    def mean_loss(self) -> float:
        """Return the mean loss over all examples."""
        loss = 0.0
        for block in _blocks(np.arange(len(self.task.inputs))):
            examples = self.load(block)
            for layer in examples.layers:
                layer.forward()
            loss += examples.loss()
        return loss / len(self.task.inputs)

    def load(self, rows: _Rows) -> _Pass:
        """Return a pass with these examples in it."""
        examples = self.passes.get(len(rows))
        if examples is None:
            examples = self.passes[len(rows)] = _Pass(self.task, self.weights, len(rows))
        if rows is not examples.rows:
            examples.load(rows, self.task.inputs, self.targets)
        return examples


class _Pass:
    """Some examples on their way through a network and back, one a column.

    Below what a layer reads lies a row of ones, so that its bias is one weight more and the layer
    one matrix ``[W | b]``: a single product gives z, and a single one the gradient of both.
    """

    def __init__(self, task: _Task, weights: Array, count: int) -> None:
        sizes, self.task_loss = task.network.sizes, task.loss
        self.rows: _Rows | None = None
        self.gradient = np.empty_like(weights)
        self.x = np.empty((count, sizes[0]))
        inputs = np.ones((count, sizes[0] + 1)).T  # in memory, its columns lie one after the other
        self.inputs = inputs.T[:, :-1]
        self.targets = np.empty((sizes[-1], count))
        matrices = zip(_matrices(weights, sizes), _matrices(self.gradient, sizes), strict=True)
        self.layers: list[_LayerPass] = []
        below = None
        for (matrix, gradient), like in zip(matrices, task.network.layers, strict=True):
            below = _LayerPass(like, matrix, gradient, inputs, below)
            self.layers.append(below)
            inputs = below.outputs_and_ones
        self.last = self.layers[-1]
        self.backwards = self.layers[::-1]

    def load(self, rows: _Rows, inputs: Array, targets: Array) -> None:
        """Take in the examples with these numbers."""
        self.rows = rows
        inputs.take(rows, 0, self.x, "clip")  # to clip is quicker than to raise; nothing is clipped
        targets.take(rows, 1, self.targets, "clip")
        self.inputs[...] = self.x

    def loss(self) -> float:
        """Return the loss of what went forward, summed over examples and outputs."""
        a, y, z = self.last.outputs, self.targets, self.last.z
        if self.task_loss is squared_error:
            difference = np.subtract(a, y, out=self.last.delta)
            return 0.5 * float(np.vdot(difference, difference))
        if self.task_loss is cross_entropy and self.last.activation is sigmoid:
            return float(np.sum(softplus.value.raw(z) - y * z))
        return float(np.sum(self.task_loss.value.raw(a.T, y.T)))

    def output_delta(self, share: Array) -> None:
        """Compute how fast the mean loss rises with each last z, if each example has this share."""
        last, delta = self.last, self.last.delta
        if self.task_loss is squared_error:
            np.subtract(last.outputs, self.targets, delta)
            last.multiply_by_slope()
        else:
            how = self.task_loss, last.activation
            delta.T[...] = raw_output_delta(*how, last.z.T, last.outputs.T, self.targets.T)
        np.multiply(delta, share, delta)


class _LayerPass:
    """A layer's arrays, one column an example."""

    def __init__(
        self, like: Layer, weights: Array, gradient: Array, inputs: Array, below: _LayerPass | None
    ) -> None:
        n_out, count = len(weights), inputs.shape[1]
        self.activation, self.below = like.activation, below
        self.weights, self.gradient, self.inputs = weights, gradient, inputs
        self.inputs_by_row, self.to_below = inputs.T, weights[:, :-1].T
        self.outputs_and_ones = np.ones((n_out + 1, count))
        self.outputs = self.outputs_and_ones[:-1]
        self.z, self.delta = np.empty((n_out, count)), np.empty((n_out, count))

    def forward(self) -> None:
        """Compute z, and the outputs from it."""
        z, a = self.z, self.outputs
        self.weights.dot(self.inputs, z)
        if self.activation is sigmoid:  # 1 / (1 + e^-z), right to a few units in the last place
            np.negative(z, a)
            np.exp(a, a)
            np.add(a, _ONE, a)
            np.divide(_ONE, a, a)
        else:
            a[...] = self.activation.value.raw(z)

    def back(self) -> None:
        """Compute the gradient from delta, and hand delta down to the layer below."""
        self.delta.dot(self.inputs_by_row, self.gradient)
        if below := self.below:
            self.to_below.dot(self.delta, below.delta)
            below.multiply_by_slope()

    def multiply_by_slope(self) -> None:
        """Turn how fast the loss rises with the outputs into how fast it rises with z."""
        z, a, delta = self.z, self.outputs, self.delta
        if self.activation is sigmoid:
            np.subtract(_ONE, a, z)
            np.multiply(z, a, z)
            np.multiply(delta, z, delta)
        else:
            np.multiply(delta, self.activation.slope.raw(z), delta)


# --- All weights and biases as one vector ---------------------------------------------------------


def _parameters_of(network: Network) -> Array:
    """Return a copy of all weights and biases as one vector."""
    layers = [np.column_stack((layer.weights, layer.biases)) for layer in network.layers]
    return np.concatenate([layer.ravel() for layer in layers])


def _matrices(vector: Array, sizes: tuple[int, ...]) -> list[Array]:
    """Return a view ``[W | b]`` of each layer's part of the vector."""
    matrices, start = [], 0
    for n_in, n_out in pairwise(sizes):
        end = start + n_out * (n_in + 1)
        matrices.append(vector[start:end].reshape(n_out, n_in + 1))
        start = end
    return matrices


# --- What comes in, and what is refused -----------------------------------------------------------


def _check_examples(
    network: Network, inputs: ArrayLike, targets: ArrayLike, loss: Loss
) -> tuple[Network, Array, Array]:
    sizes = instance("network", network, Network).sizes
    low, high = instance("loss", loss, Loss).value.domain
    inputs = as_float_array("inputs", inputs, shape=("m", sizes[0]))
    targets = as_float_array("targets", targets, shape=(len(inputs), sizes[-1]), low=low, high=high)
    curve = network.layers[-1].activation
    if loss is cross_entropy and not (low <= curve.bounds[0] and curve.bounds[1] <= high):
        raise ValueError(
            f"loss must be defined for all outputs, but cross_entropy needs them from {low:g} "
            f"to {high:g}, and the last layer's activation is {curve.name}"
        )
    return network, inputs, targets


def _shuffled(count: int, size: int, seed: int) -> Iterator[_Rows]:
    """Yield batches endlessly: every example once, then all again in another order."""
    generator = np.random.default_rng(seed)
    while True:
        order = generator.permutation(count)
        for start in range(0, count, size):
            yield order[start : start + size]


def _blocks(rows: _Rows) -> list[_Rows]:
    """Cut `rows` into blocks."""
    if len(rows) <= BLOCK:
        return [rows]
    return [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]


def _check_finite(loss: float, learning_rate: float, index: int) -> None:
    if not math.isfinite(loss):
        raise ValueError(
            "learning_rate must be small enough to keep all numbers finite, but with "
            f"learning_rate {learning_rate!r} they overflowed at step {index}"
        )
