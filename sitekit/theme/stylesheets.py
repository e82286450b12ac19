"""Write a pruned stylesheet and subset fonts for each kind of page, once pages are written.

Pages first reference ``site.css``. Once the contents of all pages of a kind are known, they get a
stylesheet with only the rules they use, named by its hash, so that hosts can cache it permanently.
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
from sitekit.core.digests import digest, file_digest
from sitekit.core.files import read_json, write_atomically
from sitekit.core.freshness import digest_machinery
from sitekit.core.generated_pages import GENERATED_PAGES
from sitekit.theme import css, webfonts
from sitekit.theme.glyphs import Used, used_in

STYLES = Path(__file__).resolve().with_name("styles")
OURS = (
    "faces", "theme", "page", "parts", "interactive", "taking", "lab", "code", "furniture", "share",
    "print", "slides", "handouts",
)  # fmt: skip # later files override earlier ones
FURO = THEME_PATH / "static/styles/furo.css"
SHEET = re.compile(r"_static/(site|reading|reference|shown)(\.\w+)?\.css(\?v=\w+)?")
SHOWN = ("slides", "handouts")  # to an audience, with styles of their own
_SCRIPT = re.compile(r"_static/([\w./-]+\.js)")
READING = ("index", "explain", "questions")  # top folders of pages to read; others are reference


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write fonts and stylesheets for the current pages, and reference them there."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shown, cuts, sheets = survey(app), set(), dict[str, str]()
    memory = Path(app.doctreedir, "stylesheets.json")
    known = read_json(memory)
    for old in static.glob("*.css"):
        old.unlink()
    for kind, used in shown.items():
        files = webfonts.cut_all(used, static / "fonts")
        cuts |= set(files.values())
        key = _digest_inputs(app, used, files)
        sheet = sheets[key] = known.get(key) or stylesheet(used, files, static)
        name = f"{kind}.{hashlib.sha256(sheet.encode()).hexdigest()[:10]}.css"
        (static / name).write_text(sheet, "utf-8")
        for page in pages(app):
            if kind_of(app, page) == kind:
                name_sheet(page, name)
    webfonts.keep(cuts, static / "fonts")
    write_atomically(memory, json.dumps(sheets, ensure_ascii=False))


def _digest_inputs(app: Sphinx, used: Used, files: dict[str, str]) -> str:
    """Return the digest of what a stylesheet is made from; names of scripts hold their hashes."""
    code = digest_machinery(Path(app.confdir)), figure_colours(), file_digest(STYLES)
    return digest(*code, json.dumps(files), *sorted(used["marks"]), *sorted(used["scripts"]))


def kind_of(app: Sphinx, page: Path) -> str:
    """Return the kind of a page: reading, reference, or shown to an audience."""
    first = page.relative_to(app.outdir).with_suffix("").parts[0]
    if first in SHOWN:
        return "shown"
    return "reading" if first in READING else "reference"


def survey(app: Sphinx) -> dict[str, Used]:
    """Collect the characters and marks of each kind of page, parsing only changed pages."""
    memory = Path(app.doctreedir, "glyphs.json")
    known = read_json(memory)
    kept: dict[str, dict[str, list[str]]] = {}
    shown: dict[str, Used] = defaultdict(lambda: defaultdict(set))
    for page in pages(app):
        text = page.read_text("utf-8")
        used = shown[kind_of(app, page)]
        used["scripts"].update(_SCRIPT.findall(text))
        body = text[text.find("<body") :]  # the head references assets, which change with the site
        key = digest(body)
        kept[key] = known.get(key) or {part: sorted(of) for part, of in used_in(body).items()}
        for part, found in kept[key].items():
            used[part].update(found)
    write_atomically(memory, json.dumps(kept, ensure_ascii=False))
    return shown


def pages(app: Sphinx) -> list[Path]:
    """Return the built pages, without those of deleted sources."""
    names = sorted(app.env.found_docs.union(GENERATED_PAGES))
    files = [Path(app.outdir, f"{name}.html") for name in names]
    return [file for file in files if file.exists()]


def stylesheet(used: Used, files: dict[str, str], static: Path) -> str:
    """Return furo's styles and ours, pruned to what the pages use."""
    paths = (static / script for script in sorted(used.get("scripts", ())))
    scripts = " ".join(path.read_text("utf-8") for path in paths if path.is_file())
    ours = "".join((STYLES / f"{name}.css").read_text("utf-8") for name in OURS)
    for face, file in files.items():
        ours = ours.replace(f"fonts/{face}.woff2", f"fonts/{file}")
    furo = css.minify(FURO.read_text("utf-8"), unused=set(css.SETTING.findall(ours)))
    marks = used["marks"] | {"html", "body"} | set(re.findall(r"[\w-]+", scripts))
    return css.keep_used(figure_colours() + furo + ours, marks, scripts)


def figure_colours() -> str:
    """Return the figures' CSS variables for each theme; print is always light."""
    light, dark = palette.css("light"), palette.css("dark")
    return (
        f"body{{{light}}}@media not print{{body[data-theme=dark]{{{dark}}}"
        f"@media(prefers-color-scheme:dark){{body:not([data-theme=light]){{{dark}}}}}}}"
    )


def name_sheet(page: Path, name: str) -> None:
    """Replace a page's reference to ``site.css`` or to an earlier build's stylesheet."""
    before = page.read_text("utf-8")
    text = SHEET.sub(f"_static/{name}", before, count=1)
    if text != before:
        write_atomically(page, text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Run after the scripts are written, since they may read variables."""
    for script in ("faces.js", "furniture.js"):
        app.add_js_file(script, priority=100, loading_method="async")
    app.add_js_file("offline.js", priority=900, loading_method="defer")
    app.connect("build-finished", finish, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
