"""Every figure is the same on other processors, whose matrix products and powers round otherwise.

OpenBLAS picks its kernels, and NumPy its loops, by what the processor can do. Both can be told to
do as on an older one. Where a figure differs then, its script trains so long that the last digit
grows into sight: let it train with a smaller learning rate.
"""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from test_gallery import ROOT, SCRIPTS, exhibit, svg

EVERY = """
import json, runpy, sys
import matplotlib as mpl, matplotlib.pyplot as plt
from pathlib import Path
from sitekit.figures.svg import to_svg
found = {}
for path in map(Path, sys.argv[1:]):
    with mpl.rc_context():
        defined = runpy.run_path(str(path))
    found[str(path)] = [to_svg(defined["figure"], path.stem), defined["description"]]
    plt.close("all")
json.dump(found, sys.stdout)
"""

FEATURES = np._core._multiarray_umath  # what NumPy's loops may use, and whether they can here
NEWER = [name for name in FEATURES.__cpu_dispatch__ if FEATURES.__cpu_features__[name]]
KERNELS = {
    "Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "Prescott": {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": " ".join(NEWER)},
}


@pytest.mark.parametrize("kernel", KERNELS)
def test_every_figure_is_the_same_on_another_processor(kernel):
    environment = os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": str(ROOT)} | KERNELS[kernel]
    command = [sys.executable, "-c", EVERY, *map(str, SCRIPTS)]
    run = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    for path, (drawn, said) in json.loads(run.stdout).items():
        (script,) = (each for each in SCRIPTS if str(each) == path)
        advice = f"{script.stem} differs on another processor: train with a smaller learning rate"
        assert said == exhibit(script)["description"], advice
        assert drawn == svg(script), advice
