"""
Three places where σ is at home
===============================

At the end of a network, σ turns a sum into a chance; in a gate,
it says how much of something to let through, from none to all.
In the curve SiLU, z is multiplied by such a gate of its own.
"""

import matplotlib.pyplot as plt
import numpy as np

from explainer.activations import relu, sigmoid, silu
from explainer.drawing import area, colour, label_line, stroke

plt.style.use("explainer.drawing.house")

z = np.linspace(-6, 6, 241)
signal = 1 + 0.6 * np.sin(4 * z)
let_through = sigmoid(z) * signal

figure, (chance, gate, own) = plt.subplots(3, sharex=True, figsize=(5, 5.4))
chance.set_title("a chance: no below, yes above")
chance.plot(z, sigmoid(z), **stroke("sigma"))
chance.plot(0, sigmoid(0.0), "o", color=colour("sigma"))
chance.text(0.6, 0.42, "even odds")
chance.set(ylim=(-0.1, 1.2), yticks=[0, 0.5, 1])

gate.set_title("a gate: σ times a signal")
gate.plot(z, signal, **stroke("truth"), linewidth=1.2)
gate.fill_between(z, 0, let_through, **area("sigma", 0.3))
gate.plot(z, let_through, **stroke("sigma"))
gate.text(-4.3, 0.12, "shut", va="bottom", ha="center")
gate.text(5.9, 0.07, "open", va="bottom", ha="right")
gate.text(-5.9, 1.78, "signal", color=colour("truth"))
gate.set(ylim=(-0.1, 2.2), yticks=[0, 1])

own.set_title("SiLU: z times its own gate")
(hinge,) = own.plot(z, relu(z), **stroke("hinge"))
(smooth,) = own.plot(z, silu(z), **stroke("sigma"))
label_line(own, hinge, "ReLU", at=2.6, offset=(-6, 4))
label_line(own, smooth, "SiLU", at=2.6, offset=(6, -8))
own.set(xlim=(-6, 6), ylim=(-0.8, 6), xlabel="z", yticks=[0, 3, 6])

lowest = float(sigmoid(z[0]))
highest = float(sigmoid(z[-1]))
near = np.linspace(-2, -1, 1001)
dip = near[silu(near).argmin()]
depth = float(silu(dip))
gap = np.abs(silu(z) - z * sigmoid(z)).max()
assert gap < 1e-12, f"SiLU is up to {gap:.2g} off z times σ(z)"
assert lowest < 0.01 < 0.99 < highest, f"the gate goes from {lowest:.4f} to {highest:.4f}"
assert depth < 0 < silu(1.0) < relu(1.0), f"the dip is at {depth:.3f}; at 1 it is {silu(1.0):.3f}"

description = (
    f"Three small pictures. A chance: σ from {lowest:.3f} up to {highest:.3f}, with even odds, "
    f"{sigmoid(0.0):.1f}, at z = 0. A gate: a wavy signal times σ, gone on the left, whole on the "
    f"right. SiLU: z times σ(z), close to ReLU on both sides, with a dip to {depth:.2f} "
    f"at z = {dip:.2f}.".replace("-", "−")
)
