"""
With a fixed spread, more inputs mean more neurons that start flat
==================================================================

How many of 2000 σ neurons start with less than a tenth of the steepest slope?
With weights of spread 1 it is most of them once there are many inputs; with spread
1 divided by the root of the number of inputs it is hardly any, however many there are.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import sigmoid
from explainer.drawing import label_line, name_axes, stroke
from explainer.network import Network

plt.style.use("explainer.drawing.house")

counts = (1, 3, 10, 30, 100, 300, 1000)
neurons = 2000


def share_flat(inputs, spread):
    """Draw many neurons, show them one example, and count those where σ is nearly flat."""
    network = Network.random([inputs, neurons], seed=0, scale=spread)
    example = np.random.default_rng(1).choice([-1.0, 1.0], size=(1, inputs))
    slopes = sigmoid.slope(network.forward(example).weighted_inputs[0])
    return np.mean(slopes < sigmoid.lipschitz / 10)


fixed_spread = [share_flat(count, 1.0) for count in counts]
fitting = [share_flat(count, None) for count in counts]  # 1 / √n is the library's own choice

figure, ax = plt.subplots(figsize=(5, 3.2))
(large,) = ax.plot(counts, fixed_spread, **stroke("error"), marker="o")
(small,) = ax.plot(counts, fitting, **stroke("sigma"), marker="o")
label_line(ax, large, "spread 1", at=30, offset=(-8, 5))
label_line(ax, small, "spread 1 over the root", at=100, offset=(0, 7))
name_axes(ax, x="number of inputs", y="share that starts nearly flat")
ax.set(xscale="log", ylim=(-0.03, 1), yticks=[0, 0.25, 0.5, 0.75, 1])
ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
ax.minorticks_off()

worst = max(fitting)
assert worst < 0.05, f"with the fitting spread {worst:.3f} start flat"
assert fixed_spread[-1] > 0.9, f"with spread 1 only {fixed_spread[-1]:.2f} start flat"

description = (
    f"The share of {neurons} σ neurons that start with less than a tenth of the steepest slope, "
    f"for {counts[0]} to {counts[-1]} inputs. With weights of spread 1 it climbs from "
    f"{fixed_spread[0]:.2f} to {fixed_spread[-1]:.2f}. With spread 1 over the root of the number "
    f"of inputs it stays below {np.ceil(worst * 100) / 100:.2f}."
)
