"""Test the EPUB: well-formed, complete, with alt text, reproducible, and valid for epubcheck."""

import posixpath
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import pytest

from sitekit.editions.epub import make_book, read_facts, write_book

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def about(root):
    return read_facts(root)


@pytest.fixture(scope="module")
def files(root, about):
    return make_book(root, about)


@pytest.fixture(scope="module")
def chapters(files):
    """Each chapter's tree, by its name; a chapter that is not XML fails here."""
    return {name: ET.fromstring(text) for name, text in files.items() if name.endswith(".xhtml")}


def test_it_holds_every_explainer_and_question(root, files):
    for folder in ("explain", "questions"):
        for path in (root / "docs" / folder).glob("*.md"):
            assert path.stem == "index" or f"book/{folder}-{path.stem}.xhtml" in files


def test_the_manifest_lists_each_file_and_says_what_is_in_it(files, chapters):
    package = ET.fromstring(files["book/content.opf"])
    items = {f"book/{item.get('href')}": item for item in package.iter(f"{OPF}item")}
    assert items.keys() == files.keys() - {"mimetype", "META-INF/container.xml", "book/content.opf"}
    for name, tree in chapters.items():
        said = set((items[name].get("properties") or "").split()) - {"nav"}
        tags = {element.tag for element in tree.iter()}
        assert ("svg" in said) == (f"{SVG}svg" in tags), name
        assert ("mathml" in said) == any(tag.endswith("}math") for tag in tags), name
    spine = [item.get("idref") for item in package.iter(f"{OPF}itemref")]
    assert len(spine) == len(set(spine)) == len(chapters) - 1  # all but the contents


def test_every_link_leads_somewhere_and_every_id_is_there_once(files, chapters):
    ids = {}
    for name, tree in chapters.items():
        found = [each.get("id") for each in tree.iter() if each.get("id")]
        assert len(found) == len(set(found)), name
        ids[name] = set(found)
    for name, tree in chapters.items():
        for link in tree.iter(f"{XHTML}a"):
            target, _, anchor = link.get("href", "").partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            path = posixpath.join("book", target) if target else name
            assert path in files, (name, target)
            assert not anchor or anchor in ids[path], (name, target, anchor)


def test_every_picture_is_told_in_words_and_none_needs_a_page(chapters):
    pictures = [each for tree in chapters.values() for each in tree.iter(f"{SVG}svg")]
    assert len(pictures) > 50
    for picture in pictures:
        assert len(picture.get("aria-label", "")) > 60
        assert picture.get("viewBox")
        assert not [v for each in picture.iter() for v in each.attrib.values() if "var(" in v]
    tags = {each.tag for tree in chapters.values() for each in tree.iter()}
    assert not {f"{XHTML}{tag}" for tag in ("script", "button", "input", "iframe")} & tags


def test_it_is_the_same_book_each_time(root, about, files, tmp_path):
    write_book(files, tmp_path / "one.epub")
    write_book(make_book(root, about), tmp_path / "two.epub")
    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.epub") as whole:
        first = whole.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert whole.read(first) == b"application/epub+zip"


def test_epubcheck_finds_nothing_where_it_is_installed(files, tmp_path):
    java, check = shutil.which("java"), shutil.which("epubcheck")
    if java and check:
        write_book(files, tmp_path / "book.epub")
        command = [java, "-jar", check, str(tmp_path / "book.epub")]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
