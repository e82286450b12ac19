"""Write HTTP headers for hosts: cache lifetimes and the content security policy.

They are written in the formats of common hosts: ``_headers`` for Netlify, Cloudflare Pages and
similar, ``nginx.conf`` and ``.htaccess`` to include. Other hosts work too: hashed names change with
their content, and each page has the policy in its head. See docs/contribute/hosting.md.
"""

import re
from pathlib import Path

from sitekit.core.templates import fill
from sitekit.theme.policy import POLICY

FILES = ("_headers", "nginx.conf", ".htaccess")

#: A file with a hash in its name never changes; all other files are revalidated.
LASTING = re.compile(r"\.[0-9a-f]{10}\.\w+$")
CACHE_FOREVER, REVALIDATE = "public, max-age=31536000, immutable", "no-cache"

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer-when-downgrade",
}


def headers(path: str) -> dict[str, str]:
    """Return the HTTP headers of a file of the site."""
    return {**ALWAYS, "Cache-Control": CACHE_FOREVER if LASTING.search(path) else REVALIDATE}


def write(site: Path) -> None:
    """Write the host configuration files into a built site."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.*.*"))]
    known = {
        "always": ALWAYS,
        "forever": CACHE_FOREVER,
        "revalidate": REVALIDATE,
        "pattern": LASTING.pattern,
        "lasting": [name for name in names if LASTING.search(name)],
    }
    for name in FILES:
        text = fill(f"editions/templates/{name.removeprefix('.')}", **known)
        (site / name).write_text(text, "utf-8")
