r"""Training: feel which way is downhill, take a step, and again.

With all weights and biases in one long list θ, and the loss L a landscape over it, one step is

.. math:: θ \leftarrow θ - η \, \nabla L(θ).

The gradient :math:`\nabla L` points straight uphill, so this goes straight downhill, and the rate
η says how far. If η is small enough, L falls by about :math:`η\,|\nabla L|^2`.
Source: :cite:t:`rumelhart1986nature`, equation 8.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import repeat

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float, as_float_array, as_int, instance
from explainer._workspace import Parameters, Rows, Task, Workspaces, blocks
from explainer.losses import Loss, cross_entropy
from explainer.network import Network

__all__ = ["TrainingState", "gradient_descent"]


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
) -> Iterator[TrainingState]:
    """Walk downhill from `network`, and hand out the start and then where each step leads.

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
        How many examples to feel the slope from at each step; all of them, if left out.
        Otherwise they are shuffled and taken that many at a time (what remains is a smaller
        batch), then shuffled again.
    seed : int
        The same seed shuffles the same way.

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
    task = Task(*_check_examples(network, inputs, targets, loss), loss, learning_rate)
    steps, seed, count = as_int("steps", steps), as_int("seed", seed), len(task.inputs)
    if batch_size is None:
        return _descend(task, steps, repeat(_all(task)), full=True)
    if as_int("batch_size", batch_size, low=1) > count:
        raise ValueError(
            f"batch_size must be at most the number of examples, {count}, but it was {batch_size}"
        )
    return _descend(task, steps, map(blocks, _shuffled(task, batch_size, seed)), full=False)


class TrainingState:
    """Where a descent stands. Each step keeps its own numbers, whatever the later ones do.

    Attributes
    ----------
    index : int
        How many steps were taken: 0 at the start.
    """

    def __init__(self, index: int, parameters: Array, task: Task, loss: float | None) -> None:
        self.index = index
        self._parameters = parameters
        self._task = task
        self._loss = loss

    @property
    def network(self) -> Network:
        """The network as it stands now. It is built when asked for: a step should cost little."""
        return Parameters(self._parameters, self._task.network).rebuild()

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
            self._loss = _mean_loss(self._task, self._parameters, self.index)
        return self._loss

    def __repr__(self) -> str:
        return f"TrainingState(index={self.index}, loss={self.loss!r})"


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


def _shuffled(task: Task, size: int, seed: int) -> Iterator[Rows]:
    """Yield batches for ever: every example once, then all again in another order."""
    generator = np.random.default_rng(seed)
    while True:
        order = generator.permutation(len(task.inputs))
        for start in range(0, len(order), size):
            yield order[start : start + size]


def _descend(
    task: Task, steps: int, batches: Iterator[list[Rows]], *, full: bool
) -> Iterator[TrainingState]:
    parameters = Parameters.of(task.network)
    rooms = Workspaces(parameters, task)
    for index in range(steps + 1):
        batch = next(batches)
        count = sum(map(len, batch))
        here = parameters.vector.copy()
        loss = rooms.descend(batch, count, with_loss=full) / count
        _check_finite(loss, task.learning_rate, index)
        yield TrainingState(index, here, task, loss if full else None)


def _mean_loss(task: Task, vector: Array, index: int) -> float:
    rooms = Workspaces(Parameters(vector, task.network), task)
    loss = rooms.total_loss(_all(task)) / len(task.inputs)
    _check_finite(loss, task.learning_rate, index)
    return loss


def _all(task: Task) -> list[Rows]:
    return blocks(np.arange(len(task.inputs)))


def _check_finite(loss: float, learning_rate: float, index: int) -> None:
    if not math.isfinite(loss):
        raise ValueError(
            f"learning_rate must be small enough to keep all numbers finite, but with "
            f"learning_rate {learning_rate!r} "
            f"they overflowed at step {index}"
        )
