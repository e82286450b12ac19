"""Hash strings, files and folders, to detect changes by content."""

import hashlib
from pathlib import Path


def digest(*parts: str | bytes) -> str:
    """Return a short hash of the parts, sensitive to where each part ends."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()[:24]


def file_digest(path: Path) -> str:
    """Return the hash of a file or of all files below a folder; empty if it does not exist."""
    if path.is_dir():
        return digest(*(f"{p.relative_to(path).as_posix()} {file_digest(p)}" for p in files(path)))
    return digest(path.read_bytes()) if path.is_file() else ""


def files(folder: Path) -> list[Path]:
    """Return all files below a folder, sorted, without hidden ones and ``__pycache__``."""
    below = (p for p in folder.rglob("*") if p.is_file())
    return sorted(p for p in below if not any(map(_is_hidden, p.relative_to(folder).parts)))


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__pycache__"
