"""The code that figures need to move, on this site's own address, for browsers that ask for it.

vl-convert carries the charting code that draws the still pictures; the same code, as one classic
script, draws them in the browser. Its name holds the hash of its content.
"""

import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.figures.gallery_scripts import drawn, name_of, scripts

EMBED = "window.vegaEmbed=vegaEmbed;"


def address(app: Sphinx) -> str:
    """Return where the bundle will stand in the site; make it if no build has made it yet."""
    kept = Path(app.doctreedir).with_name("bundle") / f"{version('vl-convert-python')}.js"
    if not kept.exists():
        import vl_convert  # slow to import, as it is to bundle

        kept.parent.mkdir(exist_ok=True)
        unfinished = kept.with_suffix(".part")
        code = vl_convert.javascript_bundle(EMBED)
        unfinished.write_text(f"(()=>{{{code}}})();\n", "utf-8")  # its names are its own
        unfinished.replace(kept)
    name = hashlib.sha256(kept.read_bytes()).hexdigest()[:10]
    app.the_bundle = kept
    return f"moving/charts.{name}.js"


def _find(app: Sphinx) -> None:
    """Once the figures are drawn, and before any page is written."""
    moving = any((drawn(app, name_of(script)) / "live.js").exists() for script in scripts(app))
    app.bundle_address = address(app) if moving else ""


def _publish(app: Sphinx, exception: Exception | None) -> None:
    """Put the bundle, and each figure's own part, where pages say that they are."""
    if exception is not None or app.builder.format != "html":
        return
    shutil.rmtree(Path(app.outdir, "moving"), ignore_errors=True)
    if app.bundle_address:
        _copy(app.the_bundle, Path(app.outdir, app.bundle_address))
    for script in scripts(app):
        live = drawn(app, name_of(script)) / "live.js"
        if live.exists():
            name = hashlib.sha256(live.read_bytes()).hexdigest()[:10]
            _copy(live, Path(app.outdir, f"moving/{name_of(script)}.{name}.js"))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Come after `redraw` has drawn."""
    app.connect("builder-inited", _find, priority=450)
    app.connect("build-finished", _publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
