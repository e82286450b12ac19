"""Wrap other libraries to do the same work: full-batch gradient descent on one network.

Each class takes the layers' weights and biases, the examples and the learning rate;
``train(steps)`` continues for that many steps and returns the loss before each; ``parameters()``
returns the current weights and biases. All compute in float64. The loss is half the squared error,
summed over outputs and averaged over examples, and is read at every step, as ours is.
"""

import warnings
from collections.abc import Sequence
from types import MappingProxyType

import autograd
import autograd.numpy as anp
import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor

torch.set_num_threads(1)

BATCH = 32
"""Number of examples in a mini-batch."""

Arrays = list[np.ndarray]


class Torch:
    """PyTorch, eager, as in its tutorials: a module, an optimizer, ``backward``."""

    kind = torch.optim.SGD
    options = MappingProxyType({})

    def __init__(
        self, weights: Arrays, biases: Arrays, inputs: np.ndarray, targets: np.ndarray, rate: float
    ) -> None:
        layers: list[torch.nn.Module] = []
        for w, b in zip(weights, biases, strict=True):
            linear = torch.nn.Linear(w.shape[1], w.shape[0], dtype=torch.float64)
            linear.weight.data, linear.bias.data = torch.tensor(w), torch.tensor(b)
            layers += [linear, torch.nn.Sigmoid()]
        self.model = torch.nn.Sequential(*layers)
        self.optimizer = self.kind(self.model.parameters(), lr=rate, **self.options)
        self.inputs, self.targets = torch.tensor(inputs), torch.tensor(targets)

    def train(self, steps: int) -> list[float]:
        """Take full-batch steps; return the loss before each."""
        return [self._step(self.inputs, self.targets).item() for _ in range(steps)]

    def train_in_batches(self, epochs: int) -> None:
        """Take mini-batch steps, in the order of ours for seed 0; do not read the loss."""
        shuffle = np.random.default_rng(0)
        for _ in range(epochs):
            for rows in torch.tensor(shuffle.permutation(len(self.inputs))).split(BATCH):
                self._step(self.inputs[rows], self.targets[rows])

    def _step(self, inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        self.optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(self.model(inputs), targets) * (targets.shape[1] / 2)
        loss.backward()
        self.optimizer.step()
        return loss.detach()

    def parameters(self) -> Arrays:
        """Return the weights and biases, layer by layer."""
        return [p.detach().numpy() for p in self.model.parameters()]


class TorchMomentum(Torch):
    """The same with momentum."""

    options = MappingProxyType({"momentum": 0.9})


class TorchAdam(Torch):
    """The same with Adam."""

    kind = torch.optim.Adam


def softmax_loss(z: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the softmax cross-entropy of each row, and its gradient with respect to z."""
    logits = torch.tensor(z, requires_grad=True)
    losses = torch.nn.functional.cross_entropy(logits, torch.tensor(y), reduction="none")
    losses.sum().backward()
    return losses.detach().numpy(), logits.grad.numpy()


def layer_norm(z: np.ndarray, gain: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Return each row layer-normalized."""
    size = (z.shape[-1],)
    parts = map(torch.tensor, (gain, bias))
    return torch.nn.functional.layer_norm(torch.tensor(z), size, *parts).numpy()


def bfloat16(x: np.ndarray) -> np.ndarray:
    """Return float32 numbers rounded to the nearest bfloat16."""
    return torch.tensor(x, dtype=torch.float32).to(torch.bfloat16).to(torch.float64).numpy()


class BareTorch:
    """PyTorch, eager, with bare tensors: no module, no optimizer, no ``.grad``."""

    def __init__(
        self, weights: Arrays, biases: Arrays, inputs: np.ndarray, targets: np.ndarray, rate: float
    ) -> None:
        values = [torch.tensor(p) for pair in zip(weights, biases, strict=True) for p in pair]
        self.values = [value.requires_grad_() for value in values]
        self.inputs, self.targets, self.rate = torch.tensor(inputs), torch.tensor(targets), rate

    def train(self, steps: int) -> list[float]:
        """Take full-batch steps; return the loss before each."""
        return [self._step() for _ in range(steps)]

    def _step(self) -> float:
        a = self.inputs
        for w, b in zip(self.values[::2], self.values[1::2], strict=True):
            a = torch.sigmoid(torch.nn.functional.linear(a, w, b))
        loss = torch.nn.functional.mse_loss(a, self.targets) * (a.shape[1] / 2)
        gradient = torch.autograd.grad(loss, self.values)
        with torch.no_grad():
            for value, slope in zip(self.values, gradient, strict=True):
                value.sub_(slope, alpha=self.rate)
        return loss.item()

    def parameters(self) -> Arrays:
        """Return the weights and biases, layer by layer."""
        return [value.detach().numpy() for value in self.values]


class Sklearn:
    """scikit-learn's MLPRegressor, plain gradient descent: σ inside, a linear output layer.

    It has no σ output with squared error, so ours is timed on the same linear-output network.
    ``train`` makes one call of ``fit``, whose argument checks all steps share; ``train_by_calls``
    calls ``partial_fit``, its public single step, which checks its arguments each time.
    """

    def __init__(
        self, weights: Arrays, biases: Arrays, inputs: np.ndarray, targets: np.ndarray, rate: float
    ) -> None:
        self.inputs, self.targets = inputs, targets.ravel() if targets.shape[1] == 1 else targets
        self.model = MLPRegressor(
            hidden_layer_sizes=[len(b) for b in biases[:-1]], activation="logistic", alpha=0.0,
            solver="sgd", momentum=0.0, learning_rate_init=rate, batch_size=len(inputs),
            shuffle=False, max_iter=1, tol=0.0, n_iter_no_change=10**9, warm_start=True,
        )  # fmt: skip
        self.train(1)  # allocates its arrays, which we then replace
        self.model.coefs_ = [w.T.copy() for w in weights]
        self.model.intercepts_ = [b.copy() for b in biases]

    def train(self, steps: int) -> list[float]:
        """Take full-batch steps in one call; return the loss before each."""
        self.model.max_iter = steps
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            self.model.fit(self.inputs, self.targets)
        return self.model.loss_curve_[-steps:]

    def train_by_calls(self, steps: int) -> list[float]:
        """Take full-batch steps, one call each; return the loss before each."""
        return [self.model.partial_fit(self.inputs, self.targets).loss_ for _ in range(steps)]

    def parameters(self) -> Arrays:
        """Return the weights and biases, layer by layer."""
        pairs = zip(self.model.coefs_, self.model.intercepts_, strict=True)
        return [p for w, b in pairs for p in (w.T, b)]


class Hips:
    """HIPS autograd: NumPy code, with the gradient obtained by tracing."""

    def __init__(
        self, weights: Arrays, biases: Arrays, inputs: np.ndarray, targets: np.ndarray, rate: float
    ) -> None:
        self.values = [p.copy() for pair in zip(weights, biases, strict=True) for p in pair]
        self.rate = rate

        def loss(values: Sequence[np.ndarray]) -> float:
            a = inputs
            for w, b in zip(values[::2], values[1::2], strict=True):
                a = 1.0 / (1.0 + anp.exp(-(anp.dot(a, w.T) + b)))
            return anp.sum((a - targets) ** 2) / (2 * len(targets))

        self.slopes = autograd.value_and_grad(loss)

    def train(self, steps: int) -> list[float]:
        """Take full-batch steps; return the loss before each."""
        return [self._step() for _ in range(steps)]

    def _step(self) -> float:
        loss, gradient = self.slopes(self.values)
        self.values = [p - self.rate * g for p, g in zip(self.values, gradient, strict=True)]
        return float(loss)

    def parameters(self) -> Arrays:
        """Return the weights and biases, layer by layer."""
        return self.values
