"""The scripts that pages carry: made small, under names that last.

A name holds the hash of what it names, so a host may cache it for ever.
"""

import hashlib
from functools import cache
from pathlib import Path

from rjsmin import jsmin

OURS = Path(__file__).resolve().with_name("scripts")


@cache
def small(script: str) -> tuple[str, str]:
    """Return the lasting name of a script of ours, and its text without what browsers skip."""
    return packed(script, (OURS / script).read_text("utf-8"))


def packed(name: str, text: str) -> tuple[str, str]:
    """Return the lasting name of a script, and its text without what browsers skip."""
    text = jsmin(text)
    stem, digest = name.removesuffix(".js"), hashlib.sha256(text.encode()).hexdigest()
    return f"{stem}.{digest[:10]}.js", text
