"""``python -m sitekit.editions.epub``: the pages of the built site as a book, build/why-sigma.epub.

Made from the pages as they are published, so that what was proved and drawn for them is not proved
and drawn again; Sphinx's own maker of such books would do all its work anew, and would write the
blocks and buttons of pages, which no reader of books knows. The same site makes the same bytes.
"""

import sys
import uuid
from html import escape
from pathlib import Path

from sitekit.core.files import write_zip
from sitekit.editions.chapters import Chapter
from sitekit.linking import citation
from sitekit.writing.myst_source import read_page
from sitekit.writing.questions import listed_questions

NAME = "build/why-sigma.epub"
FRONT, BACK = ("index",), ("reference/glossary", "reference/papers", "reference/evidence")
_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
_PACKAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid}</dc:identifier>
<dc:title>{title}</dc:title><dc:language>en</dc:language><dc:creator>{author}</dc:creator>
<dc:rights>{rights}</dc:rights><dc:source>{base}</dc:source>
<meta property="dcterms:modified">{date}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Pictures are told in words too.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="book.css" media-type="text/css"/>
{items}
</manifest>
<spine>{spine}</spine>
</package>
"""
_NAV = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>{title}</title></head>
<body><nav epub:type="toc"><h1>{title}</h1><ol>
{entries}
</ol></nav></body></html>
"""


def list_pages(root: Path) -> list[str]:
    """Return the pages that become chapters, in the order of the contents."""
    contents = read_page((root / "docs/index.md").read_text("utf-8")).named("toctree")
    names = [line for each in contents for line in each.body.splitlines()]
    names = [name for name in names if name.startswith("explain/")]
    names += [f"questions/{each.page}" for each in listed_questions(root)]
    return [f"{name}.html" for name in (*FRONT, *names, *BACK)]


def make_book(root: Path, about: dict[str, str]) -> dict[str, str]:
    """Return every file of the book, by name; a book's kind comes first."""
    pages = list_pages(root)
    names = {page: page.replace("/", "-").replace(".html", ".xhtml") for page in pages}
    chapters = [Chapter(root / "site", page, names, about["base"]) for page in pages]
    said = {key: escape(value) for key, value in about.items()}
    links = [f'<li><a href="{each.name}">{escape(each.title)}</a></li>' for each in chapters]
    package = _PACKAGE.format(
        **said,
        uuid=uuid.uuid5(uuid.NAMESPACE_URL, about["base"]),
        items="\n".join(_list_chapter(n, chapter) for n, chapter in enumerate(chapters)),
        spine="".join(f'<itemref idref="c{n}"/>' for n, _ in enumerate(chapters)),
    )
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "book/content.opf": package,
        "book/nav.xhtml": _NAV.format(title=said["title"], entries="\n".join(links)),
        "book/book.css": Path(__file__).with_name("book.css").read_text("utf-8"),
        **{f"book/{chapter.name}": chapter.text for chapter in chapters},
    }


def _list_chapter(number: int, chapter: Chapter) -> str:
    """Return a chapter's line of the manifest, which says if it holds formulas or pictures."""
    holds = [kind for kind, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in chapter.body]
    properties = f' properties="{" ".join(holds)}"' if holds else ""
    kind = 'media-type="application/xhtml+xml"'
    return f'<item id="c{number}" href="{chapter.name}" {kind}{properties}/>'


def read_facts(root: Path) -> dict[str, str]:
    """Return what the book says of itself: from conf.py and the citation file."""
    import docs.conf as conf

    return {
        "title": conf.html_title,
        "author": conf.author,
        "rights": conf.copyright,
        "base": conf.html_baseurl,
        "date": citation.load_work(root, conf.html_title).date.isoformat(),
    }


def write_book(files: dict[str, str], target: Path) -> None:
    """Pack the book; readers of books want its kind uncompressed."""
    entries = {name: text.encode() for name, text in files.items()}
    write_zip(target, entries, stored=("mimetype",))


def main() -> int:
    """Make the book."""
    root = Path.cwd()
    write_book(make_book(root, read_facts(root)), root / NAME)
    print(f"Made {NAME}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
