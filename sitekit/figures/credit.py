"""Embed metadata in figure files: title, description, author, licence.

SVG, PNG and PDF carry the same metadata, as Dublin Core in XMP and in each format's native fields.
It contains no timestamps, so that files are reproducible.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pikepdf
from PIL.PngImagePlugin import PngInfo

from sitekit.figures.clean_svg import NAMESPACE

#: Licence of the site's text and figures: name and URL.
CONTENT_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
ET.register_namespace("xmpRights", "http://ns.adobe.com/xap/1.0/rights/")


@dataclass(frozen=True)
class Credit:
    """Metadata of a figure: title, caption, description, author and address."""

    title: str
    caption: str
    description: str
    author: str
    address: str  # of the figure's gallery page

    @property
    def line(self) -> str:
        """Return the attribution line to print under the figure."""
        return f"“{self.title}”, {self.author}, {CONTENT_LICENCE[0]}, {self.address}"

    @property
    def words(self) -> str:
        """Return the caption followed by the description."""
        return f"{self.caption} {self.description}"


def sign_svg(root: Element, credit: Credit) -> None:
    """Insert title, description and XMP at the start of an SVG, for screen readers and tools."""
    root.set("role", "img")
    title, words, facts = (
        Element(f"{{{NAMESPACE}}}{tag}") for tag in ("title", "desc", "metadata")
    )
    title.text, words.text = credit.title, credit.description
    facts.extend(ET.fromstring(xmp(credit)))
    root[:0] = [title, words, facts]


def png_facts(credit: Credit) -> PngInfo:
    """Return the metadata as PNG text chunks with the standard keywords."""
    facts = PngInfo()
    facts.add_itxt("Title", credit.title)
    facts.add_itxt("Author", credit.author)
    facts.add_itxt("Description", credit.words)
    facts.add_itxt("Copyright", credit.line)
    facts.add_itxt("Source", credit.address)
    facts.add_itxt("XML:com.adobe.xmp", xmp(credit))
    return facts


def sign_pdf(pdf: pikepdf.Pdf, credit: Credit) -> None:
    """Write the metadata into a PDF's XMP and its document information dictionary."""
    pdf.Root.Lang = pikepdf.String("en-GB")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as facts:
        facts["dc:title"] = credit.title
        facts["dc:description"] = credit.words
        facts["dc:creator"] = [credit.author]
        facts["dc:rights"] = credit.line
        facts["dc:source"] = credit.address
        facts["xmpRights:WebStatement"] = CONTENT_LICENCE[1]
    pdf.docinfo["/Keywords"] = credit.line


def xmp(credit: Credit) -> str:
    """Return the metadata as an XMP packet."""
    with pikepdf.new() as pdf:
        sign_pdf(pdf, credit)
        return pdf.Root.Metadata.read_bytes().decode("utf-8")
