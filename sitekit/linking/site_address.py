"""SITE_ADDRESS: where the site is to stand, as cards, citations, sitemap and feed name it."""

import os
import re

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata

VARIABLE = "SITE_ADDRESS"
_HOST = r"(?:[\w-]+\.)*[\w-]+|\[[\da-f:.]+\]"
_VALID = re.compile(
    rf"https?://(?:{_HOST})(?::\d{{1,5}})?(?:/[^\s\x00-\x1f\x7f-\x9f?#\"'<>\\^`{{|}}]*)?",
    re.IGNORECASE,
)


def find_error(address: str | None) -> str:
    """Return what is wrong with a value of SITE_ADDRESS, in a line; nothing where it is unset."""
    if address is None or _VALID.fullmatch(address):
        return ""
    example = "https://example.org or https://example.org/sigma"
    return f"{VARIABLE} is {address!r}; it may be an address like {example}, or not be set"


def _config_inited(_app: Sphinx, _config: Config) -> None:
    """Stop plain Sphinx too."""
    if error := find_error(os.environ.get(VARIABLE)):
        raise ConfigError(error)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check before anything is made."""
    app.connect("config-inited", _config_inited)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
