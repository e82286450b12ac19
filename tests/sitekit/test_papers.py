"""Test that the annotated list and the bibliography contain the same papers, each once."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BIB = (DOCS / "papers.bib").read_text("utf-8")
ENTRIES = dict(re.findall(r"^@\w+\{([^,]+),\n(.*?)^\}", BIB, re.MULTILINE | re.DOTALL))
LIST = (DOCS / "reference" / "papers.md").read_text("utf-8")
OPENED, CLOSED, BESIDES = "Open to", "No free address", "To read besides"


def annotated(text):
    """The papers that have a line and a sentence in a text."""
    return re.findall(r"^- \{cite:t\}`([^`]+)`: .+[.?)]$", text, re.MULTILINE)


def section(beginning):
    """The text under all headings that begin like this."""
    parts = re.split(r"^## ", LIST, flags=re.MULTILINE)
    return "".join(part for part in parts if part.startswith(beginning))


def uses():
    """The text of everything that may cite a paper: pages, figures, proofs and the library."""
    folders = [(DOCS, "*.md"), *((ROOT / name, "*.py") for name in ("explainer", "gallery"))]
    paths = [path for folder, name in folders for path in folder.rglob(name)]
    paths += (ROOT / "tests" / "claims").glob("test_*.py")
    left_out = (DOCS / "reference" / "papers.md", DOCS / "gallery")
    return [p.read_text("utf-8") for p in paths if not any(p.is_relative_to(o) for o in left_out)]


def test_every_paper_is_annotated_once():
    assert sorted(annotated(LIST)) == sorted(ENTRIES)


def test_papers_open_to_read_come_first():
    headings = re.findall(r"^## (.+)$", LIST, re.MULTILINE)
    closed = [number for number, name in enumerate(headings) if name.startswith(CLOSED)]
    opened = [number for number, name in enumerate(headings) if name.startswith(OPENED)]
    assert max(opened) < min(closed)


def test_papers_said_to_be_open_have_an_address():
    marked = re.findall(r"`([^`]+)`: .+\(Open to read\.\)$", section(BESIDES), re.MULTILINE)
    for key in [*annotated(section(OPENED)), *marked]:
        assert re.search(r"^\s+(url|doi)\s*=", ENTRIES[key], re.MULTILINE), key


def test_papers_in_another_language_say_so():
    for key, entry in ENTRIES.items():
        if language := re.search(r"In (French|German|Finnish)", entry):
            assert re.search(rf"`{key}`: .+\({language[0]}\.\)$", LIST, re.MULTILINE), key


def test_only_papers_to_read_besides_are_cited_nowhere():
    text = "\n".join(uses())
    cited = {key for key in ENTRIES if re.search(rf"[`,\"]{key}[`,\"]", text)}
    assert sorted(annotated(section(BESIDES))) == sorted(ENTRIES.keys() - cited)
