"""Test cards, head metadata, sitemap, feed and llms.txt: present, correct and complete."""

import html
import json
import re
import struct
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

from docs.conf import html_baseurl as base
from sitekit.linking import redirects
from sitekit.writing.questions import LISTS

NO_CONTENT = {"404.html", "genindex.html", "py-modindex.html", "search.html"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ALL_LEVELS = ["everyday words", "school algebra", "calculus"]


@pytest.fixture(scope="module")
def pages(request):
    """Every page of the site that has something to read, by its name."""
    site = request.config.rootpath / "site"
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    left = names - NO_CONTENT - redirects.read(request.config.rootpath).pages.keys()
    assert len(left) > 100, "build the site first: nox -s docs"
    return {name: (site / name).read_text("utf-8") for name in sorted(left)}


def tags(page):
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(content) for name, content in found}


def words(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def test_each_page_has_a_card_of_the_size_that_networks_want(pages, root):
    for name, page in pages.items():
        said = tags(page)
        card = root / "site" / said["og:image"].removeprefix(base)
        raw = card.read_bytes()
        assert raw[:8] == b"\x89PNG\r\n\x1a\n", name
        assert struct.unpack(">II", raw[16:24]) == (1200, 630), name
        assert len(raw) < 100_000, name
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["twitter:card"] == "summary_large_image"
    cards = {path for path in (root / "site/cards").rglob("*") if path.is_file()}
    assert len(cards) == len(pages)


def test_each_page_says_where_it_is_and_what_it_is_about(pages):
    for name, page in pages.items():
        said = tags(page)
        assert said["og:url"] == base + name
        assert re.findall(r'<link rel="canonical" href="([^"]+)"', page) == [base + name]
        assert said["og:title"] == words(
            re.search(r"<h1>(.*?)(?=<a class=\"headerlink|</h1>)", page)[1]
        )
        assert said["description"] == said["og:description"]
        assert 10 < len(said["description"]) < 400, name


def test_a_card_is_described_with_what_its_picture_shows(pages):
    for name, page in pages.items():
        alternative = tags(page)["og:image:alt"]
        assert 10 < len(alternative) <= 420, name
        shown = re.search(
            r'<figure class="[^"]*exhibit.*?<svg[^>]* aria-label="([^"]+)"', page, re.DOTALL
        )
        if shown and name != "handouts.html":  # whose pictures are those of other pages
            title = re.split(r"(?<=[.?]) ", html.unescape(shown[1]))[0]
            assert title in alternative, name
        assert not re.search(r"[?!]\.", alternative + (shown[1] if shown else "")), name


def test_the_description_is_the_short_answer(pages):
    for name, page in pages.items():
        folder, said = name.partition("/")[0], tags(page)["description"]
        if folder == "explain":
            box = re.search(r'<div class="in-one-breath[^>]*>(.*?)</div>', page, re.DOTALL)[1]
            assert words(box) == f"In one breath {said}", name
        elif folder == "questions" and name.removeprefix("questions/")[:-5] not in LISTS:
            assert said == words(re.search(r"<p><strong>(.*?)</strong>", page)[1]), name


def test_what_teaches_says_for_whom_about_what_and_under_which_licence(pages):
    for name, page in pages.items():
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        if not name.startswith(("explain/", "questions/")) or name == "questions/index.html":
            assert data == []
            continue
        said = json.loads(data[0])
        assert said["@type"] == "LearningResource"
        assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert said["url"] == base + name
        assert len(said["about"]) > 1
        if name.startswith("explain/"):
            source = f"docs/{name.removesuffix('.html')}.md:1"
            assert said["educationalLevel"] == ALL_LEVELS, f"{source}: no blocks of some level"


def test_the_sitemap_lists_every_page(pages, root):
    tree = ET.parse(root / "site/sitemap.xml")
    listed = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert sorted(listed) == sorted(base + name for name in pages)
    assert f"Sitemap: {base}sitemap.xml" in (root / "site/robots.txt").read_text("utf-8")


def test_the_feed_has_an_entry_for_each_version(root):
    feed = ET.parse(root / "site/feed.xml").getroot()
    entries = feed.findall("a:entry", ATOM)
    log = (root / "CHANGELOG.md").read_text("utf-8")
    assert [e.findtext("a:title", None, ATOM) for e in entries] == re.findall(
        r"^## \[(.+?)\]", log, re.MULTILINE
    )
    for part in (feed, *entries):
        moment = datetime.fromisoformat(part.findtext("a:updated", None, ATOM))
        assert moment.tzinfo is not None
        assert part.findtext("a:id", None, ATOM).startswith(base)
    first = log.partition("\n- ")[2].partition("\n")[0]
    assert html.escape(first)[:40] in entries[0].findtext("a:content", None, ATOM)


def test_models_find_every_answer_in_plain_text(pages, root):
    text = (root / "site/llms.txt").read_text("utf-8")
    assert re.match(r"# .+\n\n> .+\n\n## .+\n\n- \[.+\]\(.+\): .+\n", text)
    for name, page in pages.items():
        if name.startswith(("explain/", "questions/")):
            assert f"]({base}{name}): {tags(page)['description']}\n" in text


def test_the_page_for_what_is_not_there_begins_at_the_hosts_root(elsewhere):
    project, address = elsewhere
    page = (project / "site/404.html").read_text("utf-8")
    named = re.findall(r'\s(?:href|src|action|data-content_root)="([^"]+)"', page)
    inside = [each for each in named if not each.startswith(("#", "https:"))]
    assert len(inside) > 5
    assert all(each.startswith("/deep/") for each in inside)
    assert (
        tags((project / "site/index.html").read_text("utf-8"))["og:url"] == f"{address}index.html"
    )
    assert address in (project / "site/sitemap.xml").read_text("utf-8")


def test_a_card_is_drawn_again_when_what_is_on_it_changes(tiny):
    before = tiny.site()
    tiny.edit("docs/explain/tiny.md", "# What is small?", "# What is smaller?")
    after = tiny.publish()
    changed = {name for name in after if name.startswith("cards/") and after[name] != before[name]}
    assert changed == {"cards/explain/tiny.png"}
