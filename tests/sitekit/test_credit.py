"""Test that every figure file carries its metadata where other programs read it."""

import io
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pikepdf
import pytest
from PIL import Image

from explainer import drawing
from sitekit.figures.credit import Credit
from sitekit.figures.svg import to_svg
from sitekit.figures.themes import themed_svg, to_pdf, to_png

CREDIT = Credit(
    title="σ & the <step>",
    caption="One is smooth.",
    description='At 0 it says "½".',
    author="A. Uthor",
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
    plain, credited = (
        ET.fromstring(each)
        for each in (themed_svg(svg, "dark"), themed_svg(svg, "dark", credit=CREDIT))
    )
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
    written = to_pdf(svg, "light", transparent=transparent, credit=CREDIT)
    with pikepdf.open(io.BytesIO(written)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert {key: str(pdf.docinfo[f"/{key}"]) for key in ("Title", "Author")} == {
            "Title": CREDIT.title,
            "Author": CREDIT.author,
        }
        assert str(pdf.docinfo["/Subject"]) == f"{CREDIT.caption} {CREDIT.description}"
        assert str(pdf.docinfo["/Keywords"]) == CREDIT.line
        holds_all(facts(pdf.Root.Metadata.read_bytes()))
