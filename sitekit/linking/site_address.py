"""Check SITE_ADDRESS, the site's public URL in cards, citations, sitemap and feed."""

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
    """Return an error message for an invalid SITE_ADDRESS; empty if it is valid or unset."""
    if address is None or _VALID.fullmatch(address):
        return ""
    example = "https://example.org or https://example.org/sigma"
    return f"{VARIABLE} is {address!r}; it may be an address like {example}, or not be set"


def _config_inited(_app: Sphinx, _config: Config) -> None:
    """Raise ConfigError for an invalid address, so that plain Sphinx stops too."""
    if error := find_error(os.environ.get(VARIABLE)):
        raise ConfigError(error)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check the address before anything is built."""
    app.connect("config-inited", _config_inited)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
