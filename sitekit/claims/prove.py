"""Prove the claims: run the tests of those whose proof, or the library under it, has changed."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import asdict
from pathlib import Path

from sitekit.claims.collect import Claim, find
from sitekit.core.errors import BuildError, BuildFailed

UNPROVED = ("failure", "error", "skipped")


class Proofs:
    """A run of the tests of all claims that have changed, beside the rest of the build."""

    def __init__(self, root: Path, record: Path) -> None:
        self.root, self.record, self.claims = root, record, find(root)
        self.report, self.log = record.with_suffix(".xml"), record.with_suffix(".log")
        known = json.loads(record.read_text("utf-8")) if record.exists() else {}
        proved = {name: claim["made_from"] for name, claim in known.items()}
        self.stale = [c for c in self.claims.values() if proved.get(c.id) != c.made_from]
        self.run = self._start() if self.stale else None

    def _start(self) -> subprocess.Popen[bytes]:
        command = [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
            f"--junitxml={self.report}", f"--rootdir={self.root}",
            "-o", "addopts=", "-o", "markers=claim(id): a proof",
            *(f"{claim.file}::{claim.test}" for claim in self.stale),
        ]  # fmt: skip
        quiet = {**os.environ, "PYTEST_ADDOPTS": ""}
        self.report.unlink(missing_ok=True)
        with self.log.open("w") as log:
            return subprocess.Popen(command, cwd=self.root, env=quiet, stdout=log, stderr=log)

    def finish(self) -> None:
        """Wait for the end; renew the record, or raise an error for each claim not proved."""
        if self.run:
            self.run.wait()
            errors = self._faults()
            if errors:
                raise BuildFailed(errors)
        made = {name: asdict(claim) for name, claim in self.claims.items()}
        self.record.write_text(json.dumps(made, indent=1, ensure_ascii=False), "utf-8")

    def close(self) -> None:
        """End the run, if nobody waits for it any more."""
        if self.run:
            self.run.kill()
            self.run.wait()

    def _faults(self) -> list[BuildError]:
        if not self.report.exists():
            last = self.log.read_text("utf-8", "replace").strip().splitlines()[-1:]
            return [BuildError(self.stale[0].file, 1, f"the proofs did not run: {' '.join(last)}")]
        cases = list(ET.parse(self.report).getroot().iter("testcase"))
        verdicts = (_verdict(self.root, claim, cases) for claim in self.stale)
        return _unread(self.root, cases) or [error for error in verdicts if error]


def _unread(root: Path, cases: list[ET.Element]) -> list[BuildError]:
    """Return an error for each file that stopped before its first test."""
    errors = []
    for case in cases:
        error = case.find("error")
        if error is not None and error.get("message") == "collection failure":
            file = (case.get("name") or "").replace(".", "/") + ".py"
            line, reason = _traced(error, file)
            errors.append(BuildError.at(root, file, line, f"the proofs do not start: {reason}"))
    return errors


def _verdict(root: Path, claim: Claim, cases: list[ET.Element]) -> BuildError | None:
    """Return the error of a claim: a case that failed, broke or was skipped, or no case at all."""
    module = claim.file.removesuffix(".py").replace("/", ".")
    mine = [
        case
        for case in cases
        if case.get("classname") == module and (case.get("name") or "").split("[")[0] == claim.test
    ]
    unproved = [child for case in mine for child in case if child.tag in UNPROVED]
    if mine and not unproved:
        return None
    line, reason = _traced(unproved[0], claim.file) if unproved else (0, "its test did not run")
    message = f"claim {claim.id!r} is not proved: {reason}"
    return BuildError.at(root, claim.file, line or claim.line, message)


def _traced(child: ET.Element, file: str) -> tuple[int, str]:
    """Return the last line of a file that a report names, and the first line of what went wrong."""
    text = child.text or ""
    lines = re.findall(rf"{re.escape(file)}:(\d+): ", text, re.MULTILINE)
    wrong = re.findall(r"^E +(.+)$", text, re.MULTILINE)
    message = (child.get("message") or "").strip().splitlines()[:1]
    if child.get("message") == "collection failure":
        message = wrong[-1:] or text.strip().splitlines()[-1:]
    return int(lines[-1]) if lines else 0, (message or wrong or ["no word why"])[0]
