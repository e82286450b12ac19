"""Test that a question page's header alone lists it and creates its short address."""

from bs4 import BeautifulSoup

INDEX = "# Questions\n\nSome.\n\n{#small}\n## Small\n\n```{questions} small\n```\n"
FOLDER = "docs/questions"


def test_a_question_page_is_registered_by_its_header(tiny):
    (tiny / FOLDER).mkdir()
    tiny.write(f"{FOLDER}/index.md", INDEX)
    tiny.edit("docs/index.md", "explain/other\n", "explain/other\nquestions/index\n")
    for name, number in {"one": 10, "two": 9}.items():
        header = f"---\nnumber: {number}\ntopic: small\n---\n\n"
        tiny.write(f"{FOLDER}/{name}.md", f"{header}# Question {name}?\n\nYes.\n")
    assert listed(tiny) == ["/q/9 Question two?", "/q/10 Question one?"]
    tiny.edit(f"{FOLDER}/two.md", "number: 9", "number: 11")
    assert listed(tiny) == ["/q/10 Question one?", "/q/11 Question two?"]
    site = tiny.site()
    assert 'href="../../questions/two.html"' in site["q/11/index.html"].decode()
    assert "q/9/index.html" not in site
    page = BeautifulSoup(site["questions/index.html"], "html.parser")
    menu = [each.get("href") for each in page.select("nav a, aside a")]
    assert menu.index("one.html") < menu.index("two.html")


def listed(project):
    """Publish; return the entries of the list of questions."""
    page = BeautifulSoup(project.publish()["questions/index.html"], "html.parser")
    return [" ".join(item.get_text().split()) for item in page.select("section#small li")]
