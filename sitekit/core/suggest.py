"""Suggest close matches for unknown names in error messages."""

from collections.abc import Iterable
from difflib import get_close_matches


def unknown(kind: str, name: str, known: Iterable[str], listed: str) -> str:
    """Return an error message with up to three close matches, or where all names are listed."""
    near = [repr(each) for each in get_close_matches(name, list(known), cutoff=0.7)]
    meant = " or ".join(filter(None, [", ".join(near[:-1]), *near[-1:]]))
    hint = f"did you mean {meant}?" if near else f"all are listed in {listed}"
    return f"unknown {kind} {name!r}; {hint}"
