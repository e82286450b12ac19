"""Test that questions asked elsewhere are listed by theme, and their answers checked."""

import pytest
from bs4 import BeautifulSoup

FOLDER = "docs/questions"
FILE = f"{FOLDER}/asked.csv"
HEAD = "question,theme,where,answered_by,how\n"
PLACE = "https://forum.example"
PAGE = "# Asked\n\nSome.\n\n{#small}\n## Small\n\n```{asked} small\n```\n"
GOOD = (
    f"Is it tiny?,small,{PLACE}/1,explain/tiny.html,full\n"
    f'"How, and why?",small,{PLACE}/2,explain/tiny.html#doubling,part\n'
    f"Will it grow?,small,{PLACE}/3,coming: growth,no\n"
    f"Where does it end?,small,{PLACE}/4,,no\n"
    f"Is it large?,large,{PLACE}/5,,no\n"
)


@pytest.fixture
def asked(tiny):
    """The tiny project with a list of questions."""
    (tiny / FOLDER).mkdir()
    tiny.write(FILE, HEAD + GOOD)
    tiny.write(f"{FOLDER}/asked.md", PAGE)
    tiny.edit("docs/index.md", "explain/other\n", "explain/other\nquestions/asked\n")
    tiny.edit("docs/explain/tiny.md", "", "\n{#doubling}\n## On doubling\n\nWords.\n")
    return tiny


def listed(project):
    """Publish; return the text of each entry and where it leads."""
    page = BeautifulSoup(project.publish()[f"{FOLDER.removeprefix('docs/')}/asked.html"], "lxml")
    items = page.select("section#small li")
    links = [[each["href"] for each in item.select("a")] for item in items]
    return list(zip((" ".join(item.get_text().split()) for item in items), links, strict=True))


def test_each_question_of_a_theme_leads_to_its_answer(asked):
    assert listed(asked) == [
        ("Is it tiny?", ["../explain/tiny.html"]),
        ("How, and why? (in part)", ["../explain/tiny.html#doubling"]),
        ("Will it grow? (not answered here yet)", []),
        ("Where does it end? (not answered here yet)", []),
    ]


def test_a_change_of_the_file_reaches_the_page(asked):
    listed(asked)
    asked.edit(FILE, "coming: growth,no", "explain/other.html,full")
    assert listed(asked)[2] == ("Will it grow?", ["../explain/other.html"])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("explain/tinny.html", "unknown page '../explain/tinny.md'; did you mean"),
        ("explain/tiny.html#dubling", "unknown anchor 'dubling'; did you mean 'doubling'?"),
        ("explain/tiny.html#zzz", "unknown anchor 'zzz'; all are listed in docs/explain/tiny.md"),
    ],
)
def test_an_answer_that_is_not_there_is_reported_with_its_line(asked, answer, said):
    asked.edit(FILE, "coming: growth,no", f"{answer},full")
    asked.told((FILE, "Will it grow?", said))


def test_an_unknown_theme_is_reported(asked):
    page, wrong = f"{FOLDER}/asked.md", "{asked} smal"
    asked.edit(page, "{asked} small", wrong)
    asked.told((page, wrong, "unknown theme 'smal'; did you mean 'small'?"))
