"""What the site is made from: the sources, and the recipe by which all pages are made."""

import os
import platform
import sys
from pathlib import Path

from sitekit.claims.collect import SETTINGS
from sitekit.core.digests import digest, file_digest, files

SITEKIT = Path(__file__).resolve().parents[1]
FOLDERS = ("docs", "explainer", "gallery", "tests/claims", "sitekit")
ABOUT = ("CITATION.cff", "CHANGELOG.md")  # what the site says of itself


def recipe(root: Path) -> str:
    """Hash what may touch every page: the machinery, and all that is installed beside it."""
    made_with = [root / "docs/conf.py", root / ABOUT[0], SITEKIT]
    machinery = [f"{path.name} {file_digest(path)}" for path in made_with]
    installed = {path.name for place in sys.path for path in Path(place).glob("*.dist-info")}
    made_by = (platform.python_version(), *sorted(installed))
    return digest(os.environ.get("SITE_ADDRESS", ""), *made_by, *machinery)


def sources(root: Path) -> dict[str, str]:
    """Return the hash of every file that some page may be made from, by its name in the root."""
    found = [path for folder in FOLDERS for path in files(root / folder)]
    found += [root / name for name in (*SETTINGS, *ABOUT)]
    names = {path.relative_to(root): path for path in found if path.exists()}
    return {
        name.as_posix(): file_digest(path)
        for name, path in names.items()
        if name.parts[:2] != ("docs", "gallery")
    }


def fingerprint(known: dict[str, str], by: str) -> str:
    """Hash the sources together with the recipe."""
    return digest(by, *(f"{name} {known[name]}" for name in sorted(known)))
