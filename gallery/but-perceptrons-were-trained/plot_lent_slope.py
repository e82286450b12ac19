"""
Lent the slope of σ, hidden switches learn to read
==================================================

Three networks with thirty hidden neurons learn to read digits, from the same start.
The two with switches differ on the way back alone, where one of them uses the slope of σ.
"""

import math
from dataclasses import replace
from itertools import islice

import matplotlib.pyplot as plt

from explainer.activations import heaviside as switch
from explainer.activations import identity, sigmoid
from explainer.datasets import digits, split
from explainer.drawing import label_line, name_axes, stroke
from explainer.losses import categorical_cross_entropy
from explainer.network import Network
from explainer.training import gradient_descent

plt.style.use("explainer.drawing.house")

lent_switch = replace(switch, name="lent_switch", slope=sigmoid.slope, slope_from_output=None)
train, unseen = split(digits(), 0.25, seed=0, stratify=True)
truth = unseen.targets.argmax(axis=1)
rounds = 20
batch_size = 8
epoch = math.ceil(len(train.inputs) / batch_size)  # steps that show every example once


def shares_read(hidden):
    """Train a network with such hidden neurons; return what share it reads after each round."""
    walk = gradient_descent(
        Network.random([64, 30, 10], hidden, output_activation=identity),
        train.inputs,
        train.targets,
        loss=categorical_cross_entropy,
        learning_rate=0.1,
        batch_size=batch_size,
        steps=rounds * epoch,
    )
    after_each_round = islice(walk, 0, None, epoch)
    answers = [step.network(unseen.inputs).argmax(axis=1) for step in after_each_round]
    return [100 * float((said == truth).mean()) for said in answers]


smooth = shares_read(sigmoid)
lent = shares_read(lent_switch)
own = shares_read(switch)

figure, ax = plt.subplots(figsize=(5, 3.4))
ax.plot(smooth, **stroke("sigma"))
ax.plot(lent, **stroke("cousin"))
ax.plot(own, **stroke("switch"))
smooth_line, lent_line, own_line = ax.lines
label_line(ax, smooth_line, "σ", at=12, offset=(0, 6))
label_line(ax, lent_line, "switches, with the slope of σ", at=12, offset=(0, -8))
label_line(ax, own_line, "switches, with their own slope, 0", at=12, offset=(0, -8))
ax.set(xlim=(0, rounds), ylim=(0, 112), yticks=[0, 50, 100], xticks=range(0, rounds + 1, 5))
ax.grid(axis="y")
name_axes(ax, x="rounds", y="unseen digits read right, %")

assert lent[-1] > 93, f"with a lent slope the switches read {lent[-1]:.1f} % right"
assert own[-1] < 80, f"with their own slope the switches read {own[-1]:.1f} % right"

description = (
    f"The share of {len(truth)} unseen digits read right, over {rounds} rounds. With hidden σ it "
    f"goes up to {smooth[-1]:.0f} %. With hidden switches and their own slope, so that the last "
    f"layer learns alone, it gets to {own[-1]:.0f} %; with hidden switches that are lent the slope "
    f"of σ on the way back, to {lent[-1]:.0f} %."
)
