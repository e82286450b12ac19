"""QR codes as SVG."""

import segno


def draw_qr_code(address: str) -> str:
    """Draw an address as a QR code, with the quiet border that readers need."""
    code = segno.make(address, micro=False, error="m", boost_error=False)
    return code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
