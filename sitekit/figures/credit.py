"""What a figure's file says of itself: its title, its words, who made it, and what one may do.

The same facts go into an SVG, a PNG and a PDF, each in its own way; where a format knows RDF, in
the terms of the Dublin Core. Nothing that changes from day to day is among them.
"""

import struct
import zlib
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{}<?xpacket end="r"?>'


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


def rdf(credit: Credit) -> str:
    """Write the facts as RDF."""

    def among(kind: str, text: str) -> str:
        language = ' xml:lang="x-default"' if kind == "Alt" else ""
        return f"<rdf:{kind}><rdf:li{language}>{escape(text)}</rdf:li></rdf:{kind}>"

    said = {
        "title": among("Alt", credit.title),
        "description": among("Alt", f"{credit.caption} {credit.description}"),
        "creator": among("Seq", credit.author),
        "rights": among("Alt", credit.line),
        "source": escape(credit.address),
    }
    facts = "".join(f"<dc:{name}>{text}</dc:{name}>" for name, text in said.items())
    licence = f"<xmpRights:WebStatement>{escape(credit.licence_address)}</xmpRights:WebStatement>"
    return (
        f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns:dc="{_DC}" xmlns:xmpRights="{_RIGHTS}">'
        f"<rdf:Description rdf:about={quoteattr(credit.address)}>{facts}{licence}"
        "</rdf:Description></rdf:RDF>"
    )


def xmp(credit: Credit) -> str:
    """Wrap the facts as PNG and PDF want them."""
    return _PACKET.format(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf(credit)}</x:xmpmeta>')


def credited_svg(svg: str, credit: Credit) -> str:
    """Put title, words and facts at the head of an SVG, where a screen reader looks for them."""
    head, end, body = svg.partition(">")
    words = (
        f"<title>{escape(credit.title)}</title><desc>{escape(credit.description)}</desc>"
        f"<metadata>{rdf(credit)}</metadata>"
    )
    return f'{head} role="img"{end}{words}{body}'


def credited_png(png: bytes, credit: Credit) -> bytes:
    """Put the facts into a PNG, behind its head, under the names that programs look for."""
    said = {
        "Title": credit.title,
        "Author": credit.author,
        "Description": f"{credit.caption} {credit.description}",
        "Copyright": credit.line,
        "Source": credit.address,
        "XML:com.adobe.xmp": xmp(credit),
    }
    texts = (name.encode() + bytes(5) + text.encode() for name, text in said.items())
    return png[:33] + b"".join(chunk(b"iTXt", text) for text in texts) + png[33:]


def chunk(kind: bytes, data: bytes) -> bytes:
    """Write a part of a PNG: its length, its kind, its data and their checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def facts_for_pdf(credit: Credit) -> tuple[bytes, bytes]:
    """Write the facts as a PDF's list of information, and as a stream for programs."""
    said = {
        "Title": credit.title,
        "Author": credit.author,
        "Subject": f"{credit.caption} {credit.description}",
        "Keywords": credit.line,
    }
    lines = [f"/{name} <{_hex(text)}>" for name, text in said.items()]
    packet = xmp(credit).encode()
    head = f"<< /Type /Metadata /Subtype /XML /Length {len(packet)} >>\nstream\n".encode()
    return " ".join(lines).encode(), head + packet + b"\nendstream"


def _hex(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex()
