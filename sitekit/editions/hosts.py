"""Headers for hosts: how long to cache each file, and the content security policy.

Written into the site in the forms that common hosts read: ``_headers`` for Netlify, Cloudflare
Pages and the like, ``nginx.conf`` and ``.htaccess`` to include. A host that reads none of them does
no harm: a name with a hash changes with its content, and each page has the policy in its head.
See docs/contribute/hosting.md.
"""

import re
from pathlib import Path

from sitekit.core.templates import fill
from sitekit.theme.policy import POLICY

FILES = ("_headers", "nginx.conf", ".htaccess")

#: A file with the hash of its content in its name never changes; all else is asked for again.
LASTING = re.compile(r"\.[0-9a-f]{10}\.\w+$")
CACHE_FOREVER, REVALIDATE = "public, max-age=31536000, immutable", "no-cache"

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer-when-downgrade",
}


def headers(path: str) -> dict[str, str]:
    """Return the headers of a file of the site."""
    return {**ALWAYS, "Cache-Control": CACHE_FOREVER if LASTING.search(path) else REVALIDATE}


def write(site: Path) -> None:
    """Write the files that configure hosts into a built site."""
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
