"""The code that figures need to move, on this site's own address, for browsers that ask for it.

vl-convert carries the charting code that draws the still pictures; the same code, as one classic
script, draws them in the browser. Its name holds the hash of its content.
"""

import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.files import write_atomically
from sitekit.core.project import project
from sitekit.figures.gallery_scripts import drawn, name_of, scripts

EMBED = "window.vegaEmbed=vegaEmbed;"


class Bundle(NamedTuple):
    """The charting code, and where it stands in the site."""

    path: Path
    address: str


def find_bundle(app: Sphinx) -> Bundle:
    """Return the bundle; make it if no build has made it yet."""
    kept = project(app).state / "bundle" / f"{version('vl-convert-python')}.js"
    if not kept.exists():
        import vl_convert  # slow to import, as it is to bundle

        code = vl_convert.javascript_bundle(EMBED)
        write_atomically(kept, f"(()=>{{{code}}})();\n")  # its names are its own
    name = hashlib.sha256(kept.read_bytes()).hexdigest()[:10]
    return Bundle(kept, f"moving/charts.{name}.js")


def bundle_address(app: Sphinx) -> str:
    """Return where pages find the bundle; nothing where no figure moves."""
    bundle = project(app).bundle
    return bundle.address if bundle else ""


def _builder_inited(app: Sphinx) -> None:
    """Once the figures are drawn, and before any page is written."""
    if any((drawn(app, name_of(script)) / "live.js").exists() for script in scripts(app)):
        project(app).bundle = find_bundle(app)


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Put the bundle, and each figure's own part, where pages say that they are."""
    if exception is not None or app.builder.format != "html":
        return
    shutil.rmtree(Path(app.outdir, "moving"), ignore_errors=True)
    if bundle := project(app).bundle:
        _copy(bundle.path, Path(app.outdir, bundle.address))
    for script in scripts(app):
        live = drawn(app, name_of(script)) / "live.js"
        if live.exists():
            name = hashlib.sha256(live.read_bytes()).hexdigest()[:10]
            _copy(live, Path(app.outdir, f"moving/{name_of(script)}.{name}.js"))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Come after the figures are drawn."""
    app.connect("builder-inited", _builder_inited, priority=450)
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
