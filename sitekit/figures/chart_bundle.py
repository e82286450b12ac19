"""Bundle the charting code for interactive figures, so that the site serves it itself.

vl-convert ships the Vega code that draws the static figures; the same code, bundled as one classic
script, draws them in the browser. Its file name contains a hash of its content.
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
    """The bundled charting code, and its address in the site."""

    path: Path
    address: str


def find_bundle(app: Sphinx) -> Bundle:
    """Return the cached bundle; build it if it is missing."""
    kept = project(app).state / "bundle" / f"{version('vl-convert-python')}.js"
    if not kept.exists():
        import vl_convert  # importing it is slow, and so is bundling

        code = vl_convert.javascript_bundle(EMBED)
        write_atomically(kept, f"(()=>{{{code}}})();\n")  # keeps its names out of the global scope
    name = hashlib.sha256(kept.read_bytes()).hexdigest()[:10]
    return Bundle(kept, f"moving/charts.{name}.js")


def bundle_address(app: Sphinx) -> str:
    """Return the bundle's address; empty if no figure is interactive."""
    bundle = project(app).bundle
    return bundle.address if bundle else ""


def _builder_inited(app: Sphinx) -> None:
    """Find the bundle if any figure is interactive, before pages are written."""
    if any((drawn(app, name_of(script)) / "live.js").exists() for script in scripts(app)):
        project(app).bundle = find_bundle(app)


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Copy the bundle and each figure's spec to the addresses that pages reference."""
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
    """Run after the figures are drawn."""
    app.connect("builder-inited", _builder_inited, priority=450)
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
