r"""Backpropagation: the gradient of the loss for every weight and bias.

Here is the whole idea. Let :math:`z_l = W_l\, a_{l-1} + b_l` and :math:`a_l = f_l(z_l)` be what
layer l did with one example, and let :math:`\delta_l = \partial L / \partial z_l` be how fast the
loss L rises with each z: the delta (readers' blame) of each neuron. By the chain rule:

1. At the output it comes from the loss itself: :func:`explainer.losses.output_delta`.
2. One layer down, z moves a at the rate :math:`f'(z)`, and a moves every z above it at the rate of
   the weight between them, so delta is passed back through the same weights:
   :math:`\delta_{l-1} = (W_l^\mathsf{T} \delta_l) \, f_{l-1}'(z_{l-1})`, number by number.
3. A weight moves z at the rate of the input it weighs, and a bias at the rate 1:
   :math:`\partial L / \partial W_l = \delta_l\, a_{l-1}^\mathsf{T}` and
   :math:`\partial L / \partial b_l = \delta_l`.

Source: :cite:t:`rumelhart1986nature`, equations 4 to 7; the backward sweep is older,
:cite:t:`linnainmaa1976`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float_array, frozen_array, instance
from explainer.losses import Loss, output_delta
from explainer.network import Network, Trace

__all__ = ["NetworkGradient", "backpropagate"]


@dataclass(frozen=True, eq=False)
class NetworkGradient:
    """The gradient of a loss for a network, in loss per unit of each weight and bias.

    Parameters
    ----------
    weights : tuple of ndarray
        One array a layer, first to last, in the shape of its weights. Kept as read-only copies.
    biases : tuple of ndarray
        One array a layer, in the shape of its biases. Kept as read-only copies, too.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    def __post_init__(self) -> None:
        for name in ("weights", "biases"):
            arrays = enumerate(getattr(self, name))
            frozen = tuple(frozen_array(f"{name}[{i}]", array) for i, array in arrays)
            object.__setattr__(self, name, frozen)


def backpropagate(network: Network, trace: Trace, target: ArrayLike, loss: Loss) -> NetworkGradient:
    """Return the gradient of ``loss.mean`` over the examples of `trace`.

    Parameters
    ----------
    network : Network
        Whose weights and biases the gradient is for.
    trace : Trace
        What ``network.forward`` gave for the m examples.
    target : array_like, shape (m, n_out)
        What should have come out.
    loss : Loss
        What to make small.

    Returns
    -------
    NetworkGradient
        In loss per unit of each weight and bias.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If `trace` does not fit `network`, a shape is wrong, a number is outside the domain of
        `loss`, or a gradient overflows.
    """
    _check_fit(instance("network", network, Network), instance("trace", trace, Trace))
    target = as_float_array("target", target, shape=trace.output.shape)
    layers, z = network.layers, trace.weighted_inputs
    read = (trace.inputs, *trace.outputs)  # layer i read read[i]
    weights, biases = [], []
    with np.errstate(over="ignore", invalid="ignore"):  # NetworkGradient refuses what overflows
        delta = output_delta(loss, layers[-1].activation, z[-1], trace.output, target)
        delta = delta / len(target)
        for i in reversed(range(len(layers))):
            weights.append(delta.T @ read[i])
            biases.append(delta.sum(axis=0))
            if i > 0:
                delta = (delta @ layers[i].weights) * layers[i - 1].activation.slope(z[i - 1])
    return NetworkGradient(tuple(reversed(weights)), tuple(reversed(biases)))


def _check_fit(network: Network, trace: Trace) -> None:
    """Raise ValueError if the trace comes from a network of other sizes."""
    for arrays in (trace.weighted_inputs, trace.outputs):
        sizes = (trace.inputs.shape[1], *(array.shape[1] for array in arrays))
        if sizes != network.sizes:
            raise ValueError(
                f"trace must come from this network, of sizes {network.sizes}, "
                f"but it came from one of sizes {sizes}"
            )
