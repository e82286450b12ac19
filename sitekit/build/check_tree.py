"""Find files and folders that would hang or confuse Sphinx, before it walks the sources."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


def find_obstacles(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file and folder that cannot be a source, with the reason."""
    for folder in (root / "docs", root / "gallery"):
        for place, folders, files in os.walk(folder):
            for path in (Path(place, name) for name in (*folders, *files)):
                if reason := _obstacle(path, in_gallery=folder.name == "gallery"):
                    yield path, reason


def _obstacle(path: Path, *, in_gallery: bool) -> str:
    mode = path.lstat().st_mode
    if not path.name.isprintable():  # invalid UTF-8 becomes surrogates
        return "the name is not UTF-8"
    if stat.S_ISLNK(mode):
        inside = Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(path))
        return "a link to a folder that it is in" if inside else ""
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "neither a file nor a folder"
    if in_gallery and " " in path.name:
        return "the name becomes an address, and may not hold a space"
    if in_gallery and stat.S_ISDIR(mode) and path.name.startswith("plot_"):
        return "a folder may not be called like a script"
    return ""


def _config_inited(app: Sphinx, _config: Config) -> None:
    obstacles = list(find_obstacles(Path(app.srcdir).parent))
    for path, reason in obstacles:
        name = os.fsencode(path).decode("utf-8", "replace")
        logger.warning("%s", reason, location=f"{name}:1")
    if obstacles:
        raise ConfigError("Sphinx cannot walk the sources")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check before Sphinx looks for pages."""
    app.connect("config-inited", _config_inited, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
