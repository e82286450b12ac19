"""``python -m tools.bench library|lab|build``: measure, and print a table.

A missed target is printed, not punished: times depend on the machine. The exit code is 0 unless
two libraries that should have computed the same numbers did not, or a build failed.
"""

import os
import sys
from pathlib import Path

part = sys.argv[1] if len(sys.argv) == 2 else ""
if part == "library":
    # One thread each, so that work is compared and not the number of cores. NumPy asks on import.
    for name in ("OMP", "OPENBLAS", "MKL", "VECLIB"):
        os.environ[f"{name}_NUM_THREADS"] = "1"
    from tools.bench import library

    library.main()
elif part == "build":
    from tools.bench import build

    build.main(Path.cwd())
elif part == "lab":
    from tools.bench import lab

    lab.main(Path.cwd())
else:
    sys.exit(__doc__)
