"""Publish atomically: build in a work folder, then switch one link to the new state.

``site`` is a link to ``build/good-*/site``, next to the build state that belongs to it. So renaming
one link replaces both the pages and the state, or neither. A build works on a copy of the last good
state and never changes the original; the next build discards whatever a failed or killed one left.
"""

import json
import os
import shutil
import tempfile
from functools import cached_property
from pathlib import Path

from sitekit.core.digests import file_digest
from sitekit.core.files import link_or_copy, read_json
from sitekit.core.freshness import digest_machinery
from sitekit.core.record import Inputs

KEPT = ("made_from.json", "claims.json", "bundle")  # results of proofs and figures
WHOLE, MACHINERY = "the site itself", "what makes pages"  # in published.json, besides sources


class State:
    """Folders of a build, below the project's root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.build = root / "build"
        self.work = self.build / "work"
        self.gallery = root / "docs" / "gallery"
        self.html = self.work / "html"
        self.doctrees = self.work / "doctrees"

    @property
    def good(self) -> Path:
        """The folder of the last good state; a folder that does not exist if there is none."""
        home = self.site.resolve().parent
        return home if home.parent == self.build.resolve() else self.build / "none"

    def published(self) -> Inputs | None:
        """Return the inputs of the published site, or None if the site is not intact."""
        made: Inputs = read_json(self.good / "published.json")
        made.pop(MACHINERY, None)
        return made if made.pop(WHOLE, "") == file_digest(self.site) else None

    @cached_property
    def machinery(self) -> str:
        """The digest of the code that makes pages from the sources."""
        return digest_machinery(self.root / "docs")

    def begin(self) -> None:
        """Start from a copy of the last good state, or from nothing.

        Pages made by other code are dropped, since that code may have left anything behind.
        """
        for path in (self.build, self.work, self.gallery):
            if path.exists() and not path.is_dir():
                path.unlink()
        _copy(self.good / "work", self.work)
        _copy(self.good / "gallery", self.gallery)
        self.work.mkdir(parents=True, exist_ok=True)
        if read_json(self.good / "published.json").get(MACHINERY) != self.machinery:
            shutil.rmtree(self.html, ignore_errors=True)
            for path in self.doctrees.glob("*"):
                if path.name not in KEPT:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()

    def succeed(self, sources: Inputs, wanted: set[str]) -> None:
        """Publish the pages and the files they use, and keep this state as the last good one."""
        new = Path(tempfile.mkdtemp(prefix="good-", dir=self.build))
        new.chmod(0o755)  # mkdtemp makes it private; web servers must read it
        _copy(self.html, new / "site", readers=True)
        _drop_unused(new / "site", wanted)
        _copy(self.gallery, new / "gallery")
        self.work.rename(new / "work")
        made = {**sources, WHOLE: file_digest(new / "site"), MACHINERY: self.machinery}
        (new / "published.json").write_text(json.dumps(made), "utf-8")
        self._publish(new / "site")
        for old in self.build.glob("good-*"):
            if old != new:
                shutil.rmtree(old)

    def _publish(self, target: Path) -> None:
        """Point site/ at ``target`` in one atomic step."""
        if self.site.is_dir() and not self.site.is_symlink():
            _copy(self.site, self.build / "site.before", readers=True)  # not ours, so keep a copy
            shutil.rmtree(self.site)
        link = self.build / "site.new"
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(target, self.site.parent), target_is_directory=True)
        link.replace(self.site)


def _copy(source: Path, target: Path, *, readers: bool = False) -> None:
    """Make ``target`` a copy of ``source``, with file times; delete it if there is no source.

    Figures are hard-linked between states, since they are replaced, never edited. The published
    site shares no files with a state, so that editing site/ cannot damage the state.
    """
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, target, copy_function=shutil.copy2 if readers else _copy_file)


def _copy_file(source: str, target: str) -> None:
    is_figure = ".drawn/" in source or "/html/exhibits/" in source
    (link_or_copy if is_figure else shutil.copy2)(source, target)


def _drop_unused(site: Path, wanted: set[str]) -> None:
    """Delete Sphinx's own records, and images and downloads that no page uses any more."""
    for record in (".buildinfo", ".buildinfo.bak"):
        (site / record).unlink(missing_ok=True)
    shutil.rmtree(site / "_sources", ignore_errors=True)
    for folder in ("_images", "_downloads"):
        for path in sorted((site / folder).rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(site).as_posix() not in wanted:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
