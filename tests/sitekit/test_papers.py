"""Test that the annotated list and the bibliography contain the same papers, each once."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
BIB = (DOCS / "papers.bib").read_text("utf-8")
ENTRIES = dict(re.findall(r"^@\w+\{([^,]+),\n(.*?)^\}", BIB, re.MULTILINE | re.DOTALL))
LIST = (DOCS / "reference" / "papers.md").read_text("utf-8")


def annotated(text):
    """The papers that have a line and a sentence in a text."""
    return re.findall(r"^- \{cite:t\}`([^`]+)`: .+[.?)]$", text, re.MULTILINE)


def test_every_paper_is_annotated_once():
    assert sorted(annotated(LIST)) == sorted(ENTRIES)


def test_papers_open_to_read_come_first():
    headings = re.findall(r"^## (.+)$", LIST, re.MULTILINE)
    closed = [number for number, name in enumerate(headings) if name.startswith("Behind a paywall")]
    opened = [number for number, name in enumerate(headings) if name.startswith("Open to")]
    assert max(opened) < min(closed)


def test_papers_said_to_be_open_have_an_address():
    for key in annotated(LIST.split("## Behind a paywall")[0]):
        assert re.search(r"^\s+(url|doi)\s*=", ENTRIES[key], re.MULTILINE), key
