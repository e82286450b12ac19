"""Test that a page loads only what it uses, under names that hosts can cache permanently."""

import hashlib
import html
import re

import pytest
from pygments import highlight
from pygments.lexers import PythonLexer

from sitekit.theme import strip_markup
from sitekit.theme.minify import OURS

SEARCHING = {"search.html", "404.html"}


@pytest.fixture(scope="module")
def site(root):
    """The built site's files, by name."""
    folder = root / "site"
    assert (folder / "index.html").exists(), "build the site first: nox -s docs"
    found = (path for path in folder.resolve().rglob("*") if path.is_file())
    return {path.relative_to(folder.resolve()).as_posix(): path for path in found}


@pytest.fixture(scope="module")
def pages(site):
    """The text of every page, by name."""
    return {name: path.read_text("utf-8") for name, path in site.items() if name.endswith(".html")}


def fetched(page):
    """What the head of a page makes a browser fetch, by kind, without the way there."""
    head = page.partition("<body")[0]
    kinds = {"script": r"<script[^>]* src=\"([^\"]+)\"", "style": r"stylesheet\" href=\"([^\"]+)\""}
    return {
        kind: [found.rpartition("_static/")[2] for found in re.findall(pattern, head)]
        for kind, pattern in kinds.items()
    }


def test_a_page_waits_for_one_stylesheet_and_for_no_script(pages):
    for name, page in pages.items():
        assert len(fetched(page)["style"]) <= 1, name
        assert not re.findall(r"<script(?![^>]* (?:async|defer|type=\"application/))", page), name


def test_scripts_and_styles_are_named_by_what_they_hold(site):
    named = [name for name in site if re.fullmatch(r"_static/.*\.(js|css)", name)]
    assert len(named) >= 4
    for name in named:
        content = hashlib.sha256(site[name].read_bytes()).hexdigest()[:10]
        assert name.split(".")[-2] == content, name


def test_only_pages_that_search_carry_the_search(pages):
    for name, page in pages.items():
        searches = any(each.startswith("search") for each in fetched(page)["script"])
        assert not searches or name in SEARCHING, name


def test_nothing_lies_in_static_that_nobody_asks_for(site, pages):
    texts = [
        *pages.values(),
        *(site[n].read_text("utf-8") for n in site if n.endswith((".css", ".js"))),
    ]
    asked = {name for text in texts for name in re.findall(r"[\w.-]+\.\w+", text)}
    left = {name for name in site if name.startswith("_static/")} - {"_static/fonts/OFL.txt"}
    assert {name for name in left if name.rpartition("/")[2] not in asked} == set()


def test_code_is_marked_only_where_it_is_coloured():
    code = "def f(x):  # why\n    return x <= 1 if x else 'a'\n"
    page = highlight(code, PythonLexer(), strip_markup.CodeFormatter())
    marked = re.findall(r'<span class="(\w+)">([^<]+)</span>', page)
    assert marked == [
        ("k", "def"),
        ("nf", "f"),
        ("c1", "# why"),
        ("k", "return"),
        ("mi", "1"),
        ("k", "if"),
        ("k", "else"),
        ("s1", "'a'"),
    ]
    assert html.unescape(re.sub(r"<[^>]*>", "", page)).strip() == code.strip()


def test_our_scripts_hold_nothing_that_would_puzzle_the_minifier():
    """It takes a template within a template for the end of the outer one."""
    for script in OURS.rglob("*.js"):
        assert not re.search(r"`[^`]*\$\{[^}`]*`", script.read_text("utf-8")), script.name
