"""Everyday words: school grade 8 or lower for what a reader sees who opens no deeper block."""

import pytest
import textstat
from bs4 import BeautifulSoup

HARDEST = 8.0
LEFT_OUT = (
    "math, pre, code, table, nav, .bibtex-citation, details.deeper, details.in-words, blockquote, "
    ".exhibit-links, .claim-result, .cell, .headerlink, section#where-this-comes-from, h1, h2, h3"
)


def everyday_words(html):
    """The prose of a page, one paragraph or list item a line."""
    article = BeautifulSoup(html, "html.parser").select_one("article")
    for part in article.select(LEFT_OUT):
        part.decompose()
    blocks = article.select("p, li, dd, summary, figcaption > p")
    texts = (" ".join(b.get_text(" ").split()) for b in blocks if not b.select("p, li"))
    return "\n".join(t if t.endswith((".", "?", "!", ":")) else f"{t}." for t in texts if t)


def pages(root):
    built = root / "site"
    folders = ("explain", "questions", "contribute")
    return sorted(page for folder in folders for page in (built / folder).glob("*.html"))


def pytest_generate_tests(metafunc):
    if "page" in metafunc.fixturenames:
        found = pages(metafunc.config.rootpath)
        metafunc.parametrize("page", found, ids=[f"{p.parent.name}/{p.stem}" for p in found])


def test_a_page_reads_easily(page, record_property):
    grade = textstat.flesch_kincaid_grade(everyday_words(page.read_text("utf-8")))
    record_property("grade", grade)
    print(f"grade {grade:.1f}: {page.parent.name}/{page.stem}")
    assert grade <= HARDEST, (
        f"grade {grade:.1f}, at most {HARDEST:.0f}: shorten words and sentences"
    )


@pytest.mark.parametrize(
    ("words", "easy"),
    [
        ("The cat sat on the mat. It was warm. It fell asleep.", True),
        (
            "Notwithstanding methodology, differentiability necessitates continuity everywhere.",
            False,
        ),
    ],
)
def test_the_measure_tells_easy_from_hard(words, easy):
    assert (textstat.flesch_kincaid_grade(words) <= HARDEST) is easy
