"""Write files atomically, read JSON caches that may be damaged, write reproducible zips."""

import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file atomically: readers see either the old content or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    data = content.encode() if isinstance(content, str) else content
    unfinished.write_bytes(data)
    unfinished.replace(path)


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """Hard-link a file, or copy it where links fail; only for files never edited in place."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file; an empty dict if it is missing or damaged."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_zip(path: Path, entries: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> None:
    """Write a byte-reproducible zip; names ending in `stored` are not compressed."""
    unfinished = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(unfinished, "w") as whole:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)  # dated 1980 by default, so reproducible
            entry.external_attr = 0o644 << 16
            kept = name.endswith(stored) if stored else False
            entry.compress_type = zipfile.ZIP_STORED if kept else zipfile.ZIP_DEFLATED
            whole.writestr(entry, data)
    unfinished.replace(path)
