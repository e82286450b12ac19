"""The list of what people ask is whole: places, themes, and what answers each question."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

DOCS = Path(__file__).parents[2] / "docs"
LIST = DOCS / "questions/asked.csv"
LONGEST = 25  # words
with LIST.open(encoding="utf-8", newline="") as file:
    ENTRIES = list(csv.DictReader(file))
ANSWERED = [each for each in ENTRIES if each["how"] != "no"]


def named(entry):
    return f"{entry['theme']}: {entry['question'][:40]}"


def repeated(column):
    counts = Counter(" ".join(each[column].lower().split()) for each in ENTRIES)
    return [value for value, count in counts.items() if count > 1]


def test_there_are_many_questions():
    assert len(ENTRIES) >= 70


@pytest.mark.parametrize("column", ["question", "where"])
def test_none_stands_there_twice(column):
    assert repeated(column) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_an_entry_is_one_question_from_a_public_place(entry):
    assert re.fullmatch(r"[^?]+\?", entry["question"]), "one sentence that ends in a question mark"
    assert len(entry["question"].split()) <= LONGEST, "shorten the question"
    assert re.fullmatch(r"https?://[\w.-]+/\S+", entry["where"]), "the address of a page"


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_an_entry_says_how_it_is_answered(entry):
    by, how = entry["answered_by"], entry["how"]
    wanted = r"(explain|questions)/[\w-]+\.html(#[\w-]+)?" if how != "no" else r"(coming: .+)?"
    assert how in ("full", "part", "no")
    assert re.fullmatch(wanted, by), f"{by!r} does not go with {how!r}"


def test_every_theme_stands_on_the_page_once():
    page = (DOCS / "questions/asked.md").read_text("utf-8")
    shown = re.findall(r"^```\{asked\} (\w+)$", page, re.MULTILINE)
    assert shown == list(dict.fromkeys(each["theme"] for each in ENTRIES))


@pytest.mark.parametrize("entry", ANSWERED, ids=named)
def test_what_answers_it_is_on_the_site(entry, pytestconfig):
    page, _, anchor = entry["answered_by"].partition("#")
    built = pytestconfig.rootpath / "site" / page
    ids = {each["id"] for each in _parsed(built).select("[id]")}
    assert not anchor or anchor in ids


_PAGES = {}


def _parsed(path):
    if path not in _PAGES:
        _PAGES[path] = BeautifulSoup(path.read_text("utf-8"), "lxml")
    return _PAGES[path]
