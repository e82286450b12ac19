"""Store audit results per page, in the file that the quality page shows."""

import hashlib
import json
from pathlib import Path
from typing import Any


class Record:
    """Audit results; a page is stale if its bytes change, which include its assets' hashes."""

    def __init__(self, path: Path, site: Path, pages: list[str]) -> None:
        self.path = path
        self.now = {
            page: hashlib.sha256((site / page).read_bytes()).hexdigest()[:16] for page in pages
        }
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self.pages: dict[str, dict[str, Any]] = {
            page: found for page, found in known.items() if page in self.now
        }

    def stale(self) -> list[str]:
        """Return the pages that have never been measured, or have changed since."""
        return [page for page in self.now if self.pages.get(page, {}).get("of") != self.now[page]]

    def keep(self, page: str, found: dict[str, Any]) -> None:
        """Store the results of the current version of a page, and write the file."""
        self.pages[page] = {"of": self.now[page], **found}
        lines = (
            f"{json.dumps(name)}: {json.dumps(self.pages[name])}" for name in sorted(self.pages)
        )
        unfinished = self.path.with_suffix(".part")
        unfinished.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
        unfinished.replace(self.path)
