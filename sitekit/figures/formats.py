"""The forms in which a figure may be taken along, each of which says what it is and whose.

An SVG is see-through anyway; of a PNG and a PDF there is one on paper and one without.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitekit.figures.credit import CONTENT_LICENCE, Credit
from sitekit.figures.gallery_scripts import THEMES

if TYPE_CHECKING:
    # those who draw import this file, and need no Sphinx
    from sphinx.application import Sphinx

    from explainer.drawing.palette import Theme

CLEAR = "-transparent"
FORMS = tuple(
    f"{theme}{ground}.{kind}"
    for kind, grounds in (("svg", ("",)), ("png", ("", CLEAR)), ("pdf", ("", CLEAR)))
    for theme in THEMES
    for ground in grounds
)


def authorship(app: "Sphinx", name: str) -> dict[str, str]:
    """Return the facts of an exhibit that are not in its script."""
    page, _, stem = name.partition("/")
    target = app.builder.get_target_uri(f"gallery/{page}/plot_{stem}")
    licence, terms = CONTENT_LICENCE
    return {
        "author": app.config.author,
        "licence": licence,
        "licence_address": terms,
        "address": f"{app.config.html_baseurl}{target}",
    }


def write_forms(svg: str, said: dict[str, Any], folder: Path) -> str:
    """Write every form of a figure's one SVG into a folder; return the credit line."""
    from sitekit.figures.themes import themed_svg, to_pdf, to_png  # slow to import

    credit = Credit(**said | {"caption": said["caption"].replace("*", "")})
    for form in FORMS:
        stem, _, kind = form.partition(".")
        theme: Theme = "dark" if stem.startswith("dark") else "light"
        if kind == "svg":
            (folder / form).write_text(themed_svg(svg, theme, credit=credit), "utf-8")
        else:
            write = {"png": to_png, "pdf": to_pdf}[kind]
            clear = stem.endswith(CLEAR)
            (folder / form).write_bytes(write(svg, theme, transparent=clear, credit=credit))
    return credit.line
