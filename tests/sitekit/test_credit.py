"""Each file of a figure says what it is and whose, where other programs look for it."""

import io
import re
import zlib
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from PIL import Image

from explainer import drawing
from sitekit.figures.credit import Credit, credited_svg
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import themed_svg, to_pdf, to_png

CREDIT = Credit(
    title="σ & the <step>",
    caption="One is smooth.",
    description='At 0 it says "½".',
    author="A. Uthor",
    licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    address="https://example.org/σ.html",
)
DC = "{http://purl.org/dc/elements/1.1/}"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def svg():
    with plt.style.context("explainer.drawing.house"):
        figure, ax = plt.subplots(figsize=(2, 1))
        ax.plot([0, 1], [0, 1], color=drawing.colour("sigma"))
        return to_svg(figure, "credited")


def facts(rdf):
    """What an RDF text says in the terms of the Dublin Core, by term."""
    words = {each.tag: "".join(each.itertext()).strip() for each in ET.fromstring(rdf).iter()}
    return {tag.removeprefix(DC): text for tag, text in words.items() if tag.startswith(DC)}


def holds_all(said):
    assert said == {
        "title": CREDIT.title,
        "description": f"{CREDIT.caption} {CREDIT.description}",
        "creator": CREDIT.author,
        "rights": f"“{CREDIT.title}”, A. Uthor, CC BY 4.0, {CREDIT.address}",
        "source": CREDIT.address,
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_svg(svg, theme):
    drawn = ET.fromstring(themed_svg(svg, theme, credit=CREDIT))
    title, words, metadata = list(drawn)[:3]
    assert (title.tag, title.text) == (f"{SVG}title", CREDIT.title)
    assert (words.tag, words.text) == (f"{SVG}desc", CREDIT.description)
    assert metadata.tag == f"{SVG}metadata"
    holds_all(facts(ET.tostring(metadata)))
    assert drawn.get("role") == "img"


def test_svg_is_otherwise_the_same(svg):
    plain, credited = (ET.fromstring(each) for each in (svg, credited_svg(svg, CREDIT)))
    assert [ET.tostring(each) for each in plain] == [ET.tostring(each) for each in credited][3:]


@pytest.mark.parametrize("transparent", [True, False])
def test_png(svg, transparent):
    plain, credited = (
        Image.open(io.BytesIO(to_png(svg, "dark", transparent=transparent, credit=by)))
        for by in (None, CREDIT)
    )
    assert credited.convert("RGBA").tobytes() == plain.convert("RGBA").tobytes()
    said = credited.text
    holds_all(facts(said.pop("XML:com.adobe.xmp")))
    assert said == {
        "Title": CREDIT.title,
        "Author": CREDIT.author,
        "Description": f"{CREDIT.caption} {CREDIT.description}",
        "Copyright": CREDIT.line,
        "Source": CREDIT.address,
    }


@pytest.mark.parametrize("transparent", [True, False])
def test_pdf(svg, transparent):
    pdf = to_pdf(svg, "light", transparent=transparent, credit=CREDIT)
    info = re.search(rb"/Info (\d+) 0 R", pdf)[1]
    listed = re.search(rb"\n%s 0 obj\n(.*?)endobj" % info, pdf, re.DOTALL)[1]
    said = {
        key.decode(): bytes.fromhex(text.decode()).decode("utf-16")
        for key, text in re.findall(rb"/(\w+) <([0-9a-f]+)>", listed)
    }
    assert said == {
        "Title": CREDIT.title,
        "Author": CREDIT.author,
        "Subject": f"{CREDIT.caption} {CREDIT.description}",
        "Keywords": CREDIT.line,
    }
    catalog = re.search(
        rb"/Type /Catalog\n.*?endobj|<<\n/Metadata.*?/Type /Catalog", pdf, re.DOTALL
    )
    packet = re.search(rb"/Metadata (\d+) 0 R", catalog[0])[1]
    stream = re.search(rb"\n%s 0 obj\n.*?stream\n(.*?)\nendstream" % packet, pdf, re.DOTALL)[1]
    holds_all(facts(stream))
    head = re.search(rb"\n%s 0 obj\n.*?/Length (\d+)" % packet, pdf, re.DOTALL)
    assert len(stream) == int(head[1])
    assert _whole(pdf)


def _whole(pdf):
    """Each place in the table holds the object it speaks of, and each packed stream unpacks."""
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF$", pdf)[1])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]
    for stream in re.findall(rb"/FlateDecode.*?stream\n(.*?)\nendstream", pdf, re.DOTALL):
        zlib.decompress(stream)
    return all(pdf[at:].startswith(b"%d 0 obj" % n) for n, at in enumerate(places, 1))
