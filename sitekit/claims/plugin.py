"""pytest plugin that reports the claims: each sentence, and whether its test passed.

``python -m pytest -p sitekit.claims.plugin --claims-report FILE tests/claims/test_x.py``

The report is saved before each step, so that it names the running test if the process dies.
"""

import ast
import faulthandler
import inspect
import json
import signal
import textwrap
from collections.abc import Generator
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import pytest

from sitekit.claims.sources import cite  # noqa: F401 # a fixture, found by its name
from sitekit.claims.statements import find_faults, read_statement

GRACE = 10.0  # seconds beyond the limit before an uninterruptible test is killed


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the command-line options."""
    group = parser.getgroup("claims")
    group.addoption("--claims-report", type=Path, help="where to write down the claims")
    group.addoption("--claim-seconds", type=float, default=60.0, help="limit for each test")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and the recorder if a report is requested."""
    config.addinivalue_line("markers", "claim(id, kind): a proof; the docstring is the sentence")
    config.addinivalue_line("markers", "derivation(id): checks each line of a derivation")
    if report := config.getoption("--claims-report"):
        config.pluginmanager.register(Recorder(config, report), "claims-recorder")


class Recorder:
    """Record the claims and results of one run."""

    def __init__(self, config: pytest.Config, report: Path) -> None:
        self.root, self.report = config.rootpath, report
        self.seconds: float = config.getoption("--claim-seconds")
        self.claims: dict[tuple[Path, str], dict[str, Any]] = {}  # by file and test
        self.problems: list[tuple[str, int, str]] = []  # each with its file and line

    def save(self, *running: str | int, finished: bool = False) -> None:
        """Write the report; ``running`` is file, line and message should the process die now."""
        claims = [claim | {"proved": bool(claim["proved"])} for claim in self.claims.values()]
        report = {"claims": claims, "problems": self.problems, "running": running}
        self.report.write_text(json.dumps(report | {"finished": finished}), "utf-8")

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Record which file is being imported, and limit the time it may take."""
        if isinstance(collector, pytest.Module):
            self.save(self._name(collector.path), 1, "the proofs do not start")
            faulthandler.dump_traceback_later(self.seconds + GRACE, exit=True)

    def pytest_exception_interact(
        self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any]
    ) -> None:
        """Report a file that cannot be imported."""
        if isinstance(node, pytest.Collector) and call.excinfo:
            error = call.excinfo.value.__cause__ or call.excinfo.value
            line, message = _locate(pytest.ExceptionInfo.from_exception(error), node.path)
            message = f"the proofs do not start: {message}"
            self.problems.append((self._name(node.path), line, message))

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        """Record the claims, and deselect all tests that make none."""
        items[:] = [item for item in items if self._note_claim(item)]

    def _note_claim(self, item: pytest.Function) -> bool:
        """Record the claim of a test, or report what is missing; return whether it makes one."""
        lines, first = inspect.getsourcelines(item.function)
        node: Any = ast.parse(textwrap.dedent("".join(lines))).body[0]
        line, file = first - 1 + node.lineno, self._name(item.path)
        mark = item.get_closest_marker("claim") or item.get_closest_marker("derivation")
        name = mark.args[0] if mark and mark.args else None
        if not (mark and isinstance(name, str) and item.function.__doc__):
            lack = f"{item.originalname} needs @pytest.mark.claim(id, kind=...) and a docstring"
            self.problems.append((file, line, lack))
            return False
        if _key(item) in self.claims:
            return True  # another case of the same test
        made = read_statement(item.function, dict(mark.kwargs))
        if mark.name == "derivation":
            made.kind = "derivation"
        else:
            for fault in find_faults(item.function, made, item.module):
                self.problems.append((file, line, f"claim {name!r}: {fault}"))
        docstring = node.body[0]  # shown as the sentence, so not part of the source
        source = lines[: docstring.lineno - 1] + lines[docstring.end_lineno :]
        self.claims[_key(item)] = {
            "id": name,
            **made.as_dict(),
            "sources": [],
            "lines": [],  # of a derivation
            "test": item.originalname,
            "file": file,
            "line": line,
            "source": "".join(source).rstrip("\n"),
            "proved": None,  # until its test has run
        }
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, object, object]:
        """Record which test is running, and stop it when it takes too long."""
        claim = self.claims[_key(item)]
        self.save(claim["file"], claim["line"], f"claim {claim['id']!r} is not proved")
        faulthandler.dump_traceback_later(self.seconds + GRACE, exit=True)
        signal.signal(signal.SIGALRM, self._stop)
        signal.setitimer(signal.ITIMER_REAL, self.seconds)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Mark a claim as proved only if every phase of every case of its test passes."""
        report, claim = (yield), self.claims[_key(item)]
        if call.excinfo:
            self._doubt(claim, *_locate(call.excinfo, item.path))
        elif report.outcome != "passed" or hasattr(report, "wasxfail"):
            self._doubt(claim, 0, "it is marked as one that may fail")
        elif call.when == "teardown" and claim["proved"] is None:
            claim["proved"] = True
        if call.when == "call":
            properties = item.user_properties
            claim["sources"] = [value for key, value in properties if key == "source"]
            claim["lines"] = [value for key, value in properties if key == "line"]
        return report

    def _doubt(self, claim: dict[str, Any], line: int, reason: str) -> None:
        """Mark a claim as not proved, and report the first reason."""
        if claim["proved"] is not False:
            claim["proved"] = False
            message = f"claim {claim['id']!r} is not proved: {reason}"
            self.problems.append((claim["file"], line or claim["line"], message))

    def pytest_sessionfinish(self) -> None:
        """Report claims whose test did not run, and mark the report as finished."""
        faulthandler.cancel_dump_traceback_later()
        for claim in self.claims.values():
            if claim["proved"] is None:
                self._doubt(claim, 0, "its test did not run")
        self.save(finished=True)

    def _stop(self, _signal: int, _frame: FrameType | None) -> NoReturn:
        pytest.fail(f"it took longer than {self.seconds:g} s")

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _key(item: pytest.Function) -> tuple[Path, str]:
    return item.path, item.originalname


def _locate(error: pytest.ExceptionInfo[BaseException], path: Path) -> tuple[int, str]:
    """Return the last line of a file in an error's traceback, and the error as one line."""
    value = error.value
    lines = [entry.lineno + 1 for entry in error.traceback if Path(entry.path) == path]
    if isinstance(value, SyntaxError) and value.filename == str(path):
        return value.lineno or 1, f"not Python: {value.msg}"
    if isinstance(value, pytest.skip.Exception | pytest.xfail.Exception | pytest.fail.Exception):
        message = value.msg or "no reason given"
    else:
        message = error.exconly(tryshort=True)
    return (lines or [0])[-1], message.strip().splitlines()[0]
