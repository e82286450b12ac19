"""
A doubled line
==============

It goes up.
"""

import matplotlib.pyplot as plt
from explainer.curves import double

from explainer.drawing import stroke

plt.style.use("explainer.drawing.house")
figure, ax = plt.subplots()
ax.plot([0, 1], [double(0), double(1)], **stroke("sigma"))
assert double(0) == 0
description = f"A line from {double(0)} to {double(1)}."
