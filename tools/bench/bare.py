"""Run the build's baseline: ``python -m tools.bench.bare scripts|sphinx``, in a copy.

``scripts`` runs every gallery script, then the cells of every page, sequentially in this process,
and discards the results. ``sphinx`` builds all pages once, reusing the proofs and figures of the
last build and running no cells.
"""

import os
import runpy
import shutil
import sys
from pathlib import Path


def scripts(root: Path) -> None:
    """Run all gallery scripts and the cells of all pages, each in its own namespace."""
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
    """Build all pages with Sphinx, on all cores, into a separate folder."""
    from sphinx.application import Sphinx

    from sitekit.build.publish import KEPT, State
    from sitekit.core.project import project

    state = State(root)
    docs, out = root / "docs", state.build / "bare"
    shutil.rmtree(out, ignore_errors=True)
    doctrees = out / "doctrees"
    doctrees.mkdir(parents=True)
    for name in KEPT:
        made = state.good / "work/doctrees" / name
        (shutil.copytree if made.is_dir() else shutil.copy2)(made, doctrees / name)
    with (state.build / "bare.log").open("w", encoding="utf-8") as log:
        app = Sphinx(
            docs, docs, out, doctrees, "html", parallel=os.cpu_count() or 1,
            confoverrides={"nb_execution_mode": "off"}, status=log, warning=log,
        )  # fmt: skip
        app.build(force_all=True)
    if reasons := [why for why in project(app).record.explain() if not why.startswith("pages: ")]:
        sys.exit(f"made again, so not bare: {reasons}")


if __name__ == "__main__":
    {"scripts": scripts, "sphinx": sphinx}[sys.argv[1]](Path.cwd())
