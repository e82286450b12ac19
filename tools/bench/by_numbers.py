"""Wrap micrograd, a scalar autograd engine, as a peer like those in `peers.py`."""

import math

import numpy as np
from micrograd.engine import Value

from tools.bench.peers import Arrays


class Micrograd:
    """micrograd, where every number is an object. It has no σ, so one is added in its style."""

    def __init__(
        self, weights: Arrays, biases: Arrays, inputs: np.ndarray, targets: np.ndarray, rate: float
    ) -> None:
        self.layers = [
            [([Value(w) for w in row], Value(bias)) for row, bias in zip(rows, b, strict=True)]
            for rows, b in zip(weights, biases, strict=True)
        ]
        self.inputs, self.targets, self.rate = inputs.tolist(), targets.tolist(), rate

    def train(self, steps: int) -> list[float]:
        """Take full-batch steps; return the loss before each."""
        return [self._step() for _ in range(steps)]

    def _step(self) -> float:
        loss = Value(0.0)
        for x, y in zip(self.inputs, self.targets, strict=True):
            a = x
            for layer in self.layers:
                a = [self._neuron(row, bias, a) for row, bias in layer]
            loss = sum(((out - t) ** 2 for out, t in zip(a, y, strict=True)), loss)
        loss = loss * (0.5 / len(self.inputs))
        values = self._values()
        for value in values:
            value.grad = 0.0
        loss.backward()
        for value in values:
            value.data -= self.rate * value.grad
        return loss.data

    @staticmethod
    def _neuron(row: list[Value], bias: Value, x: list) -> Value:
        z = sum((w * each for w, each in zip(row, x, strict=True)), bias)
        a = Value(1.0 / (1.0 + math.exp(-z.data)), (z,), "sigmoid")

        def backward() -> None:
            z.grad += a.data * (1.0 - a.data) * a.grad

        a._backward = backward
        return a

    def _values(self) -> list[Value]:
        return [v for layer in self.layers for row, bias in layer for v in (*row, bias)]

    def parameters(self) -> Arrays:
        """Return the weights and biases, layer by layer."""
        arrays = []
        for layer in self.layers:
            arrays.append(np.array([[w.data for w in row] for row, _ in layer]))
            arrays.append(np.array([bias.data for _, bias in layer]))
        return arrays
