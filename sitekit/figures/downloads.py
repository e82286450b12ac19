"""Publish each figure's downloads at permanent addresses, and a zip of all figures."""

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.files import link_or_copy, write_zip
from sitekit.figures.formats import FORMS
from sitekit.figures.gallery_scripts import drawn, name_of, scripts

ALL = "exhibits/why-sigma-figures.zip"
CODES = (".py", ".ipynb")


def _build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Copy each exhibit's code and figure files, and write the zip of all figures."""
    if exception is not None or app.builder.name != "html":
        return
    out, pictures = Path(app.outdir, "exhibits"), dict[str, bytes]()
    shutil.rmtree(out, ignore_errors=True)
    for name in map(name_of, scripts(app)):
        folder, target = drawn(app, name), out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        for code in filter(Path.exists, map(folder.with_suffix, CODES)):
            shutil.copyfile(code, target.with_name(target.name + code.suffix))
        for form in (form for form in FORMS if (folder / form).exists()):
            link_or_copy(folder / form, target.with_name(f"{target.name}-{form}"))
            pictures[f"{name}-{form}"] = (folder / form).read_bytes()
    if pictures:
        write_zip(Path(app.outdir, ALL), dict(sorted(pictures.items())), stored=(".png", ".pdf"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Publish the files once all pages are written."""
    app.connect("build-finished", _build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
