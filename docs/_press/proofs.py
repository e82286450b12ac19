"""Prove the claims: run the tests of those whose proof, or the library under it, has changed."""

import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import asdict
from pathlib import Path

from docs._press.claims import Claim, find
from docs._press.faults import Fault, Faults

UNPROVED = ("failure", "error", "skipped")


def prove(root: Path, record: Path) -> None:
    """Run every claim that has changed since ``record``, and renew it; raise for those unproved."""
    claims = find(root)
    known = json.loads(record.read_text("utf-8")) if record.exists() else {}
    proved = {name: claim["made_from"] for name, claim in known.items()}
    stale = [claim for claim in claims.values() if proved.get(claim.id) != claim.made_from]
    faults = _run(root, stale) if stale else []
    if faults:
        raise Faults(faults)
    made = {name: asdict(claim) for name, claim in claims.items()}
    record.write_text(json.dumps(made, indent=1, ensure_ascii=False), "utf-8")


def _run(root: Path, claims: list[Claim]) -> list[Fault]:
    """Run the tests of some claims; return a fault for each that has no passing test."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}",
            f"--rootdir={root}", "-o", "addopts=", "-o", "markers=claim(id): a proof",
            *(f"{claim.file}::{claim.test}" for claim in claims),
        ]  # fmt: skip
        quiet = {**os.environ, "PYTEST_ADDOPTS": ""}
        run = subprocess.run(command, cwd=root, env=quiet, capture_output=True, text=True)
        if not report.exists():
            last = (run.stderr or run.stdout).strip().splitlines()[-1:] or ["no word why"]
            return [Fault(claims[0].file, 1, f"the proofs did not run: {last[0]}")]
        cases = list(ET.parse(report).getroot().iter("testcase"))
    return _unread(root, cases) or [f for claim in claims if (f := _verdict(root, claim, cases))]


def _unread(root: Path, cases: list[ET.Element]) -> list[Fault]:
    """Return a fault for each file that stopped before its first test."""
    faults = []
    for case in cases:
        error = case.find("error")
        if error is not None and error.get("message") == "collection failure":
            file = (case.get("name") or "").replace(".", "/") + ".py"
            line, reason = _traced(error, file)
            faults.append(Fault.at(root, file, line, f"the proofs do not start: {reason}"))
    return faults


def _verdict(root: Path, claim: Claim, cases: list[ET.Element]) -> Fault | None:
    """Return the fault of a claim: a case that failed, broke or was skipped, or no case at all."""
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
    return Fault.at(root, claim.file, line or claim.line, message)


def _traced(child: ET.Element, file: str) -> tuple[int, str]:
    """Return the last line of a file that a report names, and the first line of what went wrong."""
    text = child.text or ""
    lines = re.findall(rf"{re.escape(file)}:(\d+): ", text, re.MULTILINE)
    wrong = re.findall(r"^E +(.+)$", text, re.MULTILINE)
    message = (child.get("message") or "").strip().splitlines()[:1]
    if child.get("message") == "collection failure":
        message = wrong[-1:] or text.strip().splitlines()[-1:]
    return int(lines[-1]) if lines else 0, (message or wrong or ["no word why"])[0]
