"""The lab's arithmetic against the library's, in a real browser: both are given the same numbers.

The two share no code, not even a language; a formula that drifts in one of them shows here.
"""

from itertools import pairwise

import numpy as np
import pytest

from explainer.activations import activation, heaviside, identity, sigmoid
from explainer.backprop import backpropagate
from explainer.losses import LOSSES, cross_entropy, squared_error
from explainer.network import Layer, Network
from explainer.training import gradient_descent

NAMES = {heaviside: "step"}  # where the lab, and so its addresses, has its own
CURVES = ("step", "identity", "sigmoid", "tanh", "relu")
CLOSE = {"rtol": 1e-9, "atol": 1e-13}
STEPS = 200

# Examples lie in rows on our side, in columns on the browser's.
RUN = """cases => cases.map(({sizes, curves, vector, inputs, targets, loss, rate, steps}) => {
    const { ACTIVATIONS, LOSSES, Network, meanLoss, gradients, gradientDescent } = explainer;
    const network = new Network(sizes, curves.map(name => ACTIVATIONS[name]),
        Float64Array.from(vector));
    const x = Float64Array.from(inputs), y = Float64Array.from(targets), how = LOSSES[loss];
    const trace = network.forward(x), plain = (parts) => parts.map(part => [...part]);
    const gradient = [...gradients(network, trace, y, how).vector];
    const before = meanLoss(network, trace, y, how);
    const z = plain(trace.weightedInputs), a = plain(trace.outputs), losses = [];
    const straight = network.layers.every(({activation}) => activation.name === "identity");
    const collapsed = straight ? [...network.collapse().vector] : null;
    for (const step of gradientDescent(network, x, y, {loss: how, rate})) {
        losses.push(String(step.loss));
        if (step.index === steps) break;
    }
    return {z, a, gradient, before, collapsed, losses, after: [...network.vector].map(String)};
})"""


def vector_of(layers):
    """Return all weights and biases in one list, layer by layer: of networks and of gradients."""
    parts = [part for weights, biases in layers for part in (weights, biases)]
    return np.concatenate([np.ravel(part) for part in parts])


def knobs(network):
    return vector_of((layer.weights, layer.biases) for layer in network.layers)


def draw(random, curve, loss):
    """Return a random network with up to three hidden layers, and examples; None mixes curves."""
    hidden = random.integers(1, 9, size=random.integers(0, 4)).tolist()
    sizes = [int(random.integers(1, 3)), *hidden, 1]
    curves = [activation(curve or random.choice(CURVES)) for _ in sizes[1:]]
    if loss is cross_entropy:
        curves[-1] = sigmoid
    layers = [
        Layer(random.normal(0, a**-0.5, size=(b, a)), random.normal(0, 0.5, size=b), how)
        for (a, b), how in zip(pairwise(sizes), curves, strict=True)
    ]
    inputs = random.uniform(-2, 2, size=(random.integers(1, 30), sizes[0]))
    return Network(tuple(layers)), inputs, random.uniform(size=(len(inputs), 1))


def told(network, inputs, targets, loss, rate, steps=STEPS):
    """Return a case as the browser is told it."""
    return {
        "sizes": list(network.sizes),
        "curves": [NAMES.get(layer.activation, layer.activation.name) for layer in network.layers],
        "vector": knobs(network).tolist(),
        "inputs": inputs.T.ravel().tolist(),
        "targets": targets.T.ravel().tolist(),
        "loss": loss.name,
        "rate": rate,
        "steps": steps,
    }


@pytest.fixture
def run(browser, root):
    """Run cases in the browser."""
    page = browser.new_page()
    page.add_script_tag(path=root / "sitekit/theme/scripts/lab/network.js")
    yield lambda *cases: page.evaluate(RUN, cases)
    page.close()


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("curve", [*CURVES, None])
def test_values_gradients_and_training_agree(run, curve, loss):
    random = np.random.default_rng([sum(map(ord, str(curve))), len(loss.name)])
    cases = [draw(random, curve, loss) for _ in range(12)]
    for case, found in zip(cases, run(*[told(*case, loss, 0.1) for case in cases]), strict=True):
        network, inputs, targets = case
        trace = network.forward(inputs)
        pairs = [*zip(found["z"] + found["a"], trace.weighted_inputs + trace.outputs, strict=True)]
        for theirs, ours in pairs:
            np.testing.assert_allclose(theirs, ours.T.ravel(), **CLOSE)
        gradient = backpropagate(network, trace, targets, loss)
        ours = vector_of(zip(gradient.weights, gradient.biases, strict=True))
        np.testing.assert_allclose(found["gradient"], ours, **CLOSE)
        walk = list(
            gradient_descent(network, inputs, targets, loss=loss, learning_rate=0.1, steps=STEPS)
        )
        assert found["before"] == float(found["losses"][0])
        theirs = [float(each) for each in found["losses"]]
        np.testing.assert_allclose(theirs, [step.loss for step in walk], **CLOSE)
        after = [float(each) for each in found["after"]]
        np.testing.assert_allclose(after, knobs(walk[-1].network), **CLOSE)


def test_straight_layers_collapse_to_the_librarys_line(run):
    random = np.random.default_rng(3)
    cases = [draw(random, "identity", squared_error) for _ in range(12)]
    found = run(*[told(*case, squared_error, 0.1, 0) for case in cases])
    for (network, *_), theirs in zip(cases, found, strict=True):
        np.testing.assert_allclose(theirs["collapsed"], knobs(network.collapse()), **CLOSE)


@pytest.mark.parametrize("curve", CURVES)
def test_curves_agree_where_numbers_are_huge_or_tiny(browser, root, curve):
    z = [s * 10.0**e for e in range(-12, 4) for s in (-1, -0.37, 0.37, 1)] + [0.0, 36.9, -36.9]
    page = browser.new_page()
    page.add_script_tag(path=root / "sitekit/theme/scripts/lab/network.js")
    values, slopes = page.evaluate(
        """([name, z]) => [z.map(explainer.ACTIVATIONS[name].value),
                           z.map(explainer.ACTIVATIONS[name].slope)]""",
        [curve, z],
    )
    page.close()
    np.testing.assert_allclose(values, activation(curve)(z), rtol=1e-14, atol=0)
    np.testing.assert_allclose(slopes, activation(curve).slope(z), rtol=1e-13, atol=0)


def test_cross_entropy_is_right_even_where_the_output_rounds_to_sure(run):
    inputs, targets = np.array([[-800.0], [-50.0], [50.0], [800.0]]), np.ones((4, 1))
    network = Network((Layer([[1.0]], [0.0], sigmoid),))
    (found,) = run(told(network, inputs, targets, cross_entropy, 1e-9, 0))
    assert found["before"] == pytest.approx((800 + 50 + np.exp(-50.0)) / 4, rel=1e-14)


@pytest.mark.parametrize("rate", [3.0, 1e9])
def test_a_descent_ends_where_the_librarys_does(run, rate):
    """Too large a step: both see the numbers run away, but for a halving before or after a sum."""
    network = Network((Layer([[0.5]], [0.25], identity),))
    inputs, targets = np.array([[-1.0], [0.5], [2.0]]), np.array([[1.0], [0.0], [-1.0]])
    (found,) = run(told(network, inputs, targets, squared_error, rate, 2000))
    *losses, last = map(float, found["losses"])
    assert not np.isfinite(last)
    how = {"loss": squared_error, "learning_rate": rate, "steps": 2000}
    seen = []
    with pytest.raises(ValueError, match="overflowed"):
        seen.extend(step.loss for step in gradient_descent(network, inputs, targets, **how))
    assert abs(len(seen) - len(losses)) <= 1
    np.testing.assert_allclose(losses[: len(seen)], seen[: len(losses)], rtol=1e-9)


def test_a_seed_draws_the_same_weights_again_and_they_are_normal(browser, root):
    """Of 4000 numbers, mean and spread are within 5 standard errors of 0 and of n_in^-½."""
    page = browser.new_page()
    page.add_script_tag(path=root / "sitekit/theme/scripts/lab/network.js")
    one, same, other = page.evaluate(
        """() => [1, 1, 2].map(seed => [...explainer.Network.random(
            [3, 1000], [explainer.ACTIVATIONS.tanh], seed).vector])"""
    )
    page.close()
    assert one == same != other
    spread = 3**-0.5
    assert abs(np.mean(one)) < 5 * spread / 4000**0.5
    assert abs(np.std(one) - spread) < 5 * spread / 8000**0.5
    assert abs(np.corrcoef(one[:-1], one[1:])[0, 1]) < 5 / 4000**0.5


def test_the_script_is_small(root):
    assert len((root / "sitekit/theme/scripts/lab/network.js").read_bytes()) < 10_000
