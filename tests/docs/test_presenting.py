"""What presenters get: times that are computed, handouts and slides that say what the pages say."""

import re

import pytest
from bs4 import BeautifulSoup


@pytest.fixture(scope="module")
def built(root):
    """Return a built page, read."""

    def read(name):
        return BeautifulSoup((root / "site" / name).read_text("utf-8"), "html.parser")

    return read


@pytest.fixture(scope="module")
def explainers(root):
    return sorted((root / "docs" / "explain").glob("*.md"))


def test_presenters_see_every_page_with_its_times(built, explainers):
    """The times agree with what a browser gets: words that stand open, claims and pictures."""
    rows = built("present.html").select("table tbody tr")
    found = {
        row.a["href"]: [int(cell.get_text()) for cell in row.select("td")[-2:]] for row in rows
    }
    assert found.keys() == {f"explain/{path.stem}.html" for path in explainers}
    for name, (read, tell) in found.items():
        article = built(name).select_one("article")
        pictures = len(article.select("figure.exhibit"))
        for part in article.select("figure, details.deeper, details.share, pre, .headerlink"):
            part.decompose()
        for proof in article.select("details.claim > :not(summary)"):
            proof.decompose()
        assert abs(len(article.get_text().split()) / 180 + pictures / 2 - read) < 1.5, name
        assert tell == 3 * pictures, name


def test_five_ways_say_what_to_show_what_to_ask_and_which_trap_to_expect(built):
    ways = ("ten-minutes", "school-class", "lunch-talk", "engineers", "why-sigmoid")
    for way in ways:
        stops = built("present.html").select(f"section#{way} > ol > li")
        assert len(stops) >= 3, way
        for stop in stops:
            assert "#" in stop.a["href"], f"{way}: no deep link in {stop.get_text()[:40]}"
            said = [item.strong.get_text().rstrip(":") for item in stop.select("ul > li")]
            assert said == ["Show", "Ask", "Trap"], f"{way}: {stop.get_text()[:40]}"


def test_each_big_question_has_a_handout_that_says_what_its_page_says(built, explainers):
    page = built("handouts.html")
    sheets = {
        sheet.select_one(".handout-foot a")["href"]: sheet for sheet in page.select(".handout")
    }
    assert len(sheets) == len(explainers)
    for path in explainers:
        source = built(f"explain/{path.stem}.html")
        (sheet,) = (s for to, s in sheets.items() if to.endswith(f"/explain/{path.stem}.html"))
        assert _words(sheet.parent.h2) == _words(source.h1)
        for part in (".in-one-breath", "figure.exhibit figcaption > p"):
            assert _words(sheet.select_one(part)) == _words(source.select_one(part))
        columns = sheet.select(".handout-column")
        proved, traps = (column.select("li, p:not(.handout-head)") for column in columns)
        known = {
            _words(claim.summary).removeprefix("✓") for claim in source.select("details.claim")
        }
        assert {_words(item) for item in columns[0].select("li")} <= known
        assert proved
        asked = [_words(p.strong) for p in source.select("section#traps > p") if p.strong]
        assert [_words(p.strong) for p in traps] == asked
        assert not [p for p in traps if re.search(r"\btable above\b|:$", _words(p))]
        assert sheet.select_one('.share-qr[role="img"][aria-label] svg')
        named = [each for each in sheet.select("[id]") if not each.find_parent("svg")]
        assert not named, "an address on a handout would be a second one"


def _words(element):
    for link in element.select(".headerlink, .claim-link"):
        link.decompose()
    return " ".join(element.get_text().split())


def test_the_slides_tell_the_whole_story_with_notes(built, explainers):
    slides = built("slides/index.html").select(".deck section")
    assert len(slides) >= 20
    assert not [s for s in slides if s.select("section")], "a slide within a slide"
    assert not [s["id"] for s in slides if len(s.select("details.notes")) != 1]
    shown = {figure["id"] for slide in slides for figure in slide.select("figure.exhibit")}
    for path in explainers:
        ids = {each["id"] for each in built(f"explain/{path.stem}.html").select("figure.exhibit")}
        assert ids & shown, f"no slide shows a picture of {path.stem}"
