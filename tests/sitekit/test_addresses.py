"""Test that published addresses are permanent: each resolves, or redirects."""

import json
import re

import pytest

from sitekit.linking import addresses, redirects
from sitekit.linking.link_check import Site
from sitekit.writing.questions import LISTS

PAGE, LINKS, LED = "docs/explain/other.md", "docs/links.txt", "docs/redirects.txt"
PART = "\n\n{#part}\n## A part\n\nMore.\n"
GONE = "explain/other.html#part is gone; bring it back, or add a line to docs/redirects.txt"


@pytest.fixture
def listed(tiny):
    """The tiny project, with one more heading and all its addresses listed."""
    tiny.edit(PAGE, "", PART)
    run = tiny.build("--links")
    assert run.returncode == 0, run.stderr
    return tiny


def test_pages_headings_exhibits_claims_and_names_are_listed(listed):
    lines = (listed / LINKS).read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert {
        "index.html",
        "explain/other.html",
        "explain/other.html#part",
        "explain/other.html#exhibit-tiny-triple",
        "explain/other.html#claim-triples",
        "reference/api.html#explainer.curves.double",
    } <= set(lines)
    assert not [line for line in lines if re.search(r"#(id\d|top|furo)", line)]


def test_the_list_only_grows(listed):
    before = (listed / LINKS).read_text("utf-8")
    listed.write(LED, "explain/other.html#part explain/other.html#piece\n")
    listed.edit(PAGE, PART, PART.replace("#part", "#piece"))
    assert "1 new address(es)" in listed.build("--links").stdout
    after = (listed / LINKS).read_text("utf-8")
    assert set(after.splitlines()) - set(before.splitlines()) == {"explain/other.html#piece"}


def test_an_address_that_vanishes_stops_the_build_until_it_leads_on(listed):
    listed.edit(PAGE, PART, PART.replace("{#part}", "{#piece}"))
    listed.told((LINKS, "explain/other.html#part\n", GONE))
    listed.write(LED, "explain/other.html#part explain/other.html#piece\n")
    page = listed.publish()["explain/other.html"].decode()
    assert re.search(r'<section id="piece">\s*<span id="part"></span>', page)
    listed.edit(PAGE, PART.replace("{#part}", "{#piece}"), PART)
    (listed / LED).unlink()
    assert b'id="piece"' not in listed.publish()["explain/other.html"]


def test_a_part_that_moves_to_another_page_leaves_a_link(listed):
    listed.edit(PAGE, PART, "\n")
    listed.write(LED, "explain/other.html#part index.html\n")
    page = listed.publish()["explain/other.html"].decode()
    assert re.search(r'<p class="moved" id="part">[^<]*<a [^>]*href="../index.html"', page)


def test_a_page_that_goes_leaves_a_page_that_leads_on(listed):
    page = "---\norphan: true\n---\n\n# More\n\nThere is more.\n\n{#end}\n## End\n"
    listed.write("docs/explain/more.md", page)
    assert listed.build("--links").returncode == 0
    (listed / "docs/explain/more.md").unlink()
    gone = "is gone; bring it back"
    listed.told((LINKS, "explain/more.html\n", gone), (LINKS, "explain/more.html#end\n", gone))
    listed.write(LED, "explain/more.html explain/other.html\n")
    listed.told((LINKS, "explain/more.html#end\n", gone))  # the other page has no such part
    listed.edit(LED, "", "explain/more.html#end explain/other.html#part\n")
    page = listed.publish()["explain/more.html"].decode()
    assert '<a href="other.html">' in page
    assert '<a id="end" href="other.html#part">' in page
    assert 'http-equiv="refresh" content="0;url=other.html"' in page
    assert re.findall(r"<script[^>]*>(.*?)</script>", page) == [""]


def test_what_is_wrong_with_a_redirect_is_told_with_its_line(tiny):
    wrong = {
        "a.html": "needs an old address and a new one",
        "a.html https://example.org/b.html": "needs an old address and a new one",
        "b.html b.html": "goes round in a circle: b.html -> b.html",
        "c.html d.html": "goes round in a circle: c.html -> d.html -> e.html -> c.html",
        "d.html e.html": "goes round in a circle: d.html -> e.html -> c.html -> d.html",
        "e.html c.html": "goes round in a circle: e.html -> c.html -> d.html -> e.html",
        "f.html nowhere.html": "f.html is led to nowhere.html, which is not there",
        "g.html explain/other.html#nowhere": "g.html is led to explain/other.html#nowhere, which",
        "h.html e.html": "goes round in a circle: h.html -> e.html -> c.html -> d.html -> e.html",
        "index.html explain/tiny.html": "index.html is still there, and cannot be led on",
        "b.html index.html": "b.html is led to b.html already",
    }
    tiny.write(LED, "# Old and new.\n\n" + "".join(f"{line}\n" for line in wrong))
    tiny.told(*[(LED, f"{line}\n", said) for line, said in wrong.items()])


def test_a_redirect_leads_to_the_end_at_once(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / LED).write_text("a.html b.html\nb.html c/d.html\nx/y.html#z a.html\n")
    found = redirects.read(tmp_path)
    assert found.errors == []
    assert found.to == {"a.html": "c/d.html", "b.html": "c/d.html", "x/y.html#z": "c/d.html"}
    assert found.follow("a.html#part") == "c/d.html#part"
    assert found.follow("x/y.html#z") == "c/d.html"
    assert found.follow("x/y.html") == "x/y.html"


def test_every_address_of_the_site_is_listed(root):
    led = redirects.read(root)
    missing = addresses.new(root, Site(root / "site"), led)
    assert not missing, f"run: nox -s docs -- --links\n{sorted(missing)}"


def test_each_question_has_its_number(root):
    led = redirects.read(root).pages
    names = {page.stem for page in root.glob("docs/questions/*.md")} - set(LISTS)
    numbered = [led[f"q/{number}/index.html"] for number in range(1, len(names) + 1)]
    assert sorted(numbered) == sorted(f"questions/{name}.html" for name in names)


def test_a_figure_may_get_another_title_and_every_old_address_still_leads_to_it(listed):
    script, page = "gallery/tiny/plot_double.py", "gallery/tiny/plot_double.html"
    old = f"{page}#a-doubled-line"
    lines = (listed / LINKS).read_text("utf-8").splitlines()
    assert f"{page}#exhibit-tiny-double" in lines
    assert old not in lines  # no new title is promised, but one that was is kept
    listed.write(LINKS, "".join(f"{line}\n" for line in sorted([*lines, old])))
    listed.edit(script, "A doubled line\n==============", "A line, doubled\n===============")
    text = listed.publish()[page].decode()
    assert re.search(
        r'<section[^>]* id="top">\s*(<span id="[^"]*"></span>)+<h1>A line, doubled<', text
    )
    assert text.count('id="a-doubled-line"') == 1
    assert 'href="#top" aria-label="Link to “A line, doubled”"' in text


def test_a_page_is_renamed_as_the_guide_says_whatever_was_measured_of_it(tiny):
    """Its row in the list of measurements stays until the next audit, and stops no build."""
    scores = ("performance", "accessibility", "best-practices", "seo", "agentic-browsing")
    row = {**dict.fromkeys(scores, 100), "bytes": 1, "requests": 1, "lcp": 1, "tbt": 0, "cls": 0}
    row |= {"date": "2026-01-01", "lighthouse": "1", "chromium": "1"}
    rows = {"explain/other.html": row, "explain/tiny.html": row, "search.html": row}
    tiny.write("docs/reference/quality.json", json.dumps(rows))
    tiny.edit("docs/reference/api.md", "", "\n```{quality}\n```\n")
    before = tiny.publish()["reference/api.html"].decode()
    assert "3 of 3 pages measured" in before
    (tiny / PAGE).rename(tiny / "docs/explain/another.md")
    tiny.edit("docs/index.md", "explain/other", "explain/another")
    tiny.edit("docs/explain/tiny.md", "(other.md)", "(another.md)")
    tiny.write(LED, "explain/other.html explain/another.html\n")
    after = tiny.publish()["reference/api.html"].decode()
    assert "2 of 2 pages measured" in after
    assert 'href="../search.html"' in after
    assert "explain/other" not in after.partition("pages measured")[2]
