"""Draw QR codes as SVG."""

import segno


def draw_qr_code(address: str) -> str:
    """Return an address as a QR code in SVG, with the quiet zone that scanners need."""
    code = segno.make(address, micro=False, error="m", boost_error=False)
    return code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
