"""The quiet line under a figure: how it is drawn, run it yourself, take it along."""

import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from docs._ext.scripts import THEMES, drawn, name_of, scripts

KINDS = ("svg", "png", "pdf")


class takeaway(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes so
    """The links that go with an exhibit, whose name is its attribute."""


def visit_takeaway(self: SphinxTranslator, node: takeaway) -> None:
    """Write the line."""
    here = self.builder.get_target_uri(self.builder.current_docname)
    page, _, stem = node["name"].partition("/")
    drawing = self.builder.get_target_uri(f"gallery/{page}/plot_{stem}")

    def link(target: str, text: str, attributes: str = "") -> str:
        return f'<a href="{relative_uri(here, target)}"{attributes}>{text}</a>'

    def file(end: str, text: str, attributes: str = "") -> str:
        return link(f"exhibits/{page}/{stem}{end}", text, f" download{attributes}")

    def themes(kind: str) -> str:
        said = {theme: f' aria-label="{kind.upper()}, {theme}"' for theme in THEMES}
        return " ".join(file(f"-{theme}.{kind}", theme, said[theme]) for theme in THEMES)

    how = [link(drawing, "How it is drawn")] if drawing != here else []
    run = f"Run it: {file('.py', 'script')} {file('.ipynb', 'notebook')}"
    takes = [f"{kind.upper()}: {themes(kind)}" for kind in KINDS]
    self.body.append(f'<p class="exhibit-links">{" · ".join([*how, run, *takes])}</p>\n')


def depart_takeaway(_self: SphinxTranslator, _node: takeaway) -> None:
    """Write nothing on leaving."""


def _publish(app: Sphinx, exception: Exception | None) -> None:
    """Copy each exhibit's files to addresses that last."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir, "exhibits")
    shutil.rmtree(out, ignore_errors=True)
    for script in scripts(app):
        folder, target = drawn(app, name_of(script)), out / name_of(script)
        target.parent.mkdir(parents=True, exist_ok=True)
        files = {
            f"-{theme}.{kind}": folder / f"{theme}.{kind}" for theme in THEMES for kind in KINDS
        }
        files |= {kind: folder.with_suffix(kind) for kind in (".py", ".ipynb")}
        for end, file in files.items():
            if file.exists():
                shutil.copyfile(file, target.with_name(target.name + end))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Teach the HTML writer the line, and publish what it links to."""
    app.add_node(takeaway, html=(visit_takeaway, depart_takeaway))
    app.connect("build-finished", _publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
