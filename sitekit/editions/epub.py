"""``python -m sitekit.editions.epub``: the pages of the built site as a book, build/why-sigma.epub.

Made from the pages as they are published, so that what was proved and drawn for them is not proved
and drawn again; Sphinx's own maker of such books would do all its work anew, and would write the
blocks and buttons of pages, which no reader of books knows. The same site makes the same bytes.
"""

import re
import sys
import uuid
import zipfile
from html import escape
from pathlib import Path

from sitekit.editions.chapters import Chapter

NAME = "build/why-sigma.epub"
_HOLDS = {"mathml": "<math", "svg": "<svg"}
FRONT, BACK = ("index.html",), ("glossary", "papers", "evidence")
_CONTENTS = re.compile(r"\{toctree\}(.*?)```", re.DOTALL)
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


def pages(root: Path) -> list[str]:
    """Return the pages that become chapters, in the order of the contents."""
    listed = [
        f"{folder}/{name}.html"
        for folder, index in (("explain", "index.md"), ("questions", "questions/index.md"))
        for contents in _CONTENTS.findall((root / "docs" / index).read_text("utf-8"))
        for name in re.findall(rf"^(?:{folder}/)?([\w-]+)$", contents, re.MULTILINE)
    ]
    found = [page for page in listed if (root / "site" / page).exists()]
    return [*FRONT, *found, *(f"reference/{name}.html" for name in BACK)]


def book(root: Path, about: dict[str, str]) -> dict[str, str]:
    """Return every file of the book, by name."""
    names = {page: page.replace("/", "-").replace(".html", ".xhtml") for page in pages(root)}
    chapters = [Chapter(root / "site", page, names, about["base"]) for page in names]
    items, spine, entries = [], [], []
    for number, chapter in enumerate(chapters):
        holds = [
            kind for kind, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in chapter.body
        ]
        said = f' properties="{" ".join(holds)}"' if holds else ""
        kind = 'media-type="application/xhtml+xml"'
        items.append(f'<item id="c{number}" href="{chapter.name}" {kind}{said}/>')
        spine.append(f'<itemref idref="c{number}"/>')
        entries.append(f'<li><a href="{chapter.name}">{escape(chapter.title)}</a></li>')
    said = {key: escape(value) for key, value in about.items()}
    package = _PACKAGE.format(
        **said,
        uuid=uuid.uuid5(uuid.NAMESPACE_URL, about["base"]),
        items="\n".join(items),
        spine="".join(spine),
    )
    return {
        "META-INF/container.xml": _CONTAINER,
        "book/content.opf": package,
        "book/nav.xhtml": _NAV.format(title=said["title"], entries="\n".join(entries)),
        "book/book.css": Path(__file__).with_name("book.css").read_text("utf-8"),
        **{f"book/{chapter.name}": chapter.text for chapter in chapters},
    }


def facts(root: Path) -> dict[str, str]:
    """Return what the book says of itself: from conf.py and the citation file."""
    import yaml

    import docs.conf as conf

    said = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    return {
        "title": conf.html_title,
        "author": conf.author,
        "rights": conf.copyright,
        "base": conf.html_baseurl,
        "date": str(said["date-released"]),
    }


def write(files: dict[str, str], target: Path) -> None:
    """Pack the book: its kind first and bare, as readers ask; no file of any day."""
    with zipfile.ZipFile(target, "w") as whole:
        whole.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, text in files.items():
            whole.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


def main() -> int:
    """Make the book."""
    root = Path.cwd()
    write(book(root, facts(root)), root / NAME)
    print(f"Made {NAME}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
