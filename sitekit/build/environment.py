"""Set the environment of a build's processes: import path, headless drawing, no build date.

Set by the extension, so that it applies to plain ``sphinx-build`` as well.
"""

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

SITEKIT = Path(__file__).resolve().parents[1]


def prepare_environment(root: Path) -> None:
    """Let proofs, scripts and kernels import the project's library, and draw without a display."""
    kept = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    wanted = [str(root), str(SITEKIT.parent), *(str(Path(p).resolve()) for p in kept if p)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(wanted))
    os.environ["MPLBACKEND"] = "agg"
    os.environ.pop("SOURCE_DATE_EPOCH", None)  # would change the copyright year
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))


def _config_inited(app: Sphinx, _config: Config) -> None:
    prepare_environment(Path(app.srcdir).parent)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Run before Sphinx reads the year, and before any process starts."""
    app.connect("config-inited", _config_inited, priority=0)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
