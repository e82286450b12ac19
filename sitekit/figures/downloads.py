"""The files that go with the figures, at addresses that last, and one file that holds them all."""

import shutil
import zipfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.figures.formats import FORMS
from sitekit.figures.gallery_scripts import drawn, name_of, scripts

ALL = "exhibits/why-sigma-figures.zip"
CODES = (".py", ".ipynb")


def _publish(app: Sphinx, exception: Exception | None) -> None:
    """Copy each exhibit's files to addresses that last, and all of them into one file."""
    if exception is not None or app.builder.name != "html":
        return
    out = Path(app.outdir, "exhibits")
    shutil.rmtree(out, ignore_errors=True)
    for script in scripts(app):
        folder, target = drawn(app, name_of(script)), out / name_of(script)
        target.parent.mkdir(parents=True, exist_ok=True)
        files = {f"-{form}": folder / form for form in FORMS}
        files |= {end: folder.with_suffix(end) for end in CODES}
        for end, file in files.items():
            if file.exists():
                shutil.copyfile(file, target.with_name(target.name + end))
    _pack(out, Path(app.outdir, ALL))


def _pack(folder: Path, target: Path) -> None:
    """Put all pictures below a folder into one zip: the same pictures, the same bytes."""
    pictures = [p for p in sorted(folder.rglob("*.*")) if p.suffix not in CODES]
    if not pictures:
        return
    with zipfile.ZipFile(target, "w") as whole:
        for path in pictures:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # of 1980, for ever
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if path.suffix == ".svg" else 0
            whole.writestr(entry, path.read_bytes())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act once all pages are written."""
    app.connect("build-finished", _publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
