"""Wrap `explainer` like its peers, and check that all compute the same numbers."""

from collections import deque

import numpy as np

from explainer.losses import squared_error
from explainer.network import Network
from explainer.optimizers import Optimizer
from explainer.training import gradient_descent
from tools.bench.peers import BATCH

RATE, STEPS = 0.5, 20


class Ours:
    """`explainer`, with the interface of the peers."""

    def __init__(
        self,
        network: Network,
        inputs: np.ndarray,
        targets: np.ndarray,
        optimizer: Optimizer | None = None,
    ) -> None:
        self.network, self.inputs, self.targets = network, inputs, targets
        self.optimizer = optimizer

    def train(self, steps: int) -> list[float]:
        """Take full-batch steps; return the loss before each."""
        losses = []
        for step in self._walk(steps):
            losses.append(step.loss)
        self.network = step.network
        return losses[:-1]

    def train_in_batches(self, epochs: int) -> None:
        """Take mini-batch steps for some epochs."""
        walk = self._walk(epochs * -(-len(self.inputs) // BATCH), batch_size=BATCH, seed=0)
        self.network = deque(walk, maxlen=1)[0].network

    def _walk(self, steps: int, **batches: int):
        data, how = (self.inputs, self.targets), {"loss": squared_error, "learning_rate": RATE}
        how["optimizer"] = self.optimizer
        return gradient_descent(self.network, *data, **how, steps=steps, **batches)

    def parameters(self) -> list[np.ndarray]:
        """Return the weights and biases, layer by layer."""
        return [p for layer in self.network.layers for p in (layer.weights, layer.biases)]


def enter(kind: type, network: Network, inputs: np.ndarray, targets: np.ndarray):
    """Create a peer with copies of a network's parameters."""
    weights = [np.array(layer.weights) for layer in network.layers]
    biases = [np.array(layer.biases) for layer in network.layers]
    return kind(weights, biases, inputs, targets, RATE)


def check(what: str, ours: Ours, rivals: list) -> None:
    """Assert that all find the same losses at each step and the same parameters."""
    losses = ours.train(STEPS)
    for rival in rivals:
        np.testing.assert_allclose(rival.train(STEPS), losses, rtol=1e-10, err_msg=str(rival))
    check_parameters(ours, rivals)
    print(f"\nSame numbers: {what}, the loss before each of {STEPS} steps, parameters after them")


def check_parameters(ours: Ours, rivals: list) -> None:
    """Assert that all weights and biases agree."""
    for rival in rivals:
        for mine, theirs in zip(ours.parameters(), rival.parameters(), strict=True):
            np.testing.assert_allclose(theirs, mine, rtol=1e-8, atol=1e-12, err_msg=str(rival))
