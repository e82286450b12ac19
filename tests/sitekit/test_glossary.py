"""Test that the first use of a glossary term on each built page links to the glossary."""

import re

from bs4 import BeautifulSoup, NavigableString

from sitekit.writing.glossary import LEFT_OUT

LEFT_ALONE = {"h1", "h2", "h3", "code", "pre", "math", "details", "figure", "blockquote"}


def uses(article):
    """The plain texts of a page in reading order, each with whether it links to the glossary."""
    for text in article.find_all(string=True):
        if type(text) is not NavigableString:
            continue
        around = list(text.parents)
        if LEFT_ALONE & {element.name for element in around}:
            continue
        links = [element for element in around if element.name == "a"]
        if links and "glossary.html#term-" not in links[0].get("href", ""):
            continue
        yield " ".join(text.split()), bool(links)


def unlinked(html, words):
    """The glossary words whose first plain use is no link."""
    article = BeautifulSoup(html, "html.parser").select_one("article")
    waiting = {word.lower() for word in words}
    for text, linked in uses(article):
        while found := _longest(text, waiting):
            waiting.discard(found)
            if not linked:
                yield found


def _longest(text, words):
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found = re.search(rf"(?<![\w-])({pattern})(?:s|es)?(?![\w-])", text, re.IGNORECASE)
    return found[1].lower() if words and found else None


def test_the_first_use_of_each_word_is_a_link(root):
    built = root / "site"
    glossary = BeautifulSoup((built / "reference/glossary.html").read_text("utf-8"), "html.parser")
    words = [term.find(string=True).strip() for term in glossary.select("dl.glossary dt")]
    assert len(words) > 20
    pages = {*built.glob("explain/*.html"), *built.glob("questions/*.html")}
    pages.remove(built / f"{LEFT_OUT}.html")
    assert len(pages) > 20
    errors = {p.name: list(unlinked(p.read_text("utf-8"), words)) for p in pages}
    assert {name: found for name, found in errors.items() if found} == {}


def test_a_use_that_is_no_link_is_found():
    html = (
        "<article><h1>A slope</h1><p>The slope. A <a href='g/glossary.html#term-knob'>knob</a>.</p>"
    )
    assert list(unlinked(html, ["slope", "knob", "rate"])) == ["slope"]
