"""Proofs for *How many layers and neurons do I need?*"""

import numpy as np
import pytest

from explainer.activations import identity, tanh
from explainer.losses import LOSSES
from explainer.network import Network
from explainer.optimizers import Adam
from explainer.training import gradient_descent


@pytest.mark.claim("three-neurons-were-enough", kind="experiment")
def test_more_than_three_neurons_did_not_help_on_new_dots(
    known=40,
    new=400,
    noise=0.3,
    data_seed=0,
    waves=4,
    widths=(1, 2, 3, 4, 8, 16, 32),
    seeds=(0, 1, 2),
    learning_rate=0.03,
    steps=800,
    loss="squared_error",
):
    """Forty dots about a wave, and four hundred new ones: with one hidden neuron the mean squared
    miss on the new dots is above 0.4, with two above 0.2, and with 3, 4, 8, 16 and 32 between 0.1
    and 0.12. The noise alone makes about 0.09. With other dots the turning point may be elsewhere.

    40 and 400 dots at random x from −1 to 1, y = sin 4x plus normal noise of spread 0.3, data seed
    0. One hidden layer of tanh and a straight end; squared error; Adam with a learning rate of
    0.03, all 40 dots at each of 800 steps, float64; the middle one of the seeds 0, 1 and 2.
    """
    random = np.random.default_rng(data_seed)

    def dots(count):
        x = random.uniform(-1, 1, size=(count, 1))
        return x, np.sin(waves * x) + random.normal(0, noise, size=x.shape)

    examples, fresh = dots(known), dots(new)

    def miss(width, seed):
        *_, last = gradient_descent(
            Network.random([1, width, 1], tanh, identity, seed=seed),
            *examples,
            loss=LOSSES[loss],
            learning_rate=learning_rate,
            steps=steps,
            optimizer=Adam(),
        )
        return np.square(last.network(fresh[0]) - fresh[1]).mean()

    one, two, *more = (np.median([miss(width, seed) for seed in seeds]) for width in widths)
    assert one > 0.4
    assert 0.2 < two < one
    assert all(0.1 < each < 0.12 for each in more)
    assert noise**2 == pytest.approx(0.09)
