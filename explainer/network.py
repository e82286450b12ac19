"""Feedforward networks: layers of neurons, each reading the outputs of the one before.

A forward run does not modify the network. It returns all intermediate results as a
:class:`Trace`, which backpropagation needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from explainer._checks import Array, as_float, as_int, frozen_array, instance
from explainer.activations import Activation, identity, sigmoid

__all__ = ["Layer", "Network", "Trace"]


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer of neurons that read the same inputs, each with its own weights and bias.

    Parameters
    ----------
    weights : array_like, shape (n_out, n_in)
        One row a neuron, one column an input. The layer keeps its own read-only copy.
    biases : array_like, shape (n_out,)
        One a neuron. Kept as a read-only copy, too.
    activation : Activation
        The curve that all neurons of the layer share.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If a shape is wrong or a number is not finite.
    """

    weights: Array
    biases: Array
    activation: Activation = sigmoid

    def __post_init__(self) -> None:
        weights = frozen_array("weights", self.weights, shape=("n_out", "n_in"))
        object.__setattr__(self, "weights", weights)
        object.__setattr__(
            self, "biases", frozen_array("biases", self.biases, shape=weights.shape[:1])
        )
        instance("activation", self.activation, Activation)

    def weighted_inputs(self, inputs: Array) -> Array:
        r"""Return :math:`z = x W^\mathsf{T} + b`: the z of every neuron for every example.

        Parameters
        ----------
        inputs : ndarray, shape (m, n_in)
            One example a row. Nothing is checked here: :meth:`Network.forward` does that.

        Returns
        -------
        ndarray, shape (m, n_out)
            Infinite or NaN where the sum overflows.
        """
        with np.errstate(over="ignore", invalid="ignore"):  # the activation refuses what overflows
            return inputs @ self.weights.T + self.biases


@dataclass(frozen=True, eq=False)
class Trace:
    """The intermediate results of a forward run on m examples, as read-only copies.

    Parameters
    ----------
    inputs : array_like, shape (m, n_in)
        What went in.
    weighted_inputs : tuple of array_like, each of shape (m, neurons in its layer)
        The z of every layer, first to last.
    outputs : tuple of array_like, of the same shapes
        What every layer gave.

    Raises
    ------
    TypeError
        If an array does not hold real numbers.
    ValueError
        If an array has another number of rows, or a number is not finite.
    """

    inputs: Array
    weighted_inputs: tuple[Array, ...]
    outputs: tuple[Array, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", frozen_array("inputs", self.inputs, shape=("m", "n")))
        for name in ("weighted_inputs", "outputs"):
            arrays = [
                frozen_array(f"{name}[{i}]", array, shape=(len(self.inputs), "n"))
                for i, array in enumerate(getattr(self, name))
            ]
            object.__setattr__(self, name, tuple(arrays))

    @property
    def output(self) -> Array:
        """The output of the last layer, of shape (m, n_out)."""
        return self.outputs[-1]


@dataclass(frozen=True, eq=False)
class Network:
    """A sequence of layers. Calling a network returns its output.

    Parameters
    ----------
    layers : sequence of Layer
        First to last; each takes as many inputs as the one before has neurons.

    Raises
    ------
    TypeError
        If something in `layers` is not a Layer.
    ValueError
        If there is no layer, or two neighbours do not fit together.
    """

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        layers = tuple(instance("each of layers", layer, Layer) for layer in self.layers)
        if not layers:
            raise ValueError("layers must hold at least one layer, but it was empty")
        for number, (below, above) in enumerate(pairwise(layers), start=1):
            given, taken = len(below.biases), above.weights.shape[1]
            if given != taken:
                raise ValueError(
                    f"layers must fit together, but layer {number} gives {given} outputs "
                    f"and layer {number + 1} takes {taken} inputs"
                )
        object.__setattr__(self, "layers", layers)

    @classmethod
    def random(
        cls,
        sizes: Sequence[int],
        activation: Activation = sigmoid,
        output_activation: Activation | None = None,
        seed: int = 0,
        scale: float | None = None,
    ) -> Network:
        r"""Return a network with normally distributed random weights and biases, of mean 0.

        With n inputs of spread 1, weights of spread :math:`1/\sqrt n` add up to a z of spread 1,
        which is where curves bend: neither so small that all is straight, nor so large that all is
        flat. Source: :cite:t:`lecun1998`, section 4.6. Biases are drawn too, so that the
        neurons of a layer do not all bend at the same place.

        Parameters
        ----------
        sizes : sequence of int
            How many inputs, then how many neurons in each layer: at least two numbers.
        activation : Activation
            The curve of every layer but the last.
        output_activation : Activation, optional
            The curve of the last layer; the same as the others if left out.
        seed : int
            The same seed gives the same network.
        scale : float, optional
            The spread (standard deviation) to use in every layer instead.

        Returns
        -------
        Network
            With ``len(sizes) - 1`` layers.

        Raises
        ------
        TypeError
            If an argument is of the wrong type.
        ValueError
            If there are fewer than two sizes, one is below 1, or `scale` is negative.
        """
        sizes = [as_int("each of sizes", size, low=1) for size in sizes]
        if len(sizes) < 2:
            raise ValueError(f"sizes must hold at least two numbers, but it was {sizes}")
        if scale is not None:
            scale = as_float("scale", scale, low=0.0)
        last = activation if output_activation is None else output_activation
        curves = [instance("activation", activation, Activation)] * (len(sizes) - 2)
        curves.append(instance("output_activation", last, Activation))
        generator = np.random.default_rng(as_int("seed", seed))
        shapes = zip(sizes[1:], sizes, curves, strict=False)
        return cls(tuple(_draw(generator, *shape, scale) for shape in shapes))

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of inputs, then the number of neurons in each layer."""
        return (self.layers[0].weights.shape[1], *(len(layer.biases) for layer in self.layers))

    @property
    def parameter_count(self) -> int:
        """The number of trainable parameters: all weights and biases."""
        return sum(layer.weights.size + layer.biases.size for layer in self.layers)

    def forward(self, inputs: ArrayLike) -> Trace:
        """Run the network on every row of `inputs`; return all intermediate results.

        Parameters
        ----------
        inputs : array_like, shape (m, n_in)
            One example a row.

        Returns
        -------
        Trace
            The inputs, and what every layer made of them.

        Raises
        ------
        TypeError
            If `inputs` does not hold real numbers.
        ValueError
            If the shape is wrong, or a number is not finite, there or on the way.
        """
        outputs = [frozen_array("inputs", inputs, shape=("m", self.sizes[0]))]
        weighted_inputs = []
        for layer in self.layers:
            weighted_inputs.append(layer.weighted_inputs(outputs[-1]))
            outputs.append(layer.activation(weighted_inputs[-1]))
        return Trace(outputs[0], tuple(weighted_inputs), tuple(outputs[1:]))

    def __call__(self, inputs: ArrayLike) -> Array:
        """Return the output for every row of `inputs`, ``forward(inputs).output``."""
        return self.forward(inputs).output

    def dead_neurons(self, inputs: ArrayLike) -> tuple[int, ...]:
        r"""Count the neurons of each layer whose slope is 0 at every row of `inputs`.

        Delta is passed down times :math:`f'(z)`, so no delta comes through such a neuron and its
        own weights and bias have the gradient 0: gradient descent on these examples leaves it as
        it is, unless the layers below change what it reads. (A last layer of sigmoids under
        cross-entropy has its delta from the loss alone, and learns even so.)

        Parameters
        ----------
        inputs : array_like, shape (m, n_in)
            One example a row.

        Returns
        -------
        tuple of int
            One count a layer, first to last.

        Raises
        ------
        TypeError
            If `inputs` does not hold real numbers.
        ValueError
            If the shape is wrong, or a number is not finite, there or on the way.
        """
        pairs = zip(self.layers, self.forward(inputs).weighted_inputs, strict=True)
        flat = ((layer.activation.slope(z) == 0.0).all(axis=0) for layer, z in pairs)
        return tuple(int(np.count_nonzero(each)) for each in flat)

    def collapse(self) -> Network:
        r"""Return the single layer that equals this stack of identity layers.

        Two layers without a bend are one, for

        .. math:: W_2 (W_1 x + b_1) + b_2 = (W_2 W_1) x + (W_2 b_1 + b_2),

        and the rest follows by repeating it. Source: :cite:t:`goodfellow2016`, section 6.1.

        Returns
        -------
        Network
            One layer with the identity, which agrees with this network up to rounding.

        Raises
        ------
        ValueError
            If a layer's activation is not the identity: a bend does not collapse.
        """
        for number, layer in enumerate(self.layers, start=1):
            if layer.activation != identity:
                raise ValueError(
                    f"every layer must have the identity as its activation to collapse, "
                    f"but layer {number} has {layer.activation.name}"
                )
        weights, biases = self.layers[0].weights, self.layers[0].biases
        with np.errstate(over="ignore", invalid="ignore"):  # Layer refuses what overflows
            for layer in self.layers[1:]:
                weights, biases = layer.weights @ weights, layer.weights @ biases + layer.biases
        return Network((Layer(weights, biases, identity),))


def _draw(
    generator: np.random.Generator,
    n_out: int,
    n_in: int,
    activation: Activation,
    scale: float | None,
) -> Layer:
    spread = n_in**-0.5 if scale is None else scale
    weights = generator.normal(0.0, spread, size=(n_out, n_in))
    return Layer(weights, generator.normal(0.0, spread, size=n_out), activation)
