"""What the build is measured against: ``python -m tools.bench.bare scripts|sphinx``, in a copy.

``scripts`` runs every gallery script, then the cells of every page, one after another in this one
process, and keeps nothing of what they make. ``sphinx`` sets all pages once; the pictures are there
already and no cell runs.
"""

import os
import runpy
import sys
from pathlib import Path


def scripts(root: Path) -> None:
    """Run what draws and what computes, each in a namespace of its own."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt
    from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook

    for script in sorted((root / "gallery").glob("*/plot_*.py")):
        runpy.run_path(str(script))
        plt.close("all")
    for page in sorted((root / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        if is_myst_markdown_notebook(text):
            cells = read_myst_markdown_notebook(text).cells
            code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
            exec(compile(code, page.name, "exec"), {"__name__": "__main__"})
            plt.close("all")


def sphinx(root: Path) -> None:
    """Set the pages as the build does, in as many processes, into a folder of its own."""
    from sphinx.application import Sphinx

    from sitekit.build.publish import State

    state = State(root)
    docs, out = root / "docs", state.build / "bare"
    changes = {"nb_execution_mode": "off", "claims_record": str(state.claims)}
    with (state.build / "bare.log").open("w", encoding="utf-8") as log:
        app = Sphinx(
            docs, docs, out, out / "doctrees", "html", parallel=os.cpu_count() or 1,
            freshenv=True, confoverrides=changes, status=log, warning=log,
        )  # fmt: skip
        app.build(force_all=True)


if __name__ == "__main__":
    {"scripts": scripts, "sphinx": sphinx}[sys.argv[1]](Path.cwd())
