"""What each thing was made from when it was last made, and so what is out of date, and why.

There are four kinds of things: proofs, figures, pages, and the site as published. Each has its
inputs: a name for each file or fact that it was made from, with a digest. Contents count, never
file times.
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
    """The inputs of everything made so far, kept in one file from build to build."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known = _read(path)
        self.reasons: list[tuple[Kind, str, str]] = []  # what this build makes again, and why

    def is_stale(self, kind: Kind, name: str, inputs: Inputs) -> bool:
        """Tell whether a thing must be made again, and remember why."""
        reason = difference(self.known.get(kind, {}).get(name), inputs)
        if reason:
            self.reasons.append((kind, name, reason))
        return bool(reason)

    def renew(self, kind: Kind, name: str, inputs: Inputs) -> None:
        """Note that a thing has been made from these inputs."""
        self.known.setdefault(kind, {})[name] = inputs

    def keep(self, kind: Kind, names: set[str]) -> None:
        """Forget all things of a kind but these."""
        self.known[kind] = {n: made for n, made in self.known.get(kind, {}).items() if n in names}

    def explain(self) -> list[str]:
        """Return what this build makes again, and why, a line each."""
        return [f"{kind}: {name}: {reason}" for kind, name, reason in self.reasons]

    def save(self) -> None:
        """Write the file."""
        write_atomically(self.path, json.dumps(self.known, ensure_ascii=False, sort_keys=True))


def _read(path: Path) -> dict[str, dict[str, Inputs]]:
    """Read a record; what is damaged is as if it had never been made."""
    kinds = {kind: made for kind, made in read_json(path).items() if isinstance(made, dict)}
    return {
        kind: {name: inputs for name, inputs in made.items() if isinstance(inputs, dict)}
        for kind, made in kinds.items()
    }


def difference(before: Inputs | None, now: Inputs) -> str:
    """Say in a few words what has changed between two sets of inputs; nothing if nothing has."""
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
