"""Collect the figure and the description that a gallery script defines, in every form needed."""

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

from docs._ext.scripts import THEMES, name_of, title_and_caption

_filters: list[warnings.catch_warnings] = []


def scrape(_block: tuple, block_vars: dict[str, Any], _conf: dict[str, Any]) -> str:
    """Write the figure that a script has made in all its forms; return the reST that shows it."""
    from explainer.drawing import css_svg, themed_svg, to_pdf, to_png, to_svg  # slow to import

    script, made = Path(block_vars["src_file"]), block_vars["example_globals"]
    figure, description = made.get("figure"), made.get("description")
    folder = Path(block_vars["target_file"]).with_suffix(".drawn")
    if figure is None or not isinstance(description, str) or not description.strip():
        return ""
    name = name_of(script)
    svg = to_svg(figure, name.replace("/", "-").replace("_", "-"))
    folder.mkdir(exist_ok=True)
    for theme in THEMES:
        (folder / f"{theme}.svg").write_text(themed_svg(svg, theme), "utf-8")
        (folder / f"{theme}.png").write_bytes(to_png(svg, theme))
        (folder / f"{theme}.pdf").write_bytes(to_pdf(svg, theme))
    shutil.copy(folder / "light.png", next(block_vars["image_path_iterator"]))
    title, caption = title_and_caption(script.read_text("utf-8"))
    words = {"title": title, "caption": caption, "description": " ".join(description.split())}
    record = json.dumps({**words, "svg": css_svg(svg)}, indent=1, ensure_ascii=False)
    (folder / "record.json").write_text(record, "utf-8")
    return f".. exhibit:: {name}\n   :bare:\n\n"


def clean_slate(_conf: dict[str, Any], _file: str, when: str) -> None:
    """Give each script Matplotlib as it was, and let none of its warnings pass unseen."""
    import matplotlib.pyplot as plt  # slow to import

    plt.close("all")
    plt.rcdefaults()
    if when == "after":
        _filters.pop().__exit__(None, None, None)
        return
    _filters.append(warnings.catch_warnings())
    _filters[-1].__enter__()
    for kind in (UserWarning, RuntimeWarning):  # a glyph that is missing, a sum that overflows
        warnings.simplefilter("error", kind)
