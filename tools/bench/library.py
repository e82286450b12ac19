"""Benchmark the library against others, after checking that all compute the same numbers."""

import tracemalloc
from collections import deque
from collections.abc import Callable
from importlib.metadata import version
from platform import python_version

import numpy as np
from scipy.special import expit

from explainer.activations import identity, sigmoid
from explainer.datasets import digits, split
from explainer.losses import squared_error
from explainer.network import Network
from explainer.normalization import layer_normalize
from explainer.optimizers import Adam, Momentum
from explainer.rounding import round_to_bfloat16, round_to_float32
from explainer.softmax import softmax_cross_entropy, softmax_delta
from explainer.training import gradient_descent
from tools.bench import by_numbers, peers
from tools.bench.peers import BATCH
from tools.bench.race import Entrant, race, verdict
from tools.bench.same import RATE, Ours, check, check_parameters, enter

LIBRARIES = ("numpy", "scipy", "torch", "scikit-learn", "autograd", "micrograd")


def main() -> None:
    """Run all comparisons."""
    print(f"Python {python_version()}, one thread, float64;", end=" ")
    print(", ".join(f"{name} {version(name)}" for name in LIBRARIES))
    sigma_step()
    optimizer_steps()
    straight_step()
    digits_epoch()
    sigma()
    same_formulas()
    memory()


def smeared_xor() -> tuple[np.ndarray, np.ndarray]:
    """Return 100 points of the plane, labelled 1 where both coordinates have the same sign."""
    points = np.random.default_rng(0).normal(size=(100, 2))
    return points, (points[:, :1] * points[:, 1:] > 0.0) * 1.0


def sigma_step() -> None:
    """Time one step of a small network, where overhead dominates the arithmetic."""
    network, data = Network.random((2, 8, 1), seed=1), smeared_xor()
    kinds = (peers.Torch, peers.BareTorch, peers.Hips, by_numbers.Micrograd)
    torch, bare, hips, micrograd = rivals = [enter(kind, network, *data) for kind in kinds]
    ours = Ours(network, *data)
    check("2-8-1, σ throughout", ours, rivals)
    race(
        "One full-batch step of a 2-8-1 network, σ throughout, squared error, 100 points",
        Entrant("explainer", ours.train),
        [
            Entrant("PyTorch: module, optimizer, backward", torch.train, at_least=5),
            Entrant("PyTorch: bare tensors, autograd.grad", bare.train, at_least=7),
            Entrant("HIPS autograd", hips.train),
            Entrant("micrograd", micrograd.train),
        ],
    )


def optimizer_steps() -> None:
    """Time the same step with optimizers that keep state: momentum and Adam."""
    network, data = Network.random((2, 8, 1), seed=1), smeared_xor()
    for optimizer, kind in ((Momentum(0.9), peers.TorchMomentum), (Adam(), peers.TorchAdam)):
        ours, torch = Ours(network, *data, optimizer), enter(kind, network, *data)
        name = type(optimizer).__name__
        check(f"2-8-1, σ throughout, {name}", ours, [torch])
        race(
            f"The same step with {name}",
            Entrant("explainer", ours.train),
            [Entrant("PyTorch: module, optimizer, backward", torch.train, at_least=5)],
        )


def straight_step() -> None:
    """Time the step that scikit-learn offers, with a linear output layer and squared error."""
    network, data = Network.random((2, 8, 1), output_activation=identity, seed=1), smeared_xor()
    ours, sklearn = Ours(network, *data), enter(peers.Sklearn, network, *data)
    check("2-8-1, σ inside, straight output", ours, [sklearn])
    race(
        "The same with a straight output, the network that scikit-learn's MLPRegressor offers",
        Entrant("explainer", ours.train),
        [
            Entrant("scikit-learn: partial_fit, a call a step", sklearn.train_by_calls, at_least=7),
            Entrant("scikit-learn: the steps inside one fit", sklearn.train),
        ],
    )


def digits_epoch() -> None:
    """Time an epoch of the digits network, to measure the work beside matrix products."""
    data, _ = split(digits(), 0.25, seed=0, stratify=True)
    network = Network.random((64, 30, 10), seed=0)
    ours = Ours(network, data.inputs, data.targets)
    torch = enter(peers.Torch, network, data.inputs, data.targets)
    for each in (ours, torch):
        each.train_in_batches(2)
    check_parameters(ours, [torch])
    print("\nSame numbers: 64-30-10 on the same batches, parameters after 2 epochs")
    race(
        f"An epoch of the 64-30-10 digits network, σ, squared error, {len(data.inputs)} images "
        f"in batches of {BATCH}",
        Entrant("explainer", ours.train_in_batches),
        [
            Entrant("its matrix products alone, NumPy", products(data.inputs), at_most=2.5),
            Entrant("PyTorch: module, optimizer, backward", torch.train_in_batches),
        ],
    )


def products(inputs: np.ndarray) -> Callable[[int], None]:
    """Return a function that runs only the five matrix products of each step, on ready batches."""
    w1, w2 = np.ones((30, 64)), np.ones((10, 30))
    batches = [
        (x, np.ones((len(x), 30)), np.ones((len(x), 10)))
        for x in (inputs[i : i + BATCH].copy() for i in range(0, len(inputs), BATCH))
    ]

    def run(epochs: int) -> None:
        for _ in range(epochs):
            for x, hidden, out in batches:
                x @ w1.T, hidden @ w2.T  # forward
                out.T @ hidden, out @ w2, hidden.T @ x  # and back

    return run


def sigma() -> None:
    """Time σ itself on a million numbers."""
    z = np.random.default_rng(0).normal(0.0, 3.0, size=10**6)
    np.testing.assert_allclose(sigmoid(z), expit(z), rtol=1e-15)
    print("\nSame numbers: σ of a million, ours and SciPy's, to 1e-15 of each")

    def often(curve: Callable[[np.ndarray], np.ndarray]) -> Callable[[int], object]:
        return lambda times: deque((curve(z) for _ in range(times)), maxlen=0)

    race(
        "σ of a million numbers",
        Entrant("explainer.sigmoid, its checks included", often(sigmoid)),
        [
            Entrant("scipy.special.expit", often(expit), at_least=2),
            Entrant("one bare pass of np.exp", often(np.exp), at_most=3),
        ],
        rounds=41,
    )


def same_formulas() -> None:
    """Compare softmax, layer normalization and bfloat16 rounding with PyTorch's."""
    random = np.random.default_rng(0)
    z, gain, bias = random.normal(0.0, 9.0, size=(500, 7)), random.normal(size=7), np.arange(7.0)
    y = np.eye(7)[random.integers(7, size=500)]
    losses, deltas = peers.softmax_loss(z, y)
    np.testing.assert_allclose(softmax_cross_entropy(z, y), losses, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(softmax_delta(z, y), deltas, rtol=1e-12, atol=1e-14)
    normalized = peers.layer_norm(z, gain, bias)
    np.testing.assert_allclose(layer_normalize(z, gain, bias), normalized, rtol=1e-10, atol=1e-12)
    x = random.normal(size=10**5) * 10.0 ** random.integers(-44, 38, size=10**5)
    x = round_to_float32(x)
    np.testing.assert_array_equal(round_to_bfloat16(x), peers.bfloat16(x))
    print("\nSame numbers: softmax's loss and delta, layer normalization, bfloat16; PyTorch's")


def memory() -> None:
    """Compare the peak memory of training with the size of its data and parameters."""
    data, network = digits(), Network.random((64, 30, 10), seed=0)
    given = data.inputs.nbytes + data.targets.nbytes + 8 * network.parameter_count
    print(f"\nPeak memory of training the 64-30-10 network on {given / 1e6:.2f} MB, those included")
    for name, batches in ((f"batches of {BATCH}", {"batch_size": BATCH}), ("all at once", {})):
        tracemalloc.start()
        how = {"loss": squared_error, "learning_rate": RATE, "steps": 100}
        deque(gradient_descent(network, data.inputs, data.targets, **how, **batches), maxlen=0)
        ratio = 1 + tracemalloc.get_traced_memory()[1] / given
        tracemalloc.stop()
        peak = f"{ratio * given / 1e6:.2f} MB"
        print(f"  {name:40}{peak:>20}{ratio:>8.2f}x{'':11}{verdict(ratio, at_most=2)}")
