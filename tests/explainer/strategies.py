"""Random networks and examples, for tests that must hold for every one of them, and their knobs."""

from itertools import pairwise

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from explainer.activations import ACTIVATIONS, identity, normal_cdf, sigmoid
from explainer.losses import LOSSES, cross_entropy
from explainer.network import Layer, Network

ANYTHING = st.sampled_from(list(ACTIVATIONS.values()))
SHARES = st.sampled_from([sigmoid, normal_cdf])
"""The smooth curves whose output can be compared by cross-entropy."""

seeds = st.integers(0, 2**32 - 1)


@st.composite
def sizes(draw, layers=3, neurons=4):
    """Return how many inputs, then how many neurons in each layer."""
    return draw(st.lists(st.integers(1, neurons), min_size=2, max_size=layers + 1))


@st.composite
def trainings(draw, examples=6):
    """Return a random network with any activations, inputs, targets and a loss that fits."""
    random = np.random.default_rng(draw(seeds))
    shape, loss = draw(sizes()), draw(st.sampled_from(list(LOSSES.values())))
    curves = [draw(ANYTHING) for _ in shape[2:]]
    curves.append(draw(SHARES if loss is cross_entropy else ANYTHING))
    network = Network(
        tuple(
            Layer(random.normal(size=(n_out, n_in)), random.normal(size=n_out), curve)
            for (n_in, n_out), curve in zip(pairwise(shape), curves, strict=True)
        )
    )
    m = draw(st.integers(1, examples))
    inputs, targets = random.normal(size=(m, shape[0])), random.uniform(size=(m, shape[-1]))
    if loss is cross_entropy:  # beyond, even eighty digits take a sure output for 0 or 1
        far = 100.0 if curves[-1] is sigmoid else 4.5
        assume(np.abs(network.forward(inputs).weighted_inputs[-1]).max() < far)
    return network, inputs, targets, loss


@st.composite
def straight_networks(draw, examples=(1, 2, 4)):
    """Return a network of identities and inputs for it, all in eighths: their sums are exact."""
    random = np.random.default_rng(draw(seeds))
    shape, m = draw(sizes(neurons=3)), draw(st.sampled_from(examples))

    def eighths(*size):
        return random.integers(-16, 17, size=size) / 8

    layers = (Layer(eighths(b, a), eighths(b), identity) for a, b in pairwise(shape))
    return Network(tuple(layers)), eighths(m, shape[0]), eighths(m, shape[-1])


def knobs(network):
    """Return all weights and biases in one array, layer by layer."""
    return np.concatenate([np.r_[layer.weights.ravel(), layer.biases] for layer in network.layers])
