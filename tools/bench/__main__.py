"""``python -m tools.bench library|lab|figures|build [options]``: measure, and print a table.

A missed target is printed, not punished: times depend on the machine. The exit code is 0 unless
two libraries that should have computed the same numbers did not, a build failed, or a build made
again what it should have left or left what it should have made again.
"""

import os
import sys
from pathlib import Path

part, options = (sys.argv[1:2] or [""])[0], sys.argv[2:]
if part == "library" and not options:
    # One thread each, to compare work, not numbers of cores. NumPy reads these when imported.
    for name in ("OMP", "OPENBLAS", "MKL", "VECLIB"):
        os.environ[f"{name}_NUM_THREADS"] = "1"
    from tools.bench import library

    library.main()
elif part == "build":
    from tools.bench import build

    build.main(Path.cwd(), options)
elif part == "figures":
    from tools.bench import figures

    figures.main(Path.cwd(), options)
elif part == "lab" and not options:
    from tools.bench import lab

    lab.main(Path.cwd())
else:
    sys.exit(__doc__)
