"""Fill templates for files that are not pages; those of pages are Sphinx's."""

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
    """Return a template, named as seen from this package, with values in it."""
    return _TEMPLATES.get_template(template).render(values)
