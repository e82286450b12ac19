"""All or nothing: the work in progress, the last good state, and the swap that publishes.

``build/work`` and ``docs/gallery`` are worked on in place. They hold the file ``whole`` only while
no build is under way and the last one succeeded; a build that finds it gone, because one failed or
was killed, starts from the copy of the last good state. ``site`` is a link, so that one atomic
rename replaces the whole site.
"""

import os
import shutil
from pathlib import Path

from docs._press.links import referenced
from docs._press.provenance import file_digest


class State:
    """The folders of a build, below the project's root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.build = root / "build"
        self.work = self.build / "work"
        self.gallery = root / "docs" / "gallery"
        self.good = self.build / "good"
        self.site = root / "site"
        self.whole = self.work / "whole"
        self.stamp = self.good / "stamp"

    def begin(self, recipe: str) -> None:
        """Stand on the last good state of the same recipe, or on nothing."""
        if not self.whole.exists():
            _replace(self.good / "work", self.work)
            _replace(self.good / "gallery", self.gallery)
        if not self.whole.exists() or self.whole.read_text() != recipe:
            shutil.rmtree(self.work, ignore_errors=True)
            shutil.rmtree(self.gallery, ignore_errors=True)
            self.work.mkdir(parents=True)
        self.whole.unlink(missing_ok=True)

    def published(self) -> str:
        """Return the fingerprint of what stands in site/, or nothing if it is not whole."""
        if not self.stamp.exists() or not self.site.is_dir():
            return ""
        fingerprint, _, listing = self.stamp.read_text().partition("\n")
        return fingerprint if listing == _listing(self.site) else ""

    def succeed(self, recipe: str, fingerprint: str, html: Path) -> None:
        """Publish ``html`` in one step, then keep this state as the last good one."""
        release = self.build / f"site-{file_digest(html)}"
        if not release.exists():
            making = self.build / "site.making"
            _replace(html, making)
            _drop_unused(making)
            making.rename(release)
        _point(self.site, release)
        for old in self.build.glob("site-*"):
            if old != release:
                shutil.rmtree(old)
        self.whole.write_text(recipe)
        making = self.build / "good.making"
        _replace(self.work, making / "work")
        _replace(self.gallery, making / "gallery")
        (making / "stamp").write_text(f"{fingerprint}\n{_listing(self.site)}")
        shutil.rmtree(self.good, ignore_errors=True)
        making.rename(self.good)


def _replace(source: Path, target: Path) -> None:
    """Make ``target`` a copy of ``source``, times included; remove it if there is no source."""
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, target)


def _listing(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return "\n".join(f"{p.relative_to(folder).as_posix()} {p.stat().st_size}" for p in files)


def _drop_unused(site: Path) -> None:
    """Remove what no reader needs: Sphinx's own records, and files that no page names any more."""
    for record in (".buildinfo", ".buildinfo.bak"):
        (site / record).unlink(missing_ok=True)
    shutil.rmtree(site / "_sources", ignore_errors=True)
    used = referenced(site)
    for folder in ("_images", "_downloads"):
        for path in sorted((site / folder).rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(site).as_posix() not in used:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def _point(link: Path, target: Path) -> None:
    """Make ``link`` lead to ``target`` in one step that cannot be half done."""
    if link.exists() and not link.is_symlink():
        link.rename(link.with_name(f"{link.name}.before"))
    fresh = link.with_name(f".{link.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)
    fresh.replace(link)
