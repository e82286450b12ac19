"""The fixture ``cite``: say where a sentence about somebody's words or deeds can be read.

def test_any_curve_will_do(cite):
    \"\"\"The paper says that any curve with “a bounded derivative will do”.\"\"\"
    cite("rumelhart1986nature", page="533", quotation="a bounded derivative will do",
         known="read")
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import pytest

LONGEST_QUOTATION = 15  # words

#: How we know what a source says, as pages put it.
KNOWN = {
    "read": "read in the source itself",
    "quoted": "as another source quotes it",
    "memory": "from memory, and not read again",
}


class Source(TypedDict):
    """Where a sentence can be read, and how we know."""

    key: str
    page: str
    quotation: str
    known: str
    by: str


@pytest.fixture
def cite(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return a function that checks and records where a claim's sentence can be read."""
    papers = request.config.rootpath / "docs" / "papers.bib"
    sentence = " ".join((request.function.__doc__ or "").split())

    def record(
        key: str, *, page: str = "", quotation: str = "", known: str = "", by: str = ""
    ) -> None:
        """Record a source.

        Parameters
        ----------
        key : str
            The entry in docs/papers.bib.
        page : str
            The page, or a section, an equation, a slide, "abstract".
        quotation : str
            Its words, at most fifteen, as the sentence quotes them; or nothing.
        known : str
            "read", "quoted" or "memory": how we know.
        by : str
            The entry of the source that quotes it, if ``known`` is "quoted".
        """
        __tracebackhide__ = True
        source = Source(key=key, page=page, quotation=quotation, known=known, by=by)
        for fault in _faults(source, sentence, papers):
            pytest.fail(fault)
        request.node.user_properties.append(("source", source))

    return record


def _faults(source: Source, sentence: str, papers: Path) -> list[str]:
    """Return what is wrong with a source."""
    entries, faults = read_entries(papers), list[str]()
    key, page, quotation, by = (source[name] for name in ("key", "page", "quotation", "by"))
    faults += [f"{each!r} is not in docs/papers.bib" for each in (key, by) if each not in entries]
    faults = [each for each in faults if not each.startswith("''")]
    if not page:
        faults.append(f"say on which page of {key!r} it stands, or in which section")
    elif page.isdecimal() and key in entries and not _within(int(page), entries[key]):
        faults.append(f"page {page} is not among the pages of {key!r}, {entries[key]['pages']}")
    if len(quotation.split()) > LONGEST_QUOTATION:
        count = len(quotation.split())
        faults.append(f"quote at most {LONGEST_QUOTATION} words of {key!r}, not {count}")
    if quotation and quotation not in sentence:
        faults.append(f"the sentence does not say what it quotes: {quotation!r}")
    if source["known"] not in KNOWN:
        faults.append(f"known is {source['known']!r}; it may be {', '.join(KNOWN)}")
    if (source["known"] == "quoted") != bool(by):
        faults.append("known='quoted' goes with by=, the source that quotes it")
    return faults


def _within(page: int, entry: dict[str, str]) -> bool:
    first, _, last = re.sub(r"-+", "-", entry.get("pages", "")).partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        return True
    return int(first) <= page <= int(last)


@cache
def read_entries(papers: Path) -> dict[str, dict[str, Any]]:
    """Return the fields of each entry of a BibTeX file, by key."""
    from pybtex.database import parse_file  # slow to import, and needed only where one cites

    return {key: dict(entry.fields) for key, entry in parse_file(papers).entries.items()}
