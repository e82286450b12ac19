"""Prove the claims: run the test files that have changed, or whose dependencies have.

pytest runs in a subprocess while figures are drawn. Each failure is a warning at its file and line,
and the next build runs that file again.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sitekit.claims.sources import Source
from sitekit.core.digests import file_digest
from sitekit.core.files import read_json, write_atomically
from sitekit.core.imports import code_digest
from sitekit.core.project import Project, project
from sitekit.core.record import Inputs, installed

logger = logging.getLogger(__name__)

FOLDER = "tests/claims"
SETTINGS = ("pyproject.toml", "conftest.py", "tests/conftest.py")  # also decide how they run
PLUGIN = Path(__file__).with_name("plugin.py")


class Line(TypedDict):
    """A line of a derivation, as LaTeX, and the reason for it, which may hold $formulas$."""

    left: str
    right: str
    reason: str


@dataclass(frozen=True)
class Claim:
    """A sentence and the test that proves it; or a derivation and the test that checks it."""

    id: str
    kind: str  # one of `KINDS`, or "derivation"
    sentence: str
    exact: str  # the exact statement, or nothing
    settings: dict[str, str]  # of an experiment, by name
    reason: str  # why the test of a theorem needs no exact tool
    sources: list[Source]
    lines: list[Line]  # of a derivation
    test: str
    file: str
    line: int
    source: str
    proved: bool


class Proofs:
    """Claims of a project, and the pytest run that proves the stale ones."""

    def __init__(self, here: Project, seconds: float) -> None:
        self.seconds = seconds  # time limit of each test
        self.root, self.record = here.root, here.record
        self.memory, self.report = here.state / "claims.json", here.state / "claims_report.json"
        self.log = here.state / "claims.log"
        tests = sorted((self.root / FOLDER).glob("test_*.py"))
        self.inputs = {self._name(path): self._inputs(here, path) for path in tests}
        known = read_json(self.memory)
        self.claims = {file: known.get(file, []) for file in self.inputs}
        self.stale = [
            file for file, made in self.inputs.items() if here.record.is_stale("proofs", file, made)
        ]
        self.complete = True
        self.run = self._start(self.stale) if self.stale else None

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _inputs(self, here: Project, path: Path) -> Inputs:
        """Return the inputs of a test file: imports, helpers, settings, plugin and packages."""
        helpers = [p for p in path.parent.glob("*.py") if not p.name.startswith("test_")]
        settings = [self.root / name for name in SETTINGS]
        beside = {self._name(each): file_digest(each) for each in [*helpers, *settings]}
        plugin = {"sitekit/claims/plugin.py": code_digest(PLUGIN)}
        return here.imports.inputs(path) | beside | plugin | installed()

    def _start(self, tests: list[str]) -> subprocess.Popen[bytes]:
        command = [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
            "-p", "sitekit.claims.plugin", f"--claims-report={self.report}",
            f"--claim-seconds={self.seconds}", f"--rootdir={self.root}", "-o", "addopts=",
            "--continue-on-collection-errors", *tests,
        ]  # fmt: skip
        quiet = {**os.environ, "PYTEST_ADDOPTS": ""}
        self.report.unlink(missing_ok=True)
        self.report.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=self.root, env=quiet, stdout=log, stderr=log)

    def finish(self) -> None:
        """Wait for the run to end, and warn of each claim that is not proved."""
        waiting = self.stale
        while self.run:
            code, report = self.run.wait(), read_json(self.report)
            left = [] if report.get("finished") else self._blame(report, waiting, code)
            self._take(report, [file for file in waiting if file not in left])
            self.run, waiting = self._start(left) if left else None, left
        self._warn_of_repeats()
        self.record.keep("proofs", set(self.inputs))
        write_atomically(self.memory, json.dumps(self.claims, indent=1, ensure_ascii=False))

    def _blame(self, report: dict[str, Any], waiting: list[str], code: int) -> list[str]:
        """Report what killed the process; return the test files left for another run."""
        if not report.get("running"):
            said = self.log.read_text("utf-8", "replace").strip().splitlines()[-1:]
            what = f"the proofs did not run: {' '.join(said)}"
            report["problems"] = [(file, 1, what) for file in waiting]
            return []
        file, line, what = report["running"]
        ended = f"{what}: it ended the process (exit code {code})"
        report["problems"].append((file, line, ended))
        place = waiting.index(file)
        before = [] if report["claims"] else waiting[:place]  # all are imported before any runs
        return before + waiting[place + 1 :]

    def _take(self, report: dict[str, Any], files: list[str]) -> None:
        """Store the results of a run for these files, and log its problems."""
        problems = [each for each in report.get("problems", ()) if each[0] in files]
        for file, line, message in problems:
            logger.warning("%s", message, location=f"{self.root / file}:{line}")
        broken = {file for file, _, _ in problems}
        for file in files:
            found = [claim for claim in report.get("claims", ()) if claim["file"] == file]
            if file in broken:
                self.complete &= bool(found)  # else its claims are unknown
            else:
                self.record.renew("proofs", file, self.inputs[file])
            self.claims[file] = found or [{**c, "proved": False} for c in self.claims[file]]

    def _warn_of_repeats(self) -> None:
        seen: dict[str, Claim] = {}
        for claim in self.all():
            other = seen.setdefault(claim.id, claim)
            if other != claim:
                message = f"claim {claim.id!r} is made at {other.file}:{other.line} too"
                logger.warning("%s", message, location=f"{self.root / claim.file}:{claim.line}")

    def all(self) -> list[Claim]:
        """Return every claim, in order of file and line."""
        return [Claim(**each) for made in self.claims.values() for each in made]


def _start(app: Sphinx) -> None:
    here = project(app)
    here.proofs = Proofs(here, app.config.claim_seconds)


def _finish(app: Sphinx) -> None:
    here = project(app)
    here.proofs.finish()
    here.claims = {claim.id: claim for claim in sorted(here.proofs.all(), key=lambda c: c.id)}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Start the proofs before the figures are drawn, and wait for them afterwards."""
    app.add_config_value("claim_seconds", 60.0, "", (int, float))
    app.connect("builder-inited", _start, priority=300)
    app.connect("builder-inited", _finish, priority=480)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
