"""``python -m sitekit.editions.epub``: convert the built site to build/why-sigma.epub.

Built from the published pages, so that no proof or figure is made again; Sphinx's EPUB builder
would repeat all work, and keep folding blocks and buttons, which EPUB readers do not support. The
output is byte-reproducible.
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
    """Return the pages that become chapters, in reading order."""
    found = (str(each.text) for each in ET.parse(site / "sitemap.xml").iter(LOCATION))
    pages = [address.removeprefix(base) for address in found]
    told = [page for page in pages if page.startswith(TOLD) and page != "questions/index.html"]
    return [*FRONT, *told, *BACK]


def make_book(root: Path, about: dict[str, str]) -> dict[str, str]:
    """Return every file of the book by name, ``mimetype`` first."""
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
    """Return the book's metadata from conf.py and the citation file."""
    import docs.conf as conf

    return {
        "title": conf.html_title,
        "author": conf.author,
        "rights": conf.copyright,
        "base": conf.html_baseurl,
        "date": citation.load_work(root, conf.html_title).date.isoformat(),
    }


def write_book(files: dict[str, str], target: Path) -> None:
    """Write the EPUB, with ``mimetype`` first and uncompressed, as EPUB requires."""
    entries = {name: text.encode() for name, text in files.items()}
    write_zip(target, entries, stored=("mimetype",))


def main() -> int:
    """Write the book and return the exit code."""
    root = Path.cwd()
    write_book(make_book(root, read_facts(root)), root / NAME)
    print(f"Made {NAME}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
