"""Test that broken links and resources from other hosts are found."""

import pytest

from sitekit.linking.link_check import Site

FINE = {
    "page": '<a href="other.html">',
    "page in a folder": '<a href="deep/page.html">',
    "anchor": '<a href="other.html#here">',
    "anchor on the same page": '<a href="#top">',
    "anchor of another script": '<a href="other.html#%CF%83">',
    "query": '<a href="other.html?level=algebra#here">',
    "address elsewhere, to be followed": '<a href="https://example.org/">',
    "licence": '<link rel="license" href="https://example.org/licence">',
    "mail": '<a href="mailto:a@example.org">',
    "picture": '<img src="picture.svg" alt="">',
    "picture in the page": '<img src="data:image/png;base64,AAAA" alt="">',
    "address in a comment": '<!-- <img src="nowhere.png"> -->',
    "address in a script": '<script>"<img src=nowhere.png>"</script>',
}

WRONG = {
    "no such page": ('<a href="nowhere.html">', "leads to no page"),
    "no such anchor": ('<a href="other.html#nowhere">', "leads to no anchor on other.html"),
    "no such anchor here": ('<a href="#nowhere">', "leads to no anchor on index.html"),
    "name of an input": ('<input name="q"><a href="#q">', "leads to no anchor on index.html"),
    "folder": ('<a href="deep/">', "leads to no page"),
    "above the site": ('<a href="../other.html">', "leads out of the site"),
    "root of the host": ('<a href="/other.html">', "leads out of the site"),
    "other case": ('<a href="Other.html">', "leads to no page"),
    "unquoted": ("<a href=nowhere.html>", "leads to no page"),
    "single quotes": ("<a class='x' href='nowhere.html'>", "leads to no page"),
    "picture": ('<img src="nowhere.png" alt="">', "leads to no page"),
    "picture elsewhere": ('<img src="https://example.org/a.png">', "is loaded from another host"),
    "picture by its host": ('<img src="//example.org/a.png">', "is loaded from another host"),
    "sharper picture": ('<img srcset="picture.svg 1x, no.svg 2x">', "leads to no page"),
    "script elsewhere": (
        '<script src="https://example.org/a.js"></script>',
        "is loaded from another host",
    ),
    "font elsewhere": (
        '<link rel="preconnect" href="https://example.org">',
        "is loaded from another host",
    ),
    "style elsewhere": (
        '<style>@import "https://example.org/a.css";</style>',
        "is loaded from another host",
    ),
    "style attribute": (
        '<p style="background: url(https://example.org/a.png)">',
        "is loaded from another host",
    ),
    "drawing elsewhere": (
        '<use xlink:href="https://example.org/a.svg#b"/>',
        "is loaded from another host",
    ),
    "frame": ('<iframe src="https://example.org/"></iframe>', "is loaded from another host"),
}


@pytest.fixture
def site(tmp_path):
    def make(text):
        (tmp_path / "deep").mkdir()
        (tmp_path / "index.html").write_text(f'<h1 id="top">One</h1>{text}')
        (tmp_path / "other.html").write_text('<p id="here">Two</p><a name="σ"></a>', "utf-8")
        (tmp_path / "deep/page.html").write_text('<a href="../index.html#top">Back</a>')
        (tmp_path / "picture.svg").write_text("<svg/>")
        return Site(tmp_path)

    return make


@pytest.mark.parametrize("name", FINE)
def test_an_address_that_leads_somewhere_is_no_fault(site, tmp_path, name):
    assert site(FINE[name]).errors(tmp_path) == []


@pytest.mark.parametrize("name", WRONG)
def test_an_address_that_leads_nowhere_is_a_fault(site, tmp_path, name):
    text, wrong = WRONG[name]
    (error,) = site(text).errors(tmp_path)
    assert error.message.endswith(wrong)


def test_stylesheets_load_nothing_from_elsewhere(site, tmp_path):
    (tmp_path / "a.css").write_text('@font-face{src:url("no.woff2")}p{background:url(//x.org/a)}')
    errors = site("").errors(tmp_path)
    assert [error.message for error in errors] == [
        "the link //x.org/a is loaded from another host",
        "the link no.woff2 leads to no page",
    ]


def test_a_dead_link_is_traced_to_the_line_that_made_it(tiny):
    other, gallery = "docs/explain/other.md", "gallery/tiny/plot_double.py"
    tiny.edit(other, "Not much.", 'Not much.\n\n<a href="tiny.html#nowhere">This</a>.')
    tiny.edit(gallery, "It goes up.", "It goes up, like `this <nowhere.html>`__.")
    tiny.told(
        (other, "#nowhere", "the link tiny.html#nowhere leads to no anchor on explain/tiny.html"),
        (gallery, "nowhere.html", "the link nowhere.html leads to no page"),
    )
