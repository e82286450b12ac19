"""Define the Content-Security-Policy of all pages.

It forbids inline scripts and styles, ``eval`` and other hosts. Every page has it in its head; hosts
can also send it as a header: see ``hosts.py``.
"""

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",  # the stylesheet contains the search icon
    "connect-src": "'self'",  # the search fetches pages to show excerpts
    "worker-src": "'self' blob:",  # blob: browsers start no worker from file: URLs
    "frame-src": "'self'",  # a page may frame a figure, as other sites can
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

POLICY = "; ".join(f"{what} {where}" for what, where in ALLOWED.items())
