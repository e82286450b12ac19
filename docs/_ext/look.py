"""The site's one stylesheet, and its fonts, made when all pages are written.

Pages ask for ``site.css``. Once it is known what they show, the file gets a name with the hash of
its content, so that a host may cache it for ever, and every page is told.
"""

import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from furo import THEME_PATH
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from docs._ext import css, fonts
from docs._ext.glyphs import Used, used_in
from explainer.drawing import palette

STYLES = Path(__file__).resolve().parents[1] / "_styles"
OURS = ("theme", "page", "parts", "moving", "code", "furniture", "print")  # later wins
FURO = THEME_PATH / "static/styles/furo.css"
SHEET = re.compile(r"_static/site(\.\w+)?\.css(\?v=\w+)?")
ROLES = {
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
    'role="doc-biblioentry"': 'role="listitem"',
}
MADE_OUTSIDE = {"genindex", "py-modindex", "search"}  # pages that come from no source


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Make the fonts and the stylesheet for the pages as they are, and name both in the pages."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    used = survey(app)
    files = fonts.cut_all(used, static / "fonts")
    sheet = stylesheet(used, files, static)
    name = f"site.{hashlib.sha256(sheet.encode()).hexdigest()[:10]}.css"
    for old in static.glob("site.*.css"):
        old.unlink()
    (static / name).write_text(sheet, "utf-8")
    for page in pages(app):
        name_sheet(page, name)


def survey(app: Sphinx) -> Used:
    """Collect what all pages show, reading only those that changed since the last build."""
    memory = Path(app.doctreedir, "glyphs.json")
    known = json.loads(memory.read_text("utf-8")) if memory.exists() else {}
    kept: dict[str, dict[str, list[str]]] = {}
    used: Used = defaultdict(set)
    for page in pages(app):
        text = page.read_text("utf-8")
        body = text.partition("<body")[2]  # the head names the assets, which change with the site
        key = hashlib.sha256(body.encode()).hexdigest()
        kept[key] = known.get(key) or {part: sorted(of) for part, of in used_in(body).items()}
        for part, found in kept[key].items():
            used[part] |= set(found)
    memory.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    return used


def pages(app: Sphinx) -> list[Path]:
    """Return the built pages, without those whose source has gone."""
    names = sorted(app.env.found_docs | MADE_OUTSIDE)
    files = [Path(app.builder.get_outfilename(name)) for name in names]
    return [file for file in files if file.exists()]


def stylesheet(used: Used, files: dict[str, str], static: Path) -> str:
    """Join furo's styles and ours, as far as the site has a use for them."""
    scripts = " ".join(script.read_text("utf-8") for script in sorted(static.rglob("*.js")))
    furo = css.squeeze(FURO.read_text("utf-8"))
    ours = css.squeeze("".join((STYLES / f"{name}.css").read_text("utf-8") for name in OURS))
    named = used["classes"] | set(re.findall(r"[\w-]+", scripts))
    rules = css.prune(furo + ours, named)
    return fonts.css(files) + figure_colours() + css.drop_unread(rules, "")


def figure_colours() -> str:
    """Give the figures' colours to the theme in force; paper is always light."""
    light, dark = palette.css("light"), palette.css("dark")
    return (
        f"body{{{light}}}@media not print{{body[data-theme=dark]{{{dark}}}"
        f"@media(prefers-color-scheme:dark){{body:not([data-theme=light]){{{dark}}}}}}}"
    )


def name_sheet(page: Path, name: str) -> None:
    """Put the stylesheet's name into a page, where the plain one or an earlier build's stands."""
    before = page.read_text("utf-8")
    text = SHEET.sub(f"_static/{name}", before, count=1)
    if text != before:
        unfinished = page.with_suffix(".part")
        unfinished.write_text(text, "utf-8")
        unfinished.replace(page)


def mend_roles(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give what Sphinx and docutils write the roles that ARIA asks for today."""
    for part in ("body", "furo_navigation_tree"):
        for wrong, right in ROLES.items():
            context[part] = context.get(part, "").replace(wrong, right)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Come after furo, in a page's context as at the end."""
    app.connect("html-page-context", mend_roles, priority=700)
    app.connect("build-finished", finish, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
