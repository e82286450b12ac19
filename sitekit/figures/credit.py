"""What a figure's file says of itself: its title, its words, who made it, and what one may do.

The same facts go into an SVG, a PNG and a PDF, as XMP in the terms of the Dublin Core and in each
format's own way. Nothing that changes from day to day is among them.
"""

from dataclasses import dataclass

import pikepdf

#: The licence of the site's words and pictures: its name and its address.
CONTENT_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True)
class Credit:
    """A figure's title and caption, what it shows in words, and the facts of its authorship."""

    title: str
    caption: str
    description: str
    author: str
    licence: str  # its name
    licence_address: str
    address: str  # of the page where the figure stands

    @property
    def line(self) -> str:
        """Give the one line that goes under the figure wherever it is shown."""
        return f"“{self.title}”, {self.author}, {self.licence}, {self.address}"

    @property
    def words(self) -> str:
        """Give the caption and what the figure shows."""
        return f"{self.caption} {self.description}"


def sign_pdf(pdf: pikepdf.Pdf, credit: Credit) -> None:
    """Write the facts into a PDF's XMP, and into its older list of information."""
    with pdf.open_metadata(set_pikepdf_as_editor=False) as facts:
        facts["dc:title"] = credit.title
        facts["dc:description"] = credit.words
        facts["dc:creator"] = [credit.author]
        facts["dc:rights"] = credit.line
        facts["dc:source"] = credit.address
        facts["xmpRights:WebStatement"] = credit.licence_address


def xmp(credit: Credit) -> str:
    """Return the facts as a packet of XMP."""
    with pikepdf.new() as pdf:
        sign_pdf(pdf, credit)
        return pdf.Root.Metadata.read_bytes().decode("utf-8")
