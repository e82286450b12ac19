"""``python -m sitekit.editions.epub``: the pages of the built site as a book, build/why-sigma.epub.

Made from the pages as they are published, so that what was proved and drawn for them is not proved
and drawn again; Sphinx's own maker of such books would do all its work anew, and would write the
blocks and buttons of pages, which no reader of books knows. The same site makes the same bytes.
"""

import sys
import uuid
from pathlib import Path
from xml.etree import ElementTree as ET

from sitekit.core.files import write_zip
from sitekit.core.templates import fill
from sitekit.editions.chapters import Chapter
from sitekit.linking import citation

NAME = "build/why-sigma.epub"
TOLD = ("explain/", "questions/")
FRONT = ("index.html",)
BACK = ("reference/glossary.html", "reference/papers.html", "reference/evidence.html")
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def list_pages(site: Path, base: str) -> list[str]:
    """Return the pages that become chapters, in the order of the contents."""
    found = (str(each.text) for each in ET.parse(site / "sitemap.xml").iter(LOCATION))
    pages = [address.removeprefix(base) for address in found]
    told = [page for page in pages if page.startswith(TOLD) and page != "questions/index.html"]
    return [*FRONT, *told, *BACK]


def make_book(root: Path, about: dict[str, str]) -> dict[str, str]:
    """Return every file of the book, by name; a book's kind comes first."""
    pages = list_pages(root / "site", about["base"])
    names = {page: page.replace("/", "-").replace(".html", ".xhtml") for page in pages}
    chapters = [Chapter(root / "site", page, names, about["base"]) for page in pages]
    known = {**about, "uuid": uuid.uuid5(uuid.NAMESPACE_URL, about["base"]), "chapters": chapters}
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": fill("editions/templates/container.xml"),
        "book/content.opf": fill("editions/templates/content.opf", **known),
        "book/nav.xhtml": fill("editions/templates/nav.xhtml", **known),
        "book/book.css": Path(__file__).with_name("book.css").read_text("utf-8"),
        **{f"book/{chapter.name}": chapter.text for chapter in chapters},
    }


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
