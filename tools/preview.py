"""Show one interactive figure in a page of its own, without building the site.

``python -m tools.preview gallery/page/plot_x.py`` writes the page and says where it is.
"""

import runpy
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from explainer.drawing.palette import css
from explainer.drawing.style import FACE, FONTS
from sitekit.figures.controls import describe_controls
from sitekit.figures.gallery_scripts import name_of, script_beside
from sitekit.figures.interactive import LIBRARY, RUNTIME, panel, prefix_of
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import css_svg
from sitekit.theme.minify import OURS

FACES = sorted(FONTS.glob("*Regular.ttf"))
PAGE = ("address.js", "reader.js", "wake.js")
STYLES = ("page", "interactive")
LOOK = f"""
@font-face {{ font-family: "{FACE}"; src: url("{FACES[0].as_uri()}"); }}
body {{ max-width: 43rem; margin: 1rem auto; padding: 0 1rem; font-family: "{FACE}", serif;
  background: var(--fig-paper); color: var(--fig-ink); --font-stack: serif; }}
"""


def write_preview(script: Path, folder: Path) -> Path:
    """Write the page of a gallery script and all that it loads; return the page's path."""
    mpl.use("agg")
    made = runpy.run_path(str(script))
    plt.close("all")  # pyplot would keep every figure
    own = script_beside(script)
    folder.mkdir(parents=True, exist_ok=True)
    for source in (OURS / name for name in PAGE):
        (folder / source.name).write_text(source.read_text("utf-8"), "utf-8")
    runtime = ";\n".join((OURS / name).read_text("utf-8") for name in LIBRARY + RUNTIME)
    (folder / "runtime.js").write_text(runtime, "utf-8")
    page = folder / f"{script.stem}.html"
    known = describe_controls(made, script)
    (folder / own.name).write_text(known["script"], "utf-8")
    page.write_text(_page(name_of(script), made["figure"], known, own.name), "utf-8")
    return page


def _page(name: str, figure: Figure, known: dict[str, Any], own: str) -> str:
    svg = css_svg(to_svg(figure, prefix_of(name))).replace("<svg ", '<svg role="img" ', 1)
    styles = "".join((OURS.parent / f"styles/{style}.css").read_text("utf-8") for style in STYLES)
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {css('dark')} }} }}"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>:root {{ {css('light')} }} {dark} {styles} {LOOK}</style>"
        f'<figure class="exhibit interactive" id="exhibit" data-name="{name}" '
        f'data-prefix="{prefix_of(name)}" data-runtime="runtime.js" data-script="{own}">'
        f'<div class="stage">{svg}</div>{panel(name, known)}</figure>'
        + "".join(f'<script src="{script}"></script>' for script in PAGE)
        + "</html>\n"
    )


if __name__ == "__main__":
    print(write_preview(Path(sys.argv[1]).resolve(), Path("build/preview")))
