"""Prove the claims: find every test marked ``claim`` in tests/claims and run what changed."""

import ast
import json
import subprocess
import sys
import tempfile
import textwrap
import xml.etree.ElementTree as ET
from dataclasses import asdict, dataclass
from pathlib import Path

from docs._press.faults import Fault, Faults
from docs._press.provenance import Library, digest, file_digest


@dataclass(frozen=True)
class Claim:
    """A sentence and the test that proves it."""

    id: str
    sentence: str
    test: str
    file: str
    line: int
    source: str
    made_from: str


def find(root: Path) -> dict[str, Claim]:
    """Read the claims of all files in tests/claims without running them."""
    claims: dict[str, Claim] = {}
    faults: list[Fault] = []
    library = Library(root)
    folder = root / "tests" / "claims"
    helpers = digest(*(file_digest(p) for p in sorted(folder.glob("*.py")) if not _is_test(p)))
    for path in sorted(filter(_is_test, folder.glob("*.py"))):
        text = path.read_text("utf-8")
        made_from = digest(text, helpers, library.made_from(text))
        for claim in _claims_in(text, path.relative_to(root).as_posix(), made_from, faults):
            if claim.id in claims:
                other = claims[claim.id]
                faults.append(
                    Fault(
                        claim.file,
                        claim.line,
                        f"claim {claim.id!r} is made at {other.file}:{other.line} too",
                    )
                )
            claims[claim.id] = claim
    if faults:
        raise Faults(faults)
    return claims


def _is_test(path: Path) -> bool:
    return path.name.startswith("test_")


def _claims_in(text: str, file: str, made_from: str, faults: list[Fault]) -> list[Claim]:
    try:
        body = ast.parse(text).body
    except SyntaxError as error:
        faults.append(Fault(file, error.lineno or 1, f"not Python: {error.msg}"))
        return []
    claims = []
    for node in body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        name, sentence = _mark(node), ast.get_docstring(node)
        if name is None or not sentence:
            faults.append(
                Fault(
                    file, node.lineno, f"{node.name} needs @pytest.mark.claim(id) and a docstring"
                )
            )
            continue
        claims.append(
            Claim(
                name,
                " ".join(sentence.split()),
                node.name,
                file,
                node.lineno,
                _source(text, node),
                made_from,
            )
        )
    return claims


def _mark(node: ast.FunctionDef) -> str | None:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim":
            value = mark.args[0] if mark.args else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                return value.value
    return None


def _source(text: str, node: ast.FunctionDef) -> str:
    """Return a test as written, without the docstring that the page shows as its sentence."""
    lines = text.splitlines()
    docstring = node.body[0]
    first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
    kept = (
        lines[first - 1 : docstring.lineno - 1] + lines[docstring.end_lineno or 0 : node.end_lineno]
    )
    return textwrap.dedent("\n".join(kept))


def prove(root: Path, record: Path) -> dict[str, Claim]:
    """Run every claim whose proof or library changed since ``record``; raise on any that fails."""
    claims = find(root)
    known = json.loads(record.read_text("utf-8")) if record.exists() else {}
    proved = {name: claim["made_from"] for name, claim in known.items()}
    stale = [claim for claim in claims.values() if proved.get(claim.id) != claim.made_from]
    if stale:
        failures = _run(root, stale)
        if failures:
            raise Faults(failures)
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps({name: asdict(claims[name]) for name in sorted(claims)}, indent=1))
    return claims


def _run(root: Path, claims: list[Claim]) -> list[Fault]:
    """Run the files that hold the claims; return a fault for each claim that has no passing test."""
    files = sorted({claim.file for claim in claims})
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}",
            "--rootdir", str(root), "-o", "markers=claim(id): a proof", *files,
        ]  # fmt: skip
        run = subprocess.run(
            command,
            cwd=root,
            capture_output=True,
            text=True,
        )
        if not report.exists():
            raise Faults([Fault(files[0], 1, f"the proofs did not run: {run.stdout} {run.stderr}")])
        cases = list(ET.parse(report).getroot().iter("testcase"))
    return [fault for claim in claims if (fault := _verdict(claim, cases))]


def _verdict(claim: Claim, cases: list[ET.Element]) -> Fault | None:
    """Return the fault of a claim: a case that failed, errored or was skipped, or no case at all."""
    module = claim.file.removesuffix(".py").replace("/", ".")
    mine = [
        case
        for case in cases
        if (case.get("name") or "").split("[")[0] == claim.test and case.get("classname") == module
    ]
    unproved = [
        child for case in mine for child in case if child.tag in ("failure", "error", "skipped")
    ]
    if mine and not unproved:
        return None
    collected = [child for case in cases for child in case if child.tag == "error"]
    reason = next((child.get("message") for child in unproved + collected), "its test did not run")
    return Fault(claim.file, claim.line, f"claim {claim.id!r} is not proved: {reason}")
