"""Digest all sources of the site, to detect quickly whether anything has changed."""

import os
from pathlib import Path

from sitekit.core.digests import file_digest, files
from sitekit.core.record import Inputs, installed

SITEKIT = Path(__file__).resolve().parents[1]
FOLDERS = ("docs", "explainer", "gallery", "tests/claims")
FILES = ("pyproject.toml", "conftest.py", "tests/conftest.py", "CITATION.cff", "CHANGELOG.md")
MADE = ("docs", "gallery")  # where sphinx-gallery writes


def digest_sources(root: Path) -> Inputs:
    """Return the digest of every file and fact that any part of the site may depend on."""
    found = [path for folder in FOLDERS for path in files(root / folder)]
    found += [root / name for name in FILES if (root / name).exists()]
    names = {path.relative_to(root): path for path in found}
    ours = {name: path for name, path in names.items() if name.parts[:2] != MADE}
    machinery = {f"sitekit/{p.relative_to(SITEKIT).as_posix()}": p for p in files(SITEKIT)}
    return {
        **{name.as_posix(): file_digest(path) for name, path in ours.items()},
        **{name: file_digest(path) for name, path in machinery.items()},
        "SITE_ADDRESS": os.environ.get("SITE_ADDRESS", ""),
        **installed(),
    }
