"""
A tripled line
==============

It goes up.
"""

import matplotlib.pyplot as plt
from explainer.curves import triple

from explainer.drawing import stroke

plt.style.use("explainer.drawing.house")
figure, ax = plt.subplots()
ax.plot([0, 1], [triple(0), triple(1)], **stroke("sigma"))
assert triple(0) == 0
description = f"A line from {triple(0)} to {triple(1)}."
