"""Test that a build redoes only what a change requires, with the result of a clean build."""

import os
import random
import re
import shutil

import pytest
from bs4 import BeautifulSoup

CURVES, PAGE, OTHER = "explainer/curves.py", "docs/explain/tiny.md", "docs/explain/other.md"
CLAIMS, SCRIPT = "tests/claims/test_tiny.py", "gallery/tiny/plot_double.py"
FIGURES = {"double", "stored", "triple"}
CLAIMED = {"doubles", "halves", "triples"}

#: A change: the file, the text to replace, by what; then the figures drawn, the claims proved and
#: the pages written because of it, besides the indexes that list them.
CHANGES = {
    "library function": (
        (CURVES, "return TWO * x", "return x * TWO"),
        FIGURES,
        CLAIMED,
        {"explain/tiny", "reference/api"},
    ),
    "library docstring": (
        (CURVES, "Return twice x.", "Return the double of x."),
        set(),
        set(),
        {"reference/api"},
    ),
    "data": (
        ("explainer/store/points.txt", "4", "5"),
        FIGURES,
        CLAIMED,
        {"explain/tiny", "explain/other", "gallery/tiny/plot_stored"},
    ),
    "style": (
        ("explainer/drawing/house.mplstyle", "axes.linewidth:", "axes.linewidth: 2 #"),
        FIGURES,
        set(),
        {"explain/tiny", "explain/other", *(f"gallery/tiny/plot_{each}" for each in FIGURES)},
    ),
    "script": (
        (SCRIPT, "It goes up.", "It climbs."),
        {"double"},
        set(),
        {"explain/tiny", "gallery/tiny/plot_double"},
    ),
    "proof": (
        (CLAIMS, "0.5 + 0.5 == 1", "1 / 2 + 1 / 2 == 1"),
        set(),
        CLAIMED,
        {"explain/other", "reference/evidence"},
    ),
    "page": ((PAGE, "Less than large.", "Not large."), set(), set(), {"explain/tiny"}),
    "paper": (
        ("docs/papers.bib", "On small things", "On tiny things"),
        set(),
        set(),
        {"reference/papers", "explain/tiny"},
    ),
}


def observe(project):
    """Return when each figure was drawn and each page written, by name."""
    figures = (project / "docs/gallery/tiny").glob("plot_*.drawn/record.json")
    html = (project / "site").resolve().parent / "work/html"
    pages = {p.relative_to(html).with_suffix("").as_posix(): p for p in html.rglob("[!i]*.html")}
    pages = {name: path for name, path in pages.items() if "/" in name}
    return (
        {path.parent.stem.removeprefix("plot_"): path.stat().st_mtime_ns for path in figures},
        {name: path.stat().st_mtime_ns for name, path in pages.items()},
    )


def changed(before, after):
    return {name for name in after if after[name] != before.get(name)}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_redraws_proves_and_writes_what_depends_on_it(tiny, name):
    edit, drawn, proved, written = CHANGES[name]
    (tiny / "build/proved").unlink()
    figures, pages = observe(tiny)
    tiny.edit(*edit)
    tiny.publish()
    figures_now, pages_now = observe(tiny)
    ran = tiny / "build/proved"
    assert changed(figures, figures_now) == drawn
    assert (set(ran.read_text().split()) if ran.exists() else set()) == proved
    assert changed(pages, pages_now) == written


def test_a_build_with_nothing_new_does_nothing(tiny):
    for path in (tiny / "docs").rglob("*.md"):
        path.touch()
    home, seen = (tiny / "site").readlink(), observe(tiny)
    assert "Nothing has changed" in tiny.build().stdout
    assert (tiny / "site").readlink() == home
    assert observe(tiny) == seen


def test_a_site_that_somebody_damaged_is_made_whole(tiny):
    before = tiny.site()
    (tiny / "site/index.html").write_text("Hello")
    assert tiny.publish() == before


def test_two_clean_builds_give_the_same_bytes(tiny, fresh):
    another = fresh()
    site = another.publish()
    assert site == tiny.site()
    names = [str(another.root).encode(), str(tiny.root).encode()]
    assert not [file for file, text in site.items() if any(name in text for name in names)]


def test_what_is_taken_from_another_page_follows_its_contents_not_its_time(tiny):
    """A handout and a page's times change with the page and its figure, whatever the clock says."""
    shown = "# Taken\n\nIt takes {minutes}`explain/tiny`.\n\n```{handout} explain/tiny\nSo.\n```\n"
    tiny.write("docs/explain/taken.md", f"---\norphan: true\n---\n\n{shown}")
    assert "It takes 1." in told(tiny)
    tiny.edit(PAGE, "Less than large.", f"Not large. {'Word. ' * 25}")
    tiny.edit(PAGE, "The double of", f"{'Word. ' * 500}The double of")
    os.utime(tiny / PAGE, (0, 0))
    page = told(tiny)
    assert "It takes 4." in page
    assert "Not large." in page
    tiny.edit(SCRIPT, "It goes up.", "It climbs.")
    assert "It climbs." in told(tiny)
    tiny.edit(CLAIMS, "The double of $x$ is", "Twice $x$ is")
    assert "Twice" in told(tiny)


def told(project):
    """Publish; return the words of the page that takes from another."""
    html = project.publish()["explain/taken.html"].decode()
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


EDITS = [
    ("docs/explain/tiny.md", "# What is small?", "# What is smaller?"),
    ("docs/explain/other.md", "Not much.", "Not much, ~ĝ."),
    ("docs/index.md", ":caption: Pages", ":caption: All pages"),
    ("docs/papers.bib", "Tiny, Tim", "Tim, Tiny"),
    ("explainer/curves.py", "THREE = 3.0", "THREE = 4.0 - 1.0"),
    ("explainer/curves.py", '"""Return the points that are stored."""', '"""Return points."""'),
    ("gallery/tiny/plot_double.py", "A doubled line", "A line doubled"),
    ("tests/claims/test_tiny.py", "A half and a half make one.", "Two halves make one."),
    ("explainer/drawing/house.mplstyle", "axes.linewidth:", "axes.linewidth: 2 #"),
    ("sitekit/theme/styles/page.css", "", "\nbody { tab-size: 5; }\n"),
    ("sitekit/theme/scripts/faces.js", "", "\nvoid 0;\n"),
    ("sitekit/theme/templates/page.html", ">Skip to content<", ">Skip to the content<"),
    ("sitekit/theme/css.py", "", '\n"""Words that nothing runs."""\n'),
    ("docs/conf.py", "", "# A comment.\n"),
    ("CHANGELOG.md", "What will be 0.1.0.", "What will come first."),
]


def list_address(project):
    """List an address as permanent."""
    project.write("docs/links.txt", "index.html\nexplain/other.html\n")


def redirect(project):
    """Lead a page that is gone, and an anchor that is gone from one that stays, elsewhere."""
    lines = "explain/old.html explain/other.html\nexplain/other.html#gone index.html\n"
    project.write("docs/redirects.txt", lines)


def edit_in_the_past(project):
    """Change a page and give it an older time than it had."""
    project.edit("docs/explain/other.md", "# What else is small?", "# What else is little?")
    os.utime(project / "docs/explain/other.md", (1577836800, 1577836800))  # 2020


def add_page(project):
    """Add a page, a figure and a claim."""
    text = (project / "gallery/tiny/plot_double.py").read_text("utf-8")
    project.write("gallery/tiny/plot_new.py", text.replace("double", "triple"))
    mark = '@pytest.mark.claim("new", kind="cases")'
    claim = f'{mark}\ndef test_new():\n    """New."""\n    assert double(0) == 0\n'
    project.edit("tests/claims/test_tiny.py", "", f"\n\n{claim}")
    page = "# New ω\n\nIt is new.\n\n```{exhibit} tiny/new\n```\n\n```{claim} new\n```\n"
    project.write("docs/explain/new.md", page)
    project.edit("docs/index.md", "explain/other\n", "explain/other\nexplain/new\n")


def rename_claim(project):
    """Give a claim another id."""
    project.edit("tests/claims/test_tiny.py", 'claim("halves"', 'claim("two-halves"')
    project.edit("docs/explain/other.md", "{claim} halves", "{claim} two-halves")


def drop_script(project):
    """Take a script away, and its figure from its page."""
    (project / "gallery/tiny/plot_stored.py").unlink()
    project.edit("docs/explain/other.md", "```{exhibit} tiny/stored\n```\n\n", "")


def drop_page(project):
    """Take a page away, and give its claim to another."""
    (project / "docs/explain/tiny.md").unlink()
    project.edit("docs/index.md", "explain/tiny\n", "")
    project.edit("docs/explain/other.md", "", "\n```{claim} doubles\n```\n")


def drop_folder(project):
    """Take away all scripts of a page."""
    shutil.rmtree(project / "gallery/tiny")
    for page in (project / "docs/explain").glob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"```\{exhibit\} .*\n```\n\n", "", text), "utf-8")


def test_a_series_of_edits_ends_where_a_clean_build_does(tiny, fresh):
    twin, series = fresh(), [lambda project, edit=edit: project.edit(*edit) for edit in EDITS]
    series += [list_address, redirect, edit_in_the_past, add_page, rename_claim, drop_script]
    random.Random(1).shuffle(series)
    builds = [series[first : first + 3] for first in range(0, len(series), 3)]
    for number, edits in enumerate(builds, 1):
        for edit in edits:
            edit(tiny)
            edit(twin)
        tiny.publish()
        if number in (3, len(builds)):
            shutil.rmtree(twin / "build", ignore_errors=True)
            assert tiny.site() == twin.publish()


def test_what_is_dropped_leaves_nothing_behind(tiny, fresh):
    twin = fresh()
    for edit in (drop_page, drop_folder):
        edit(tiny)
        tiny.publish()
        edit(twin)
    assert tiny.site() == twin.publish()
