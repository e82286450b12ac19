"""Record the inputs of each build product, to find out what is stale and why.

Proofs, figures, pages and the published site are tracked. Inputs map the name of each file or fact
to its digest; contents are compared, never file times.
"""

import json
import platform
import sys
from functools import cache
from pathlib import Path
from typing import Literal

from sitekit.core.digests import digest
from sitekit.core.files import read_json, write_atomically

Kind = Literal["proofs", "figures", "pages", "site"]
Inputs = dict[str, str]


class Record:
    """Inputs of everything made so far, kept in one JSON file between builds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known = _read(path)
        self.reasons: list[tuple[Kind, str, str]] = []  # what this build rebuilds, and why

    def is_stale(self, kind: Kind, name: str, inputs: Inputs) -> bool:
        """Return whether an item must be rebuilt, and record the reason."""
        reason = difference(self.known.get(kind, {}).get(name), inputs)
        if reason:
            self.reasons.append((kind, name, reason))
        return bool(reason)

    def renew(self, kind: Kind, name: str, inputs: Inputs) -> None:
        """Record the inputs that an item has just been made from."""
        self.known.setdefault(kind, {})[name] = inputs

    def keep(self, kind: Kind, names: set[str]) -> None:
        """Drop all items of a kind except those named."""
        self.known[kind] = {n: made for n, made in self.known.get(kind, {}).items() if n in names}

    def explain(self) -> list[str]:
        """Return one line for each rebuilt item, with the reason."""
        return [f"{kind}: {name}: {reason}" for kind, name, reason in self.reasons]

    def save(self) -> None:
        """Write the record to its file."""
        write_atomically(self.path, json.dumps(self.known, ensure_ascii=False, sort_keys=True))


def _read(path: Path) -> dict[str, dict[str, Inputs]]:
    """Read a record without its damaged entries, whose items are then rebuilt."""
    kinds = {kind: made for kind, made in read_json(path).items() if isinstance(made, dict)}
    return {
        kind: {name: inputs for name, inputs in made.items() if isinstance(inputs, dict)}
        for kind, made in kinds.items()
    }


def difference(before: Inputs | None, now: Inputs) -> str:
    """Return a short description of how inputs differ; empty if they are equal."""
    if before is None:
        return "never made before"
    words = {
        "changed": sorted(n for n in before.keys() & now.keys() if before[n] != now[n]),
        "new": sorted(now.keys() - before.keys()),
        "no longer used": sorted(before.keys() - now.keys()),
    }
    return "; ".join(f"{', '.join(names)} {word}" for word, names in words.items() if names)


@cache
def _digest_installed() -> str:
    found = {path.name for place in sys.path for path in Path(place).glob("*.dist-info")}
    return digest(platform.python_version(), *sorted(found))


def installed() -> Inputs:
    """Return the versions of Python and of all installed packages as one input."""
    return {"installed packages": _digest_installed()}
