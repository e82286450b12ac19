"""What a figure's file says of itself: its title, its words, who made it, and what one may do.

The same facts go into an SVG, a PNG and a PDF, as XMP in the terms of the Dublin Core and in each
format's own way. Nothing that changes from day to day is among them.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pikepdf
from PIL.PngImagePlugin import PngInfo

from sitekit.figures.clean_svg import NAMESPACE

#: The licence of the site's words and pictures: its name and its address.
CONTENT_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
ET.register_namespace("xmpRights", "http://ns.adobe.com/xap/1.0/rights/")


@dataclass(frozen=True)
class Credit:
    """A figure's title and caption, what it shows in words, and the facts of its authorship."""

    title: str
    caption: str
    description: str
    author: str
    address: str  # of the page where the figure stands

    @property
    def line(self) -> str:
        """Give the one line that goes under the figure wherever it is shown."""
        return f"“{self.title}”, {self.author}, {CONTENT_LICENCE[0]}, {self.address}"

    @property
    def words(self) -> str:
        """Give the caption and what the figure shows."""
        return f"{self.caption} {self.description}"


def sign_svg(root: Element, credit: Credit) -> None:
    """Put title, words and facts at the head of an SVG, where a screen reader looks for them."""
    root.set("role", "img")
    title, words, facts = (
        Element(f"{{{NAMESPACE}}}{tag}") for tag in ("title", "desc", "metadata")
    )
    title.text, words.text = credit.title, credit.description
    facts.extend(ET.fromstring(xmp(credit)))
    root[:0] = [title, words, facts]


def png_facts(credit: Credit) -> PngInfo:
    """Return the facts under the names that programs look for in a PNG."""
    facts = PngInfo()
    facts.add_itxt("Title", credit.title)
    facts.add_itxt("Author", credit.author)
    facts.add_itxt("Description", credit.words)
    facts.add_itxt("Copyright", credit.line)
    facts.add_itxt("Source", credit.address)
    facts.add_itxt("XML:com.adobe.xmp", xmp(credit))
    return facts


def sign_pdf(pdf: pikepdf.Pdf, credit: Credit) -> None:
    """Write the facts into a PDF's XMP, and into its older list of information."""
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
    """Return the facts as a packet of XMP."""
    with pikepdf.new() as pdf:
        sign_pdf(pdf, credit)
        return pdf.Root.Metadata.read_bytes().decode("utf-8")
