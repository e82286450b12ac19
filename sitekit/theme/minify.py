"""Minify scripts, and name them by a hash of their content.

Hosts can cache a file permanently if its name changes with its content.
"""

import hashlib
from functools import cache
from pathlib import Path

from rjsmin import jsmin

OURS = Path(__file__).resolve().with_name("scripts")


@cache
def joined(name: str, *scripts: str) -> tuple[str, str]:
    """Return the hashed name and the minified text of our scripts as one file."""
    return packed(name, ";\n".join((OURS / each).read_text("utf-8") for each in scripts))


def forward() -> tuple[str, str]:
    """Return the hashed name and the minified text of the script of a redirect page."""
    return joined("forward.js", "address.js", "forward.js")


def packed(name: str, text: str) -> tuple[str, str]:
    """Return the hashed name and the minified text of a script."""
    text = jsmin(text)
    stem, digest = name.removesuffix(".js"), hashlib.sha256(text.encode()).hexdigest()
    return f"{stem}.{digest[:10]}.js", text
