"""What a page of the site may load and run: a Content-Security-Policy, said once for all.

Nothing that is not allowed here: no script or style written into a page, no ``eval``, no other
host. The page says it of itself, in its head; hosts may say it as well: see ``hosts.py``.
"""

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",  # the stylesheet holds the sign of the search
    "connect-src": "'self'",  # the search reads pages to show where it found the words
    "worker-src": "'self' blob:",  # a blob, because a browser starts no worker from a folder
    "frame-src": "'self'",  # a figure alone, as others may frame it too
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

POLICY = "; ".join(f"{what} {where}" for what, where in ALLOWED.items())
