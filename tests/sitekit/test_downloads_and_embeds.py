"""Test that every figure can be downloaded in every format, attributed and embedded."""

import hashlib
import html
import json
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

FORMS = [
    f"{theme}{ground}.{kind}"
    for theme in ("light", "dark")
    for ground, kind in [
        ("", "svg"),
        ("", "png"),
        ("", "pdf"),
        ("-transparent", "png"),
        ("-transparent", "pdf"),
    ]
]


@pytest.fixture(scope="module")
def site(root):
    return root / "site"


@pytest.fixture(scope="module")
def exhibits(root):
    """The record of each exhibit, by its name."""
    drawn = {
        f"{path.parents[1].name}/{path.parent.name[5:-6]}": json.loads(path.read_text("utf-8"))
        for path in (root / "docs" / "gallery").glob("*/plot_*.drawn/record.json")
    }
    assert drawn, "build the site first: nox -s docs"
    return drawn


def test_every_form_of_every_figure_is_there_and_named_beside_it(site, exhibits):
    for name in exhibits:
        page, stem = name.split("/")
        text = (site / f"gallery/{page}/plot_{stem}.html").read_text("utf-8")
        for form in FORMS:
            assert (site / f"exhibits/{name}-{form}").exists(), (name, form)
            assert f'href="../../exhibits/{name}-{form}"' in text, (name, form)


def test_every_file_carries_title_words_and_credit(site, exhibits):
    for name, record in exhibits.items():
        page, stem = name.split("/")
        assert record["credit"].startswith(f"“{record['title']}”, ")
        assert record["credit"].endswith(f"/gallery/{page}/plot_{stem}.html")
        assert "CC BY 4.0" in record["credit"]
        drawn = ET.parse(site / f"exhibits/{name}-dark.svg").getroot()
        assert [drawn[0].text, drawn[1].text] == [record["title"], record["description"]]
        with Image.open(site / f"exhibits/{name}-light-transparent.png") as picture:
            picture.load()
            assert picture.text["Copyright"] == record["credit"]
            assert record["description"] in picture.text["Description"]
        pdf = (site / f"exhibits/{name}-dark-transparent.pdf").read_bytes()
        for said in (record["title"], record["credit"]):
            assert said.encode("utf-16-be").hex().encode() in pdf


def test_one_zip_holds_all(site, exhibits):
    with zipfile.ZipFile(site / "exhibits/why-sigma-figures.zip") as whole:
        assert whole.testzip() is None
        assert sorted(whole.namelist()) == sorted(f"{n}-{f}" for n in exhibits for f in FORMS)
        for entry in whole.infolist():
            same = (site / "exhibits" / entry.filename).read_bytes()
            assert hashlib.sha256(whole.read(entry)).digest() == hashlib.sha256(same).digest()
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_the_code_to_embed_leads_to_the_figure_alone(site, exhibits):
    for name, record in exhibits.items():
        page, stem = name.split("/")
        text = (site / f"gallery/{page}/plot_{stem}.html").read_text("utf-8")
        frame = re.search(r"&lt;iframe (.*?)&gt;&lt;/iframe&gt;", text)
        said = dict(re.findall(r'(\w+)="([^"]*)"', html.unescape(frame[1])))
        assert said["src"] == f"{record['credit'].rpartition(', ')[2]}?embed#alone"
        assert html.unescape(said["title"]) == record["title"]
        assert text.count('id="alone"') == 1
