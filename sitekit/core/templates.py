"""Render sitekit's own Jinja templates; Sphinx renders those of pages."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parents[1]),
    autoescape=select_autoescape(("html", "xhtml", "xml", "opf", "svg")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False}


def fill(template: str, **values: object) -> str:
    """Render a template, given its path below ``sitekit``."""
    return _TEMPLATES.get_template(template).render(values)
