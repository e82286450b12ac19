"""Read a page's MyST source with MyST's own parser, by line: header, directives, roles, prose.

For what must be known before Sphinx reads a page, or without Sphinx: whether headers are YAML,
which numbers are typed into prose, how long a page takes to read, what its cells import.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docutils.parsers.rst import Directive as AnyDirective
from docutils.parsers.rst import directives as convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx

#: As in docs/conf.py, without the extensions that change the letters of a text.
EXTENSIONS = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"}
#: Directives whose content is no Markdown of the page.
VERBATIM = ("code-cell", "math", "eval-rst", "toctree", "glossary")
#: What a piece stands in, if not in a directive.
QUOTATION, ARGUMENT = "> quotation", "{argument of a directive}"


@dataclass(frozen=True)
class Header:
    """The YAML at the start of a page or a cell, without its marks; the line where it begins."""

    text: str
    line: int


@dataclass(frozen=True)
class Directive:
    """A directive: what it says, and the lines it takes. A page's header is one without a name."""

    name: str
    argument: str
    header: Header
    body: str
    body_line: int
    lines: range


@dataclass(frozen=True)
class Span:
    """A piece of a page on one line, of the kind that the parser calls it; a role has a name."""

    kind: str
    text: str
    line: int
    inside: tuple[str, ...] = ()
    role: str = ""


class _Options(AnyDirective):
    """Any directive: it may have an argument, options and content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"any": convert.unchanged}  # noqa: RUF012 # docutils wants a dict


@dataclass(frozen=True)
class Page:
    """A page's source, taken apart: its header and directives, also nested ones; all else."""

    directives: list[Directive]
    spans: list[Span]

    def named(self, *names: str) -> list[Directive]:
        """Return the directives of some names, as they come."""
        return [each for each in self.directives if each.name in names]


@lru_cache(maxsize=256)
def read_page(text: str) -> Page:
    """Take a page's source apart."""
    parts = list(_parts(_parser().parse(text), 1, ()))
    return Page(
        [part for part in parts if isinstance(part, Directive)],
        [part for part in parts if isinstance(part, Span)],
    )


@lru_cache(maxsize=256)
def read_header(text: str) -> Header | None:
    """Return a page's header, without reading the rest."""
    tokens = MarkdownIt("zero").use(front_matter_plugin).parse(text)
    return Header(tokens[0].content, 2) if tokens and tokens[0].type == "front_matter" else None


def blank_lines(text: str, lines: range) -> str:
    """Blank some lines of a text, so that all others keep their numbers."""
    numbered = enumerate(text.split("\n"), 1)
    return "\n".join("" if number in lines else line for number, line in numbered)


def is_page(app: Sphinx, docname: str) -> bool:
    """Tell whether a page is written in MyST, and not made by an extension."""
    return Path(app.env.doc2path(docname)).suffix == ".md"


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), RendererHTML)


def _parts(
    tokens: Sequence[Token], start: int, inside: tuple[str, ...]
) -> Iterator[Directive | Span]:
    """Yield what tokens stand for; their first line is the line ``start`` of the page."""
    for token in tokens:
        begin, end = token.map or (0, 0)
        line = start + begin
        if token.type == "blockquote_open":
            inside = (*inside, QUOTATION)
        elif token.type == "blockquote_close":
            inside = inside[:-1]
        elif token.type == "inline":
            yield from _inline(token.children or [], line, inside)
        elif token.type in ("fence", "colon_fence") and token.info.strip().startswith("{"):
            directive = _directive(token, range(line, start + end))
            yield directive
            if directive.name not in VERBATIM:
                said = _parser().parseInline(directive.argument)[0].children or []
                yield from _inline(said, line, (*inside, ARGUMENT))
                below = _parser().parse(directive.body)
                yield from _parts(below, directive.body_line, (*inside, directive.name))
        elif token.type == "front_matter":
            yield Directive("", "", Header(token.content, 2), "", end + 1, range(1, end + 1))
        elif token.content:
            yield Span(token.type, token.content, line, inside)


def _directive(token: Token, lines: range) -> Directive:
    name, _, argument = token.info.strip()[1:].partition("}")
    read = parse_directive_text(_Options, argument.strip(), token.content, validate_options=False)
    header = token.content.splitlines()[: max(0, read.body_offset - read.blank_line_removed)]
    marked = header[:1] == ["---"]
    text = header[1:-1] if marked else [each.lstrip()[1:] for each in header]
    start = lines[0] + 1
    said = Header("\n".join(text), start + marked)
    body = "\n".join(read.body)
    return Directive(name, argument.strip(), said, body, start + read.body_offset, lines)


def _inline(tokens: Sequence[Token], line: int, inside: tuple[str, ...]) -> Iterator[Span]:
    """Yield the text of each line in one piece, and what is no text by itself."""
    text = ""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield Span("text", text, line, inside)
            text, line = "", line + 1
        elif token.type in ("text", "image", "text_special"):
            text += token.content
        elif token.content:
            yield Span(token.type, token.content, line, inside, token.meta.get("name", ""))
            line += token.content.count("\n")
    yield Span("text", text, line, inside)
