"""The stylesheets and fonts, made when all pages are written: for each kind of page its own.

Pages ask for ``site.css``. Once it is known what the pages of a kind show, they get a stylesheet
with that and no more, named with the hash of its content, so that a host may cache it for ever.
"""

import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path

from furo import THEME_PATH
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from explainer.drawing import palette
from sitekit.core.digests import digest
from sitekit.core.files import read_json, write_atomically
from sitekit.core.generated_pages import GENERATED_PAGES
from sitekit.theme import css, webfonts
from sitekit.theme.glyphs import Used, used_in

STYLES = Path(__file__).resolve().with_name("styles")
OURS = (
    "faces", "theme", "page", "parts", "moving", "taking", "lab", "code", "furniture", "share",
    "print", "slides", "handouts",
)  # fmt: skip # later wins
FURO = THEME_PATH / "static/styles/furo.css"
SHEET = re.compile(r"_static/(site|reading|reference|shown)(\.\w+)?\.css(\?v=\w+)?")
SHOWN = ("slides", "handouts")  # to an audience: set in a way of their own
_SCRIPT = re.compile(r"_static/([\w./-]+\.js)")
READING = ("index", "explain", "questions")  # begin the names of pages to read; others to look up


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Make the fonts and the stylesheet for the pages as they are, and name both in the pages."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shown, cuts = survey(app), set()
    for old in static.glob("*.css"):
        old.unlink()
    for kind, used in shown.items():
        files = webfonts.cut_all(used, static / "fonts")
        cuts |= set(files.values())
        sheet = stylesheet(used, files, static)
        name = f"{kind}.{hashlib.sha256(sheet.encode()).hexdigest()[:10]}.css"
        (static / name).write_text(sheet, "utf-8")
        for page in pages(app):
            if kind_of(app, page) == kind:
                name_sheet(page, name)
    webfonts.keep(cuts, static / "fonts")


def kind_of(app: Sphinx, page: Path) -> str:
    """Tell whether a page is for reading, for reference, or shown to an audience."""
    first = page.relative_to(app.outdir).with_suffix("").parts[0]
    if first in SHOWN:
        return "shown"
    return "reading" if first in READING else "reference"


def survey(app: Sphinx) -> dict[str, Used]:
    """Collect what the pages of each kind show, reading only those changed since the last build."""
    memory = Path(app.doctreedir, "glyphs.json")
    known = read_json(memory)
    kept: dict[str, dict[str, list[str]]] = {}
    shown: dict[str, Used] = defaultdict(lambda: defaultdict(set))
    for page in pages(app):
        text = page.read_text("utf-8")
        used = shown[kind_of(app, page)]
        used["scripts"].update(_SCRIPT.findall(text))
        body = text[text.find("<body") :]  # the head names the assets, which change with the site
        key = digest(body)
        kept[key] = known.get(key) or {part: sorted(of) for part, of in used_in(body).items()}
        for part, found in kept[key].items():
            used[part].update(found)
    write_atomically(memory, json.dumps(kept, ensure_ascii=False))
    return shown


def pages(app: Sphinx) -> list[Path]:
    """Return the built pages, without those whose source has gone."""
    names = sorted(app.env.found_docs.union(GENERATED_PAGES))
    files = [Path(app.outdir, f"{name}.html") for name in names]
    return [file for file in files if file.exists()]


def stylesheet(used: Used, files: dict[str, str], static: Path) -> str:
    """Join furo's styles and ours, as far as the pages have a use for them."""
    paths = (static / script for script in sorted(used.get("scripts", ())))
    scripts = " ".join(path.read_text("utf-8") for path in paths if path.is_file())
    ours = "".join((STYLES / f"{name}.css").read_text("utf-8") for name in OURS)
    for face, file in files.items():
        ours = ours.replace(f"fonts/{face}.woff2", f"fonts/{file}")
    furo = css.minify(FURO.read_text("utf-8"), unused=set(css.SETTING.findall(ours)))
    marks = used["marks"] | {"html", "body"} | set(re.findall(r"[\w-]+", scripts))
    return css.keep_used(figure_colours() + furo + ours, marks, scripts)


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
        write_atomically(page, text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Come after the scripts are laid down, which may read variables."""
    for script in ("faces.js", "furniture.js"):
        app.add_js_file(script, priority=100, loading_method="async")
    app.add_js_file("offline.js", priority=900, loading_method="defer")
    app.connect("build-finished", finish, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
