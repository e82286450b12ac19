"""
Stored points
=============

They go up.
"""

import matplotlib.pyplot as plt
from explainer.curves import stored

from explainer.drawing import stroke

plt.style.use("explainer.drawing.house")
figure, ax = plt.subplots()
ax.plot(stored(), **stroke("truth"))
description = f"A line through {len(stored())} points."
